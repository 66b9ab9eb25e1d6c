// A key is derived beside the page: it goes on meanwhile, can be stopped, and hides at once.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, inBrowser, PASSPHRASE, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

/** Takes down in the page what happens while a key is derived; answers wait for `window.release()` if asked. */
function watch({ hold }) {
  window.order = [];
  const beside = window.deriveBeside;
  window.deriveBeside = async (work) => {
    window.order.push("asked");
    // A timer that was due at once is late as long as the page stands still.
    setTimeout(() => window.order.push("went on"), 0);
    const answer = await beside(work);
    window.order.push(answer.key instanceof Uint8Array && work.byteLength === 0 ? "a key, and the work was handed over" : "no key");
    if (hold) await new Promise((release) => (window.release = release));
    return answer;
  };
}
const KEY = ["asked", "went on", "a key, and the work was handed over"];
const order = (page) => page.evaluate(() => window.order.splice(0));

test("while a key is derived the page goes on: at creation, which measures first, at opening, and for another passphrase", () =>
  inBrowser(async ({ page, requests, said }) => {
    const she = new Interviewer(page, "en");
    const { keys, around, common } = she.words;
    const loaded = requests.length;
    await page.evaluate(watch, { hold: false });
    await she.makeSafe();
    assert.deepEqual(await order(page), [...KEY, ...KEY]);
    await she.startCase("A-7");
    await saved(page);
    await she.lock();
    await she.unlockToCases();
    const opened = await order(page);
    assert.deepEqual(opened, opened.length > KEY.length ? [...KEY, ...KEY] : KEY);
    await she.press(she.button(common.settings));
    await she.write(she.field(keys.current), PASSPHRASE);
    await she.write(she.field(keys.new_passphrase), "seven unrelated words of another day");
    await she.write(she.field(around.again), "seven unrelated words of another day");
    await she.press(she.button(keys.change));
    await page.getByText(keys.told_changed, { exact: true }).waitFor({ timeout: 60_000 });
    assert.deepEqual(await order(page), [...KEY, ...KEY]);
    assert.equal(requests.length, loaded, "and nothing was asked for");
    assert.deepEqual(said, []);
  }));

test("opening can be stopped, what comes too late opens nothing, and one key hides everything", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { keys, around, common } = she.words;
    await she.makeSafe();
    await she.startCase("A-7");
    await saved(page);
    await she.lock();
    await page.evaluate(watch, { hold: true });
    await she.unlock("not the one that it is");
    await she.button(around.opening).waitFor();
    await page.getByText(keys.waiting, { exact: true }).waitFor({ state: "attached" });
    assert.deepEqual(await axe(page), []);
    await she.press(she.button(common.cancel));
    await she.button(around.open_safe).waitFor();
    await page.waitForFunction(() => window.release);
    await page.evaluate(() => window.release());
    await she.field(around.passphrase).fill("again");
    assert.equal(await page.getByText(around.wrong, { exact: true }).count(), 0);

    await page.evaluate(() => (window.release = undefined));
    await she.unlock();
    await page.waitForFunction(() => window.release);
    await page.keyboard.press("Escape");
    await page.locator(".neutral").waitFor();
    await page.evaluate(() => window.release());
    await page.evaluate(() => new Promise((later) => setTimeout(later, 0)));
    assert.ok(await page.locator(".neutral").isVisible());
    assert.equal(await page.getByText("A-7").count(), 0);
  }));

test("where no worker can be had, and where it fails, the safe is made and opens all the same", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await page.evaluate(() => delete window.deriveBeside);
    await she.makeSafe();
    await she.lock();
    await page.evaluate(() => (window.deriveBeside = () => Promise.reject(new Error("it has failed"))));
    await she.unlock();
    await she.title(she.words.around.cases).waitFor({ timeout: 60_000 });

    await page.route("**/worker.js", (route) => route.abort());
    await page.reload();
    await page.waitForFunction(() => window.deriveBeside === undefined);
    await she.unlock();
    await she.title(she.words.around.cases).waitFor({ timeout: 60_000 });
  }));
