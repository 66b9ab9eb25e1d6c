// A second copy of the store, as sealed as the first, in a bucket of its own. A Chromium that is ended in the
// middle of a write can find its whole store unreadable, and hands back an empty one without a word. A
// bucket has files of its own, and the two are written one after the other: one of them is always whole.
// Other browsers know no buckets, and lose at most the write that they were ended in.
const ended = (asked) =>
  new Promise((done, fail) => {
    asked.onsuccess = asked.oncomplete = () => done(asked.result);
    asked.onerror = asked.onabort = () => fail(asked.error);
  });

let opened;
async function database() {
  const bucket = await navigator.storageBuckets.open("twin", { durability: "strict" });
  const opening = bucket.indexedDB.open("faisceau", 1);
  opening.onupgradeneeded = () => ["records", "mark"].forEach((name) => opening.result.createObjectStore(name));
  const database = await ended(opening);
  database.onclose = () => (opened = undefined);
  return database;
}

/** A transaction over everything, with its two stores. */
async function begin(mode) {
  opened ??= database();
  opened.catch(() => (opened = undefined));
  const transaction = (await opened).transaction(["records", "mark"], mode, { durability: "strict" });
  return { transaction, records: transaction.objectStore("records"), mark: transaction.objectStore("mark") };
}

/** Nothing waits for this copy for long, in milliseconds: what the first one keeps is kept. */
const PATIENCE = 3_000;
const MOST = 30_000;
const inTime = (work, patience = PATIENCE) => Promise.race([work, new Promise((_, fail) => setTimeout(fail, patience, new Error("late")))]);
const same = (one, other) => one?.length === other.length && one.every((byte, at) => byte === other[at]);
const put = ({ records, mark }, keys, values, after) => {
  keys.forEach((key, at) => (values[at] === undefined ? records.delete(key) : records.put(values[at], key)));
  mark.put(after, 0);
};

const ways = {
  async mark() {
    const { mark } = await begin("readonly");
    return ended(mark.get(0));
  },

  async all() {
    const { records, mark } = await begin("readonly");
    return Promise.all([mark.get(0), records.getAllKeys(), records.getAll()].map(ended));
  },

  async follow(before, after, keys, values) {
    const within = await begin("readwrite");
    const last = within.mark.get(0);
    last.addEventListener("success", () => (same(last.result, before) ? put(within, keys, values, after) : within.transaction.abort()));
    return ended(within.transaction);
  },

  async become(after, keys, values) {
    const within = await begin("readwrite");
    within.records.clear();
    put(within, keys, values, after);
    return ended(within.transaction);
  },
};

export const twin = {
  /** The mark of its last write. */
  mark: () => inTime(ways.mark()),
  /** Everything in it: its mark, the keys, and the values in the same order. */
  all: () => inTime(ways.all(), MOST),
  /** Does a write that the first store has done, after the one with the mark `before`, and no other. */
  follow: (...write) => inTime(ways.follow(...write)),
  /** Becomes what the first store is. */
  become: (...whole) => inTime(ways.become(...whole)),
};
