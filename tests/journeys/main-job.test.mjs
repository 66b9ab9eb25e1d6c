// The main job: F and the bar, from the alert to the decision, in each language and by keyboard; reloaded in the
// middle, locked, unlocked, exported, imported into a fresh profile, exported again with equal bytes.
// Nothing is asked of the network after the page has loaded.
import { test } from "node:test";
import assert from "node:assert/strict";
import { host, inBrowser, leave, open, profile, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { ByKeyboard } from "./support/keyboard.mjs";
import { follows } from "./support/schema.mjs";
import { exercise } from "./support/words.mjs";

const ways = [
  ["in French", "fr", Interviewer],
  ["in English", "en", Interviewer],
  ["by keyboard alone", "fr", ByKeyboard],
];

for (const [told, language, Who] of ways) {
  test(`the whole case is led, left in the middle, taken away and brought back, ${told}`, async () => {
    const app = await host();
    const [first, second] = [await profile(), await profile()];
    try {
      const { page, requests, said } = await open(app.address, first);
      const loaded = requests.length;
      const she = new Who(page, language);
      await she.makeSafe();
      await she.startCase("A-7");
      const middle = 50;
      await she.lead(0, middle);
      await saved(page);
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      assert.equal(requests.length, loaded, "no request after the page has loaded");

      await page.reload();
      await she.unlock();
      await she.openCase("A-7");
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), heading, "opens where it was left");
      const reloaded = requests.length;
      await she.lead(middle);
      await saved(page);

      await she.lock();
      await she.unlock();
      await she.openCase("A-7");
      const document = await taken(page, () => she.exportCase());
      const read = JSON.parse(document);
      follows(read);
      const steps = exercise.steps.filter((step) => step.answer?.answer);
      assert.equal(read.answers.filter((record) => record.entry.answer).length, steps.length, "every answer is there");
      assert.equal(read.decision.outcome, exercise.steps.at(-1).decide.outcome);
      assert.equal(read.findings.convergence.converging, "converge");
      assert.equal(requests.length, reloaded, "no request after the page has loaded");
      assert.deepEqual(said, [], "nothing on the console");

      const other = await open(app.address, second);
      const elsewhere = new Who(other.page, language);
      await elsewhere.makeSafe();
      await elsewhere.importCase(document);
      const again = await taken(other.page, () => elsewhere.exportCase());
      assert.ok(document.equals(again), "equal bytes");
      assert.deepEqual(other.said, []);
    } finally {
      await leave(app, first, second);
    }
  });
}

test("the page's own policy forbids every request elsewhere", () =>
  inBrowser(async ({ page }) => {
    const ends = await page.evaluate(async () => {
      const told = (thing, well, ill) => new Promise((yes, no) => {
        thing[well] = yes;
        thing[ill] = no;
      });
      const image = new Image();
      const tries = {
        fetch: () => fetch("https://example.org/"),
        socket: () => told(new WebSocket("wss://example.org/"), "onopen", "onerror"),
        image: () => {
          image.src = "https://example.org/a.png";
          return told(image, "onload", "onerror");
        },
      };
      const ends = {};
      for (const [name, go] of Object.entries(tries)) ends[name] = await go().then(() => "went", () => "refused");
      return ends;
    });
    assert.deepEqual(ends, { fetch: "refused", socket: "refused", image: "refused" });
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    for (const rule of ["default-src 'none'", "connect-src 'self'", "form-action 'none'"]) assert.ok(policy.includes(rule));
  }));
