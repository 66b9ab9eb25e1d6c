// The passphrase, typed letter by letter as people and telephones write it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { axe, inBrowser, PASSPHRASE, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

/** A safe as an earlier version kept it: its passphrase was derived as it was typed. */
const EARLIER = await readFile("tests/corpus/rescue/two-cases.fsr");

/** Types letter by letter, at an ordinary pace; what no key gives is put in as a keyboard program does. */
async function type(page, field, text) {
  await field.click();
  await field.fill("");
  for (const letter of text) {
    if (letter < "\u007f") await page.keyboard.press(letter === " " ? "Space" : letter);
    else await page.keyboard.insertText(letter);
    await page.waitForTimeout(20);
  }
}

/** Opens the locked safe, or sees it refused. */
async function unlock(she, words) {
  await type(she.page, she.field(she.words.around.passphrase), words);
  await she.page.keyboard.press("Enter");
}

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");
const begun = (text) => text[0].toUpperCase() + text.slice(1);

/** Has six French words proposed that are written with accents. */
async function proposed(she, field) {
  for (;;) {
    const before = await field.inputValue();
    await she.press(she.button(she.words.keys.propose));
    await she.page.waitForFunction(([id, before]) => document.getElementById(id).value !== before, [await field.getAttribute("id"), before]);
    const words = await field.inputValue();
    assert.equal(words.split(" ").length, 6);
    if (bare(words) !== words.normalize("NFD")) return words;
  }
}

test("proposed French words open their safe however they are spelt, and a refusal says what to look at", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    const { around, keys } = she.words;
    await she.speak();
    const words = await proposed(she, she.field(around.passphrase));
    assert.equal(await she.field(around.passphrase).getAttribute("type"), "text", "shown, to be kept");
    await type(page, she.field(around.again), words);
    await she.press(she.button(around.make));
    await she.title(around.cases).waitFor({ timeout: 60_000 });
    await she.startCase("A-7");
    await saved(page);
    await she.toCases();

    const spellings = [words, bare(words), begun(words), `${begun(bare(words))} `, words.normalize("NFD"), words.replaceAll(" ", "\u00a0").toUpperCase()];
    for (const spelling of spellings) {
      await she.lock();
      await unlock(she, spelling);
      await she.title(around.cases).waitFor({ timeout: 60_000 });
    }

    await she.lock();
    await unlock(she, words.split(" ").reverse().join(" "));
    await page.getByText(around.wrong, { exact: true }).waitFor({ timeout: 60_000 });
    for (const hint of [keys.look_words, keys.look_keyboard, keys.look_any]) {
      assert.ok(await page.getByText(hint, { exact: true }).isVisible(), hint);
    }
    assert.deepEqual(await axe(page), []);
    const lit = (on) =>
      she.field(around.passphrase).evaluate((field, on) => {
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "A", bubbles: true, modifierCapsLock: on }));
      }, on);
    await lit(true);
    await page.getByText(keys.caps_lock, { exact: true }).waitFor();
    await lit(false);
    await page.getByText(keys.caps_lock, { exact: true }).waitFor({ state: "detached" });
  }));

test("a safe of an earlier version opens as typed and as meant, and from then on by every spelling", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { around, keys } = she.words;
    await she.speak();
    await she.field(keys.rescue_take).setInputFiles({ name: "copy.fsr", mimeType: "application/octet-stream", buffer: EARLIER });
    await she.title(keys.rescue_title).waitFor();
    await unlock(she, "four words without links");
    await page.getByText(keys.look_exact, { exact: true }).waitFor({ timeout: 60_000 });
    await unlock(she, "Four words without link ");
    await page.getByText("B-2").waitFor({ timeout: 60_000 });
    await she.press(she.button(keys.rescue_accept));
    await she.field(around.passphrase).waitFor();
    await unlock(she, "four words without links");
    await page.getByText(keys.look_exact, { exact: true }).waitFor({ timeout: 60_000 });
    await unlock(she, "Four words without link");
    await she.title(around.cases).waitFor({ timeout: 60_000 });
    await page.reload();
    await unlock(she, "four words without links");
    await page.getByText(keys.look_any, { exact: true }).waitFor({ timeout: 60_000 });
    await unlock(she, "FOUR words  without LINK");
    await she.title(around.cases).waitFor({ timeout: 60_000 });
  }));

