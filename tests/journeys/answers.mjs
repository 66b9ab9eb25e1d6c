// What one answer costs the browser, with every finding, all lenses, the sealing and the storing: work of
// the main thread over the DevTools protocol, on generated forms of three lengths. `./dev answers` tells it.
// Machines are noisy: read it beside the same page when nothing is answered, and as a ratio to the shortest.
import { readFile, writeFile, cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forget, host, open, profile } from "./support/browser.mjs";

const ANSWERS = 50;
const ROUNDS = 5;
const built = process.argv[2];

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** The work of the main thread until now, in milliseconds. */
async function work(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  return { task: of("TaskDuration"), script: of("ScriptDuration"), layout: of("LayoutDuration") + of("RecalcStyleDuration") };
}

/** Clicks in the page itself, one each two frames, so that nothing of the driver is counted with it. */
const clicks = async ({ times, of }) => {
  const frame = () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
  for (let time = 0; time < times; time += 1) {
    for (const selector of of) {
      const all = [...document.querySelectorAll(selector)];
      all[time % all.length].click();
    }
    await frame();
  }
  await new Promise((rested) => setTimeout(rested, 300));
};

async function measure(page, session, of) {
  const before = await work(session);
  await page.evaluate(clicks, { times: ANSWERS, of });
  const after = await work(session);
  return Object.fromEntries(Object.keys(before).map((part) => [part, (after[part] - before[part]) / ANSWERS]));
}

const folder = join(tmpdir(), `faisceau-answers-${process.pid}`);
const told = [];
for (const questions of [60, 600, 3000]) {
  await cp(built, folder, { recursive: true });
  const html = await readFile(join(built, "index.html"), "utf8");
  const meta = `<meta name="faisceau-bench" content="${questions}">`;
  await writeFile(join(folder, "index.html"), html.replace(/\s*<meta name="faisceau-bench"[^>]*>/, "").replace("<title>", `${meta}<title>`));
  const app = await host({ folder });
  const home = await profile();
  const { context, page } = await open(app.address, home, {}, false);
  await page.getByRole("heading", { name: "Question 00000" }).waitFor({ timeout: 60_000 });
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  await page.locator(".question.active .steps .primary").click();
  // Nothing; an answer changed on the question that is open; an answer, and on or back to another question.
  const other = ".question.active .steps .button:not([title])";
  const ways = { nothing: [], answer: [".question.active .choice"], next: [".question.active .choice", other] };
  const all = { nothing: [], answer: [], next: [] };
  await measure(page, session, ways.answer);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of Object.keys(ways)) all[way].push(await measure(page, session, ways[way]));
  }
  const of = (way, part) => median(all[way].map((one) => one[part]));
  told.push({ questions, ...Object.fromEntries(Object.keys(ways).map((way) => [way, { task: of(way, "task"), script: of(way, "script"), layout: of(way, "layout") }])) });
  await context.close();
  await forget(home);
  app.close();
  await forget(folder);
}

const figure = (value) => value.toFixed(2).padStart(8);
console.log(`main-thread work, ms an answer (median of ${ROUNDS} times ${ANSWERS}); the frames of an idle page are taken away`);
console.log("questions   answer  (script  layout)  ratio   answer and next  ratio");
const net = (one, way, part) => one[way][part] - one.nothing[part];
for (const one of told) {
  const [answer, next] = ["answer", "next"].map((way) => net(one, way, "task"));
  const [first, second] = ["answer", "next"].map((way) => net(told[0], way, "task"));
  console.log(
    `${String(one.questions).padStart(9)} ${figure(answer)} (${figure(net(one, "answer", "script"))}${figure(net(one, "answer", "layout"))}) ${figure(answer / first)} ${figure(next)} ${figure(next / second)}`,
  );
}
