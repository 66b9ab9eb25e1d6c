// How a browser, or a part of it, can end: by the numbers of its processes, and of no others.
import { readFileSync, readdirSync } from "node:fs";

/** The numbers of all processes. */
export const processes = () => readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);

/** What a process was started with; nothing of one that has ended. */
export function command(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/** A process and all that it has started. */
function tree(pid) {
  const children = new Map();
  for (const each of processes()) {
    try {
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${each}/stat`, "utf8"))[1]);
      children.set(parent, [...(children.get(parent) ?? []), each]);
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

/** Each takes the running browser. */
export const ENDS = {
  /** The whole tree at once, as when the power of the processor goes. */
  async browser({ pid, gone }) {
    for (const each of tree(pid)) signal(each, "SIGKILL");
    await gone;
  },
  /** The page's own process, as when a tab crashes; then the browser, at once. */
  async renderer({ pid, gone, isRenderer }) {
    const all = tree(pid).filter((each) => isRenderer(command(each)));
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
