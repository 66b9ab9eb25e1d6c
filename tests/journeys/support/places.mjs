// Every place of the app at which a field can be seen, and the way there.
import { exercise, questions, stages } from "./words.mjs";
import { bar } from "./trainee.mjs";
import { json } from "./trainee.mjs";

const RECIPIENTS = ["person", "association", "lawyer", "labour_inspectorate", "prosecutor", "shelter", "health", "researcher", "statistics"];

/** What a recovery code, a copy, a sealed file and a session are for: made once. */
export const WHOLE = "F, whole";
export const ASKED = "A, to be asked";

const kind = ({ kind }) => (typeof kind === "string" ? kind : Object.keys(kind)[0]);

/** The questions that the case holds an answer to, and so are asked; two of each kind in each stage. */
function someOfEach() {
  const answered = exercise.steps.flatMap(({ answer }) => (answer ? [questions.get(answer.question)] : []));
  const of = (stage, name) => answered.filter((question) => question.stage.id === stage && kind(question) === name);
  const kinds = [...new Set([...questions.values()].map(kind))];
  return stages.flatMap(({ id }) => kinds.map((name) => ({ stage: id, name, found: of(id, name) }))).filter(({ found }) => found.length > 0);
}

function ofQuestions() {
  const open = (question) => async ({ she }) => {
    await she.reach(question);
    await she.openWords();
  };
  const places = someOfEach().map(({ stage, name, found }) => ({ name: `${stage}, ${name}`, go: open(found[0]) }));
  const lasted = questions.get("work.lasted");
  places.push({
    name: "questionnaire, duration",
    go: async (one) => {
      // How long it lasted is asked while the end is not known.
      await one.she.reach(questions.get("work.ended"));
      const clear = one.she.button(one.she.words.work.clear);
      if (await clear.isVisible()) await clear.click();
      await open(lasted)(one);
    },
  });
  return places;
}

/** Why a question was not asked: under another question than those whose answer is typed. */
function ofReasons() {
  return someOfEach()
    .filter(({ found }) => found.length > 1)
    .map(({ stage, name, found }) => ({
      name: `${stage}, ${name}, not asked`,
      only: /reason-/,
      go: async ({ page, she }) => {
        await she.reach(found[1]);
        if (!(await page.locator('input[id^="reason-"]').isVisible())) await page.locator(".silence button[aria-expanded]").click();
        await page.locator('input[id^="reason-"]').waitFor();
      },
    }));
}

function ofTheCase() {
  const passOn = (recipient, by) => ({
    name: `passing on to ${recipient}, ${by}`,
    go: async ({ page, she }) => {
      const { leaving } = she.words;
      await she.passOnTo(recipient);
      const without = page.locator("#said > label input").nth(2);
      if (await without.count()) await without.check();
      await she.check(she.field(leaving[by]));
    },
  });
  return [
    ...ofQuestions(),
    ...ofReasons(),
    {
      name: "decision",
      go: async ({ she }) => {
        await she.goToStage("decision");
        await she.title(she.words.closing.decision).waitFor();
        await she.check(she.field(she.words.closing.redirection));
      },
    },
    {
      name: "setting a clue",
      go: async ({ page, she }) => {
        const { work } = she.words;
        await she.navigate(work.findings);
        const family = page.locator(".finding-family").first();
        if (!(await family.evaluate((it) => it.open))) await family.locator("> summary").click();
        const clue = family.locator(".finding-clues .clue").first();
        await clue.waitFor();
        const opened = clue.locator("details");
        if (!(await opened.first().evaluate((it) => it.open))) await clue.locator("summary").first().click();
        const field = clue.locator("textarea");
        await clue.locator("textarea, .set-clue .button").first().waitFor();
        if (!(await field.isVisible())) await clue.locator(".set-clue .button").first().click();
        await field.waitFor();
      },
    },
    {
      name: "search",
      // What is below it closes it.
      only: /^#search$/,
      go: async ({ page, she }) => {
        if (await page.locator("#search").isVisible()) return;
        await she.goToStage("decision");
        await she.title(she.words.closing.decision).waitFor();
        await page.locator("h1").focus();
        await page.keyboard.press("/");
        await page.locator("#search").waitFor();
      },
      end: ({ page }) => page.getByRole("dialog").getByRole("button").last().click(),
    },
    ...RECIPIENTS.flatMap((recipient) => ["by_passphrase", "by_key"].map((by) => passOn(recipient, by))),
    ...["history", "summary"].map((name) => ({ name, none: true, go: ({ she }) => she.navigate(she.words.work[name]) })),
    { name: "withdrawal", none: true, go: ({ she }) => she.withdrawal() },
  ];
}

