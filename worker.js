// Beside the page: one worker derives keys, which takes long, and another carries out commits, while the page
// goes on. They start with the page, because nothing is asked for once that has loaded. Each key is derived
// in an instance of the app of its own: what was in its memory goes with it.
import { __wbg_reset_state as startAnew, commit, derive, initSync } from "./faisceau.js";
import { twin } from "./twin.js";

if (navigator.storageBuckets) globalThis.twin = twin;

const ways = {
  commitBeside: commit,

  deriveBeside([work]) {
    try {
      const before = performance.now();
      const key = derive(work);
      return { key, took: performance.now() - before };
    } finally {
      work.fill(0);
      startAnew();
    }
  },
};

self.onmessage = async ({ data: { module, number, given } }) => {
  if (module) {
    initSync({ module });
    return;
  }
  try {
    self.postMessage({ number, done: await ways[self.name](given) });
  } catch {
    self.postMessage({ number });
  }
};
