// On a telephone: whatever opens can be closed by its own button, a tap outside, Escape and Back; the way to hide
// is never covered; Back leads to the page before, and to nothing once the safe is locked.
import { test } from "node:test";
import assert from "node:assert/strict";
import { inBrowser, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { questions } from "./support/words.mjs";

const SIZES = {
  "upright": { width: 390, height: 844 },
  "small": { width: 320, height: 568 },
  "on its side": { width: 844, height: 390 },
  "at 400 %": { width: 341, height: 192 },
};
const TELEPHONE = { viewport: SIZES.upright, hasTouch: true };

/** What covers the page. */
const COVERS = ".sheet, .outline.open, .rail.open, .more.open";
/** What says of itself that it opens something; the way out of the exercise leaves it. */
const OPENERS = "button[aria-expanded]:not(.leave), button[aria-haspopup], summary";

/** What lies over the buttons that hide, at their middle and corners: nothing, for one of them. */
const overHide = () => {
  const inset = 4;
  const over = [...document.querySelectorAll(".hide")].filter((hide) => hide.checkVisibility()).map((hide) => {
    const { left, right, top, bottom } = hide.getBoundingClientRect();
    const corners = [left + inset, right - inset].flatMap((x) => [top + inset, bottom - inset].map((y) => [x, y]));
    const points = [...corners, [(left + right) / 2, (top + bottom) / 2]];
    const hit = points.map(([x, y]) => document.elementFromPoint(x, y));
    const wrong = hit.find((element) => !element || !hide.contains(element));
    return wrong === undefined ? "" : (wrong?.className || wrong?.tagName || "out of view");
  });
  return over.includes("") ? "" : `the way to hide is under ${over.join(", ") || "nothing: there is none"}`;
};

/** The same wherever the page is scrolled to. */
async function hideIsReached(page, where) {
  for (const part of [0, 0.5, 1]) {
    await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), part);
    assert.equal(await page.evaluate(overHide), "", `${where}, scrolled to ${part}`);
  }
}

/** The invented case, open at a question, with something urgent in it. */
async function trying(page) {
  const she = new Interviewer(page, "en");
  await she.speak();
  await she.press(she.button(she.words.around.try_do));
  await she.open.waitFor();
  return she;
}

const covers = (page) => page.locator(COVERS).filter({ visible: true });
const isCovered = async (page) => (await covers(page).count()) > 0;

/** Ways to close what covers the page. */
const CLOSINGS = {
  "its own button": async (page) => {
    const close = covers(page).first().locator("button").filter({ hasText: /^Close$/ }).filter({ visible: true }).first();
    const { width, height } = await close.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
    await close.click();
  },
  "a tap outside": async (page) => {
    const point = await page.evaluate((covers) => {
      // A finger is broad: the browser takes a tap beside a button for one on it.
      const finger = [-12, 0, 12].flatMap((x) => [-12, 0, 12].map((y) => [x, y]));
      const free = (x, y) => !document.elementFromPoint(x, y)?.closest(`${covers}, .hide, [aria-expanded]`);
      const outside = (x, y) => free(x, y) && finger.every(([right, down]) => free(x + right, y + down));
      for (let y = 3; y < innerHeight; y += 6) for (let x = 3; x < innerWidth; x += 6) if (outside(x, y)) return [x, y];
      return null;
    }, COVERS);
    assert.ok(point, "there is an outside");
    await page.touchscreen.tap(...point);
  },
  "Escape": async (page) => {
    // Twice within a second is another gesture: it hides.
    await page.waitForTimeout(1_100);
    await page.keyboard.press("Escape");
  },
  "Back": (page) => page.goBack(),
};

