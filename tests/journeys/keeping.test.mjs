// Saved means saved: the browser killed in the middle of a word, no room left, locked, hidden, and
// nothing readable left on the disk.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, host, inBrowser, kill, leave, open, profile, room, saved, writeUntilRefused } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { stages } from "./support/words.mjs";

/** A case whose interview is agreed to, at the question about the door. */
async function atTheDoor(she) {
  const { work } = she.words;
  await she.makeSafe();
  await she.startCase("A-7");
  await she.goToStage("interview");
  await she.write(she.field(work.explained_by), "Caseworker 3");
  await she.write(she.field(work.spoken_language), "English");
  await she.check(she.field(she.in(stages.find((stage) => stage.id === "interview").agreement.uses[0].label)));
  await she.press(she.button(work.given));
  await she.answer({ question: "freedom.door", answer: { value: { yes_no: false } } });
  await she.openWords();
  await saved(she.page);
}

/** What the screen says of saving, and what stands in the field, at one and the same moment. */
const seen = (page) =>
  page.evaluate(() => ({
    saving: document.querySelector("[data-saving]").dataset.saving,
    words: document.querySelector(".question.active textarea").value,
  }));

for (const after of [700, 1900, 3300]) {
  test(`killed without warning ${after} ms into a sentence: nothing that was shown as saved is missing`, async () => {
    const app = await host();
    const folder = await profile();
    try {
      const { page } = await open(app.address, folder);
      const she = new Interviewer(page, "en");
      await atTheDoor(she);
      await page.locator(".question.active textarea").first().focus();
      let shownAsSaved = "";
      const write = async (milliseconds) => {
        const end = Date.now() + milliseconds;
        for (let letter = 0; Date.now() < end; letter += 1) {
          await page.keyboard.type(letter % 6 === 5 ? " " : "abcdefghij"[letter % 10]);
          const { saving, words } = await seen(page);
          if (saving === "saved") shownAsSaved = words;
        }
      };
      // She writes, rests until it is said to be saved, and writes on when the browser is killed.
      await write(after);
      await saved(page);
      shownAsSaved = (await seen(page)).words;
      await write(after);
      await kill(folder);

      const again = await open(app.address, folder);
      const later = new Interviewer(again.page, "en");
      // The browser may have lost which language was chosen: such small choices are not worth a wait.
      await later.speak();
      await later.unlock();
      await later.openCase("A-7");
      const field = later.field(later.words.work.own_words, later.open);
      const found = (await field.count()) ? await field.inputValue() : "";
      assert.ok(found.startsWith(shownAsSaved), `saved “${shownAsSaved}”, found “${found}”`);
      assert.ok(shownAsSaved.length > 0, "something was shown as saved");
      const no = later.open.getByRole("radio", { name: later.words.work.no, checked: true });
      assert.equal(await no.count(), 1, "the answer given before is there");
    } finally {
      await leave(app, folder);
    }
  });
}

test("no room left: it is told, nothing that was saved is lost, and saving goes on once there is room", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { common, work } = she.words;
    // Before anything is written: browsers look at the room that is left now and then only.
    const rooms = await room(page);
    await rooms.leave(300_000);
    await atTheDoor(she);
    const { kept } = await writeUntilRefused(page, page.locator(".question.active textarea").first());
    const told = page.getByRole("alert").filter({ hasText: common.saving_full });
    assert.ok(await told.isVisible(), "in words");
    await page.reload();
    await she.speak();
    await she.unlock();
    await she.openCase("A-7");
    const words = () => she.field(work.own_words, she.open).inputValue();
    assert.equal(await words(), kept, "what was shown as saved is there, and what was not is not");

    const { refused } = await writeUntilRefused(page, page.locator(".question.active textarea").first());
    assert.equal(await words(), refused, "what could not be saved stays on the screen");
    await rooms.giveBack();
    await saved(page);
    await page.reload();
    await she.speak();
    await she.unlock();
    await she.openCase("A-7");
    assert.equal(await words(), refused);
  }));

