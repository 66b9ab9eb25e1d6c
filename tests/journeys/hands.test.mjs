// What hands rely on: the focus comes back, one tap is one tap, the key that hides always hides, and
// what cannot be read yet stays as it was typed.
import { test } from "node:test";
import assert from "node:assert/strict";
import { PASSPHRASE, inBrowser, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { questions } from "./support/words.mjs";

const TELEPHONE = { viewport: { width: 390, height: 844 } };

/** An interviewer with the invented case open. */
async function trying(page) {
  const she = new Interviewer(page, "en");
  await she.speak();
  await she.press(she.button(she.words.around.try_do));
  await she.open.waitFor();
  return she;
}

const focused = (page, selector) => page.waitForFunction((it) => document.activeElement?.matches(it), selector);
/** What a key waits for before it acts, and a bit. */
const MOMENT = 800;
/** After this, Escape is the first one again. */
const APART = 1100;

test("the focus comes back to the question when a sheet is closed and when a pause ends", () =>
  inBrowser(async ({ page, said }) => {
    const she = await trying(page);
    const { common } = she.words;
    for (const [key, close] of [["?", "Escape"], ["/", "Escape"], ["b", "Enter"]]) {
      await focused(page, ".question.active .wording");
      await page.keyboard.press(key);
      const sheet = page.getByRole("dialog");
      await sheet.waitFor();
      await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]"));
      await page.keyboard.press(close);
      await sheet.waitFor({ state: "detached" });
      await page.waitForTimeout(APART);
    }
    await focused(page, ".question.active .wording");

    const opener = page.getByRole("button", { name: common.shortcuts });
    await she.press(opener);
    await she.press(she.button(common.close));
    await focused(page, ".keys");
    assert.deepEqual(said, []);
  }));

test("the key that hides does so whatever was shown before, and a paused interview has its button", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const clues = page.getByRole("complementary");
    await focused(page, ".question.active .wording");
    const shown = await clues.isVisible();
    for (const now of [!shown, shown]) {
      await page.keyboard.press("f");
      await clues.waitFor({ state: now ? "visible" : "hidden" });
      await page.waitForTimeout(MOMENT);
    }
    await page.keyboard.press("Escape");
    await page.locator(".neutral").waitFor();

    await page.reload();
    await trying(page);
    await focused(page, ".question.active .wording");
    await page.keyboard.press("b");
    const pause = page.getByRole("dialog", { name: she.words.common.pause });
    await pause.waitFor();
    assert.ok(await pause.getByText(she.words.common.saving_exercise).isVisible(), "it says what is saved, and no more");
    await she.press(pause.getByRole("button", { name: new RegExp(`${she.words.common.hide}$`) }));
    await page.locator(".neutral").waitFor();
  }));

test("on a telephone one tap shows the clues, and another hides them", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const clues = page.locator(".header").getByRole("button", { name: she.words.work.findings, exact: true });
    const rail = page.getByRole("complementary");
    for (const shown of [true, false, true]) {
      await clues.evaluate((button) => button.click());
      await rail.waitFor({ state: shown ? "visible" : "hidden" });
      assert.equal(await clues.getAttribute("aria-expanded"), String(shown));
    }
  }, TELEPHONE));

test("what cannot be read yet stays as it was typed while another question is open", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    await she.reach(questions.get("person.birth"));
    const month = () => she.field(she.words.work.month, she.open);
    const open = await she.open.getAttribute("id");
    const fault = page.locator(`#${open} [role=alert]`).filter({ hasText: /\S/ });
    await she.write(month(), "13");
    await month().blur();
    await fault.waitFor();
    await she.press(she.button(she.words.work.next));
    await month().waitFor({ state: "detached" });
    // Elsewhere in the section it is told over the questions, with the way to it.
    await she.press(page.locator(".error-summary").getByRole("button"));
    await fault.waitFor();
    assert.equal(await month().inputValue(), "13");
    await she.write(month(), "3");
    await month().blur();
    await fault.waitFor({ state: "detached" });
    assert.equal(await page.locator(".error-summary").count(), 0);
  }));

test("a case without a name is told beside the field, and the second question is not answered by the same key", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "en");
    const { around, work } = she.words;
    await she.makeSafe();
    await she.press(she.button(around.start_case));
    await focused(page, "#new-name[aria-invalid=true]");
    assert.ok(await page.locator("form").getByText(work.refused_name).isVisible());
    await she.startCase("A-7");
    await saved(page);
    await she.toCases();

    const doing = page.locator(".doing");
    await she.press(page.getByRole("button", { name: around.rename, exact: true }));
    await she.write(doing.getByLabel(around.name, { exact: true }), " ");
    await page.keyboard.press("Enter");
    await doing.getByText(work.refused_name).waitFor();
    await she.write(doing.getByLabel(around.name, { exact: true }), "B-1");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "B-1", exact: true }).waitFor();
    await focused(page, "h1");

    await she.press(page.getByRole("button", { name: around.erase, exact: true }));
    await focused(page, ".doing button");
    await page.keyboard.press("Enter");
    await doing.getByText(/^Once more/).waitFor();
    await page.waitForFunction(() => !document.activeElement?.matches(".danger, body"));
    await page.keyboard.press("Enter");
    await doing.waitFor({ state: "detached" });
    assert.ok(await page.getByRole("button", { name: "B-1", exact: true }).isVisible(), "nothing is erased by Enter twice");
    assert.deepEqual(said, []);
  }));

test("Ctrl+Z takes back the last answer and leads to it; in a field it takes back letters", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const question = questions.get("violence.physical");
    await she.answer({ question: "violence.physical", answer: { value: { yes_no: false } } });
    await she.reach(questions.get("whistle-blower.who"));
    await page.keyboard.press("Control+z");
    await she.open.getByRole("heading", { name: she.in(question.wording), exact: true }).waitFor();
    assert.equal(await she.open.locator(".choice[aria-checked=true]").count(), 0);
    await page.keyboard.press("Control+y");
    await she.open.getByRole("radio", { name: she.words.work.no, checked: true }).waitFor();
    await focused(page, "h1, .question.active .wording");
    await page.keyboard.press("n");
    await focused(page, "textarea");
    await page.keyboard.type("ab");
    await page.keyboard.press("Control+z");
    assert.equal(await she.open.locator(".choice[aria-checked=true]").count(), 1, "the answer stands");
  }));

test("the passphrase is written at once, and again at once when it was wrong", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { around, common } = she.words;
    await she.makeSafe();
    await she.press(she.button(common.lock));
    await focused(page, "#passphrase");
    await page.keyboard.type("not the passphrase");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(around.wrong).waitFor();
    await focused(page, "#passphrase");
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press("Enter");
    await she.title(around.cases).waitFor({ timeout: 60_000 });
    await focused(page, "h1");
  }));
