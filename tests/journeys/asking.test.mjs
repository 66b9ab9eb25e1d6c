// How the questions are put: another track loses nothing; what was told is confirmed by one act; of any
// question it is told why it is not asked; answers that do not fit are pointed out beside both.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, inBrowser, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { exercise, questions } from "./support/words.mjs";

const is = (yes) => ({ value: { yes_no: yes } });
const one = (id) => ({ value: { choice: id } });
const several = (...ids) => ({ value: { choices: ids } });
const date = (on) => ({ value: { date: { on } } });
const number = (count) => ({ value: { number: count } });
/** Letters act on the open question, once it or the heading over it has the focus. */
const focused = (page, selector = "h1, .question.active .wording") => page.waitForFunction((it) => document.activeElement?.matches(it), selector);
const filled = (text, values) => text.replace(/\{\{ (\w+) \}\}/g, (_, name) => values[name]);

/** A case in which both asking stages that follow the alert are agreed to, answered as told. */
async function started(page, language, alert = [], questionnaire = []) {
  const she = new Interviewer(page, language);
  await she.makeSafe();
  await she.startCase("A-12");
  const answers = { alert, questionnaire, interview: [] };
  for (const { agree } of exercise.steps.filter((step) => step.agree)) {
    await she.agree(agree);
    for (const [question, answer] of answers[agree.stage]) await she.answer({ question, answer });
  }
  await saved(page);
  return she;
}

