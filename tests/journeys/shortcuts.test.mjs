// Letters typed outside a field: nothing that is written, dictated or scanned is obeyed, nothing that was told goes by
// one press, and the keys are where they are on other keyboards, changed, or switched off.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, inBrowser } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { questions } from "./support/words.mjs";
import { readFileSync } from "node:fs";

const hands = (language) => JSON.parse(readFileSync(`src/ui/text/${language}/hands.json`, "utf8"));
/** What a key waits for before it acts, and a bit. */
const MOMENT = 800;
const SENTENCE = "Le soir, depuis 3 mois, papa l’a dit dans une cave";
const CHOICE = "whistle-blower.who";
const SEVERAL = "alert.urgency";
const STORY = "alert.told";

/** An interviewer with the invented case open, at a question. */
async function trying(page, id = CHOICE, language = "en") {
  const she = new Interviewer(page, language);
  await she.speak();
  await she.press(she.button(she.words.around.try_do));
  await she.open.waitFor();
  await she.reach(questions.get(id));
  return she;
}

const heading = (page) => page.locator(".question.active .wording");
const focused = (page, selector) => page.waitForFunction((it) => document.activeElement?.matches(it), selector);
/** The answers of the open question that hold, by their digits. */
const held = (she) => she.open.locator(".choice").evaluateAll((all) => all.flatMap((one, at) => (one.getAttribute("aria-checked") === "true" ? [at + 1] : [])));
const ways = {
  body: (page) => page.evaluate(() => document.activeElement?.blur()),
  heading: (page) => heading(page).focus(),
  choice: (page) => page.locator(".question.active .choice").nth(1).focus(),
  title: (page) => page.locator("h1").focus(),
};

/** All that could have changed: the whole page but for what is told of the keyboard. */
const shown = (page) => page.evaluate(() => {
  const copy = document.querySelector(".case")?.cloneNode(true);
  copy?.querySelectorAll(".hints").forEach((hints) => hints.remove());
  const fields = [...document.querySelectorAll("input, textarea, select")].map((field) => field.value);
  return [copy?.innerText, ...[...document.querySelectorAll("[aria-checked], [aria-pressed], [aria-expanded]")].map((it) => `${it.ariaChecked}${it.ariaPressed}${it.ariaExpanded}`), fields].join("|");
});

/** Types a text letter by letter through the keyboard's own events. */
async function write(page, text, pace) {
  for (const letter of text) {
    const started = Date.now();
    await page.keyboard.press(letter === "’" ? "'" : letter);
    await page.waitForTimeout(Math.max(0, pace - (Date.now() - started)));
  }
}

for (const pace of [20, 110, 250]) {
  test(`a sentence at ${pace} ms a letter changes nothing, wherever the focus is, and is kept`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await trying(page);
      for (const id of [CHOICE, SEVERAL]) {
        await she.reach(questions.get(id));
        for (const way of Object.keys(ways)) {
          await ways[way](page);
          const before = await shown(page);
          await write(page, SENTENCE, pace);
          await page.waitForTimeout(MOMENT);
          assert.equal(await shown(page), before, `${id}, on ${way}`);
          await page.locator(".hints").getByText(hands("en").nowhere).waitFor();
          await she.press(she.button(hands("en").drop));
          await page.locator(".hint-soft").waitFor({ state: "detached" });
        }
      }
      assert.deepEqual(said, []);
    }));
}

test("what was written nowhere is put into the person’s words by one act", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page, CHOICE, "fr");
    const before = await held(she);
    await heading(page).focus();
    await write(page, "depuis 3 mois", 110);
    await page.locator(".hints").getByText(hands("fr").nowhere).waitFor();
    assert.deepEqual(await axe(page), []);
    await she.press(she.button(hands("fr").put));
    await focused(page, "textarea");
    const words = she.field(she.words.work.own_words, she.open);
    assert.equal(await words.inputValue(), "depuis 3 mois");
    assert.equal(await page.locator(".hint-soft").count(), 0);
    // Emptied and written anew, the field stays under the hand.
    await words.fill("");
    await page.waitForTimeout(1200);
    await page.keyboard.type("papa", { delay: 250 });
    assert.equal(await words.inputValue(), "papa");
    assert.deepEqual(await held(she), before);
  }));

test("the safe is not locked by one key, nor by a sentence; twice, it is", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 1);
    await heading(page).focus();
    await write(page, "Le soir, elle pleurait, l", 110);
    await page.waitForTimeout(MOMENT);
    await heading(page).click();
    await page.keyboard.press("l");
    await page.locator(".hints").getByText(hands("fr").armed.replace("{{ key }}", "L")).waitFor();
    assert.ok(await she.open.isVisible());
    await page.keyboard.press("l");
    await she.field(she.words.around.passphrase).waitFor();
  }));

