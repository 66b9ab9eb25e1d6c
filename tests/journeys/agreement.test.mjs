// Nothing is asked without agreement: refused at the interview, withdrawn later, and what is left of it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { host, inBrowser, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { follows } from "./support/schema.mjs";
import { stages } from "./support/words.mjs";

const interview = stages.find((stage) => stage.id === "interview");

test("refused at the interview: no question of it can be reached, and the file says so", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "fr");
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 18);
    await she.goToStage("interview");
    await she.refuse();
    const { work } = she.words;

    const outline = page.getByRole("navigation");
    for (const section of interview.sections) {
      assert.equal(await outline.getByRole("button", { name: she.in(section.title), exact: true }).count(), 0);
    }
    await she.goToStage("interview");
    assert.equal(await page.locator(".question").count(), 0);
    assert.ok(await page.getByText(work.was_refused).isVisible());

    const first = interview.sections[0].questions[0];
    await page.keyboard.press("/");
    await page.keyboard.type(she.in(first.wording));
    await page.locator(".found").getByText(she.in(interview.title)).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await page.locator(".question").count(), 0, "the search leads to the agreement");
    for (const key of ["1", "d", "p", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    const reached = await page.locator(".question").allInnerTexts();
    const wordings = interview.sections.flatMap((section) => section.questions.map((question) => she.in(question.wording)));
    assert.ok(!reached.some((text) => wordings.some((wording) => text.includes(wording))), "no key leads to one");

    await saved(page);
    const file = JSON.parse(await taken(page, () => she.exportCase()));
    follows(file);
    const record = file.stages.find((stage) => stage.stage === "interview");
    assert.equal(record.open, false);
    assert.ok("refused" in record.agreements[0].step);
    assert.ok(file.history.some((past) => past.what.refused === "interview"));
    const asked = new Set(wordings);
    assert.ok(!file.answers.some((answer) => asked.has(answer.wording)));
    assert.deepEqual(said, []);
  }));

test("a person who refuses from the start leaves a trace without identity, if the organisation counts alerts", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { around, common, work } = she.words;
    await she.makeSafe();
    await she.press(she.button(common.settings));
    await she.check(page.getByLabel(around.count_alerts, { exact: true }));
    await she.press(she.button(common.back_to_cases));
    await she.startCase("A-7");
    await she.refuse();
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.ok((await page.getByRole("main").innerText()).length > 200, "there is still something to say to the person");
    await she.press(she.button(work.trace_leave));
    await she.press(she.button(work.trace_yes));
    await she.title(around.cases).waitFor();
    assert.equal(await page.getByText("A-7", { exact: true }).count(), 0);
    assert.ok(await page.getByText(around.traces_one.replace("{{ count }}", "1")).isVisible());
  }));

test("an agreement is withdrawn: what was collected is kept sealed, then erased as the person asks", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { work } = she.words;
    await she.makeSafe();
    await she.startCase("A-7");
    await she.goToStage("interview");
    const { agreement } = interview;
    await she.write(she.field(work.explained_by), "Caseworker 3");
    await she.write(she.field(work.spoken_language), "English");
    await she.check(she.field(she.in(agreement.uses[0].label)));
    await she.press(she.button(work.given));
    await she.answer({ question: "freedom.door", answer: { value: { yes_no: false } }, own_words: { en: "the key stays in his pocket" } });
    await saved(page);

    await she.withdrawal();
    await she.press(she.button(work.withdraw_keep_do));
    await she.goToStage("interview");
    assert.equal(await page.locator(".question").count(), 0);
    let file = (await taken(page, () => she.exportCase())).toString();
    assert.ok(!file.includes("pocket"), "it counts nowhere and is not exported");

    await she.goToStage("interview");
    await she.press(she.button(work.erase_collected));
    await she.press(she.button(work.withdraw_erase_do));
    await she.press(she.button(work.withdraw_erase_yes));
    await saved(page);
    file = JSON.parse(await taken(page, () => she.exportCase()));
    const steps = file.stages.find((stage) => stage.stage === "interview").agreements.map((record) => record.step);
    assert.deepEqual(steps.slice(1), [{ withdrawn: "kept" }, { withdrawn: "erased" }]);
  }));
