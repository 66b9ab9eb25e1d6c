// Starts the app. A file of its own, so that the page needs no inline script.
import start from "./faisceau.js";

const show = (id) => document.getElementById(id)?.removeAttribute("hidden");

// The still parts of the screens are markup that was compiled into the app. Nothing that runs, loads or
// leads elsewhere is ever among it: the browser, where it knows trusted types, refuses all other markup,
// and every script that is made from a text.
const LIVE =
  /<\/?(?:script|i?frame|frameset|object|embed|applet|portal|base|link|meta|style|form|animate\w*|set)\b|[\s"'/](?:on\w+|src\w*|href|xlink:href|action|formaction|style|ping|background|poster|data)\s*=/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (markup) => (LIVE.test(markup) ? null : markup),
});

if (window.top === window.self) {
  start({ module_or_path: new URL("./faisceau_bg.wasm", import.meta.url) }).catch(() => show("failed"));
} else {
  show("framed");
}
