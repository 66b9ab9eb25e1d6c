// Nothing that is typed is lost: closed too early, in two windows at once, or after the data of the site were
// cleared under an open case.
import { test } from "node:test";
import assert from "node:assert/strict";
import { host, inBrowser, leave, open, profile, room, saved, taken, writeUntilRefused } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

/** A safe with a case, at the open question about the door, whose own words are open. */
async function atTheDoor(she) {
  const { work } = she.words;
  await she.makeSafe();
  await she.startCase("A-7");
  await agreed(she);
  await she.answer({ question: "freedom.door", answer: { value: { yes_no: false } } });
  await she.openWords();
  await saved(she.page);
  assert.ok(await she.field(work.own_words, she.open).isVisible());
}

async function agreed(she) {
  const { work } = she.words;
  await she.goToStage("interview");
  await she.write(she.field(work.explained_by), "Caseworker 3");
  await she.write(she.field(work.spoken_language), "English");
  await she.check(she.page.locator("#uses input").first());
  await she.press(she.button(work.given));
  await she.open.waitFor();
}

/** Tries to close the page: whether the browser asks. She stays if it does. */
async function closing(page) {
  const asked = page.waitForEvent("dialog", { timeout: 3_000 }).then(
    async (dialog) => {
      assert.equal(dialog.type(), "beforeunload");
      await dialog.dismiss();
      return true;
    },
    () => false,
  );
  await page.close({ runBeforeUnload: true });
  return asked;
}

test("what is not saved is asked for before the page is closed, through a lock too; what is saved is not", () =>
  inBrowser(async ({ page, context, app }) => {
    const she = new Interviewer(page, "fr");
    const rooms = await room(page);
    await rooms.leave(300_000);
    await atTheDoor(she);
    const words = she.field(she.words.work.own_words, she.open);
    const { refused: last } = await writeUntilRefused(page, words);
    assert.ok(await page.getByRole("alert").filter({ hasText: she.words.common.saving_full }).isVisible(), "in words");
    assert.ok(await closing(page), "not saved, and closed");
    await she.lock();
    assert.ok(await page.getByRole("alert").filter({ hasText: she.words.common.saving_full }).isVisible(), "told at the lock");
    assert.ok(await closing(page), "not saved, locked, and closed");
    await she.unlock();
    await she.openCase("A-7");
    assert.equal(await words.inputValue(), last, "the lock has lost nothing");
    await page.keyboard.press("Escape");
    await she.open.waitFor({ state: "detached" });
    assert.ok(await closing(page), "not saved, hidden, and closed");
    await rooms.giveBack();
    // Seconds later all of it is kept by itself.
    await page.waitForTimeout(17_000);
    assert.equal(await closing(page), false, "everything is saved");
    const again = await context.newPage();
    await again.goto(app.address);
    const later = new Interviewer(again, "fr");
    await later.unlock();
    await later.openCase("A-7");
    assert.equal(await later.field(she.words.work.own_words, later.open).inputValue(), last);
  }));

test("two windows: the open field follows letter by letter and is shut, and taking over loses no text of either", () =>
  inBrowser(async ({ page, context, app }) => {
    const first = new Interviewer(page, "fr");
    const { keys, work } = first.words;
    await atTheDoor(first);
    const other = await context.newPage();
    await other.goto(app.address);
    const second = new Interviewer(other, "fr");
    await second.unlock();
    await second.openCase("A-7");
    await second.openWords();
    const here = first.field(work.own_words, first.open);
    const there = second.field(work.own_words, second.open);
    await page.bringToFront();
    await here.pressSequentially("la personne ", { delay: 60 });
    await other.waitForFunction(() => document.querySelector(".question.active textarea").value === "la personne ");
    assert.equal(await there.evaluate((field) => field.readOnly), true);
    // What is typed into the shut field is told, not taken, and obeyed by nothing.
    await other.bringToFront();
    await there.focus();
    await other.keyboard.type("plume", { delay: 20 });
    await other.locator(".notice").getByText(keys.told_following, { exact: true }).waitFor();
    assert.equal(await there.inputValue(), "la personne ");
    assert.equal(await second.open.locator('[aria-pressed="true"]').filter({ hasText: work.prefers_not }).count(), 0);
    // She types in the first one, and in the middle of the word the second one takes over.
    await page.bringToFront();
    await here.pressSequentially("pleurait", { delay: 60 });
    await Promise.all([
      other.locator(".following").getByRole("button", { name: keys.take_over }).click(),
      page.keyboard.type(" beaucoup", { delay: 40 }),
    ]);
    await second.button(keys.take_over).first().waitFor({ state: "detached" });
    await page.locator(".following").waitFor();
    // What the first one shows as written now is what was kept.
    const kept = await here.inputValue();
    assert.ok(kept.startsWith("la personne pleurait"), kept);
    assert.equal(await here.evaluate((field) => field.readOnly), true);
    await other.waitForFunction((text) => document.querySelector(".question.active textarea")?.value === text, kept);
    await other.bringToFront();
    await there.focus();
    await other.keyboard.press("Control+End");
    await other.keyboard.type(", dit-elle", { delay: 60 });
    await saved(other);
    await page.waitForFunction((text) => document.querySelector(".question.active textarea").value === text, `${kept}, dit-elle`);
    await other.reload();
    await second.unlock();
    await second.openCase("A-7");
    assert.equal(await there.inputValue(), `${kept}, dit-elle`);
  }));

