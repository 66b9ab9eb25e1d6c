// What a recipient is promised not to get does not leave: the labour inspectorate learns nothing of a
// stay or of health, and what is delicate for another is shown before it leaves.
import { test } from "node:test";
import assert from "node:assert/strict";
import { inBrowser, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { follows } from "./support/schema.mjs";
import { exercise } from "./support/words.mjs";

const several = (question, ...choices) => ({ question, answer: { value: { choices } } });
/** What the person of this journey tells besides. */
const TOLD = [
  several("situation.then", "no-money", "no-papers"),
  several("vulnerability.used-need", "stay"),
  { question: "stay.status", answer: { value: { choice: "none" } } },
  { question: "accident.any", answer: { value: { choice: "not-declared" } } },
  several("accident.after", "no-care"),
  { question: "work.day", answer: { value: { note: { fr: "De cinq heures à minuit, au bar.", en: "From five to midnight, in the bar." } } } },
];
const WORDS = {
  fr: ["Sans papiers", "L’absence de papiers", "Séjour irrégulier", "Aucun soin", "Sans permis", "no-papers", "irregular-stay"],
  en: ["Without papers", "Having no papers", "Irregular stay", "No care", "No permit", "no-papers", "irregular-stay"],
};

async function withoutProtection(she) {
  const { leaving } = she.words;
  await she.personAgrees();
  await she.check(she.field(leaving.by_nothing));
  await she.check(she.field(leaving.plain_sure));
  return (await taken(she.page, () => she.press(she.button(leaving.do_plain)))).toString();
}

for (const language of ["fr", "en"]) {
  test(`the inspectorate's usual report and assessment say nothing of stay and health (${language})`, () =>
    inBrowser(async ({ page, said }) => {
      const she = new Interviewer(page, language);
      const { leaving } = she.words;
      await she.makeSafe();
      await she.startCase("A-7");
      for (const { agree } of exercise.steps.filter((step) => step.agree)) await she.agree(agree);
      for (const told of TOLD) await she.answer(told);
      await saved(page);

      await she.passOnTo("labour_inspectorate");
      const promise = page.locator(".recipients label").filter({ hasText: leaving.to_labour_inspectorate });
      assert.match(await promise.innerText(), language === "fr" ? /Rien sur le droit au séjour, la santé/ : /Nothing on the right to stay, health/);
      const what = page.locator(".what");
      await what.getByText(leaving.to_read, { exact: true }).waitFor();
      for (const box of await what.locator(".to-read input").all()) assert.equal(await box.isChecked(), false, "no text was read yet");
      const shown = await what.innerText();
      for (const word of WORDS[language]) assert.ok(!shown.includes(word), `the page: ${word}`);

      const report = await withoutProtection(she);
      await she.check(she.field(leaving.as_assessment));
      const assessment = await withoutProtection(she);
      follows(JSON.parse(assessment));
      for (const word of WORDS[language]) {
        assert.ok(!report.includes(word), `the report: ${word}`);
        assert.ok(!assessment.includes(word), `the assessment: ${word}`);
      }

      // Another association gets it, is shown that it does, and she takes it out with one tick.
      await she.passOnTo("association");
      const line = page.locator(".still-tells li").filter({ hasText: WORDS[language][0] });
      await line.waitFor();
      await line.getByRole("checkbox").click();
      await line.waitFor({ state: "detached" });
      await she.check(she.field(leaving.as_assessment));
      const left = await withoutProtection(she);
      follows(JSON.parse(left));
      assert.ok(!left.includes("no-papers"));
      assert.ok(left.includes("no-money"), "the rest of the answer is there");
      assert.deepEqual(said, []);
    }));
}
