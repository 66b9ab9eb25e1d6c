// Starts the app. A file of its own, so that the page needs no inline script.
import start, { compiled } from "./faisceau.js";
import { twin } from "./twin.js";

const show = (id) => document.getElementById(id)?.removeAttribute("hidden");

// The still parts of the screens are markup that was compiled into the app. Nothing that runs, loads or
// leads elsewhere is ever among it: the browser, where it knows trusted types, refuses all other markup,
// every script that is made from a text, and every worker but our own.
const LIVE =
  /<\/?(?:script|i?frame|frameset|object|embed|applet|portal|base|link|meta|style|form|animate\w*|set)\b|[\s"'/](?:on\w+|src\w*|href|xlink:href|action|formaction|style|ping|background|poster|data)\s*=/i;
const WORKER = new URL("./worker.js", import.meta.url).href;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (markup) => (LIVE.test(markup) ? null : markup),
  createScriptURL: (url) => (url === WORKER ? url : null),
});

// Leaves the app ways to a worker, each for one kind of work, under the name of that way. Where there is none,
// it fails, or is not done in time, the app does the work itself.
function beside(ways, patience = Infinity) {
  const worker = new Worker(WORKER, { type: "module", name: ways.join(" ") });
  const waiting = new Map();
  let last = 0;
  const failed = () => {
    for (const way of ways) delete globalThis[way];
    // What it was at ends with it: nothing of it can overtake what the app does now.
    worker.terminate();
    for (const { fail } of waiting.values()) fail(new Error("no worker"));
    waiting.clear();
  };
  worker.onerror = worker.onmessageerror = failed;
  worker.onmessage = ({ data: { number, done } }) => {
    const asked = waiting.get(number);
    waiting.delete(number);
    clearTimeout(asked.late);
    if (done === undefined) asked.fail(new Error("not done"));
    else asked.done(done);
  };
  const ask = (way, given) =>
    new Promise((done, fail) => {
      last += 1;
      const late = patience === Infinity ? undefined : setTimeout(failed, patience);
      waiting.set(last, { done, fail, late });
      // What is given is handed over and not copied.
      worker.postMessage({ number: last, way, given }, given.flat().flatMap((bytes) => bytes?.buffer ?? []));
    });
  for (const way of ways) globalThis[way] = (...given) => ask(way, given);
  return worker;
}

/** Longer than any disk takes for a commit, in milliseconds: a worker that was not heard of until then is lost. */
const PATIENCE = 20_000;

async function open() {
  if (navigator.storageBuckets) globalThis.twin = twin;
  const workers = [];
  try {
    workers.push(beside(["deriveBeside", "ageBeside"]), beside(["commitBeside"], PATIENCE));
  } catch {
    // The app does without.
  }
  await start({ module_or_path: new URL("./faisceau_bg.wasm", import.meta.url) });
  for (const worker of workers) worker.postMessage({ module: compiled() });
}

if (window.top === window.self) {
  open().catch(() => show("failed"));
} else {
  show("framed");
}
