// Only the section on screen is in the page, and an answer changes nothing on it but what it touches.
import { test } from "node:test";
import assert from "node:assert/strict";
import { inBrowser } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

test("an answer touches its question, the findings and what counts them, and moves nothing", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await she.speak();
    await she.press(she.button(she.words.around.try_do));
    await she.open.waitFor();
    const control = "interview.control";
    await she.navigate(she.sectionTitle(control), true);
    await page.waitForTimeout(300);
    assert.equal(await page.locator(".question").count(), she.questionsIn(control), "one section is in the page");
    await page.evaluate(() => {
      window.touched = [];
      const place = (node) => {
        const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
        const part = element?.closest(".question, .rail, .outline, .header, .first-things, .progress");
        return part?.id || part?.className || "elsewhere";
      };
      new MutationObserver((all) => all.forEach((one) => window.touched.push(place(one.target)))).observe(document.body, {
        subtree: true, childList: true, attributes: true, characterData: true,
      });
      window.at = document.querySelector(".question.active .wording").getBoundingClientRect().top;
    });
    const active = await she.open.getAttribute("id");
    await page.keyboard.press("1");
    await page.waitForTimeout(900);
    const { touched, moved } = await page.evaluate(() => ({
      touched: [...new Set(window.touched)],
      moved: Math.abs(document.querySelector(".question.active .wording").getBoundingClientRect().top - window.at),
    }));
    const others = touched.filter((place) => place.startsWith("question-") && place !== active);
    assert.ok(touched.includes(active), `the question itself: ${touched}`);
    assert.deepEqual(others, [], "no other question");
    assert.ok(!touched.includes("elsewhere"), `${touched}`);
    assert.equal(moved, 0, "nothing jumps");
  }));

test("an answer that settles others tells which, and keeps what was written", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await she.speak();
    await she.press(she.button(she.words.around.try_do));
    await she.open.waitFor();
    await she.answer({ question: "pay.received", answer: { value: { choice: "never" } } });
    await page.getByText(she.words.work.set_aside, { exact: true }).first().waitFor();
    await she.answer({ question: "pay.received", answer: { value: { choice: "regular" } } });
    await page.getByText(she.words.work.set_aside, { exact: true }).first().waitFor({ state: "detached" });
  }));
