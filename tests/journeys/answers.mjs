// What one answer costs the browser, with every finding, all lenses, the sealing and the storing: work of
// the main thread over the DevTools protocol, on generated forms of three lengths. `./dev answers` tells it.
// Machines are noisy: what is told is beside the same page when nothing is answered, and beside a page
// written by hand that keeps and finds nothing, all in one run.
import { readFile, writeFile, cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forget, host, open, profile } from "./support/browser.mjs";

const ANSWERS = 50;
const ROUNDS = 5;
const LENGTHS = [60, 600, 3000];
const built = process.argv[2];

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** The work of the main thread until now, in milliseconds. */
async function work(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  return { task: of("TaskDuration"), script: of("ScriptDuration"), layout: of("LayoutDuration") + of("RecalcStyleDuration") };
}

/** Clicks in the page itself, two frames after each, so that nothing of the driver is counted with it. */
const clicks = async ({ times, of }) => {
  const frame = () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
  for (let time = 0; time < times; time += 1) {
    for (const selector of of) {
      const all = [...document.querySelectorAll(selector)];
      all[time % all.length].click();
      await frame();
    }
    if (of.length === 0) await frame();
  }
  await new Promise((rested) => setTimeout(rested, 300));
};

async function spent(page, session, of) {
  const before = await work(session);
  await page.evaluate(clicks, { times: ANSWERS, of });
  const after = await work(session);
  return Object.fromEntries(Object.keys(before).map((part) => [part, (after[part] - before[part]) / ANSWERS]));
}

/** What each way costs on the page of a folder, in turns; without what the page costs when nothing is done. */
async function measure(folder, ready, ways) {
  const app = await host({ folder });
  const home = await profile();
  const { context, page } = await open(app.address, home, {}, false);
  await page.getByRole("heading", { name: "Question 00000" }).waitFor({ timeout: 60_000 });
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  await ready(page);
  await spent(page, session, Object.values(ways)[0]);
  const all = { nothing: [], ...Object.fromEntries(Object.keys(ways).map((way) => [way, []])) };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of Object.keys(all)) all[way].push(await spent(page, session, ways[way] ?? []));
  }
  await context.close();
  await forget(home);
  app.close();
  const of = (way, part) => median(all[way].map((one) => one[part]));
  const net = (way) => Object.fromEntries(["task", "script", "layout"].map((part) => [part, of(way, part) - of("nothing", part)]));
  return Object.fromEntries(Object.keys(ways).map((way) => [way, net(way)]));
}

/** The built app in a folder of its own, with a generated form of so many questions. */
async function form(questions) {
  const folder = join(tmpdir(), `faisceau-answers-${process.pid}`);
  await cp(built, folder, { recursive: true });
  const html = await readFile(join(built, "index.html"), "utf8");
  const meta = `<meta name="faisceau-bench" content="${questions}">`;
  await writeFile(join(folder, "index.html"), html.replace(/\s*<meta name="faisceau-bench"[^>]*>/, "").replace("<title>", `${meta}<title>`));
  return folder;
}

const answer = [".question.active .choice"];
const hand = await measure("tests/bench/hand", async () => {}, { answer });
const told = [];
for (const questions of LENGTHS) {
  const folder = await form(questions);
  // An answer changed on the question that is open; an answer, and on or back to another question.
  const ways = { answer, next: [...answer, ".question.active .steps .button:not([title])"] };
  const begin = (page) => page.locator(".question.active .steps .primary").click();
  told.push({ questions, ...(await measure(folder, begin, ways)) });
  await forget(folder);
}

const figure = (value) => value.toFixed(2).padStart(8);
const times = (value) => `${(value / hand.answer.task).toFixed(1)}×`.padStart(8);
console.log(`main-thread work, ms an answer (median of ${ROUNDS} times ${ANSWERS}), and times that of a page written by hand`);
console.log(`           answer   times  (script  layout)    next   times`);
console.log(`by hand  ${figure(hand.answer.task)} ${times(hand.answer.task)} (${figure(hand.answer.script)}${figure(hand.answer.layout)})`);
for (const { questions, answer, next } of told) {
  console.log(`${String(questions).padEnd(8)} ${figure(answer.task)} ${times(answer.task)} (${figure(answer.script)}${figure(answer.layout)}) ${figure(next.task)} ${times(next.task)}`);
}
