// An interviewer at work: leads the case *F and the bar* as the screens let her, by hand or by
// keyboard.
import assert from "node:assert/strict";
import { exercise, questions, words } from "./words.mjs";
import { PASSPHRASE, saved } from "./browser.mjs";

const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** These words, after the shortcut that a button may show. */
const says = (text) => new RegExp(`(^|\\s)${plain(text)}$`);
/** These words, before what a button may add to them. */
const begins = (text) => new RegExp(`^${plain(text)}(\\s|$)`);
/** These words and no others. */
const only = (text) => new RegExp(`^${plain(text)}$`);

export class Interviewer {
  constructor(page, language = "fr") {
    this.page = page;
    this.language = language;
    this.words = words(language);
  }

  in(text) {
    return text?.[this.language];
  }

  button(text) {
    return this.page.getByRole("button", { name: says(text) });
  }

  async speak() {
    await this.page.getByRole("button", { name: this.language === "fr" ? "Français" : "English", exact: true }).click();
  }

  async makeSafe() {
    await this.speak();
    const { passphrase, again, make } = this.words.around;
    await this.page.getByLabel(passphrase, { exact: true }).fill(PASSPHRASE);
    await this.page.getByLabel(again, { exact: true }).fill(PASSPHRASE);
    await this.button(make).click();
    await this.page.getByRole("heading", { level: 1, name: this.words.around.cases, exact: true }).waitFor({ timeout: 60_000 });
  }

  async unlock(passphrase = PASSPHRASE) {
    await this.page.getByLabel(this.words.around.passphrase, { exact: true }).fill(passphrase);
    await this.button(this.words.around.open_safe).click();
  }

  async startCase(name) {
    await this.page.getByLabel(this.words.around.name, { exact: true }).fill(name);
    await this.button(this.words.around.start_case).click();
    await this.page.locator(".case").waitFor();
  }

  async openCase(name) {
    await this.page.getByRole("button", { name, exact: true }).click();
    await this.page.locator(".case").waitFor();
  }

  async lock() {
    await this.page.getByRole("button", { name: says(this.words.common.lock) }).click();
    await this.page.getByLabel(this.words.around.passphrase, { exact: true }).waitFor();
  }

  /** Goes to a page of the case by the outline, which a narrow screen folds away. */
  async navigate(name, section = false) {
    const opener = this.page.getByRole("button", { name: this.words.work.outline, exact: true });
    if ((await opener.isVisible()) && (await opener.getAttribute("aria-expanded")) === "false") await opener.click();
    const buttons = this.page.getByRole("navigation").getByRole("button", { name: section ? begins(name) : says(name) });
    await buttons.first().click();
  }

  async toCases() {
    await this.button(this.words.common.back_to_cases).click();
    await this.page.getByRole("heading", { level: 1, name: this.words.around.cases, exact: true }).waitFor();
  }

  async refuse() {
    await this.button(this.words.work.not_given).click();
    await this.button(this.words.work.record_refusal).click();
  }

  async withdrawal(stage) {
    const at = ["alert", "questionnaire", "interview"].indexOf(stage);
    const opener = this.page.getByRole("button", { name: this.words.work.outline, exact: true });
    if ((await opener.isVisible()) && (await opener.getAttribute("aria-expanded")) === "false") await opener.click();
    await this.page.getByRole("navigation").getByRole("button", { name: this.words.work.withdraw, exact: true }).nth(at).click();
  }

  /** Writes a date that cannot be. */
  async badDate() {
    await this.reach(questions.get("work.started"));
    await this.page.locator(".question.active").getByLabel(this.words.work.month, { exact: true }).fill("13");
    await this.page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  }

  /** Shows the neutral page at once. */
  async hide() {
    await this.button(this.words.common.hide).click();
    await this.page.getByRole("button", { name: says(this.words.common.hide) }).waitFor({ state: "detached" });
  }

  /** Takes the file away from the page to print. */
  async exportCase() {
    await this.navigate(this.words.work.summary);
    await this.button(this.words.closing.export).click();
  }

  async importCase(bytes) {
    const file = { name: "case.json", mimeType: "application/json", buffer: bytes };
    await this.page.getByLabel(this.words.around.import_file, { exact: true }).setInputFiles(file);
    await this.page.locator(".case").waitFor();
    await saved(this.page);
  }

  /** The steps of the case, from one number to another. */
  async lead(from = 0, to = exercise.steps.length) {
    for (const step of exercise.steps.slice(from, to)) {
      if (step.agree) await this.agree(step.agree);
      if (step.answer) await this.answer(step.answer);
      if (step.decide) await this.decide(step.decide);
    }
  }

  async goToStage(stage) {
    await this.navigate(this.words.common[`stage_${stage}`]);
  }

