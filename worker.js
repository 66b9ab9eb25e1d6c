// Beside the page: derives keys, which takes long, while the page goes on. It starts with the page, because
// nothing is asked for once that has loaded. Each key is derived in an instance of its own: what was in its
// memory goes with it.
import { __wbg_reset_state as startAnew, derive, initSync } from "./faisceau.js";

self.onmessage = ({ data: { module, number, work } }) => {
  if (module) {
    initSync({ module });
    return;
  }
  try {
    const before = performance.now();
    const key = derive(work);
    self.postMessage({ number, key, took: performance.now() - before });
  } catch {
    self.postMessage({ number });
  } finally {
    work.fill(0);
    startAnew();
  }
};
