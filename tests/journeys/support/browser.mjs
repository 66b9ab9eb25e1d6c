// A browser of its own for each journey: a fresh profile, the release served under a sub-path, and
// everything that it asks of the network or says on the console taken down.
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { host } from "./host.mjs";

export { host };

const require = createRequire(import.meta.url);
const AXE = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
export const PASSPHRASE = "quatre mots sans lien";

/** The browser that was last opened on each profile. */
const opened = new Map();

/** A folder for a browser's profile. */
export const profile = () => mkdtemp(join(tmpdir(), "faisceau-journey-"));

/** Opens the app in a browser with that profile, and waits for its first page unless told not to. */
export async function open(address, folder, options = {}, wait = true) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    acceptDownloads: true,
    locale: "fr-FR",
    viewport: { width: 1366, height: 768 },
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ...options,
  });
  opened.set(folder, context);
  const page = context.pages()[0] ?? (await context.newPage());
  const requests = [];
  const said = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(address);
  if (wait) await page.getByRole("heading", { level: 1 }).waitFor();
  return { context, page, requests, said };
}

/** Does something in a browser of its own, and leaves nothing of it behind. */
export async function inBrowser(journey, options = {}) {
  const app = await host();
  const folder = await profile();
  try {
    const browser = await open(app.address, folder, options);
    await journey({ ...browser, app, folder });
  } finally {
    await leave(app, folder);
  }
}

/** Ends the browser at once, with everything that belongs to it, as a power cut would. */
export async function kill(folder) {
  const { execFileSync } = await import("node:child_process");
  try {
    execFileSync("pkill", ["-KILL", "-f", folder]);
  } catch {
    // Nothing was left to end.
  }
  await new Promise((later) => setTimeout(later, 500));
  await rm(join(folder, "SingletonLock"), { force: true });
}

/** What axe finds on the page as it stands. */
export async function axe(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, { resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ")).join(", "))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return JSON.parse(result.value);
}

/** A hand on the room that the browser gives this origin. */
export async function room(page) {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  return {
    leave: (bytes) => session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: bytes }),
    giveBack: () => session.send("Storage.overrideQuotaForOrigin", { origin }),
  };
}

/** Waits until the page says that everything is kept. */
export const saved = (page) => page.locator('[data-saving="saved"]').waitFor();

/** Writes long texts into a field, one after the other, until one could not be saved: that one, and the one before. */
export async function writeUntilRefused(page, field) {
  let kept = "";
  for (let times = 0; times < 100; times += 1) {
    const text = `${times} ${"a word too many. ".repeat(1000)}`;
    await field.fill(text);
    const saving = await page.waitForFunction(() => ["saved", "not-saved"].find((how) => document.querySelector("[data-saving]").dataset.saving === how));
    if ((await saving.jsonValue()) === "not-saved") return { kept, refused: text };
    kept = text;
  }
  throw new Error("the browser took everything");
}

/** The bytes of what a step offers to take away. */
export async function taken(page, step) {
  const [download] = await Promise.all([page.waitForEvent("download"), step()]);
  return readFile(await download.path());
}

/** Takes a profile away. */
export const forget = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 });

/** Ends the host and whatever still runs on these profiles, however the journey ended. */
export async function leave(app, ...folders) {
  app.close();
  for (const folder of folders) {
    await opened.get(folder)?.close().catch(() => {});
    await forget(folder);
  }
}
