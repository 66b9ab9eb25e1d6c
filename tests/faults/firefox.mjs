// A released Firefox, driven by WebDriver BiDi, and ended by its own process numbers.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { firefox } from "playwright-core";
import { command, processes } from "./ends.mjs";

const BRIDGE = fileURLToPath(new URL("firefox-bridge.mjs", import.meta.url));
export const FIREFOX = [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && existsSync(path));
/** Nothing is asked of anyone but the host. */
const QUIET = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.newtabpage.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  // The end of a browser is what is tried: it starts again as ever.
  "toolkit.startup.max_resumed_crashes": -1,
};

/** Starts Firefox on a profile and takes hold of it. */
export async function start(folder) {
  const context = await firefox.launchPersistentContext(folder, {
    channel: "moz-firefox",
    executablePath: BRIDGE,
    env: { ...process.env, FIREFOX },
    headless: true,
    viewport: { width: 1366, height: 768 },
    firefoxUserPrefs: QUIET,
  });
  const gone = new Promise((ended) => context.once("close", ended));
  const page = context.pages()[0] ?? (await context.newPage());
  const pid = processes().find((each) => command(each).includes(`--profile ${folder}`) && !command(each).includes("firefox-bridge"));
  return { browser: context, page, pid, gone, isRenderer: (started) => / -contentproc .* tab$/.test(started) };
}