  async agree({ stage, explained_by, language, interpreter, form, uses }) {
    await this.goToStage(stage);
    const { page, words: { work } } = this;
    await page.getByLabel(work.explained_by, { exact: true }).fill(this.in(explained_by));
    await page.getByLabel(work.spoken_language, { exact: true }).fill(this.in(language));
    await page.getByLabel(work.interpreter, { exact: true }).fill(interpreter ? this.in(interpreter) : "");
    await page.getByLabel(form === "signed" ? work.form_signed : work.form_spoken, { exact: true }).check();
    const { stage: { agreement } } = [...questions.values()].find((question) => question.stage.id === stage);
    for (const use of agreement.uses.filter((use) => uses.includes(use.id))) {
      await page.getByLabel(this.in(use.label), { exact: true }).check();
    }
    await this.button(work.given).click();
    await page.locator(".question.active").waitFor();
  }

  /** Opens a question from wherever she is in its stage: the section, then the question. */
  async reach(question) {
    const wording = this.in(question.wording);
    const active = this.page.locator(".question.active").getByRole("heading", { name: wording, exact: true });
    if (await active.isVisible()) return;
    const folded = this.page.locator("button.folded").filter({ hasText: wording }).first();
    if (!(await folded.isVisible())) {
      await this.navigate(this.in(question.section.title), true);
      await this.page.getByRole("heading", { level: 1, name: this.in(question.section.title), exact: true }).waitFor();
    }
    if (!(await active.isVisible())) await folded.click();
    await active.waitFor();
  }

  async answer({ question: id, answer, own_words, observed, mark }) {
    const question = questions.get(id);
    await this.reach(question);
    const { work } = this.words;
    const open = this.page.locator(".question.active");
    if (answer?.value !== undefined) await this.give(open, question, answer.value);
    const silence = answer?.not_answered;
    if (silence === "does_not_know") await open.getByRole("button", { name: says(work.does_not_know) }).click();
    if (silence === "prefers_not") await open.getByRole("button", { name: says(work.prefers_not) }).click();
    if (silence?.not_asked) {
      await open.getByRole("button", { name: says(work.not_asked) }).click();
      await open.getByLabel(work.not_asked_reason, { exact: true }).fill(this.in(silence.not_asked));
    }
    if (own_words || observed) {
      const opener = open.getByRole("button", { name: says(work.open_words) });
      if (await opener.isVisible()) await opener.click();
      if (own_words) await open.getByLabel(work.own_words, { exact: true }).fill(this.in(own_words));
      if (observed) await open.getByLabel(work.observed, { exact: true }).fill(this.in(observed));
    }
    if (mark) await open.getByRole("button", { name: work.mark, exact: true }).click();
  }

  async give(open, question, value) {
    const { work } = this.words;
    const label = (id) => this.in((question.kind.one ?? question.kind.several).options.find((option) => option.id === id).label);
    const choose = (text) => open.locator(".choice").filter({ has: this.page.locator("span", { hasText: only(text) }) }).click();
    if (value === "none_of_these") return choose(work.none_of_these);
    const [[kind, content]] = Object.entries(value);
    const field = open.locator(".typed input").first();
    switch (kind) {
      case "yes_no": return choose(content ? work.yes : work.no);
      case "choice": return choose(label(content));
      case "choices":
        for (const id of content) await choose(label(id));
        return;
      case "number": return field.fill(String(content));
      case "money":
        await field.fill(content.amount);
        await open.getByLabel(work.currency, { exact: true }).selectOption(content.currency);
        return open.getByLabel(work.period, { exact: true }).selectOption({ label: work[content.period === "once" ? "once" : `per_${content.period}`] });
      case "date": {
        const [year, month, day] = content.on.split("-");
        await open.getByLabel(work.year, { exact: true }).fill(year);
        if (month) await open.getByLabel(work.month, { exact: true }).fill(String(Number(month)));
        if (day) await open.getByLabel(work.day, { exact: true }).fill(String(Number(day)));
        return content.around ? open.getByLabel(work.around, { exact: true }).check() : undefined;
      }
      case "duration":
        await field.fill(String(content.count));
        return open.getByLabel(work.unit, { exact: true }).selectOption({ label: work[content.unit] });
      case "text":
      case "note": return open.locator(".writing").fill(this.in(content));
      default: assert.fail(`no way to give ${kind}`);
    }
  }

  async decide({ outcome, needs, reasons, by, agreed }) {
    const { page, words: { closing, work, common } } = this;
    await this.navigate(common.stage_decision);
    await page.getByRole("heading", { level: 1, name: closing.decision, exact: true }).waitFor();
    await page.getByLabel(closing[outcome], { exact: true }).check();
    for (const need of needs) await page.getByLabel(closing[`need_${need}`], { exact: true }).check();
    await page.getByLabel(closing.reasons, { exact: true }).fill(this.in(reasons));
    await page.getByLabel(closing.decided_by, { exact: true }).fill(this.in(by));
    await page.getByRole("group", { name: closing.person_agrees }).getByLabel(agreed ? work.yes : work.no, { exact: true }).check();
    await saved(page);
  }
}