function ofAgreements() {
  return stages.map(({ id }) => ({
    name: `agreement, ${id}`,
    go: async ({ page, she }) => {
      await she.goToStage(id);
      await page.locator("#explained-by").waitFor();
      if (!(await page.locator("#why-not").isVisible())) await she.press(she.button(she.words.work.not_given));
      await page.locator("#why-not").waitFor();
    },
  }));
}

function aroundTheCases() {
  const toCases = async ({ page, she }) => {
    const back = she.button(she.words.common.back_to_cases);
    if (await back.isVisible()) await back.click();
    for (const leave of [she.words.common.cancel, she.words.around.incoming_leave, she.words.leaving.sealed_leave]) {
      const button = leave && page.getByRole("button", { name: leave, exact: true }).first();
      if (button && (await button.isVisible())) await button.click();
    }
    await she.title(she.words.around.cases).waitFor();
  };
  const rows = (act) => ({
    name: `list of cases, ${act}`,
    only: /other-name/,
    go: async (one) => {
      if (await one.page.locator("#other-name").isVisible()) return;
      await toCases(one);
      const { she } = one;
      await one.page.locator("tr", { hasNotText: WHOLE }).last().getByRole("button", { name: she.words.around[act], exact: true }).click();
      await one.page.locator("#other-name").waitFor();
    },
    end: async (one, typed) => {
      await one.page.locator("#other-name").press("Enter");
      if (act === "rename") return one.page.locator("td button.strong", { hasText: typed.get("#other-name") }).first().waitFor();
      // A new case is opened.
      await one.page.locator(".case .case-name", { hasText: typed.get("#other-name") }).first().waitFor();
      return toCases(one);
    },
  });
  return [
    {
      name: "list of cases",
      only: /new-name/,
      go: toCases,
      end: async (one, typed) => {
        await one.page.locator("#new-name").press("Enter");
        await one.page.locator(".case .case-name", { hasText: typed.get("#new-name") }).first().waitFor();
        await toCases(one);
      },
    },
    rows("duplicate"),
    rows("rename"),
    {
      name: "settings",
      go: async (one) => {
        if (await one.page.locator("#current").isVisible()) return;
        await toCases(one);
        await one.she.press(one.she.button(one.she.words.common.settings));
        await one.page.locator("#current").waitFor();
      },
    },
    {
      name: "rescue copy",
      go: async (one) => {
        if (await one.page.locator("#rescue-passphrase").isVisible()) return;
        await toCases(one);
        await one.she.press(one.she.button(one.she.words.common.settings));
        const file = { name: "copy.fsr", mimeType: "application/octet-stream", buffer: one.made.copy };
        await one.she.field(one.she.words.keys.rescue_take).setInputFiles(file);
        await one.page.locator("#rescue-passphrase").waitFor();
      },
      end: ({ she }) => she.button(she.words.common.cancel).click(),
    },
    {
      name: "sealed file",
      go: async (one) => {
        if (await one.page.locator("#sealed-words").isVisible()) return;
        await toCases(one);
        const file = { name: "case.json.age", mimeType: "application/octet-stream", buffer: one.made.sealed };
        await one.she.field(one.she.words.around.import_file).setInputFiles(file);
        await one.page.locator("#sealed-words").waitFor();
      },
    },
    {
      name: "incoming file",
      none: true,
      go: async (one) => {
        await toCases(one);
        await one.she.handIn(one.made.document);
        await one.she.title(one.she.words.around.incoming_title).waitFor();
      },
    },
  ];
}

function whileLocked() {
  return ["by_passphrase", "by_code"].map((by) => ({
    name: `locked, ${by}`,
    go: async ({ page, she }) => {
      await page.locator("#passphrase").waitFor();
      const other = she.button(she.words.keys[by]);
      if (await other.isVisible()) await other.click();
    },
  }));
}

