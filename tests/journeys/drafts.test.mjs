// Everything typed is a draft, sealed like the rest, and comes back: half a year, "7,5" hours, a day without
// its month, an agreement, a refusal, a reason for a clue, what is to be passed on, a name in the list. Each is
// typed letter by letter, and the safe is locked, hidden, loaded again or killed in the middle.
import { test } from "node:test";
import assert from "node:assert/strict";
import { host, inBrowser, kill, leave, open, profile, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { questions, stages } from "./support/words.mjs";

const STARTED = questions.get("work.started");
const BORN = questions.get("person.birth");
const HOURS = questions.get("work.hours-day");

/** Letter by letter over what stands there, at an ordinary pace. */
async function type(field, text) {
  await field.press("Control+A");
  await field.press("Delete");
  await field.pressSequentially(text, { delay: 60 });
}

/** A sentence of the screens with something put in. */
const filled = (sentence, what) => sentence.replace(/\{\{[^}]*\}\}/, what);

/** How much waits, as it is told beside *saved*. */
const waiting = (page) => page.locator(".saving .ended .waiting");

class Drafter extends Interviewer {
  async agreeTo(stage) {
    const { work } = this.words;
    await this.goToStage(stage);
    await this.write(this.field(work.explained_by), "Caseworker 3");
    await this.write(this.field(work.spoken_language), "English");
    const { agreement } = stages.find((other) => other.id === stage);
    await this.check(this.field(this.in(agreement.uses[0].label)));
    await this.press(this.button(work.given));
    await this.open.waitFor();
  }

  part(name) {
    return this.field(this.words.work[name], this.open);
  }

  get number() {
    return this.open.locator(".typed input").first();
  }

  /** A case with the questionnaire agreed to, in which a day and some hours are answered. */
  async started() {
    await this.makeSafe();
    await this.startCase("A-7");
    await this.agreeTo("questionnaire");
    await this.answer({ question: "work.started", answer: { value: { date: { on: "2019-03-03" } } } });
    await this.answer({ question: "work.hours-day", answer: { value: { number: 8 } } });
    await saved(this.page);
  }

  /** What is told under the open question. */
  get told() {
    return this.open.locator('[id^="fault-"]');
  }

  /** The answer that is told to stand under the open question. */
  async expectStanding(answer) {
    await this.told.filter({ hasText: filled(this.words.work.unread_stands, answer) }).waitFor();
  }
}

/** What can come between: each leads back to the case, or to the list of cases. */
const BREAKS = {
  lock: async (she) => {
    await she.lock();
    await she.unlockToCases();
    return she;
  },
  Escape: async (she) => {
    const hide = she.button(she.words.common.hide);
    // Whichever way a field is left by it: the second one hides.
    await she.page.keyboard.press("Escape");
    if (await hide.isVisible()) await she.page.keyboard.press("Escape");
    await hide.waitFor({ state: "detached" });
    await she.page.reload();
    await she.unlock();
    return she;
  },
  reload: async (she) => {
    await she.page.reload();
    await she.unlockToCases();
    return she;
  },
  kill: async (she, { app, folder, options }) => {
    await saved(she.page);
    await kill(folder);
    const { page } = await open(app.address, folder, options);
    const again = new Drafter(page, she.language);
    await again.speak();
    await again.unlockToCases();
    return again;
  },
};

const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Does it in a browser of its own, in French on a telephone, with what is needed to come back to it. */
async function journey(language, what) {
  const app = await host();
  const folder = await profile();
  try {
    const options = language === "fr" ? TELEPHONE : {};
    const { page } = await open(app.address, folder, options);
    await what(new Drafter(page, language), { app, folder, options });
  } finally {
    await leave(app, folder);
  }
}

