// What the page shows, and what it hands over to be kept, told as it happens. Nothing is asked of the app: its
// screen is read as a person reads it; its store, and the worker that carries out its commits, are watched
// from outside.

/** Runs in the page before the app does. `window.tell` takes what is seen. */
export function watch() {
  const tell = (what) => window.tell?.(JSON.stringify(what));
  const hex = (key) => [...new Uint8Array(key.buffer ?? key)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const print = (value) => {
    const bytes = new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);
    let sum = 0x811c9dc5;
    for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
    return `${bytes.length}:${(sum >>> 0).toString(16)}`;
  };
  window.faults = { hex, print };

  let transactions = 0;
  const numbers = new WeakMap();
  const number = (transaction) => {
    if (!numbers.has(transaction)) {
      const at = ++transactions;
      numbers.set(transaction, at);
      transaction.addEventListener("complete", () => tell({ kept: at }));
    }
    return numbers.get(transaction);
  };
  // The second copy follows: what counts is what the first store was handed.
  const isFirst = (store) => !store.transaction.db.objectStoreNames.contains("mark");
  const { put, delete: remove } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.apply(this, arguments);
    if (isFirst(this)) tell({ in: number(this.transaction), key: hex(key), value: print(value), size: value.byteLength });
    return request;
  };
  IDBObjectStore.prototype.delete = function (key) {
    const request = remove.apply(this, arguments);
    if (isFirst(this) && (ArrayBuffer.isView(key) || key instanceof ArrayBuffer)) tell({ in: number(this.transaction), key: hex(key) });
    return request;
  };

  // What a worker is handed to keep, and what it says of it: once both copies have it, or the second is given up.
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...handed) {
    const [, , , keys, values] = message.given ?? [];
    if (values) {
      const at = ++transactions;
      // Told as one: a page that is closed meanwhile must not have told half of a commit.
      const write = (key, place) => {
        const value = values[place];
        return { in: at, key: hex(key), ...(value && { value: print(value), size: value.byteLength }) };
      };
      tell({ writes: keys.map(write) });
      const heard = ({ data: { number, done } }) => {
        if (number !== message.number) return;
        this.removeEventListener("message", heard);
        if (done?.[0] === "kept") tell({ kept: at });
      };
      this.addEventListener("message", heard);
    }
    return postMessage.call(this, message, ...handed);
  };

  // What stands in the field at the very moment at which the screen says that it is saved.
  let shown;
  const look = () => {
    const saving = document.querySelector("[data-saving]")?.dataset.saving;
    const words = document.querySelector(".question.active textarea")?.value;
    if (saving === "saved" && words !== undefined && words !== shown) {
      shown = words;
      tell({ saved: words });
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** Everything in the app's store, each key with the print of its value. */
export async function stored() {
  const { hex, print } = window.faults;
  const found = {};
  const ended = (request) => new Promise((yes, no) => Object.assign(request, { onsuccess: () => yes(request.result), onerror: () => no(request.error) }));
  for (const { name } of await indexedDB.databases()) {
    const database = await ended(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([ended(all.getAllKeys()), ended(all.getAll())]);
      keys.forEach((key, at) => (found[hex(key)] = print(values[at])));
    }
    database.close();
  }
  return found;
}