function inTheTraining() {
  const enter = async ({ page, she }) => {
    await page.reload();
    await she.press(page.getByRole("button", { name: she.training.enter, exact: true }));
    await she.title(she.training.hall).waitFor();
  };
  const write = async (one, name) => {
    const { page, she } = one;
    const parts = page.getByRole("navigation", { name: she.writing.parts });
    if (!(await parts.isVisible())) {
      await enter(one);
      const goOn = she.tool(she.writing.go_on);
      if (await goOn.isVisible()) await goOn.click();
      else {
        await page.getByLabel(she.writing.copy_of).selectOption({ label: she.in(bar.title) });
        await she.press(she.tool(she.writing.copy));
      }
      await she.title(she.writing.title).waitFor();
    }
    await she.press(parts.getByRole("button", { name: new RegExp(`^${she.writing[`part_${name}`]}`) }));
    await page.getByRole("heading", { level: 2, name: she.writing[`part_${name}`], exact: true }).waitFor();
  };
  const TYPED = { number: "work.hours-day", money: "pay.amount", date: "work.started", duration: "work.lasted", text: "alert.place", note: "work.day" };
  const folded = ([name, question]) => ({
    name: `scenario, question, ${name}`,
    text: () => ({ number: "11", money: "350", date: "2012-03", duration: "12" })[name],
    only: new RegExp(question.replace(".", "-")),
    go: async (one) => {
      await write(one, "questions");
      // What was looked for before hides the rest.
      await one.page.locator("#write-look").fill("");
      const row = one.page.locator(`#write-question-${question.replace(".", "-")}`);
      if ((await row.locator("button.fold").getAttribute("aria-expanded")) === "false") await row.locator("button.fold").click();
      const truth = row.locator(".answer-field").first();
      if (!(await truth.locator("input, textarea").count())) await truth.locator("select").first().selectOption({ label: one.she.writing.answered });
      await truth.locator("input, textarea").first().waitFor();
    },
  });
  return [
    { name: "scenarios", none: true, go: enter },
    {
      name: "briefing",
      none: true,
      go: async (one) => {
        await enter(one);
        await one.she.press(one.page.locator("tr", { hasText: one.she.in(bar.title) }).getByRole("button"));
      },
    },
    {
      name: "conversation",
      go: async (one) => {
        await enter(one);
        await one.she.begin();
        await one.she.seekAgreement("questionnaire");
        await one.she.reach(questions.get("person.languages"));
        await one.she.openWords();
      },
    },
    {
      name: "new session",
      kept: true,
      go: async (one) => {
        await enter(one);
        await one.she.press(one.she.tool(one.she.training.make_session));
        await one.page.locator("#session-name").waitFor();
      },
    },
    {
      name: "seat",
      kept: true,
      go: async (one) => {
        await enter(one);
        await one.page.locator("#training-file").setInputFiles({ name: "s.json", mimeType: "application/json", buffer: one.made.session });
        await one.page.locator("#who").waitFor();
      },
    },
    {
      name: "room",
      kept: true,
      go: async (one) => {
        await enter(one);
        await one.she.press(one.she.tool(one.she.training.demonstrate));
        await one.page.locator("#typed").waitFor();
      },
    },
    { name: "scenario, person", scenario: true, go: (one) => write(one, "person") },
    {
      name: "scenario, clues",
      scenario: true,
      only: /write-look|write-why/,
      go: (one) => write(one, "clues"),
    },
    ...Object.entries(TYPED).map(folded).map((place) => ({ ...place, scenario: true })),
    {
      name: "scenario, gestures",
      scenario: true,
      only: /write-reply/,
      go: async (one) => {
        await write(one, "gestures");
        const first = one.page.locator('[id^="write-gesture-"]').first();
        if (!(await first.locator("textarea").count())) await first.getByRole("button").last().click();
        await first.locator("textarea").first().waitFor();
      },
    },
    {
      name: "scenario, looks",
      scenario: true,
      only: /write-look-#-/,
      go: (one) => write(one, "looks"),
    },
    { name: "scenario, scripts", none: true, go: (one) => write(one, "scripts") },
  ];
}

/** Every place, by the part of the app in which it is. */
export function everywhere() {
  const areas = { training: inTheTraining(), case: ofTheCase(), asked: ofAgreements(), around: aroundTheCases(), locked: whileLocked() };
  return Object.entries(areas).flatMap(([area, places]) => places.map((place) => ({ area, ...place })));
}
