// M and A, mother and daughter, invented after a published situation: a caretaker lodges them against work.
// What each lens says is looked at, opened down to an answer; the answer is changed, and what that changed
// is seen; a clue is set by hand, and taken back.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, inBrowser, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { exercise } from "./support/words.mjs";

const LENSES = 7;
const several = (...ids) => ({ value: { choices: ids } });
const one = (id) => ({ value: { choice: id } });
const number = (count) => ({ value: { number: count } });
const date = (on) => ({ value: { date: { on } } });
const is = (yes) => ({ value: { yes_no: yes } });

/** What each stage holds: what both say, then what is the mother's or the daughter's own. */
const both = {
  alert: [["alert.urgency", several("no-roof")]],
  questionnaire: [
    ["journey.roles", several("offered", "housed")],
    ["promise.made", several("housing")],
    ["work.sector", one("domestic")],
    ["work.country", one("france")],
    ["work.started", date("2022-09")],
    ["work.still", is(true)],
  ],
  interview: [],
};
const mother = {
  alert: [],
  questionnaire: [
    ["person.birth", date("1981-05")],
    ["situation.then", several("no-roof", "no-money", "no-papers")],
    ["work.hours-day", number(19)],
    ["work.days-week", number(7)],
    ["work.rest", several("breaks", "refuse")],
    ["pay.received", one("never")],
    ["housing.where", one("employer-other")],
  ],
  interview: [
    ["control.apart", several("watched", "nobody")],
    ["freedom.door", is(true)],
    ["freedom.if-left", several("lose-roof", "police", "violence")],
    ["violence.words", several("insults", "police")],
    ["violence.physical", is(true)],
  ],
};
const daughter = {
  alert: [],
  questionnaire: [["person.birth", date("2009-02")], ["work.hours-day", number(4)]],
  interview: [["freedom.door", is(false)]],
};

async function enter(she, name, own) {
  await she.startCase(name);
  for (const { agree } of exercise.steps.filter((step) => step.agree)) {
    await she.agree(agree);
    for (const [question, answer] of [...both[agree.stage], ...own[agree.stage]]) await she.answer({ question, answer });
  }
  await saved(she.page);
}

for (const language of ["fr", "en"]) {
  test(`M and A through every lens, down to the answers and back, ${language}`, () =>
    inBrowser(async ({ page, said }) => {
      const she = new Interviewer(page, language);
      const { lenses, work } = she.words;
      await she.makeSafe();
      await enter(she, "M", mother);

      // The drawing: every lens with its state in words; the rail says the same.
      await she.navigate(lenses.faisceau);
      const nodes = page.locator(".faisceau-drawn .lens");
      assert.equal(await nodes.count(), LENSES);
      const labels = await nodes.evaluateAll((all) => all.map((node) => node.getAttribute("aria-label")));
      const states = [lenses.established, lenses.open, lenses.ruled_out, lenses.not_here];
      for (const label of labels) assert.ok(states.some((state) => label.includes(state)), label);
      assert.ok(labels.some((label) => label.includes(lenses.established)), "something is established");
      assert.deepEqual(await axe(page), []);

      // Pointing at a clue lights its way to the lenses that it feeds; a lens its clues.
      const row = page.locator(".faisceau-drawn .row.present").first();
      await row.focus();
      assert.ok((await page.locator(".lit-ways path").count()) > 1);
      assert.ok((await page.locator(".faisceau-drawn .lens.lit").count()) > 0);
      await nodes.first().focus();
      assert.ok((await page.locator(".faisceau-drawn .row.lit").count()) > 0);

      // Each lens has its page.
      for (let at = 0; at < LENSES; at += 1) {
        await page.locator(".findings-pages ul").nth(1).getByRole("button").nth(at).click();
        await page.locator(".statement").first().waitFor();
        assert.equal(/\bvictime?\b/i.test(await page.locator(".statements").first().innerText()), false);
      }
      assert.deepEqual(await axe(page), []);

      // From a statement that is established to the answer that carries it.
      await page.locator(".findings-pages ul").nth(1).getByRole("button").nth(0).click();
      const statement = page.locator('.statement[data-state="established"]').first();
      const title = await page.getByRole("heading", { level: 1 }).innerText();
      await statement.locator(".why-rule > summary").click();
      const answer = statement.locator(".carriers .present .grounds .link").first();
      const asked = await answer.innerText();
      await answer.click();
      await she.open.getByRole("heading", { name: asked, exact: true }).waitFor();
      await she.button(`${lenses.back} ${title}`).click();
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();

      // She changes an answer, and sees what that changed.
      await she.answer({ question: "freedom.door", answer: is(false) });
      await she.navigate(lenses.changes);
      const changed = page.locator(".compared .clue");
      await changed.first().waitFor();
      assert.ok((await changed.first().innerText()).includes("→"));
      assert.ok((await page.locator(".written").innerText()).includes(`${work.yes} → ${work.no}`));
      assert.ok((await page.locator(".lens-changed").count()) > 0, "a lens says something else");
      assert.deepEqual(await axe(page), []);

      // She sets a clue with her reason; it stays marked; it can be undone.
      await she.navigate(work.findings);
      await page.locator(".finding-family > summary").first().click();
      const clue = page.locator(".finding-family").first().locator(".finding-clues .clue.open").first();
      await clue.locator("summary").click();
      const opened = page.locator(".finding-clues details[open]");
      await opened.getByRole("button", { name: lenses.set_present, exact: true }).click();
      await opened.getByRole("button", { name: lenses.set_do_present, exact: true }).click();
      await opened.getByRole("alert").filter({ hasText: lenses.set_no_reason }).waitFor();
      await opened.getByLabel(lenses.set_reason, { exact: true }).fill("A neighbour wrote it down");
      await opened.getByRole("button", { name: lenses.set_do_present, exact: true }).click();
      await page.locator(".finding-clues .set-mark").first().waitFor();
      assert.deepEqual(await axe(page), []);
      await she.button(work.undo).click();
      await page.locator(".finding-clues .set-mark").waitFor({ state: "detached" });
      await she.navigate(work.summary);
      await page.locator("#lenses tbody tr").first().waitFor();
      await she.toCases();

      // The daughter was a minor when it began: the children's list applies, the adults' does not.
      await enter(she, "A", daughter);
      await she.navigate(lenses.faisceau);
      const away = await nodes.evaluateAll((all) => all.filter((node) => node.classList.contains("not-here")).length);
      assert.equal(away, 2, "the adults' list and the law of Morocco");
      assert.deepEqual(said, []);
    }));
}