test("digits are known on a French row, and letters by their place in Cyrillic, Greek and Arabic", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const session = await page.context().newCDPSession(page);
    const press = async (key, code, modifiers = 0) => {
      const event = { key, code, modifiers, text: key.length === 1 ? key : undefined };
      await session.send("Input.dispatchKeyEvent", { type: "keyDown", ...event });
      await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
      await page.waitForTimeout(MOMENT);
    };
    await heading(page).focus();
    for (const [key, code, digit] of [["&", "Digit1", 1], ["é", "Digit2", 2], ["\"", "Digit3", 3], ["٢", "Digit2", 2], ["1", "Numpad1", 1]]) {
      await press(key, code);
      assert.deepEqual(await held(she), [digit], `${key} on ${code}`);
    }
    const silence = (words) => she.open.getByRole("button", { name: words, pressed: true });
    for (const [key, code, words] of [["в", "KeyD", "does_not_know"], ["з", "KeyP", "prefers_not"], ["δ", "KeyD", "does_not_know"], ["ح", "KeyP", "prefers_not"]]) {
      await press(key, code);
      await silence(she.words.work[words]).waitFor();
    }
  }));

test("a second press, a double click and a held key keep the answer", () =>
  inBrowser(async ({ page, said }) => {
    const she = await trying(page);
    const { work } = she.words;
    await heading(page).focus();
    for (const digit of ["2", "2"]) {
      await page.keyboard.press(digit);
      await page.waitForTimeout(MOMENT);
      assert.deepEqual(await held(she), [2]);
    }
    await she.open.locator(".choice").nth(2).dblclick();
    assert.deepEqual(await held(she), [3]);
    await she.open.locator(".choice").nth(2).click();
    assert.deepEqual(await held(she), [3], "nor by a click later");
    for (const name of [work.does_not_know, work.does_not_know]) {
      await she.press(she.button(name));
      await she.open.getByRole("button", { name, pressed: true }).waitFor();
    }
    await she.open.getByRole("button", { name: work.mark, exact: true }).dblclick();
    await she.open.getByRole("button", { name: work.mark, pressed: true }).waitFor();
    await she.press(she.button(work.clear));
    await she.open.getByRole("button", { name: work.does_not_know, pressed: false }).waitFor();

    await she.reach(questions.get(SEVERAL));
    await she.open.locator(".choice").nth(1).dblclick();
    assert.deepEqual(await held(she), [2]);
    await she.open.locator(".choice").nth(3).click();
    await she.open.locator(".choice").nth(1).click();
    assert.deepEqual(await held(she), [4], "one of several is taken back by a click of its own");

    // Held down, a key undoes once.
    await she.reach(questions.get(CHOICE));
    for (const at of [0, 1, 2, 3]) await she.open.locator(".choice").nth(at).click();
    await heading(page).focus();
    for (const key of ["u", "Control+z"]) {
      const before = await held(she);
      const [last] = key.split("+").slice(-1);
      if (key.includes("+")) await page.keyboard.down("Control");
      for (let times = 0; times < 20; times += 1) await page.keyboard.down(last);
      await page.keyboard.up(last);
      if (key.includes("+")) await page.keyboard.up("Control");
      await page.waitForTimeout(MOMENT);
      assert.deepEqual(await held(she), [before[0] - 1], key);
    }
    await she.button(work.undo).dblclick();
    assert.deepEqual(await held(she), [1], "a double click undoes once");
    assert.deepEqual(said, []);
  }));

test("choices are radios or boxes, told as such, and looked at without choosing", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const group = she.open.getByRole("radiogroup");
    assert.equal(await group.getByRole("radio").count(), await she.open.locator(".choice").count());
    await she.press(she.button(she.words.work.clear)).catch(() => {});
    await group.getByRole("radio").first().focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    const before = await held(she);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await held(she), before, "an arrow looks");
    await page.keyboard.press("Space");
    assert.deepEqual(await held(she), [3]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    assert.deepEqual(await held(she), [2]);
    assert.deepEqual(await axe(page), []);
    await she.reach(questions.get(SEVERAL));
    assert.ok((await she.open.getByRole("checkbox").count()) > 2);
    assert.deepEqual(await axe(page), []);
  }));

test("a story is not taken away by one key or one click, and it is said what would go", () =>
  inBrowser(async ({ page, said }) => {
    const she = await trying(page, STORY, "fr");
    const { work } = she.words;
    const words = hands("fr");
    const field = she.open.locator(".writing");
    const story = "La personne pleurait. ".repeat(900).trim();
    await field.fill(story);
    await page.waitForTimeout(1200);
    const ask = she.open.locator(".ask-first");
    for (const press of [
      async () => { await heading(page).focus(); await page.keyboard.press("p"); },
      () => she.press(she.button(work.does_not_know)),
      () => she.press(she.button(work.clear)),
      async () => { await heading(page).focus(); await page.keyboard.press("Delete"); },
    ]) {
      await press();
      await ask.waitFor();
      assert.match((await ask.innerText()).replace(/\s/g, " "), /19 799 caractères/);
      assert.equal(await field.inputValue(), story);
      await focused(page, ".ask-first .button");
      await page.keyboard.press("Enter");
      await ask.waitFor({ state: "detached" });
      assert.equal(await field.inputValue(), story, "Enter keeps it");
    }
    await heading(page).focus();
    await page.keyboard.press("p");
    await ask.waitFor();
    assert.deepEqual(await axe(page), []);
    await she.press(ask.getByRole("button").nth(1));
    await she.open.getByRole("button", { name: work.prefers_not, pressed: true }).waitFor();
    assert.equal(await field.inputValue(), "");
    await page.keyboard.press("Control+z");
    await page.waitForFunction((story) => document.querySelector(".question.active .writing")?.value === story, story);
    const undone = page.locator(".notice").getByText(words.undone.replace("{{ what }}", she.in(questions.get(STORY).wording)));
    await undone.waitFor();
    await page.keyboard.press("Control+ArrowDown");
    await undone.waitFor({ state: "detached" });
    assert.deepEqual(said, []);
  }));

