// What the page handed to the browser's store, in the order in which it did, and what the browser
// acknowledged: compared with what is there after a restart.

export class Ledger {
  /** For each key, every value that was put under it, oldest first; `undefined` where it was taken away. */
  #history = new Map();
  /** For each transaction of this visit, what it did. */
  #open = new Map();
  #acknowledged = 0;

  /** Whether anything was ever put under a key. */
  knows(key) {
    return this.#history.has(key);
  }

  hear({ in: within, kept, key, value }) {
    if (kept !== undefined) {
      for (const write of this.#open.get(kept) ?? []) {
        write.acknowledged = true;
        if (write.value) this.#acknowledged += 1;
      }
      this.#open.delete(kept);
      return;
    }
    const write = { value, acknowledged: false };
    this.#history.set(key, [...(this.#history.get(key) ?? []), write]);
    this.#open.set(within, [...(this.#open.get(within) ?? []), write]);
  }

  /**
   * How many records were acknowledged since the last time, and the keys under which something older
   * than what was acknowledged is found, or nothing. What is found becomes what is known.
   */
  compare(found) {
    const lost = [];
    for (const [key, writes] of this.#history) {
      const last = writes.findLastIndex(({ acknowledged }) => acknowledged);
      const allowed = writes.slice(Math.max(last, 0)).map(({ value }) => value);
      const older = writes.slice(0, Math.max(last, 0)).map(({ value }) => value);
      // A value that was never heard of was handed over in the very last moment: it is newer than all.
      const isOlder = found[key] === undefined ? last >= 0 && !allowed.includes(undefined) : older.includes(found[key]) && !allowed.includes(found[key]);
      if (isOlder) lost.push(key);
    }
    const acknowledged = this.#acknowledged;
    this.#acknowledged = 0;
    this.#open.clear();
    this.#history = new Map(Object.entries(found).map(([key, value]) => [key, [{ value, acknowledged: true }]]));
    return { acknowledged, lost };
  }
}
