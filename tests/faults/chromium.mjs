// A Chromium of our own, started and ended by its own process numbers: nothing tidies up behind our back.
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-breakpad", "--no-default-browser-check",
  "--password-store=basic", "--lang=en", "--window-size=1366,768", "--remote-debugging-port=0",
];

/** Starts Chromium on a profile and takes hold of it. */
export async function start(folder) {
  for (const left of ["SingletonLock", "SingletonCookie", "SingletonSocket", "DevToolsActivePort"]) await rm(join(folder, left), { force: true });
  const child = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", [...FLAGS, `--user-data-dir=${folder}`, "about:blank"], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const gone = new Promise((ended) => child.once("exit", ended));
  const endpoint = await new Promise((found, failed) => {
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address) found(address);
    });
    child.once("exit", () => failed(new Error(`Chromium ended: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const page = browser.contexts()[0].pages()[0] ?? (await browser.contexts()[0].newPage());
  return { browser, page, pid: child.pid, gone, isRenderer: (command) => command.includes("--type=renderer") };
}