for (const [at, [name, come]] of Object.entries(BREAKS).entries()) {
  const language = at % 2 ? "en" : "fr";

  test(`half-written answers come back after: ${name}`, () =>
    journey(language, async (her, around) => {
      let she = her;
      const { work } = she.words;
      const before = { fr: "3 mars 2019", en: "3 March 2019" }[language];
      await she.started();
      // Hours that are no whole number; on the way, 7 can be read, and is no answer.
      await type(she.number, "7,5");
      await she.number.blur();
      await she.expectStanding({ fr: "8 heures par jour", en: "8 hours a day" }[language]);
      // A day without its month.
      await she.reach(BORN);
      await type(she.part("year"), "1990");
      await type(she.part("day"), "14");
      // Half a year, over a date that was answered; the focus stays in it.
      await she.reach(STARTED);
      await type(she.part("year"), "20");
      await saved(she.page);
      assert.equal((await she.told.textContent()).trim(), "", "it is not judged while it is being typed");
      assert.equal(await waiting(she.page).innerText(), filled(work.unread_count_other, "3"), "saved is not all that is said");

      she = await come(she, around);
      await she.page.locator(".table").filter({ hasText: filled(work.unread_count_other, "3") }).waitFor();
      await she.openCase("A-7");
      await she.reach(STARTED);
      assert.equal(await she.part("year").inputValue(), "20");
      assert.equal(await she.part("month").inputValue(), "3");
      assert.equal(await she.part("day").inputValue(), "3");
      await she.expectStanding(before);
      await she.reach(HOURS);
      assert.equal(await she.number.inputValue(), "7,5");
      await she.reach(BORN);
      assert.equal(await she.part("day").inputValue(), "14");
      assert.equal(await she.part("year").inputValue(), "1990");
      // It is told where something is done with the case.
      await she.navigate(work.summary);
      const unfinished = she.page.locator(".unfinished");
      assert.equal(await unfinished.getByRole("listitem").count(), 3);
      await she.navigate(she.words.leaving.leave);
      assert.equal(await unfinished.getByRole("listitem").count(), 3);

      // Completed, it is an answer, and nothing waits any more.
      await she.reach(BORN);
      await type(she.part("month"), "2");
      await she.reach(HOURS);
      await type(she.number, "7");
      await she.reach(STARTED);
      await type(she.part("year"), "2018");
      await saved(she.page);
      await she.part("year").blur();
      assert.equal((await she.told.textContent()).trim(), "");
      assert.equal(await waiting(she.page).count(), 0);
      await she.navigate(work.summary);
      assert.equal(await unfinished.count(), 0);
    }));

  test(`forms that were begun come back after: ${name}`, () =>
    journey(language, async (her, around) => {
      let she = her;
      const { work, lenses, leaving } = she.words;
      await she.started();
      // Passing on, without an agreement.
      await she.passOnTo("lawyer");
      const parts = she.page.locator(".parts input[type=checkbox]");
      const first = await parts.first().isChecked();
      await parts.first().click();
      const without = she.page.locator("#said input").last();
      const asks = (await without.count()) > 0;
      if (asks) {
        await without.check();
        await type(she.page.locator("#reason"), "she is in danger");
      }
      // A clue.
      await she.navigate(work.findings);
      await she.page.locator(".finding-family > summary").first().click();
      await she.page.locator("li.clue summary").first().click();
      await she.page.getByRole("button", { name: lenses.set_present, exact: true }).first().click();
      await type(she.page.locator(".set-clue textarea"), "seen on the way out");
      // An agreement, and a refusal of it: both half written.
      await she.goToStage("interview");
      await type(she.field(work.explained_by), "Caseworker 12");
      await type(she.field(work.interpreter), "Amina");
      await she.check(she.field(work.form_signed));
      const { agreement } = stages.find((stage) => stage.id === "interview");
      const use = () => she.field(she.in(agreement.uses[0].label));
      await she.check(use());
      await she.press(she.button(work.not_given));
      await type(she.field(work.why_not), "la personne pleurait");
      await saved(she.page);

      she = await come(she, around);
      await she.openCase("A-7");
      await she.goToStage("interview");
      assert.equal(await she.field(work.explained_by).inputValue(), "Caseworker 12");
      assert.equal(await she.field(work.interpreter).inputValue(), "Amina");
      assert.ok(await she.field(work.form_signed).isChecked());
      assert.ok(await use().isChecked());
      assert.equal(await she.field(work.why_not).inputValue(), "la personne pleurait");
      await she.navigate(work.findings);
      assert.equal(await she.page.locator(".set-clue textarea").inputValue(), "seen on the way out");
      await she.navigate(leaving.leave);
      await she.page.locator(".protection").waitFor();
      assert.equal(await she.page.locator(".parts input[type=checkbox]").first().isChecked(), !first);
      if (asks) assert.equal(await she.page.locator("#reason").inputValue(), "she is in danger");

      // Its button pressed, a form is empty again.
      await she.navigate(work.findings);
      await she.press(she.button(lenses.set_do_present));
      await she.goToStage("interview");
      await she.press(she.button(work.given));
      await she.open.waitFor();
      await saved(she.page);
      assert.equal(await waiting(she.page).count(), 0);
    }));
}