test("the rule is said before, and what was wrong is told only as long as it is", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    const { around } = she.words;
    await she.speak();
    const rule = around.passphrase_hint.replace("{{ least }}", "12");
    assert.ok(await page.getByText(rule, { exact: true }).isVisible());
    const error = page.locator("#passphrase-error");
    const short = around.short.replace("{{ least }}", "12");
    // Eleven characters, though there are fourteen code points and spaces more.
    await type(page, she.field(around.passphrase), "été  été  abc ".normalize("NFD"));
    await she.press(she.button(around.make));
    await page.getByText(short, { exact: true }).waitFor();
    await she.field(around.passphrase).press("End");
    await page.keyboard.type("défi");
    assert.equal((await error.innerText()).trim(), "", "mended");
    await type(page, she.field(around.again), "été été abc deux");
    await page.keyboard.press("Enter");
    await page.getByText(around.different, { exact: true }).waitFor();
    await type(page, she.field(around.again), "ete ete abc defi");
    assert.equal((await error.innerText()).trim(), "");
    await page.keyboard.press("Enter");
    await she.title(around.cases).waitFor({ timeout: 60_000 });
  }));

/** What keeps keyboards and browsers from changing what is written. */
const KEPT = { autocapitalize: "none", autocorrect: "off", spellcheck: "false" };

/** All the fields of a page for what is secret: hidden and shown, nothing changes what is written in them. */
async function keepsWhatIsWritten(she, where, count) {
  const { page } = she;
  const fields = page.locator("input.secret, input[type=password]");
  await fields.first().waitFor();
  assert.equal(await fields.count(), count, where);
  for (const type of ["password", "text"]) {
    for (const field of await fields.all()) {
      assert.equal(await field.getAttribute("type"), type, where);
      for (const [name, value] of Object.entries(KEPT)) assert.equal(await field.getAttribute(name), value, `${where}: ${name}`);
      assert.match(await field.getAttribute("autocomplete"), /^(off|new-password|current-password)$/, where);
    }
    const show = she.field(she.words.around.show_passphrase);
    assert.equal(await show.count(), 1, `${where}: what is written can be shown`);
    await show.setChecked(type === "password");
  }
  await page.waitForFunction(() => ![...document.querySelectorAll("input.secret")].some((field) => field.type === "text"));
}

test("wherever a passphrase is asked for, it can be shown, and no keyboard changes it", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    const { around, common, keys, leaving } = she.words;
    await she.speak();
    await keepsWhatIsWritten(she, "a new safe", 2);
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 2);
    await saved(page);

    // Sealed with proposed words, written by another hand when it is opened.
    await she.passOnTo("association");
    await she.personAgrees();
    await she.check(she.field(leaving.as_assessment));
    await keepsWhatIsWritten(she, "sealing a file", 2);
    const words = await proposed(she, page.locator("#leaving-words"));
    await type(page, page.locator("#leaving-again"), words);
    const sealed = await taken(page, () => she.press(she.button(leaving.do_seal)));
    await page.getByText(leaving.busy).waitFor({ state: "detached" });
    await she.toCases();
    await she.handIn(sealed);
    await she.title(leaving.sealed_title).waitFor();
    await keepsWhatIsWritten(she, "a sealed file", 1);
    const field = she.field(leaving.sealed_words);
    await type(page, field, "ce ne sont pas ces mots");
    await page.keyboard.press("Enter");
    await page.getByText(leaving.not_words).waitFor({ timeout: 30_000 });
    await type(page, field, `${begun(bare(words))} `);
    await page.keyboard.press("Enter");
    await she.title(around.incoming_title).waitFor({ timeout: 30_000 });
    await she.press(she.button(around.incoming_leave));

    await she.press(she.button(common.settings));
    await keepsWhatIsWritten(she, "the settings", 3);
    const copy = await taken(page, () => she.press(she.button(keys.rescue_save)));
    await she.field(keys.rescue_take).setInputFiles({ name: "copy.fsr", mimeType: "application/octet-stream", buffer: copy });
    await she.title(keys.rescue_title).waitFor();
    await keepsWhatIsWritten(she, "a rescue copy", 1);
    await she.press(she.button(common.cancel));

    await page.reload();
    await keepsWhatIsWritten(she, "the locked safe", 1);
    await she.press(she.button(keys.by_code));
    await keepsWhatIsWritten(she, "a recovery code", 1);
    await she.press(she.button(keys.by_passphrase));
    await unlock(she, begun(PASSPHRASE));
    await she.title(around.cases).waitFor({ timeout: 60_000 });
  }));