for (const language of ["fr", "en"]) {
  test(`another track loses nothing, ${language}`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await started(page, language);
      const { asking, work } = she.words;
      await she.answer({ question: "work.hours-day", answer: number(14) });
      await saved(page);
      const asked = () => page.locator(".outline .left").allInnerTexts();
      const full = await asked();

      // The choice tells of each track when to take it, and how many questions it leaves.
      await page.locator(".outline").getByRole("button", { name: asking.track }).click();
      const sheet = page.getByRole("dialog", { name: asking.tracks });
      await sheet.waitFor();
      assert.equal(await sheet.locator(".choice").count(), 3);
      const left = (await sheet.locator(".choice .left").allInnerTexts()).map((text) => Number.parseInt(text, 10));
      assert.ok(left[1] <= 15 && left[1] < left[2] && left[2] < left[0], String(left));
      assert.deepEqual(await axe(page), []);
      await page.keyboard.press("2");
      await sheet.waitFor({ state: "detached" });

      // Outline, progress and page follow; what was answered stands, and is still there to be changed.
      assert.notDeepEqual(await asked(), full);
      await she.open.waitFor();
      await she.reach(questions.get("work.hours-day"));
      assert.equal(await she.open.locator(".typed input").inputValue(), "14");

      // By telephone the wording is the short one, wherever it is read.
      await page.locator(".question.active .wording").focus();
      await page.keyboard.press("t");
      await sheet.waitFor();
      await page.keyboard.press("3");
      const short = she.in(questions.get("work.hours-day").short);
      await she.open.getByRole("heading", { name: short, exact: true }).waitFor();

      await focused(page);
      await page.keyboard.press("t");
      await sheet.locator(".choice").first().click();
      await sheet.waitFor({ state: "detached" });
      assert.deepEqual(await asked(), full, "nothing was lost");
      assert.equal(await she.open.locator(".typed input").inputValue(), "14");
      assert.deepEqual(said, []);
    }));

  test(`what was told in the alert is confirmed by one act, with who told it, ${language}`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await started(page, language, [["alert.age", one("adult")]]);
      const { asking } = she.words;
      const adult = questions.get("person.adult");
      await she.navigate(she.in(adult.section.title), true);
      const row = page.locator("button.folded").filter({ hasText: she.in(adult.wording) });
      const label = she.in(questions.get("alert.age").kind.one.options.find((option) => option.id === "adult").label);
      await row.filter({ hasText: filled(asking.to_confirm, { answer: label }) }).waitFor();
      await she.reach(adult);
      const told = she.open.locator(".told-before");
      assert.ok((await told.innerText()).includes(label));
      assert.deepEqual(await axe(page), []);
      const place = await she.open.locator(".choices").boundingBox();
      await focused(page);
      await page.keyboard.press("c");
      const chosen = she.open.locator('.choice[aria-checked="true"]');
      await chosen.filter({ hasText: label }).waitFor();
      assert.deepEqual(await she.open.locator(".choices").boundingBox(), place, "nothing has moved");

      // The same is corrected by any other answer, and said by another.
      await page.keyboard.press("2");
      await she.open.locator('.told-before [aria-pressed="false"]').waitFor();
      await page.keyboard.press("q");
      await focused(page, ".said-by select");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      assert.equal(await she.open.locator(".said-by select").inputValue(), "2", "a document");
      await page.keyboard.press("Tab");
      await page.locator(".question.active .wording").focus();
      await page.keyboard.press("ArrowDown");
      await row.filter({ hasText: filled(asking.from, { who: language === "fr" ? "un document" : "a document" }) }).waitFor();
      assert.deepEqual(said, []);
    }));

  test(`of any question it is told why it is asked or not, ${language}`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await started(page, language, [], [["safety.medical", is(false)]]);
      const { asking, work } = she.words;
      const [medical, what] = ["safety.medical", "safety.medical-what"].map((id) => questions.get(id));

      // In its section, folded until it is wanted; the deciding answer is a link.
      await she.reach(medical);
      await page.locator(".question.active .wording").focus();
      await page.keyboard.press("h");
      const row = page.locator(".not-asked > ul > li").filter({ hasText: she.in(what.wording) });
      await row.waitFor();
      assert.ok((await row.innerText()).includes(work.no), "the answer that decided");
      assert.deepEqual(await axe(page), []);
      await row.locator(".because .link").click();
      await she.open.getByRole("heading", { name: she.in(medical.wording), exact: true }).waitFor();

      // By search, and on its own page; the way leads to the answer, and a changed answer asks it.
      await focused(page);
      await page.keyboard.press("/");
      await page.getByRole("textbox", { name: work.search_label, exact: true }).fill(she.in(what.wording).slice(0, 24));
      const found = page.locator(".found li").filter({ hasText: she.in(what.wording) });
      await found.locator(".because").waitFor();
      assert.deepEqual(await axe(page), []);
      await found.locator(".outline-link").click();
      await she.open.getByRole("heading", { name: she.in(what.wording), exact: true }).waitFor();
      assert.equal(await she.open.locator(".silence").count(), 0, "it cannot be answered");
      await she.open.locator(".because .link").first().click();
      await she.open.getByRole("heading", { name: she.in(medical.wording), exact: true }).waitFor();
      await focused(page);
      await page.keyboard.press("1");
      await page.locator("button.folded").filter({ hasText: she.in(what.wording) }).click();
      await she.open.getByRole("heading", { name: she.in(what.wording), exact: true }).waitFor();
      await focused(page);
      await page.keyboard.press("w");
      await she.open.locator(".why .because .link").filter({ hasText: she.in(medical.wording) }).waitFor();

      // What would tell more is offered beside the interview, with the reason, once it is unfolded.
      assert.equal(await page.locator(".next-questions ul").count(), 0);
      await page.keyboard.press("v");
      await page.locator(".next-questions li .link").first().waitFor();
      assert.ok((await page.locator(".next-questions li").first().innerText()).length > 40);
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(said, []);
    }));

  test(`answers that do not fit are pointed out beside both, and a computed fact under its answer, ${language}`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await started(page, language, [], [["work.started", date("2023-05")], ["work.hours-day", number(14)]]);
      const { asking } = she.words;
      await she.answer({ question: "work.days-week", answer: number(7) });
      const fact = she.open.locator(".reckoned .fact").filter({ hasText: "98 h" });
      await fact.waitFor();
      assert.deepEqual(await axe(page), []);

      await she.answer({ question: "work.hours-day", answer: number(23) });
      await she.open.locator(".mismatch").first().waitFor();
      assert.deepEqual(await axe(page), []);
      const days = questions.get("work.days-week");
      const row = page.locator("button.folded").filter({ hasText: she.in(days.wording) });
      await row.filter({ hasText: asking.compare }).waitFor();
      await she.open.locator(".mismatch .link").filter({ hasText: she.in(days.wording) }).first().click();
      await she.open.getByRole("heading", { name: she.in(days.wording), exact: true }).waitFor();
      await she.open.locator(".mismatch").first().waitFor();

      // It hinders nothing, and is gone once the answers fit.
      await she.answer({ question: "work.hours-day", answer: number(12) });
      await saved(page);
      assert.equal(await page.locator(".mismatch").count(), 0);
      assert.equal(await page.locator(".tag").filter({ hasText: asking.compare }).count(), 0);
      assert.deepEqual(said, []);
    }));
}