test("hidden at once: a neutral page, no key, nothing in the history, and the passphrase asked for again", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await atTheDoor(she);
    const before = await page.evaluate(() => history.length);
    await she.field(she.words.work.own_words, she.open).fill("half a sen");
    // From a field twice: once only leaves it.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await she.open.waitFor({ state: "detached" });
    const text = await page.locator("body").innerText();
    for (const word of ["Faisceau", "A-7", "Clues", "half a sen"]) assert.ok(!text.includes(word), `${word} is gone`);
    assert.equal(await page.evaluate(() => history.length), before);
    assert.doesNotMatch(await page.title(), /faisceau/i);
    await page.reload();
    await she.unlock();
    await she.openCase("A-7");
    assert.equal(await she.field(she.words.work.own_words, she.open).inputValue(), "half a sen", "nothing was lost");
  }));

test("nothing that was written can be read in what the browser keeps, in the address or in the title", () =>
  inBrowser(async ({ page, app }) => {
    const she = new Interviewer(page, "en");
    await atTheDoor(she);
    await she.field(she.words.work.own_words, she.open).fill("a-word-nobody-else-writes");
    await saved(page);
    const kept = await page.evaluate(async () => {
      const bytes = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((yes) => (indexedDB.open(name).onsuccess = (event) => yes(event.target.result)));
        for (const store of database.objectStoreNames) {
          const all = database.transaction(store).objectStore(store);
          for (const ask of ["getAll", "getAllKeys"]) {
            const records = await new Promise((yes) => (all[ask]().onsuccess = (event) => yes(event.target.result)));
            bytes.push(...records.map((record) => new TextDecoder("latin1").decode(record)));
          }
        }
        database.close();
      }
      return { sealed: bytes.join("\n"), small: JSON.stringify({ ...localStorage }), session: sessionStorage.length };
    });
    assert.ok(kept.sealed.length > 1000, "there is something to look at");
    for (const word of ["a-word-nobody-else-writes", "A-7", "freedom.door", "Caseworker", "answer"]) {
      assert.ok(!(kept.sealed + kept.small).includes(word), `“${word}” can be read`);
    }
    assert.equal(kept.session, 0);
    assert.equal(page.url(), app.address);
    assert.equal(await page.title(), "Faisceau");
  }));

test("the language is switched in the middle of a sentence, and the second language shown beside", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await atTheDoor(she);
    await she.field(she.words.work.own_words, she.open).fill("half a sen");
    await page.getByRole("button", { name: /Français$/ }).click();
    const door = stages[2].sections.flatMap((section) => section.questions).find((question) => question.id === "freedom.door");
    await she.open.getByRole("heading", { name: door.wording.fr, exact: true }).waitFor();
    assert.equal(await page.locator(".question.active textarea").first().inputValue(), "half a sen");
    await page.locator(".question.active .wording").click();
    await page.keyboard.press("s");
    await she.open.getByText(door.wording.en, { exact: true }).waitFor();
  }));

test("an invented case opens at one click, unmistakably an exercise, and nothing of it is kept", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "fr");
    await she.press(she.button(she.words.around.try_do));
    await she.open.waitFor();
    assert.ok(await page.getByText(she.words.common.exercise).isVisible());
    await page.keyboard.press("1");
    await page.waitForTimeout(1500);
    const records = await page.evaluate(async () => {
      const all = await indexedDB.databases();
      let count = 0;
      for (const { name } of all) {
        const database = await new Promise((yes) => (indexedDB.open(name).onsuccess = (event) => yes(event.target.result)));
        for (const store of database.objectStoreNames) {
          const ask = database.transaction(store).objectStore(store).count();
          count += await new Promise((yes) => (ask.onsuccess = () => yes(ask.result)));
        }
        database.close();
      }
      return count;
    });
    assert.equal(records, 0);
    await she.press(she.button(she.words.common.leave_exercise));
    await she.field(she.words.around.passphrase).waitFor();
    assert.deepEqual(said, []);
  }));

/** What runs in the page: a request of IndexedDB, waited for. */
const ended = (request) => `new Promise((yes, no) => { const r = ${request}; r.onsuccess = yes; r.onerror = r.onblocked = no; })`;

