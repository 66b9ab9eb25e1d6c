// Beside the page: one worker does what passphrases ask for, which takes long, and another carries out commits,
// while the page goes on. They start with the page, because nothing is asked for once that has loaded. What a
// passphrase is part of is done in an instance of the app of its own: what was in its memory goes with it.
import { __wbg_reset_state as startAnew, age, commit, derive, initSync } from "./faisceau.js";
import { twin } from "./twin.js";

if (navigator.storageBuckets) globalThis.twin = twin;

const once = (act) => ([work]) => {
  try {
    return act(work);
  } finally {
    work.fill(0);
    startAnew();
  }
};

const ways = {
  ageBeside: once(age),
  commitBeside: commit,
  deriveBeside: once((work) => {
    const before = performance.now();
    const key = derive(work);
    return { key, took: performance.now() - before };
  }),
};

self.onmessage = async ({ data: { module, number, way, given } }) => {
  if (module) {
    initSync({ module });
    return;
  }
  try {
    self.postMessage({ number, done: await ways[way](given) });
  } catch {
    self.postMessage({ number });
  }
};
