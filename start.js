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

// Leaves the app a way to the worker. Where there is none, or it fails, the app does the work itself.
function besides() {
  const worker = new Worker(WORKER, { type: "module" });
  const waiting = new Map();
  let last = 0;
  const failed = () => {
    delete globalThis.deriveBeside;
    worker.terminate();
    for (const { fail } of waiting.values()) fail(new Error("no worker"));
    waiting.clear();
  };
  worker.onerror = worker.onmessageerror = failed;
  worker.onmessage = ({ data: { number, key, took } }) => {
    const { done, fail } = waiting.get(number);
    waiting.delete(number);
    if (took === undefined) fail(new Error("not derived"));
    else done({ key, took });
  };
  globalThis.deriveBeside = (work) =>
    new Promise((done, fail) => {
      last += 1;
      waiting.set(last, { done, fail });
      worker.postMessage({ number: last, work }, [work.buffer]);
    });
  return worker;
}

async function open() {
  if (navigator.storageBuckets) globalThis.twin = twin;
  let worker;
  try {
    worker = besides();
  } catch {
    // The app does without.
  }
  await start({ module_or_path: new URL("./faisceau_bg.wasm", import.meta.url) });
  worker?.postMessage({ module: compiled() });
}

if (window.top === window.self) {
  open().catch(() => show("failed"));
} else {
  show("framed");
}
