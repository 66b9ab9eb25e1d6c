// The main job: F and the bar, from the alert to the decision, in each language and by keyboard; reloaded in the
// middle, locked, unlocked, exported, imported into a fresh profile, exported again with equal bytes.
// Nothing is asked of the network after the page has loaded.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { forget, host, open, profile, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { ByKeyboard } from "./support/keyboard.mjs";
import { exercise } from "./support/words.mjs";

const ajv = addFormats(new Ajv2020({ allErrors: true, strict: false }));
const follows = ajv.compile(JSON.parse(readFileSync("src/record/assessment-1.0.0.schema.json", "utf8")));

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
      const { context, page, requests, said } = await open(app.address, first);
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
      assert.ok(follows(read), ajv.errorsText(follows.errors));
      const steps = exercise.steps.filter((step) => step.answer?.answer);
      assert.equal(read.answers.filter((record) => record.entry.answer).length, steps.length, "every answer is there");
      assert.equal(read.decision.outcome, exercise.steps.at(-1).decide.outcome);
      assert.equal(read.findings.convergence.converging, "converge");
      assert.equal(requests.length, reloaded, "no request after the page has loaded");
      assert.deepEqual(said, [], "nothing on the console");
      await context.close();

      const other = await open(app.address, second);
      const elsewhere = new Who(other.page, language);
      await elsewhere.makeSafe();
      await elsewhere.importCase(document);
      const again = await taken(other.page, () => elsewhere.exportCase());
      assert.ok(document.equals(again), "equal bytes");
      assert.deepEqual(other.said, []);
      await other.context.close();
    } finally {
      app.close();
      await forget(first);
      await forget(second);
    }
  });
}

test("the page's own policy forbids every request elsewhere", async () => {
  const app = await host();
  const folder = await profile();
  try {
    const { context, page } = await open(app.address, folder);
    const refused = await page.evaluate(async () => {
      const tries = {
        fetch: () => fetch("https://example.org/"),
        socket: () => new Promise((well, ill) => {
          const socket = new WebSocket("wss://example.org/");
          socket.onopen = well;
          socket.onerror = ill;
        }),
        image: () => new Promise((well, ill) => {
          const image = new Image();
          image.onload = well;
          image.onerror = ill;
          image.src = "https://example.org/a.png";
        }),
      };
      const ends = {};
      for (const [name, go] of Object.entries(tries)) {
        ends[name] = await go().then(() => "went", () => "refused");
      }
      return ends;
    });
    assert.deepEqual(refused, { fetch: "refused", socket: "refused", image: "refused" });
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /connect-src 'self'/);
    await context.close();
  } finally {
    app.close();
    await forget(folder);
  }
});
