// The lock that comes by itself: it warns, takes the focus from nothing, is put off by any sign of life, and leads
// back to the question. The clock is turned by hand.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, inBrowser, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

const MINUTE = 60_000;
const SIZES = [["en", {}], ["fr", { viewport: { width: 390, height: 844 }, hasTouch: true }]];

/** An interviewer at a question of her own case, and a clock that she can turn. */
async function atAQuestion(page, language) {
  await page.clock.install();
  await page.reload();
  const she = new Interviewer(page, language);
  await she.makeSafe();
  await she.startCase("A-7");
  await she.lead(0, 4);
  await saved(page);
  return she;
}

const warning = (page) => page.locator(".near-lock .button");
const wait = (page, milliseconds) => page.clock.fastForward(milliseconds);
/** Whether the warning is there, once what has changed is drawn. */
async function isWarned(page, wanted) {
  await warning(page).waitFor({ state: wanted ? "visible" : "detached", timeout: 5_000 });
}
const isLocked = async (page, she) => she.field(she.words.around.passphrase).waitFor();

for (const [language, options] of SIZES) {
  test(`thirty seconds before the lock it is told, in a field too, and one tap keeps the safe open (${language})`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await atAQuestion(page, language);
      await she.openWords();
      const field = she.field(she.words.work.own_words, she.open);
      await field.pressSequentially("half a sen");
      // What is typed is taken down a moment later, and the time runs from there.
      await wait(page, 2_000);
      await wait(page, 4 * MINUTE);
      assert.equal(await warning(page).count(), 0);
      await wait(page, 31_000);
      await isWarned(page, true);
      const { inRole, focused, over } = await page.evaluate(() => {
        const button = document.querySelector(".near-lock .button");
        const { left, width, top, height } = button.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return {
          inRole: button.closest("[role=alert]") !== null,
          focused: document.activeElement.id,
          over: button.contains(hit),
        };
      });
      assert.ok(inRole, "a screen reader says it at once");
      assert.equal(focused, await field.getAttribute("id"), "who writes goes on writing");
      assert.ok(over, "it is in view");
      assert.deepEqual(await axe(page), []);
      const pressed = () => page.locator(".question.active :is([aria-pressed=true], [aria-checked=true])").count();
      const before = await pressed();
      await (options.hasTouch ? warning(page).tap() : warning(page).click());
      await wait(page, 1_000);
      await isWarned(page, false);
      assert.equal(await pressed(), before, "what is below the warning is not pressed");
      await wait(page, 4 * MINUTE);
      assert.equal(await warning(page).count(), 0);
      await wait(page, 31_000);
      await isWarned(page, true);
      await field.pressSequentially("t");
      await wait(page, 2_000);
      await isWarned(page, false);
      await wait(page, 5 * MINUTE);
      await wait(page, 31_000);
      await isLocked(page, she);
      assert.equal(await warning(page).count(), 0, "nothing is told where it is locked");
      assert.doesNotMatch(await page.locator("body").innerText(), /A-7|half a sen/);

      await she.unlock();
      await she.open.waitFor({ timeout: 60_000 });
      const wording = she.open.locator(".wording");
      assert.ok(await wording.evaluate((it) => it === document.activeElement), "at the question where one was");
      assert.ok(await wording.evaluate((it) => it.getBoundingClientRect().top < innerHeight));
      assert.equal(await field.inputValue(), "half a sent", "and nothing is lost");
      assert.deepEqual(said, []);
    }, options));
}

test("who reads aloud scrolls, points or chooses words, and is there", () =>
  inBrowser(async ({ page }) => {
    const she = await atAQuestion(page, "en");
    const signs = {
      scroll: () => page.evaluate(() => scrollBy(0, scrollY > 50 ? -40 : 40)),
      pointer: () => page.mouse.move(200 + 100 * Math.random(), 300),
      selection: () => page.evaluate(() => getSelection().selectAllChildren(document.querySelector(".question.active .wording"))),
    };
    for (const [sign, give] of Object.entries(signs)) {
      await wait(page, 4 * MINUTE);
      await wait(page, 31_000);
      await isWarned(page, true);
      await give();
      await wait(page, 1_000);
      await isWarned(page, false);
      assert.ok(await she.open.isVisible(), sign);
    }
  }));

test("what is read aloud has twice the time, a pause twenty minutes and says so, an exercise all the time", () =>
  inBrowser(async ({ page }) => {
    await page.clock.install();
    await page.reload();
    const she = new Interviewer(page, "en");
    const { work, common, around } = she.words;
    await she.makeSafe();
    await she.startCase("A-7");
    await wait(page, 9 * MINUTE);
    assert.equal(await warning(page).count(), 0);
    await wait(page, 31_000);
    await isWarned(page, true);
    await page.keyboard.press("Shift");
    await wait(page, 1_000);
    await isWarned(page, false);

    await she.lead(0, 2);
    await she.press(she.button(common.pause));
    await page.getByRole("dialog", { name: common.pause }).getByText(work.pause_lock.replace(/\{\{.*?\}\}/, "20")).waitFor();
    await wait(page, 19 * MINUTE);
    assert.equal(await warning(page).count(), 0);
    await wait(page, 31_000);
    await isWarned(page, true);
    await wait(page, 31_000);
    await isLocked(page, she);
    await she.press(she.button(around.try_do));
    await she.open.waitFor();
    await wait(page, 60 * MINUTE);
    assert.equal(await warning(page).count(), 0);
    assert.ok(await she.open.isVisible());
  }));
