// An interviewer at work: leads the case *F and the bar* as the screens let her, and finds things as
// she does, by what they say.
import assert from "node:assert/strict";
import { TIMES, exercise, questions, stages, words } from "./words.mjs";
import { PASSPHRASE, saved } from "./browser.mjs";

/** As a part of a pattern: a space at which no line ends is a space. */
const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s/g, "\\s");
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

  // How she does things: by hand. Another one does the same by keyboard.

  press(what) {
    return what.click();
  }

  write(field, text) {
    return field.fill(text);
  }

  check(box) {
    return box.check();
  }

  select(list, label) {
    return list.selectOption({ label });
  }

  /** Presses one of the answers that a question offers; the digit stands before it. */
  choose(open, text) {
    return this.press(open.locator(".choice").filter({ has: this.page.locator("span", { hasText: only(text) }) }));
  }

  in(text) {
    return text?.[this.language];
  }

  button(text) {
    return this.page.getByRole("button", { name: says(text) });
  }

  field(text, within = this.page) {
    return within.getByLabel(text, { exact: true });
  }

  title(text) {
    return this.page.getByRole("heading", { level: 1, name: text, exact: true });
  }

  get open() {
    return this.page.locator(".question.active");
  }

  // Around the cases.

  speak() {
    const name = says(this.language === "fr" ? "Français" : "English");
    return this.press(this.page.getByRole("button", { name }));
  }

  async makeSafe() {
    await this.speak();
    const { passphrase, again, make, cases } = this.words.around;
    await this.write(this.field(passphrase), PASSPHRASE);
    await this.write(this.field(again), PASSPHRASE);
    await this.press(this.button(make));
    await this.title(cases).waitFor({ timeout: 60_000 });
  }

  async unlock(passphrase = PASSPHRASE) {
    await this.write(this.field(this.words.around.passphrase), passphrase);
    await this.press(this.button(this.words.around.open_safe));
  }

  async startCase(name) {
    await this.write(this.field(this.words.around.name), name);
    await this.press(this.button(this.words.around.start_case));
    await this.page.locator(".case").waitFor();
  }

  /** Opens a case of the list; the one that was open when the safe was locked is open already. */
  async openCase(name) {
    const listed = this.page.getByRole("button", { name, exact: true });
    const open = this.page.locator(".case .header .case-name").getByText(name, { exact: true });
    await listed.or(open).first().waitFor({ timeout: 60_000 });
    if (await open.isVisible()) return;
    await this.press(listed);
    await this.page.locator(".case").waitFor();
  }

  /** Opens the safe, and goes to the list where it opens on the case that was open. */
  async unlockToCases(passphrase = PASSPHRASE) {
    await this.unlock(passphrase);
    const list = this.title(this.words.around.cases);
    const inCase = this.page.locator(".case");
    await list.or(inCase).first().waitFor({ timeout: 60_000 });
    if (await inCase.isVisible()) await this.toCases();
  }

  /** What a narrow screen folds away among the other actions of the header. */
  async tools() {
    const opener = this.page.getByRole("button", { name: this.words.work.more_tools, exact: true });
    if ((await opener.isVisible()) && (await opener.getAttribute("aria-expanded")) === "false") await this.press(opener);
  }

  async lock() {
    await this.tools();
    await this.press(this.button(this.words.common.lock));
    await this.field(this.words.around.passphrase).waitFor();
  }

  async toCases() {
    await this.press(this.button(this.words.common.back_to_cases));
    await this.title(this.words.around.cases).waitFor();
  }

  /** Shows the neutral page at once. */
  async hide() {
    const hide = this.button(this.words.common.hide);
    await this.press(hide);
    await hide.waitFor({ state: "detached" });
  }

  /** Takes the whole case away, as it is and without protection. */
  async exportCase() {
    const { leaving } = this.words;
    await this.passOnTo("association");
    await this.press(this.button(leaving.take_all));
    await this.personAgrees();
    await this.check(this.field(leaving.as_assessment));
    await this.check(this.field(leaving.by_nothing));
    await this.check(this.field(leaving.plain_sure));
    await this.press(this.button(leaving.do_plain));
  }

  /** Opens the page from which the case is passed on, and says to whom. */
  async passOnTo(recipient) {
    const { leaving } = this.words;
    await this.navigate(leaving.leave);
    await this.title(leaving.title).waitFor();
    await this.check(this.page.getByRole("radio", { name: begins(leaving[`to_${recipient}`]) }));
    await this.page.locator(".protection").waitFor();
  }

  /** Where the agreements do not cover it: the person was asked. */
  async personAgrees() {
    const asked = this.page.locator("#said input").first();
    if (await asked.count()) await this.check(asked);
  }

  /** Hands a file in: what it is is shown. */
  async handIn(bytes) {
    const file = { name: "case.json", mimeType: "application/json", buffer: Buffer.from(bytes) };
    await this.field(this.words.around.import_file).setInputFiles(file);
  }

  async importCase(bytes) {
    await this.handIn(bytes);
    await this.title(this.words.around.incoming_title).waitFor();
    await this.press(this.button(this.words.around.incoming_take));
    await this.page.locator(".case").waitFor();
    await saved(this.page);
  }

  // In a case.

  /** The outline, which a narrow screen folds away. */
  async outline() {
    const opener = this.page.getByRole("button", { name: this.words.work.outline, exact: true });
    if ((await opener.isVisible()) && (await opener.getAttribute("aria-expanded")) === "false") await this.press(opener);
    return this.page.getByRole("navigation");
  }

  /** Goes to a page of the case by the outline. */
  async navigate(name, section = false) {
    const outline = await this.outline();
    await this.press(outline.getByRole("button", { name: section ? begins(name) : says(name) }).first());
  }

  goToStage(stage) {
    return this.navigate(this.words.common[`stage_${stage}`]);
  }

  /** Goes to the withdrawal of the last agreement. */
  async withdrawal() {
    const outline = await this.outline();
    await this.press(outline.getByRole("button", { name: this.words.work.withdraw, exact: true }).last());
  }

  async refuse() {
    await this.press(this.button(this.words.work.not_given));
    await this.press(this.button(this.words.work.record_refusal));
  }

  /** Some steps of the case, from one number to another. */
  async lead(from = 0, to = exercise.steps.length) {
    for (const step of exercise.steps.slice(from, to)) {
      if (step.agree) await this.agree(step.agree);
      if (step.answer) await this.answer(step.answer);
      if (step.decide) await this.decide(step.decide);
    }
  }

  async agree({ stage, explained_by, language, interpreter, form, uses }) {
    await this.goToStage(stage);
    const { work } = this.words;
    await this.write(this.field(work.explained_by), this.in(explained_by));
    await this.write(this.field(work.spoken_language), this.in(language));
    await this.write(this.field(work.interpreter), interpreter ? this.in(interpreter) : "");
    await this.check(this.field(form === "signed" ? work.form_signed : work.form_spoken));
    const { agreement } = stages.find((other) => other.id === stage);
    for (const use of agreement.uses.filter((use) => uses.includes(use.id))) {
      await this.check(this.field(this.in(use.label)));
    }
    await this.press(this.button(work.given));
    await this.open.waitFor();
  }

  sectionTitle(id) {
    return this.in(stages.flatMap((stage) => stage.sections).find((section) => section.id === id).title);
  }

  /** How many questions of a section are always asked. */
  questionsIn(id) {
    const { questions } = stages.flatMap((stage) => stage.sections).find((section) => section.id === id);
    return questions.filter((question) => !question.relevant).length;
  }

  isAt(question) {
    return this.open.getByRole("heading", { name: this.in(question.wording), exact: true }).isVisible();
  }

  /** Opens a question from wherever she is: its section, then the question. */
  async reach(question) {
    if (await this.isAt(question)) return;
    const folded = this.page.locator("button.folded").filter({ hasText: this.in(question.wording) }).first();
    if (!(await folded.isVisible())) {
      await this.navigate(this.in(question.section.title), true);
      await this.title(this.in(question.section.title)).waitFor();
    }
    if (!(await this.isAt(question))) await this.press(folded);
    await this.open.getByRole("heading", { name: this.in(question.wording), exact: true }).waitFor();
  }

  async answer({ question: id, answer, own_words, observed, mark }) {
    const question = questions.get(id);
    await this.reach(question);
    if (answer?.value !== undefined) await this.give(this.open, question, answer.value);
    if (answer?.not_answered) await this.beSilent(answer.not_answered);
    if (own_words || observed) await this.openWords();
    if (own_words) await this.write(this.field(this.words.work.own_words, this.open), this.in(own_words));
    if (observed) await this.write(this.field(this.words.work.observed, this.open), this.in(observed));
    if (mark) await this.mark();
  }

  async beSilent(how) {
    const { does_not_know, prefers_not, not_asked, not_asked_reason } = this.words.work;
    if (how === "does_not_know") return this.press(this.open.getByRole("button", { name: says(does_not_know) }));
    if (how === "prefers_not") return this.press(this.open.getByRole("button", { name: says(prefers_not) }));
    await this.press(this.open.getByRole("button", { name: says(not_asked) }));
    return this.write(this.field(not_asked_reason, this.open), this.in(how.not_asked));
  }

  async openWords() {
    const opener = this.open.getByRole("button", { name: says(this.words.work.open_words) });
    if (await opener.isVisible()) await this.press(opener);
  }

  mark() {
    return this.press(this.open.getByRole("button", { name: this.words.work.mark, exact: true }));
  }

  async give(open, question, value) {
    const { work } = this.words;
    const label = (id) => this.in((question.kind.one ?? question.kind.several).options.find((option) => option.id === id).label);
    if (value === "none_of_these") return this.choose(open, work.none_of_these);
    const [[kind, content]] = Object.entries(value);
    const first = open.locator(".typed input").first();
    switch (kind) {
      case "yes_no":
        return this.choose(open, content ? work.yes : work.no);
      case "choice":
        return this.choose(open, label(content));
      case "choices":
        for (const id of content) await this.choose(open, label(id));
        return undefined;
      case "number":
        return this.write(first, String(content));
      case "money":
        await this.write(first, content.amount);
        await this.select(this.field(work.currency, open), content.currency);
        return this.select(this.field(work.period, open), TIMES[this.language][content.period]);
      case "date": {
        const [year, month, day] = content.on.split("-");
        if (day) await this.write(this.field(work.day, open), String(Number(day)));
        if (month) await this.write(this.field(work.month, open), String(Number(month)));
        await this.write(this.field(work.year, open), year);
        return content.around ? this.check(this.field(work.around, open)) : undefined;
      }
      case "duration":
        await this.write(first, String(content.count));
        return this.select(this.field(work.unit, open), TIMES[this.language][content.unit]);
      case "text":
      case "note":
        return this.write(open.locator(".writing"), this.in(content));
      default:
        return assert.fail(`no way to give ${kind}`);
    }
  }

  /** Writes a date that cannot be, and leaves it: it is judged then. */
  async badDate() {
    await this.reach(questions.get("work.started"));
    const month = this.field(this.words.work.month, this.open);
    await this.write(month, "13");
    await month.blur();
    await this.page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  }

  async decide({ outcome, needs, reasons, by, agreed }) {
    const { closing, work } = this.words;
    await this.goToStage("decision");
    await this.title(closing.decision).waitFor();
    await this.check(this.field(closing[outcome]));
    for (const need of needs) await this.check(this.field(closing[`need_${need}`]));
    await this.write(this.field(closing.reasons), this.in(reasons));
    await this.write(this.field(closing.decided_by), this.in(by));
    const agrees = this.page.getByRole("group", { name: closing.person_agrees });
    await this.check(this.field(agreed ? work.yes : work.no, agrees));
    await saved(this.page);
  }
}
