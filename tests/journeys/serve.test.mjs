// The program: the release executable, started alone in an empty folder without any tool, serves the app that it
// carries. A case is led to its export; the program is interrupted while someone writes; started again, all is there.
//   FAISCEAU_PROGRAM names the executable; otherwise it is the one that ./dev program makes.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { leave, open, profile, saved, taken } from "./support/browser.mjs";
import { careful } from "./support/host.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { follows } from "./support/schema.mjs";
import { exercise } from "./support/words.mjs";

const PROGRAM = resolve(process.env.FAISCEAU_PROGRAM ?? "target/release/faisceau");

/** A port at which nothing answers. */
async function free() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts the program as on an account without tools: an empty folder, an empty environment. */
async function start(folder, port, ...more) {
  const child = spawn(PROGRAM, ["serve", "--no-open", "--port", String(port), ...more], { cwd: folder, env: {} });
  const said = { out: "", beside: "" };
  child.stdout.on("data", (text) => (said.out += text));
  child.stderr.on("data", (text) => (said.beside += text));
  const ended = once(child, "exit").then(([status]) => status);
  await Promise.race([once(child.stdout, "data"), ended]);
  return { child, said, ended };
}

/** The answer to one request, under any name of the host. */
const ask = (port, path, host) =>
  new Promise((answered, failed) => {
    const asked = request({ host: "127.0.0.1", port, path, headers: { host } }, (answer) => {
      answer.resume();
      answered(answer);
    });
    asked.on("error", failed).end();
  });

test("the program alone leads a case to its export, through an interrupt while someone writes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "faisceau-empty-"));
  const browser = await profile();
  const port = await free();
  const address = `http://127.0.0.1:${port}/`;
  let program = await start(folder, port);
  try {
    assert.equal(program.said.out, `Faisceau is at ${address} — Ctrl+C ends it.\n`);
    const { headers } = await ask(port, "/", `127.0.0.1:${port}`);
    for (const [name, value] of Object.entries(careful())) assert.equal(headers[name.toLowerCase()], value, name);
    assert.equal((await ask(port, "/", `example.org:${port}`)).statusCode, 421, "a foreign name");
    const second = await start(folder, port);
    assert.equal(await second.ended, 0, "a second one finds the first");

    const { page, requests, said } = await open(address, browser);
    const loaded = requests.length;
    const she = new Interviewer(page, "en");
    await she.makeSafe();
    await she.startCase("A-7");
    const middle = 50;
    await she.lead(0, middle);
    // The interrupt comes between an answer and the next: the page needs its host no more.
    program.child.kill("SIGINT");
    const further = she.lead(middle, middle + 5);
    assert.equal(await program.ended, 0, "it ends well");
    await further;
    await saved(page);
    assert.equal(requests.length, loaded, "no request after the page has loaded");
    const heading = await page.getByRole("heading", { level: 1 }).innerText();

    program = await start(folder, port);
    await page.reload();
    await she.unlock();
    await she.openCase("A-7");
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), heading, "opens where it was left");
    const reloaded = requests.length;
    await she.lead(middle + 5);
    await saved(page);
    const document = JSON.parse(await taken(page, () => she.exportCase()));
    follows(document);
    const steps = exercise.steps.filter((step) => step.answer?.answer);
    assert.equal(document.answers.filter((record) => record.entry.answer).length, steps.length, "every answer is there");
    assert.equal(requests.length, reloaded, "no request after the page has loaded");
    assert.deepEqual(requests.filter((asked) => !asked.startsWith(address) && !asked.startsWith("blob:")), [], "no other host");
    assert.deepEqual(said, [], "nothing on the console");
    assert.deepEqual(await readdir(folder), [], "the program writes nothing");
  } finally {
    program.child.kill("SIGKILL");
    await leave({ close() {} }, browser);
    await rm(folder, { recursive: true });
  }
});