for (const [told, viewport] of Object.entries(SIZES)) {
  test(`${told}: whatever opens is closed in every way, and never covers the way to hide`, () =>
    inBrowser(async ({ page, said }) => {
      const she = await trying(page);
      const { lenses, work } = she.words;
      let opened = 0;
      const names = new Set();
      const openAndClose = async (where, open) => {
        for (const [way, close] of Object.entries(CLOSINGS)) {
          await open();
          await hideIsReached(page, where);
          if (!(await isCovered(page))) break;
          opened += 1;
          await close(page);
          await covers(page).first().waitFor({ state: "detached" }).catch(() => assert.fail(`${where}, closed by ${way}: it is still open`));
          assert.ok(await page.locator(".case").isVisible(), `${where}, closed by ${way}: the case is still there`);
          await hideIsReached(page, `${where}, closed by ${way}`);
        }
      };
      const everyOpener = async (where) => {
        await hideIsReached(page, where);
        const count = await page.locator(OPENERS).count();
        for (let at = 0; at < count; at += 1) {
          const opener = page.locator(OPENERS).nth(at);
          if (!(await opener.count()) || !(await opener.isVisible())) continue;
          const name = (await opener.innerText()).trim().split("\n")[0];
          if (names.has(`${where} ${name}`)) continue;
          names.add(`${where} ${name}`);
          await openAndClose(`${where}: ${name}`, () => opener.evaluate((it) => it.click()));
        }
      };
      await everyOpener("question");
      for (const key of ["/", "?", "t"]) {
        await openAndClose(`key ${key}`, async () => {
          await she.open.locator(".wording").focus();
          await page.keyboard.press(key);
          await covers(page).waitFor();
        });
      }
      await she.navigate(work.findings);
      await everyOpener("findings");
      await she.navigate(lenses.faisceau);
      await hideIsReached(page, "sheaf");
      assert.ok(opened >= 20, `only ${opened} were open`);
      assert.deepEqual(said, []);
    }, { viewport, hasTouch: true }));
}

test("a pause has the way to hide at hand at every size", () =>
  inBrowser(async ({ page }) => {
    await trying(page);
    for (const size of Object.values(SIZES)) {
      await page.setViewportSize(size);
      await page.keyboard.press("b");
      await page.getByRole("dialog").waitFor();
      await hideIsReached(page, `pause at ${size.width}`);
      await page.goBack();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  }, TELEPHONE));

test("a tap that closes a panel gives no answer", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const pressed = () => page.locator(".choice[aria-pressed=true], .choice[aria-checked=true]").count();
    await she.reach(questions.get("freedom.door"));
    const before = await pressed();
    const choice = she.open.locator(".choice").last();
    await choice.scrollIntoViewIfNeeded();
    const box = await choice.boundingBox();
    await she.outline();
    await page.touchscreen.tap(box.x + box.width - 4, box.y + box.height / 2);
    await page.waitForFunction(() => !document.querySelector(".outline.open"));
    assert.equal(await pressed(), before);
  }, TELEPHONE));

test("with something urgent and a notice, the question is on the first screen, below one row and one line", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    await page.keyboard.press("u");
    await page.locator(".notice").waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    const seen = await page.evaluate(() => {
      const height = (selector) => document.querySelector(selector).getBoundingClientRect().height;
      return {
        header: height(".case .header"),
        line: height(".first-things"),
        column: document.querySelector(".column").getBoundingClientRect().top,
      };
    });
    assert.ok(seen.header <= 60, `one row: ${seen.header}`);
    assert.ok(seen.line <= 60, `one line: ${seen.line}`);
    assert.ok(seen.column <= 844 * 0.5, `what is asked begins at ${seen.column}`);
    assert.ok(await she.page.locator(".urgent-line").isVisible());
  }, TELEPHONE));

/** What must be so on any page: the one address, a title that says nothing, a number in the history. */
async function saysNothing(page, address) {
  assert.equal(page.url(), address);
  assert.match(await page.title(), /^(Faisceau|Calendar|Calendrier)$/);
  assert.match(String(await page.evaluate(() => history.state)), /^(null|\d+)$/);
}

