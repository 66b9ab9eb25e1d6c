// A browser that is ended in the middle of a write leaves a part of it at the end of its store's log. What
// Chromium makes of that is not ours to choose; that nothing is lost by it is.
import { test } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saved } from "../journeys/support/browser.mjs";
import { host } from "../journeys/support/host.mjs";
import { Interviewer } from "../journeys/support/interviewer.mjs";
import { start } from "./chromium.mjs";
import { ENDS } from "./ends.mjs";

/** Tears bytes off the log of the store of the page's origin. */
async function tear(folder, bytes) {
  const stores = join(folder, "Default", "IndexedDB");
  const store = join(stores, (await readdir(stores)).find((name) => name.endsWith(".leveldb")));
  const log = join(store, (await readdir(store)).filter((name) => name.endsWith(".log")).sort().at(-1));
  await truncate(log, (await stat(log)).size - bytes);
}

for (const [how, bytes] of [["by its last byte", 1], ["by more than a block", 40_000]]) {
  test(`a write that was torn ${how} costs nothing that was shown as saved, at the next start and the one after`, async () => {
    const app = await host();
    const folder = await mkdtemp(join(tmpdir(), "faisceau-torn-"));
    let browser;
    const visit = async (work) => {
      browser = await start(folder);
      await browser.page.goto(app.address);
      const she = new Interviewer(browser.page, "en");
      await work(she);
      await saved(browser.page);
      await ENDS.browser(browser);
      await browser.browser.close().catch(() => {});
    };
    const names = ["A-1"];
    try {
      await visit(async (she) => {
        await she.makeSafe();
        await she.startCase(names[0]);
      });
      await tear(folder, bytes);
      for (const name of ["A-2", "A-3", "A-4"]) {
        await visit(async (she) => {
          await she.speak();
          await she.unlockToCases();
          for (const known of names) await browser.page.getByRole("button", { name: known, exact: true }).waitFor({ timeout: 30_000 });
          await she.startCase(name);
        });
        names.push(name);
      }
      assert.equal(names.length, 4);
    } finally {
      await ENDS.browser(browser).catch(() => {});
      app.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
