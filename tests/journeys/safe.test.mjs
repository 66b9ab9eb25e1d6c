// The safe: one tab that writes, copies that open elsewhere, keys that change, and what a browser does to it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, host, inBrowser, leave, open, PASSPHRASE, profile, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { questions } from "./support/words.mjs";

const OTHER = "seven unrelated words of another day";

/** An answer to write. */
const WHO = { question: "whistle-blower.who", answer: { value: { choice: "professional" } } };

/** A safe with one case, whose name is its only content. */
async function withCase(she, name = "A-7") {
  await she.makeSafe();
  await she.startCase(name);
  await saved(she.page);
}

/** Whether a case of that name is listed. */
const listed = (she, name) => she.page.getByRole("button", { name, exact: true });

test("two tabs: one writes, the other follows it live and reads only, and takes over by a visible choice", () =>
  inBrowser(async ({ page, context, app }) => {
    const first = new Interviewer(page, "en");
    const { keys } = first.words;
    await withCase(first);
    await first.toCases();

    const other = await context.newPage();
    await other.goto(app.address);
    const second = new Interviewer(other, "en");
    await second.unlock();
    await listed(second, "A-7").waitFor();
    assert.ok(await other.getByText(keys.following, { exact: true }).isVisible());
    await first.startCase("B-8");
    await saved(page);
    await listed(second, "B-8").waitFor();
    assert.equal(await second.field(second.words.around.name).evaluate((field) => field.readOnly), true);
    await second.press(second.button(second.words.around.start_case));
    await other.getByText(keys.told_following, { exact: true }).waitFor();
    assert.deepEqual(await axe(other), []);

    await second.press(second.button(keys.take_over).first());
    await other.getByText(keys.following, { exact: true }).waitFor({ state: "detached" });
    await page.getByText(keys.following, { exact: true }).waitFor();
    await second.startCase("C-9");
    await saved(other);
    await first.toCases();
    await listed(first, "C-9").waitFor();
  }));

test("a rescue copy opens in a fresh browser with the same passphrase, after it was looked at", async () => {
  const app = await host();
  const [one, two] = [await profile(), await profile()];
  try {
    const here = await open(app.address, one);
    const she = new Interviewer(here.page, "en");
    const { keys, around, common, leaving } = she.words;
    await withCase(she);
    await she.toCases();
    await she.press(she.button(common.settings));
    const copy = await taken(here.page, () => she.press(she.button(keys.rescue_save)));
    assert.ok(!copy.toString("latin1").includes("A-7"), "it is sealed");

    const there = await open(app.address, two);
    const later = new Interviewer(there.page, "en");
    await later.speak();
    const hand = (bytes) => later.field(keys.rescue_take).setInputFiles({ name: "copy.fsr", mimeType: "application/octet-stream", buffer: bytes });
    await hand(Buffer.from("no copy at all"));
    // What it is, then what it is not.
    await there.page.getByText(`${leaving.is_text} ${keys.told_not_rescue}`, { exact: true }).waitFor();
    await hand(copy);
    await later.title(keys.rescue_title).waitFor();
    await later.write(later.field(around.passphrase), "not the one that it was");
    await later.press(later.button(keys.rescue_look));
    await there.page.getByText(around.wrong, { exact: true }).waitFor();
    await later.write(later.field(around.passphrase), PASSPHRASE);
    await later.press(later.button(keys.rescue_look));
    await there.page.getByText("A-7").waitFor();
    assert.deepEqual(await axe(there.page), []);
    await later.press(later.button(keys.rescue_accept));
    await later.unlock();
    await later.openCase("A-7");
    await there.page.reload();
    await later.speak();
    await later.unlockToCases();
    await listed(later, "A-7").waitFor();
  } finally {
    await leave(app, one, two);
  }
});

test("a recovery code is shown once, opens the safe, and asks for a new passphrase", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { keys, around, common } = she.words;
    await she.speak();
    await she.write(she.field(around.passphrase), PASSPHRASE);
    await she.write(she.field(around.again), PASSPHRASE);
    await she.check(she.field(keys.with_code));
    await she.press(she.button(around.make));
    await she.title(keys.code_title).waitFor({ timeout: 60_000 });
    const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){6}/.exec(await page.locator("main").innerText())?.[0];
    assert.ok(code, "seven groups of four");
    assert.deepEqual(await axe(page), []);
    await she.press(she.button(keys.code_kept));
    await she.startCase("A-7");
    await saved(page);
    assert.ok(!(await page.content()).includes(code));

    await page.reload();
    await she.press(she.button(keys.by_code));
    const wrong = code.slice(0, -1) + (code.endsWith("0") ? "1" : "0");
    await she.write(she.field(keys.code), wrong);
    await she.press(she.button(around.open_safe));
    await page.getByText(keys.wrong_code, { exact: true }).waitFor();
    await she.write(she.field(keys.code), code.toLowerCase().replaceAll("-", " "));
    await she.press(she.button(around.open_safe));
    await listed(she, "A-7").waitFor();
    await page.getByText(keys.told_by_code, { exact: true }).waitFor();
    await she.press(she.button(common.settings));
    await she.write(she.field(keys.new_passphrase), OTHER);
    await she.write(she.field(around.again), OTHER);
    await she.press(she.button(keys.change));
    await page.getByText(keys.told_changed, { exact: true }).waitFor({ timeout: 60_000 });
    await saved(page);
    await page.reload();
    await she.unlockToCases(OTHER);
    await listed(she, "A-7").waitFor();
  }));

