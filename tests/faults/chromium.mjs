// A Chromium of our own, started and ended by its own process numbers: nothing tidies up behind our back.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
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
  return { browser, page, pid: child.pid, gone };
}

/** A process and all that it has started. */
function tree(pid) {
  const children = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8"))[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const found = [pid];
  for (const each of found) found.push(...(children.get(each) ?? []));
  return found;
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

/** The renderers of a browser. */
function renderers(pid) {
  const is = (each) => {
    try {
      return readFileSync(`/proc/${each}/cmdline`, "utf8").includes("--type=renderer");
    } catch {
      return false;
    }
  };
  return tree(pid).filter(is);
}

/** How a browser, or a part of it, can end. Each takes the running browser. */
export const ENDS = {
  /** The whole tree at once, as when the power of the processor goes. */
  async browser({ pid, gone }) {
    for (const each of tree(pid)) signal(each, "SIGKILL");
    await gone;
  },
  /** The page's own process, as when a tab crashes; then the browser, at once. */
  async renderer({ pid, gone }) {
    const all = renderers(pid);
    for (const each of all) signal(each, "SIGKILL");
    if (all.length === 0) throw new Error("no renderer was found");
    await new Promise((later) => setTimeout(later, 30));
    for (const each of tree(pid)) signal(each, "SIGKILL");
    await gone;
  },
  /** The end of a session: the browser is asked to end, and ends by itself. */
  async logout({ pid, gone }) {
    const all = tree(pid);
    signal(pid, "SIGTERM");
    await Promise.race([gone, new Promise((later) => setTimeout(later, 5_000))]);
    for (const each of all) signal(each, "SIGKILL");
    await gone;
  },
  /** The tab is closed, then the browser killed. */
  async tab({ page, pid, gone }) {
    await page.close().catch(() => {});
    for (const each of tree(pid)) signal(each, "SIGKILL");
    await gone;
  },
};