test("emptied by hand an answer is taken away, and not on the way to another one", () =>
  inBrowser(async ({ page }) => {
    const she = new Drafter(page, "en");
    const { work } = she.words;
    await she.started();
    // The hours are emptied, and written anew: the old answer stands until the new one can be read.
    await she.number.press("Control+A");
    await she.number.press("Delete");
    await page.waitForTimeout(1000);
    await she.navigate(work.history);
    await she.reach(HOURS);
    assert.equal(await she.number.inputValue(), "", "left empty, it is a blank");
    await page.getByRole("button", { name: work.undo, exact: true }).click();
    await page.waitForFunction(() => document.querySelector(".question.active .typed input")?.value === "8");
    await saved(page);
    // Emptied and hidden at once: the answer stands.
    await she.number.press("Control+A");
    await she.number.press("Delete");
    await BREAKS.reload(she);
    await she.openCase("A-7");
    assert.equal(await she.number.inputValue(), "8");
    // The year alone of a date.
    await she.reach(STARTED);
    await she.part("year").press("Control+A");
    await she.part("year").press("Delete");
    await she.part("year").pressSequentially("2", { delay: 20 });
    await saved(page);
    await she.part("year").blur();
    await she.expectStanding("3 March 2019");
  }));

test("what follows a field keeps its place while the field is judged: one press is one press", () =>
  inBrowser(async ({ page }) => {
    const she = new Drafter(page, "en");
    const { work } = she.words;
    await she.started();
    await type(she.number, "7,5");
    // A press takes its time, and the field is left as it begins.
    await page.getByRole("button", { name: new RegExp(`${work.does_not_know}$`) }).click({ delay: 250 });
    await page.locator(`.silence [aria-pressed="true"]`).waitFor();
    assert.equal(await she.number.inputValue(), "", "another answer takes the place of what was half written");
  }));

test("names that are typed in the list come back: of a new case, and of one that is renamed", () =>
  inBrowser(async ({ page }) => {
    const she = new Drafter(page, "fr");
    const { around } = she.words;
    await she.makeSafe();
    await she.startCase("A-7");
    await she.toCases();
    await type(she.page.locator("#new-name"), "B-8, la sœur");
    await she.press(she.button(around.rename));
    await type(page.locator("#other-name"), "A-7 bis");
    await saved(page);
    await BREAKS.lock(she);
    await page.locator("#other-name").waitFor();
    assert.equal(await page.locator("#other-name").inputValue(), "A-7 bis");
    assert.equal(await page.locator("#new-name").inputValue(), "B-8, la sœur");
    await page.locator(".doing form button[type=submit]").click();
    await page.getByRole("button", { name: "A-7 bis", exact: true }).waitFor();
    await saved(page);
    await BREAKS.reload(she);
    await page.locator("#new-name").waitFor();
    assert.equal(await page.locator("#other-name").count(), 0);
    await she.press(she.button(around.start_case));
    await page.locator(".case").waitFor();
    await she.toCases();
    assert.equal(await page.locator("#new-name").inputValue(), "");
  }));

for (const after of [150, 600, 1500]) {
  test(`killed ${after} ms into half a year: what was said to be saved is there, and the answer before stands`, () =>
    journey("en", async (her, { app, folder }) => {
      await her.started();
      await her.reach(STARTED);
      await her.part("year").focus();
      await her.page.keyboard.press("Control+A");
      const written = ["2019"];
      let kept = 0;
      const end = Date.now() + after;
      for (const letter of ["1", "9", "Backspace", "8", "Backspace", "9", "Backspace", "7", "Backspace"]) {
        if (Date.now() > end) break;
        await her.page.keyboard.press(letter);
        const now = await her.page.evaluate(() => ({
          saving: document.querySelector("[data-saving]").dataset.saving,
          year: [...document.querySelectorAll(".question.active .four")].at(0).value,
        }));
        written.push(now.year);
        if (now.saving === "saved") kept = written.length - 1;
        await her.page.waitForTimeout(100);
      }
      await kill(folder);
      const { page } = await open(app.address, folder);
      const later = new Drafter(page, "en");
      await later.speak();
      await later.unlock();
      await later.openCase("A-7");
      await later.reach(STARTED);
      const found = await later.part("year").inputValue();
      assert.ok(written.slice(kept).includes(found), `saved “${written[kept]}”, found “${found}”`);
      if (found !== "2019") await later.expectStanding("3 March 2019");
    }));
}