test("a store that the browser hands back empty comes back whole from its second copy, which follows it", () =>
  inBrowser(async ({ page, app }) => {
    const she = new Interviewer(page, "en");
    const { keys } = she.words;
    await she.makeSafe();
    await she.startCase("A-7");
    await saved(page);
    const lose = async (what) => {
      await page.goto(`${app.address}LICENSE-MIT`);
      await page.evaluate(what);
      await page.goto(app.address);
      await she.unlockToCases();
    };
    const first = ended("indexedDB.deleteDatabase('faisceau')");
    await lose(first);
    await page.locator(".notice").getByText(keys.told_came_back, { exact: true }).waitFor();
    assert.equal(await page.locator(".notice").count(), 1, "nothing is missing");
    await page.locator(".notice").getByRole("button", { name: she.words.common.close }).click();
    await she.openCase("A-7");
    await she.toCases();
    await she.startCase("B-8");
    await saved(page);
    // The second copy is lost: it becomes like the first again, before the first is lost once more.
    await lose("navigator.storageBuckets.delete('twin')");
    await she.startCase("C-9");
    await saved(page);
    await lose(first);
    for (const name of ["A-7", "B-8", "C-9"]) await page.getByRole("button", { name, exact: true }).waitFor();
  }));

test("commits are carried out beside the page; where the worker fails or is never heard of, the page does it", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await page.clock.install();
    await page.addInitScript(() => {
      const Beside = window.Worker;
      window.Worker = class extends Beside {
        postMessage(message, given) {
          if (!(window.deaf && message.given)) super.postMessage(message, given);
        }
      };
    });
    await page.reload();
    await page.waitForFunction(() => window.commitBeside);
    await page.evaluate(() => {
      const beside = window.commitBeside;
      window.commits = 0;
      window.commitBeside = (...given) => beside(...given).finally(() => (window.commits += 1));
    });
    await she.makeSafe();
    await she.startCase("A-7");
    await saved(page);
    assert.ok((await page.evaluate(() => window.commits)) > 0);
    await page.evaluate(() => (window.commitBeside = () => Promise.reject(new Error("it has failed"))));
    await she.toCases();
    await she.startCase("B-8");
    await saved(page);

    await page.reload();
    await page.waitForFunction(() => window.commitBeside);
    await she.unlockToCases();
    await page.evaluate(() => (window.deaf = true));
    await she.startCase("C-9");
    await page.getByText(she.words.common.saving_underway, { exact: true }).waitFor();
    await page.clock.fastForward(21_000);
    await saved(page);
    assert.equal(await page.evaluate(() => typeof window.commitBeside), "undefined");
    await page.reload();
    await she.unlockToCases();
    for (const name of ["A-7", "B-8", "C-9"]) await page.getByRole("button", { name, exact: true }).waitFor({ timeout: 60_000 });
  }));

test("a case that is left and opened again at once has its last words, however slow the disk is", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await atTheDoor(she);
    await page.evaluate(() => {
      const beside = window.commitBeside;
      window.commitBeside = async (...given) => {
        await new Promise((later) => setTimeout(later, 1_500));
        return beside(...given);
      };
    });
    const words = page.locator(".question.active textarea").first();
    await words.fill("the last words before she leaves");
    await she.toCases();
    await she.openCase("A-7");
    await she.answer({ question: "freedom.door" });
    await words.waitFor();
    assert.equal(await words.inputValue(), "the last words before she leaves");
    assert.equal(await page.locator(".notice").count(), 0);
    await saved(page);
  }));

test("a store that came back empty, or from a newer version, is told in words and nothing is written over", () =>
  inBrowser(async ({ page, app }) => {
    const she = new Interviewer(page, "en");
    const { around } = she.words;
    await she.makeSafe();
    await she.startCase("A-7");
    await saved(page);
    const away = `${app.address}LICENSE-MIT`;
    await page.goto(away);
    await page.evaluate(ended("indexedDB.deleteDatabase('faisceau')"));
    await page.evaluate("navigator.storageBuckets.delete('twin')");
    await page.goto(app.address);
    await she.title(around.emptied_title).waitFor();
    assert.deepEqual(await axe(page), []);

    await page.goto(away);
    await page.evaluate(ended("indexedDB.deleteDatabase('faisceau')"));
    await page.evaluate(ended("indexedDB.open('faisceau', 9)"));
    await page.goto(app.address);
    await she.title(around.blocked_title).waitFor();
    assert.ok(await page.getByText(around.blocked_newer).isVisible());
    assert.deepEqual(await axe(page), []);
  }));