test("every field of every page of a window that follows is shut, and opens when it takes over", () =>
  inBrowser(async ({ page, context, app }) => {
    const first = new Interviewer(page, "en");
    const { around, closing: decided, common, keys } = first.words;
    await atTheDoor(first);
    const other = await context.newPage();
    await other.goto(app.address);
    const second = new Interviewer(other, "en");
    await second.unlock();
    /** The fields of the page that are not shut. */
    const open = () =>
      other.evaluate(() =>
        [...document.querySelectorAll("input, textarea, select")]
          .filter((field) => !field.readOnly && field.getAttribute("aria-disabled") !== "true" && !field.closest("[data-stays-open]"))
          .map((field) => field.id || field.outerHTML),
      );
    const fields = () => other.locator("input, textarea, select").count();
    const seen = [];
    const look = async (where) => {
      await other.waitForTimeout(200);
      if (await fields()) seen.push(where);
      assert.deepEqual(await open(), [], where);
    };
    await second.title(around.cases).waitFor();
    await look("the list");
    await second.press(second.button(common.settings));
    await second.title(common.settings).waitFor();
    await look("the settings");
    await second.toCases();
    await second.openCase("A-7");
    await second.openWords();
    await look("a question");
    for (const stage of ["questionnaire", "decision"]) {
      await second.goToStage(stage);
      await look(stage);
    }
    await second.title(decided.decision).waitFor();
    const outcome = other.getByRole("radio").first();
    await outcome.click({ force: true });
    assert.equal(await outcome.isChecked(), false, "nothing is chosen");
    await other.locator(".notice").getByText(keys.told_following, { exact: true }).waitFor();
    await second.navigate(second.words.leaving.leave);
    await look("passing on");
    assert.deepEqual(seen, ["the list", "the settings", "a question", "questionnaire", "decision", "passing on"]);
    await second.goToStage("decision");
    await other.locator(".following").getByRole("button", { name: keys.take_over }).click();
    await other.locator(".following").waitFor({ state: "detached" });
    await outcome.check();
    await saved(other);
    assert.notDeepEqual(await open(), []);
  }));

/** Clears what the browser keeps of the site, as its own settings do. */
async function clear(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" });
  await session.detach();
}

test("the data of the site are cleared while a case is open: the page says that it is the last copy, and saves it", async () => {
  const app = await host();
  const folders = [await profile(), await profile()];
  try {
    const { page } = await open(app.address, folders[0]);
    const she = new Interviewer(page, "fr");
    const { keys, work } = she.words;
    await atTheDoor(she);
    await she.toCases();
    await she.startCase("B-8");
    await saved(page);
    await she.toCases();
    await she.openCase("A-7");
    await she.openWords();
    await clear(page);
    const words = she.field(work.own_words, she.open);
    await words.pressSequentially("ce qui a été dit", { delay: 40 });
    const band = page.locator(".last-copy");
    await band.getByText(keys.last_copy, { exact: true }).waitFor();
    assert.deepEqual(await band.locator("li").allTextContents(), ["B-8"], "what is lost is told exactly");
    assert.equal(await page.locator(".following").count(), 0, "no other tab is blamed");
    assert.equal(await words.inputValue(), "ce qui a été dit");
    assert.ok(await closing(page), "the browser asks before the last copy goes");
    // It goes on in memory, through the list and a lock.
    await she.answer({ question: "freedom.documents", answer: {} }).catch(() => {});
    await she.lock();
    await she.unlock();
    await she.openCase("A-7");
    const file = await taken(page, () => band.getByRole("button", { name: keys.last_copy_save }).click());

    const fresh = await open(app.address, folders[1]);
    const later = new Interviewer(fresh.page, "fr");
    await fresh.page.locator("#take-rescue").setInputFiles({ name: "copy.fsr", mimeType: "application/octet-stream", buffer: file });
    await later.title(keys.rescue_title).waitFor();
    await fresh.page.locator("main input").first().fill("quatre mots sans lien");
    await later.button(keys.rescue_look).click();
    await later.button(keys.rescue_accept).click();
    await later.unlock();
    await later.openCase("A-7");
    await later.answer({ question: "freedom.door" });
    assert.equal(await later.field(work.own_words, later.open).inputValue(), "ce qui a été dit");
    assert.equal(await later.open.getByRole("radio", { name: work.no, checked: true }).count(), 1);

    // And kept here again, it is there after the page is loaded anew.
    await band.getByRole("button", { name: keys.keep_again }).click();
    await page.locator(".notice").getByText(keys.told_kept_again, { exact: true }).waitFor();
    await saved(page);
    assert.equal(await closing(page), false);
    const again = await page.context().newPage();
    await again.goto(app.address);
    const anew = new Interviewer(again, "fr");
    await anew.unlock();
    await anew.openCase("A-7");
    await anew.answer({ question: "freedom.door" });
    assert.equal(await anew.field(work.own_words, anew.open).inputValue(), "ce qui a été dit");
    assert.equal(await again.locator(".notice").count(), 0);
  } finally {
    await leave(app, ...folders);
  }
});

test("the first copy alone is lost under an open case: the second one brings it back, and the writing goes on", () =>
  inBrowser(async ({ page, context, app }) => {
    const she = new Interviewer(page, "fr");
    await atTheDoor(she);
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    await session.send("IndexedDB.deleteDatabase", { securityOrigin: origin, databaseName: "faisceau" });
    const words = she.field(she.words.work.own_words, she.open);
    await words.pressSequentially("et elle continue", { delay: 40 });
    await page.locator(".notice").getByText(she.words.keys.told_came_back, { exact: true }).waitFor();
    await saved(page);
    assert.equal(await page.locator(".last-copy").count(), 0);
    const again = await context.newPage();
    await again.goto(app.address);
    const later = new Interviewer(again, "fr");
    await later.unlock();
    await later.openCase("A-7");
    await later.answer({ question: "freedom.door" });
    assert.equal(await later.field(she.words.work.own_words, later.open).inputValue(), "et elle continue");
  }));