test("Back leads to the page before and at last to the list, and Forward on again; nothing typed is lost", () =>
  inBrowser(async ({ page, said, app }) => {
    const she = new Interviewer(page, "en");
    const { around, closing, common, work, lenses, leaving } = she.words;
    const address = page.url();
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 6);
    const heading = () => page.getByRole("heading", { level: 1 }).first().innerText();
    const seen = [await heading()];
    for (const name of [closing.decision, work.findings, lenses.faisceau, lenses.changes, leaving.leave, work.summary, work.history]) {
      await she.navigate(name);
      await page.waitForFunction((before) => document.querySelector("h1")?.innerText !== before, seen.at(-1));
      seen.push(await heading());
      await saysNothing(page, address);
    }
    for (let at = seen.length - 2; at >= 0; at -= 1) {
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: seen[at], exact: true }).waitFor();
      await saysNothing(page, address);
    }
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: seen[1], exact: true }).waitFor();
    await page.goBack();

    await she.openWords();
    await she.field(work.own_words, she.open).pressSequentially("half a sen");
    let backs = 0;
    while (!(await she.title(around.cases).isVisible())) {
      await page.goBack();
      await page.waitForTimeout(100);
      backs += 1;
      assert.ok(backs < 8, "the list is never reached");
    }
    await saved(page);
    for (let ahead = 1; ahead < backs; ahead += 1) {
      await page.goForward();
      await page.locator(".case").waitFor();
      await page.waitForTimeout(100);
    }
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: seen[0], exact: true }).waitFor();
    await she.toCases();
    await she.openCase("A-7");
    assert.equal(await she.field(work.own_words, she.open).inputValue(), "half a sen");

    await she.toCases();
    await she.press(she.button(common.settings));
    await she.title(common.settings).waitFor();
    await page.goBack();
    await she.title(around.cases).waitFor();

    await she.openCase("A-7");
    await she.lock();
    const says = () => page.locator("body").innerText();
    for (let turn = 0; turn < 3; turn += 1) {
      await page.goBack();
      await page.waitForTimeout(100);
      await saysNothing(page, address);
      assert.ok(await she.field(around.passphrase).isVisible(), "Back opens nothing");
      assert.doesNotMatch(await says(), /A-7|half a sen/);
    }
    await she.unlock();
    await she.openCase("A-7");
    assert.equal(await she.field(work.own_words, she.open).inputValue(), "half a sen", "at the question where it was left");
    await page.keyboard.press("Escape");
    if (!(await page.locator(".neutral").isVisible())) await she.press(she.button(common.hide));
    await page.locator(".neutral").waitFor();
    for (let turn = 0; turn < 2; turn += 1) {
      await page.goBack();
      await page.waitForTimeout(100);
      assert.ok(await page.locator(".neutral").isVisible(), "the neutral page stays");
      assert.doesNotMatch(await says(), /A-7|half a sen|Faisceau/);
    }
    assert.ok(app.address);
    assert.deepEqual(said, []);
  }, TELEPHONE));

test("one Back from a case that was just opened again does not leave the app", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 3);
    await saved(page);
    const address = page.url();
    await page.reload();
    await she.unlock();
    await she.open.waitFor({ timeout: 60_000 });
    assert.equal(await she.open.locator(".wording").evaluate((it) => it === document.activeElement), true);
    await page.goBack();
    await she.title(she.words.around.cases).waitFor();
    await saysNothing(page, address);
  }, TELEPHONE));

test("an exercise is not left by Back: it is asked", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    const address = page.url();
    await page.goBack();
    await page.locator(".exercise-band .stay").waitFor();
    assert.ok(await she.open.isVisible());
    await page.goBack();
    await page.locator(".exercise-band .stay").waitFor({ state: "detached" });
    assert.ok(await she.open.isVisible());
    await saysNothing(page, address);
  }, TELEPHONE));

test("down to an answer and back, the clues are unfolded and scrolled as they were left", () =>
  inBrowser(async ({ page }) => {
    const she = await trying(page);
    await she.navigate(she.words.work.findings);
    const state = () => page.evaluate(() => ({
      open: [...document.querySelectorAll("main details[open] > summary")].map((it) => it.innerText),
      scrolled: Math.round(scrollY),
    }));
    const family = page.locator(".finding-family").filter({ has: page.locator(".count.present") }).last();
    await family.locator("> summary").click();
    await family.locator("details > summary").first().click();
    const answer = family.locator("details[open] button").first();
    await answer.scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollBy(0, 40));
    const before = await state();
    assert.ok(before.open.length >= 2 && before.scrolled > 200, JSON.stringify(before));
    for (const back of [() => page.locator(".way-back button").first().click(), () => page.goBack()]) {
      await answer.evaluate((it) => it.click());
      await she.open.waitFor();
      await back();
      await she.title(she.words.closing.findings).waitFor();
      await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 3, before.scrolled);
      assert.deepEqual((await state()).open, before.open);
    }
  }));

test("each page of the training begins at its title, which has the focus", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { training } = she.words;
    await she.speak();
    const begins = async (where) => {
      await page.waitForFunction(() => document.activeElement?.tagName === "H1", undefined, { timeout: 5_000 }).catch(() => {});
      const at = await page.evaluate(() => [document.activeElement?.tagName, scrollY]);
      assert.deepEqual(at, ["H1", 0], where);
    };
    await she.press(she.button(training.enter));
    await begins("the hall");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await she.press(page.locator("main table tbody button").last());
    await begins("the briefing");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await she.press(she.button(training.begin));
    await page.locator(".conversation").waitFor();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await she.press(page.locator(".exercise-band .finish"));
    await she.title(training.debrief).waitFor();
    await begins("the debrief");
  }));
