// A trainee or a trainer: enters the training, interviews an invented person, talks about it.
import { readFileSync } from "node:fs";
import { Interviewer } from "./interviewer.mjs";
import { questions, stages } from "./words.mjs";

export const json = (path) => JSON.parse(readFileSync(path, "utf8"));
export const bar = json("instruments/scenarios/f-and-the-bar.json");
export const trust = json("instruments/scenarios/trust.json");

/** A trainee, who interviews as the screens let her and takes down what is said. */
export class Trainee extends Interviewer {
  constructor(page, language = "en") {
    super(page, language);
    this.training = json(`src/ui/text/${language}/training.json`);
    this.writing = json(`src/ui/text/${language}/writing.json`);
  }

  async enter() {
    await this.speak();
    await this.press(this.page.getByRole("button", { name: this.training.enter, exact: true }));
    await this.title(this.training.hall).waitFor();
  }

  tool(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  async begin() {
    await this.press(this.page.locator("tr", { hasText: this.in(bar.title) }).getByRole("button"));
    await this.press(this.tool(this.training.begin));
    await this.page.locator(".conversation").waitFor();
  }

  async openList(name) {
    const tab = this.tool(name);
    if ((await tab.getAttribute("aria-expanded")) === "false") await this.press(tab);
  }

  /** Makes the moves of a script, and takes down what comes of each. */
  async follow(moves) {
    for (const move of moves) {
      if (move.gesture) {
        await this.openList(this.training.say_or_do);
        await this.press(this.tool(this.in(trust.gestures.find(({ id }) => id === move.gesture).label)));
        await this.press(this.tool(this.training.say_or_do));
      }
      if (move.agree) await this.seekAgreement(move.agree.stage);
      if (move.ask) await this.ask(move.ask);
      if (move.look) {
        await this.openList(this.training.look);
        await this.press(this.page.locator(".look summary", { hasText: this.in(bar.looks.find(({ id }) => id === move.look).title) }));
        await this.press(this.tool(this.training.look));
      }
    }
  }

  async seekAgreement(stage) {
    const { agreement } = stages.find((other) => other.id === stage);
    await this.agree({ stage, explained_by: { fr: "7", en: "7" }, language: bar.person.language, form: "spoken", uses: [agreement.uses[0].id] });
  }

  /** Puts a question if it is on the page, and takes the answer down as it was said. */
  async ask(id) {
    const question = questions.get(id);
    if (!(await this.isAt(question))) {
      await this.navigate(this.in(question.section.title), true);
      await this.title(this.in(question.section.title)).waitFor();
      const folded = this.page.locator("button.folded").filter({ hasText: this.in(question.wording) }).first();
      if (!(await this.isAt(question)) && !(await folded.isVisible())) return;
      if (!(await this.isAt(question))) await this.press(folded);
      await this.open.getByRole("heading", { name: this.in(question.wording), exact: true }).waitFor();
    }
    await this.press(this.open.locator(".ask"));
    const said = await this.open.locator(".spoken blockquote").last().textContent();
    const level = bar.says.find((says) => says.question === id)?.at.find(({ words }) => this.in(words) === said);
    if (said === this.in(trust.silences.withheld)) return this.beSilent("prefers_not");
    if (said === this.in(trust.silences.does_not_know)) return this.beSilent("does_not_know");
    const answer = level ? level.answer : bar.truth.answers[id];
    if (!answer) return this.beSilent("prefers_not");
    if (answer.not_answered) return this.beSilent(answer.not_answered);
    return this.give(this.open, question, answer.value);
  }

  async conclude(outcome) {
    await this.goToStage("decision");
    await this.title(this.words.closing.decision).waitFor();
    await this.check(this.field(this.words.closing[outcome]));
  }

  async finish() {
    await this.press(this.tool(this.training.finish));
    await this.title(this.training.debrief).waitFor();
  }

  kinds() {
    return this.page.locator(".differences > li").evaluateAll((items) => items.map((item) => item.dataset.kind));
  }

  async share(name) {
    const text = await this.page.locator(`.debrief [data-figure="${name}"]`).textContent();
    return text.match(/\d+/g).map(Number);
  }
}