/** Whether an element is in view, and nothing lies over it. */
const isSeen = (element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
};

for (const everything of [false, true]) {
  test(`another passphrase${everything ? ", and everything sealed anew under new keys" : ""}: the one before opens nothing`, () =>
    inBrowser(async ({ page }) => {
      const she = new Interviewer(page, "en");
      const { keys, around, common } = she.words;
      await withCase(she);
      await she.toCases();
      await she.press(she.button(common.settings));
      const change = async (current) => {
        await she.write(she.field(keys.current), current);
        await she.write(she.field(keys.new_passphrase), OTHER);
        await she.write(she.field(around.again), OTHER);
        if (everything) await she.check(she.field(keys.everything));
        await she.press(she.button(keys.change));
      };
      await change("not the one that opens it");
      const told = page.getByText(keys.told_not_current, { exact: true });
      await told.waitFor({ timeout: 60_000 });
      assert.ok(await told.evaluate(isSeen), "where she is, far down the page");
      await change(PASSPHRASE);
      const done = everything ? keys.told_turned : keys.told_changed;
      await page.getByText(done, { exact: true }).waitFor({ timeout: 60_000 });
      await saved(page);
      await page.reload();
      await she.unlock();
      await page.getByText(around.wrong, { exact: true }).waitFor();
      await she.unlockToCases(OTHER);
      await listed(she, "A-7").waitFor();
    }));
}

/** Holds the browser's word back: what a request's success says, and what a commit says, stand apart. */
const holdBack = () => {
  const held = [];
  let holding = false;
  globalThis.hold = (yes) => {
    holding = yes;
    globalThis.taken = 0;
    if (!yes) held.splice(0).forEach((tell) => tell());
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function () {
    const request = put.apply(this, arguments);
    request.addEventListener("success", () => (globalThis.taken += 1));
    return request;
  };
  const { set, get } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    get,
    set(tell) {
      set.call(this, tell && function (event) {
        if (holding) held.push(() => tell.call(this, event));
        else tell.call(this, event);
      });
    },
  });
};

/** What carries out commits: a worker, or the page where that is not there. */
const keepers = {
  async "beside the page"(page) {
    for (const worker of page.workers()) {
      if ((await worker.evaluate(() => self.name)) === "commitBeside") return worker;
    }
    throw new Error("no worker carries out commits");
  },
  async "on the page"(page) {
    await page.evaluate(() => delete window.commitBeside);
    return page;
  },
};

for (const [where, found] of Object.entries(keepers)) {
  test(`saved is said when the browser says that it is kept, and not when it takes it, ${where}`, () =>
    inBrowser(async ({ page }) => {
      const keeper = await found(page);
      await keeper.evaluate(holdBack);
      const she = new Interviewer(page, "en");
      await withCase(she);
      await she.lead(0, 2);
      await saved(page);
      await keeper.evaluate(() => hold(true));
      await she.answer(WHO);
      for (let look = 0; (await keeper.evaluate(() => taken)) === 0; look += 1) {
        assert.ok(look < 500, "the browser takes nothing");
        await page.waitForTimeout(20);
      }
      for (let look = 0; look < 10; look += 1) {
        assert.notEqual(await page.locator("[data-saving]").getAttribute("data-saving"), "saved");
        await page.waitForTimeout(100);
      }
      await keeper.evaluate(() => hold(false));
      await saved(page);
    }));
}

test("the page's own process ends, and the clock is set back: everything that was saved is there", () =>
  inBrowser(async ({ page, context, app }) => {
    const she = new Interviewer(page, "en");
    await withCase(she);
    await she.lead(0, 2);
    await she.answer(WHO);
    await page.waitForTimeout(50);
    await saved(page);
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {});
    await crashed;

    const again = await context.newPage();
    const days = 400 * 24 * 60 * 60 * 1000;
    await again.addInitScript((back) => {
      const { now } = Date;
      Date.now = () => now() - back;
    }, days);
    await again.goto(app.address);
    const later = new Interviewer(again, "en");
    await later.unlock();
    await later.openCase("A-7");
    await later.reach(questions.get(WHO.question));
    await later.open.locator("[aria-pressed=true], [aria-checked=true], :checked").first().waitFor();
  }));
