// How long a safe takes to open, and an answer to be saved; and how long the page stands still for either.
//   node tests/faults/paces.mjs FOLDER
// FOLDER holds rescue copies named after the number of their cases.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inBrowser, saved } from "../journeys/support/browser.mjs";
import { Interviewer } from "../journeys/support/interviewer.mjs";

const PASSPHRASE = "four words without link";
const ANSWERS = 200;

/** Runs in the page before the app: takes down what blocks it. */
function watch() {
  window.blocks = [];
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.blocks.push(duration))).observe({ type: "longtask" });
  // From a key to the moment at which the screen says that everything is saved.
  window.waits = [];
  window.answer = (key) =>
    new Promise((done) => {
      const from = performance.now();
      const target = document.activeElement ?? document.body;
      const look = new MutationObserver(() => {
        const now = document.querySelector("[data-saving]")?.dataset.saving;
        if (now !== "saved") return void (look.left = true);
        if (!look.left) return;
        look.disconnect();
        window.waits.push(performance.now() - from);
        done();
      });
      look.observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
      target.dispatchEvent(new KeyboardEvent("keydown", { key, code: `Digit${key}`, bubbles: true, cancelable: true }));
      setTimeout(() => (look.disconnect(), done()), 3_000);
    });
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? NaN;
const whole = (number) => `${Math.round(number)} ms`;

const [folder] = process.argv.slice(2);
const files = (await readdir(folder)).filter((name) => name.endsWith(".fsr"));
for (const name of files.sort((a, b) => parseInt(a) - parseInt(b))) {
  await inBrowser(async ({ page }) => {
    await page.addInitScript(watch);
    await page.reload();
    const she = new Interviewer(page, "en");
    await she.speak();
    const { keys, around } = she.words;
    await she.field(keys.rescue_take).setInputFiles({ name, mimeType: "application/octet-stream", buffer: await readFile(join(folder, name)) });
    await she.write(she.field(around.passphrase), PASSPHRASE);
    await she.press(she.button(keys.rescue_look));
    await she.press(she.button(keys.rescue_accept));
    await she.field(around.passphrase).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(2_000);
    const opens = [];
    const stills = [];
    for (let turn = 0; turn < 7; turn += 1) {
      await page.reload();
      await she.write(she.field(around.passphrase), PASSPHRASE);
      await page.evaluate(() => (window.blocks.length = 0));
      const from = Date.now();
      await she.press(she.button(around.open_safe));
      await she.title(around.cases).waitFor({ timeout: 60_000 });
      opens.push(Date.now() - from);
      await page.waitForTimeout(200);
      stills.push(Math.max(...(await page.evaluate(() => window.blocks)), 0));
    }
    console.log(`${parseInt(name)} cases: from the passphrase to the list, median ${whole(at(opens, 0.5))}; the page stood still for at most ${whole(at(stills, 0.5))} (median), ${whole(Math.max(...stills))} (worst)`);
    await she.openCase("A-7");
    // A case opens in its own language.
    await she.speak();
    await she.goToStage("interview");
    await she.answer({ question: "freedom.door" });
    await page.locator(".question.active .wording").first().focus();
    await page.evaluate(() => (window.blocks.length = 0));
    for (let turn = 0; turn < ANSWERS; turn += 1) await page.evaluate((key) => window.answer(key), turn % 2 ? "1" : "2");
    await saved(page);
    const { waits, blocks } = await page.evaluate(() => ({ waits: window.waits, blocks: window.blocks }));
    console.log(`  ${waits.length} answers: from the key to “saved”, median ${whole(at(waits, 0.5))}, 99th of a hundred ${whole(at(waits, 0.99))}; blocks of more than 50 ms: ${blocks.length}, the longest ${whole(Math.max(0, ...blocks))}`);
  });
}