test("Escape first leaves a field, and says so; twice at once it hides, from everywhere", () =>
  inBrowser(async ({ page }) => {
    let she = await trying(page);
    await heading(page).focus();
    await page.keyboard.press("n");
    await focused(page, "textarea");
    await page.keyboard.type("half a sen");
    await page.keyboard.press("Escape");
    await focused(page, ".question.active .wording");
    await page.locator(".hints").getByText(hands("en").left_field).waitFor();
    assert.equal(await she.field(she.words.work.own_words, she.open).inputValue(), "half a sen");
    await page.waitForTimeout(1100);
    await page.keyboard.press("/");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForTimeout(1100);
    await page.keyboard.press("Escape");
    await page.locator(".neutral").waitFor();

    for (const open of ["n", "/", "?"]) {
      await page.reload();
      she = await trying(page);
      await heading(page).focus();
      await page.keyboard.press(open);
      await page.waitForFunction(() => document.activeElement?.matches("textarea, #search, .shortcuts h2"));
      await page.keyboard.down("Escape");
      for (let times = 0; times < 5; times += 1) await page.keyboard.down("Escape");
      await page.keyboard.up("Escape");
      assert.equal(await page.locator(".neutral").count(), 0, "held down, it is one");
      await page.keyboard.press("Escape");
      await page.locator(".neutral").waitFor();
    }
  }));

test("how to hide and to come back is told in the first case, once, and stands in the list of keys", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "fr");
    await she.makeSafe();
    await she.startCase("A-7");
    const words = hands("fr");
    await page.getByText(words.hiding_back).waitFor();
    assert.deepEqual(await axe(page), []);
    await she.press(she.button(words.hiding_read));
    await page.getByText(words.hiding_back).waitFor({ state: "detached" });
    await she.toCases();
    await she.startCase("A-8");
    assert.equal(await page.getByText(words.hiding_back).count(), 0);
    await page.locator(".keys").click();
    await page.getByRole("dialog").getByText(words.hiding_back).waitFor();
    assert.deepEqual(said, []);
  }));

test("keys are changed and switched off in the settings, conflicts are told, and it is kept", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "en");
    const words = hands("en");
    await she.makeSafe();
    await she.press(she.button(she.words.common.settings));
    await page.getByText(words.change).click();
    const key = (act) => page.locator(`#key-${act}`);
    await key("does_not_know").focus();
    await page.keyboard.press("p");
    await page.locator("#key-does_not_know-fault").getByText(words.taken_by).waitFor();
    assert.equal(await key("does_not_know").inputValue(), "D");
    await page.keyboard.press("Alt+k");
    assert.equal(await key("does_not_know").inputValue(), "Alt+K");
    await key("prefers_not").focus();
    await page.keyboard.press("x");
    assert.equal(await key("prefers_not").inputValue(), "X");
    assert.deepEqual(await axe(page), []);
    await page.reload();
    await she.press(she.button(she.words.around.try_do));
    await she.open.waitFor();
    await she.reach(questions.get(CHOICE));
    const pressed = (name) => she.open.getByRole("button", { name, pressed: true });
    await heading(page).focus();
    await page.keyboard.press("x");
    await pressed(she.words.work.prefers_not).waitFor();
    assert.equal(await she.open.locator(".silence kbd").nth(0).innerText(), "Alt+K");
    await page.keyboard.press("Alt+k");
    await pressed(she.words.work.does_not_know).waitFor();

    await page.reload();
    await she.unlock();
    await she.press(she.button(she.words.common.settings));
    await page.getByLabel(words.single).uncheck();
    await page.reload();
    await she.press(she.button(she.words.around.try_do));
    await she.open.waitFor();
    await she.reach(questions.get(CHOICE));
    await heading(page).focus();
    const before = await shown(page);
    for (const letter of ["1", "p", "x", "?", "/", "b", "u"]) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(1400);
    }
    assert.equal(await shown(page), before);
    assert.equal(await she.open.locator(".choice kbd").count(), 0);
    await page.keyboard.press("Alt+k");
    await pressed(she.words.work.does_not_know).waitFor();
    await page.keyboard.press("ArrowDown");
    assert.ok(!(await she.isAt(questions.get(CHOICE))));
    assert.deepEqual(said, []);
  }));
