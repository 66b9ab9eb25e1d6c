// Training: a person is interviewed well and badly, and the debriefs differ for the right reasons; a
// trainer makes a session, three trainees play it, and the room's figures are what the definitions say.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { host, leave, open, profile, taken } from "./support/browser.mjs";
import { Trainee, bar } from "./support/trainee.mjs";

const apart = (moves) => moves.slice(0, 12);

test("F and the bar, played well and badly, is talked about differently for the right reasons", async () => {
  const app = await host();
  const folder = await profile();
  try {
    const { page, requests } = await open(app.address, folder);
    const she = new Trainee(page, "en");
    await she.enter();
    const loaded = requests.length;
    await she.begin();
    await she.follow(bar.good);
    await she.conclude(bar.key.outcome);

    // Out of sight at once, in the middle of it, and back to where it was: by Escape, or as from real work.
    for (const back of ["Escape", "F5", "Control+r"]) {
      await page.keyboard.press("Escape");
      await page.locator(".neutral").waitFor();
      assert.ok(!(await page.locator("body").textContent()).includes(bar.person.name));
      // Escape twice at once is one gesture, and hides.
      if (back === "Escape") await page.waitForTimeout(1100);
      await page.keyboard.press(back);
      await she.title(she.words.closing.decision).waitFor();
    }
    await page.keyboard.press("Escape");
    await page.locator(".neutral h1").click();
    await she.title(she.words.closing.decision).waitFor();
    assert.equal(await page.title(), "Faisceau");

    await she.finish();
    const [found, of] = await she.share("sensitivity");
    assert.equal(of, bar.key.clues.length);
    assert.equal(found, of, "the good interview finds the key");
    assert.deepEqual((await she.kinds()).filter((kind) => ["Missed", "Claimed", "Otherwise", "NotHeard", "Safety", "Agreement", "Concluded"].includes(kind)), []);
    assert.ok((await page.locator(".timeline .moment.good").count()) > 2, "what helped is marked");

    // Any moment is played otherwise from there, and that is no result.
    await page.locator(".turn").nth(3).getByRole("button", { name: she.training.reopen }).click();
    await page.locator(".conversation").waitFor();
    await she.finish();
    assert.ok((await she.share("sensitivity"))[0] < of);
    await page.getByText(she.training.otherwise).waitFor();

    await she.press(she.tool(she.training.hall));
    await she.begin();
    await she.follow(bar.careless);
    await she.finish();
    const kinds = await she.kinds();
    for (const kind of ["Missed", "Agreement", "Safety", "Order", "Concluded"]) assert.ok(kinds.includes(kind), `${kind}: ${kinds}`);
    assert.ok((await she.share("sensitivity"))[0] < of);
    const told = await page.locator(".differences").textContent();
    assert.ok(told.includes("Question to put"), "a missed clue names the question that would have brought it");

    // Nothing of it stays, and nothing was asked of the network. Leaving by mistake asks first.
    await she.press(she.tool(she.training.leave));
    await she.press(she.tool(she.training.stay));
    await she.title(she.training.debrief).waitFor();
    await she.press(she.tool(she.training.leave));
    await she.press(she.tool(she.training.leave_yes));
    await page.locator("#passphrase").waitFor();
    assert.equal(requests.length, loaded);
    const kept = await page.evaluate(async () => ({ small: { ...localStorage }, databases: (await indexedDB.databases()).length }));
    assert.ok(!JSON.stringify(kept.small).includes("bar"));
  } finally {
    await leave(app, folder);
  }
});

/** Krippendorff's alpha for nominal data, from its first definition: pairs that differ. */
function alpha(units) {
  const all = units.flat();
  const unlike = (values) => values.reduce((sum, a, i) => sum + values.filter((b, j) => i !== j && a !== b).length, 0);
  const observed = units.filter((unit) => unit.length > 1).reduce((sum, unit) => sum + unlike(unit) / (unit.length - 1), 0) / all.length;
  return 1 - observed / (unlike(all) / (all.length * (all.length - 1)));
}

