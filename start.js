// Starts the app. A file of its own, so that the page needs no inline script.
import start from "./faisceau.js";

start({ module_or_path: new URL("./faisceau_bg.wasm", import.meta.url) }).catch(() => {
  document.getElementById("failed")?.removeAttribute("hidden");
});
