// Training: a person is interviewed well and badly, and the debriefs differ for the right reasons; a
// trainer makes a session, three trainees play it, and the room's figures are what the definitions say.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { host, leave, open, profile, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { questions, stages } from "./support/words.mjs";

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const bar = json("instruments/scenarios/f-and-the-bar.json");
const trust = json("instruments/scenarios/trust.json");

/** A trainee, who interviews as the screens let her and takes down what is said. */
class Trainee extends Interviewer {
  constructor(page, language = "en") {
    super(page, language);
    this.training = json(`src/ui/text/${language}/training.json`);
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

const apart = (moves) => moves.slice(0, 12);

test("F and the bar, played well and badly, is talked about differently for the right reasons", async () => {
  const app = await host();
  const folder = await profile();
  try {
    const { page, requests } = await open(app.address, folder);
    const she = new Trainee(page, "en");
    await she.enter();
    const loaded = requests.length;
    await she.begin();
    await she.follow(bar.good);
    await she.conclude(bar.key.outcome);
    await she.finish();
    const [found, of] = await she.share("sensitivity");
    assert.equal(of, bar.key.clues.length);
    assert.equal(found, of, "the good interview finds the key");
    assert.deepEqual((await she.kinds()).filter((kind) => ["Missed", "Claimed", "Otherwise", "NotHeard", "Safety", "Agreement", "Concluded"].includes(kind)), []);
    assert.ok((await page.locator(".timeline .moment.good").count()) > 2, "what helped is marked");

    // Any moment is played otherwise from there, and that is no result.
    await page.locator(".turn").nth(3).getByRole("button", { name: she.training.reopen }).click();
    await page.locator(".conversation").waitFor();
    await she.finish();
    assert.ok((await she.share("sensitivity"))[0] < of);
    await page.getByText(she.training.otherwise).waitFor();

    await she.press(she.tool(she.training.hall));
    await she.begin();
    await she.follow(bar.careless);
    await she.finish();
    const kinds = await she.kinds();
    for (const kind of ["Missed", "Agreement", "Safety", "Order", "Concluded"]) assert.ok(kinds.includes(kind), `${kind}: ${kinds}`);
    assert.ok((await she.share("sensitivity"))[0] < of);
    const told = await page.locator(".differences").textContent();
    assert.ok(told.includes("Question to put"), "a missed clue names the question that would have brought it");

    // Nothing of it stays, and nothing was asked of the network.
    await she.press(she.tool(she.training.leave));
    await page.locator("#passphrase").waitFor();
    assert.equal(requests.length, loaded);
    const kept = await page.evaluate(async () => ({ small: { ...localStorage }, databases: (await indexedDB.databases()).length }));
    assert.ok(!JSON.stringify(kept.small).includes("bar"));
  } finally {
    await leave(app, folder);
  }
});

/** Krippendorff's alpha for nominal data, from its first definition: pairs that differ. */
function alpha(units) {
  const all = units.flat();
  const unlike = (values) => values.reduce((sum, a, i) => sum + values.filter((b, j) => i !== j && a !== b).length, 0);
  const observed = units.filter((unit) => unit.length > 1).reduce((sum, unit) => sum + unlike(unit) / (unit.length - 1), 0) / all.length;
  return 1 - observed / (unlike(all) / (all.length * (all.length - 1)));
}

test("a trainer makes a session, three trainees play it, and the room's figures are those of the definitions", async () => {
  const app = await host();
  const folders = [];
  const fresh = async (language) => {
    const folder = await profile();
    folders.push(folder);
    const { page, context } = await open(app.address, folder);
    const who = new Trainee(page, language);
    await who.enter();
    return { who, page, context };
  };
  try {
    const { who: trainer, page } = await fresh("fr");
    await trainer.press(trainer.tool(trainer.training.make_session));
    await trainer.write(trainer.field(trainer.training.session_name), "Rennes, mars");
    await page.getByRole("checkbox", { name: new RegExp(`^${trainer.in(bar.title).replace(/\./g, "\\.")}`) }).check();
    await trainer.press(trainer.tool(trainer.training.session_make));
    const session = await taken(page, () => trainer.press(trainer.tool(trainer.training.session_file)));

    const results = [];
    const plays = [apart(bar.good), apart(bar.careless), bar.careless.slice(0, 9)];
    for (const [at, moves] of plays.entries()) {
      const { who, page, context } = await fresh(at === 1 ? "en" : "fr");
      await page.locator("#training-file").setInputFiles({ name: "s.json", mimeType: "application/json", buffer: session });
      await who.write(page.locator("#who"), String(at + 1));
      await who.press(who.tool(who.training.sit));
      await who.press(page.locator(".session-list button").first());
      await who.press(who.tool(who.training.begin));
      await page.locator(".conversation").waitFor();
      await who.follow(moves);
      if (at === 0) await who.conclude("support");
      await who.finish();
      if (at === 2) {
        // No file can pass: the text is read out.
        await who.press(who.tool(who.training.result_short));
        await page.locator(".qr").waitFor();
        results.push(await page.locator(".short-text").textContent());
      } else {
        results.push(await taken(page, () => who.press(who.tool(who.training.result_file))));
      }
      await context.close();
    }

    const files = results.filter((result) => typeof result !== "string");
    await page.locator("#results").setInputFiles(files.map((buffer, at) => ({ name: `${at}.json`, mimeType: "application/json", buffer })));
    await page.locator('[data-results="2"]').waitFor();
    await trainer.write(page.locator("#typed"), results.find((result) => typeof result === "string").toLowerCase());
    await trainer.press(trainer.tool(trainer.training.typed_do));
    await page.locator('[data-results="3"]').waitFor();

    const table = async (name) => {
      const bytes = await taken(page, () => trainer.press(trainer.tool(name)));
      const [head, ...rows] = bytes.toString("utf8").trim().split("\r\n").map((line) => line.split(","));
      return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at]])));
    };
    const codings = await table(trainer.training.csv_codings);
    const counts = await table(trainer.training.csv_counts);

    // What each of the two files says is what the table says of them.
    for (const result of files.map((file) => JSON.parse(file))) {
      const told = codings.filter((row) => row.trainee === result.trainee && row.what === "clue");
      assert.deepEqual(Object.fromEntries(told.map((row) => [row.id, row.coded])), result.clues);
    }
    // Agreement, from the codings of each trainee over the clues that count.
    const counted = new Set(counts.filter((row) => row.what === "clue" && (row.in_key === "true" || row.truth === "absent")).map((row) => row.id));
    const coded = (id, trainee) => codings.find((row) => row.what === "clue" && row.id === id && row.trainee === trainee)?.coded ?? "open";
    const units = [...counted].map((id) => ["1", "2", "3"].map((trainee) => coded(id, trainee)));
    const shown = await page.locator('[data-figure="alpha"]').textContent();
    assert.equal(shown.split(" ")[0].replace("−", "-"), alpha(units).toFixed(2).replace(".", ","));
    // Sensitivity, trainee by trainee: the middle, the least and the most.
    const sensitivities = ["1", "2", "3"].map((trainee) => Math.round((100 * bar.key.clues.filter((id) => coded(id, trainee) === "present").length) / bar.key.clues.length)).sort((a, b) => a - b);
    const spread = (await page.locator('.room [data-figure="sensitivity"]').textContent()).match(/\d+/g).map(Number);
    assert.deepEqual([spread[3], spread[0], spread[4]], sensitivities);
    for (const row of counts.filter((row) => row.what === "clue" && row.coded === "present")) {
      assert.equal(Number(row.count), ["1", "2", "3"].filter((trainee) => coded(row.id, trainee) === "present").length, row.id);
    }
    // The same file again takes nobody's place twice.
    await page.locator("#results").setInputFiles([{ name: "0.json", mimeType: "application/json", buffer: files[0] }]);
    await page.getByText(trainer.training.replaced.replace("{{ count }}", "1")).waitFor();
    // A real assessment is no result.
    await page.locator("#results").setInputFiles([{ name: "a.json", mimeType: "application/json", buffer: readFileSync("tests/corpus/assessment-1.0.0-whole.json") }]);
    await page.getByText(trainer.training.n_assessment).waitFor();
  } finally {
    await leave(app, ...folders);
  }
});