test("a trainer makes a session, three trainees play it, and the room's figures are those of the definitions", async () => {
  const app = await host();
  const folders = [];
  const fresh = async (language) => {
    const folder = await profile();
    folders.push(folder);
    const { page, context } = await open(app.address, folder);
    const who = new Trainee(page, language);
    await who.enter();
    return { who, page, context };
  };
  try {
    const { who: trainer, page } = await fresh("fr");
    await trainer.press(trainer.tool(trainer.training.make_session));
    await trainer.write(trainer.field(trainer.training.session_name), "Rennes, mars");
    await page.getByRole("checkbox", { name: new RegExp(`^${trainer.in(bar.title).replace(/\./g, "\\.")}`) }).check();
    await trainer.press(trainer.tool(trainer.training.session_make));
    const session = await taken(page, () => trainer.press(trainer.tool(trainer.training.session_file)));

    const results = [];
    const plays = [apart(bar.good), apart(bar.careless), bar.careless.slice(0, 9)];
    for (const [at, moves] of plays.entries()) {
      const { who, page, context } = await fresh(at === 1 ? "en" : "fr");
      await page.locator("#training-file").setInputFiles({ name: "s.json", mimeType: "application/json", buffer: session });
      await who.write(page.locator("#who"), String(at + 1));
      await who.press(who.tool(who.training.sit));
      await who.press(page.locator(".session-list button").first());
      await who.press(who.tool(who.training.begin));
      await page.locator(".conversation").waitFor();
      await who.follow(moves);
      if (at === 0) await who.conclude("support");
      await who.finish();
      if (at === 2) {
        // No file can pass: the text is read out.
        await who.press(who.tool(who.training.result_short));
        await page.locator(".qr").waitFor();
        results.push(await page.locator(".short-text").textContent());
      } else {
        results.push(await taken(page, () => who.press(who.tool(who.training.result_file))));
      }
      await context.close();
    }

    const files = results.filter((result) => typeof result !== "string");
    await page.locator("#results").setInputFiles(files.map((buffer, at) => ({ name: `${at}.json`, mimeType: "application/json", buffer })));
    await page.locator('[data-results="2"]').waitFor();
    await trainer.write(page.locator("#typed"), results.find((result) => typeof result === "string").toLowerCase());
    await trainer.press(trainer.tool(trainer.training.typed_do));
    await page.locator('[data-results="3"]').waitFor();

    const table = async (name) => {
      const bytes = await taken(page, () => trainer.press(trainer.tool(name)));
      const [head, ...rows] = bytes.toString("utf8").trim().split("\r\n").map((line) => line.split(","));
      return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at]])));
    };
    const codings = await table(trainer.training.csv_codings);
    const counts = await table(trainer.training.csv_counts);

    // What each of the two files says is what the table says of them.
    for (const result of files.map((file) => JSON.parse(file))) {
      const told = codings.filter((row) => row.trainee === result.trainee && row.what === "clue");
      assert.deepEqual(Object.fromEntries(told.map((row) => [row.id, row.coded])), result.clues);
    }
    // Agreement, from the codings of each trainee over the clues that count.
    const counted = new Set(counts.filter((row) => row.what === "clue" && (row.in_key === "true" || row.truth === "absent")).map((row) => row.id));
    const coded = (id, trainee) => codings.find((row) => row.what === "clue" && row.id === id && row.trainee === trainee)?.coded ?? "open";
    const units = [...counted].map((id) => ["1", "2", "3"].map((trainee) => coded(id, trainee)));
    const shown = await page.locator('[data-figure="alpha"]').textContent();
    assert.equal(shown.split(" ")[0].replace("−", "-"), alpha(units).toFixed(2).replace(".", ","));
    // Sensitivity, trainee by trainee: the middle, the least and the most.
    const sensitivities = ["1", "2", "3"].map((trainee) => Math.round((100 * bar.key.clues.filter((id) => coded(id, trainee) === "present").length) / bar.key.clues.length)).sort((a, b) => a - b);
    const spread = (await page.locator('.room [data-figure="sensitivity"]').textContent()).match(/\d+/g).map(Number);
    assert.deepEqual([spread[3], spread[0], spread[4]], sensitivities);
    for (const row of counts.filter((row) => row.what === "clue" && row.coded === "present")) {
      assert.equal(Number(row.count), ["1", "2", "3"].filter((trainee) => coded(row.id, trainee) === "present").length, row.id);
    }
    // The same file again takes nobody's place twice.
    await page.locator("#results").setInputFiles([{ name: "0.json", mimeType: "application/json", buffer: files[0] }]);
    await page.getByText(trainer.training.replaced.replace("{{ count }}", "1")).waitFor();
    // A real assessment is no result.
    await page.locator("#results").setInputFiles([{ name: "a.json", mimeType: "application/json", buffer: readFileSync("tests/corpus/assessment-1.0.0-whole.json") }]);
    await page.getByText(trainer.training.n_assessment).waitFor();
  } finally {
    await leave(app, ...folders);
  }
});
