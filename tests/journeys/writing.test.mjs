// A trainer writes a scenario of her own: from a copy, with what is missing named, tried out, saved as a file
// that the command takes, opened in another browser and played, and given in a session.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { host, leave, open, profile, taken } from "./support/browser.mjs";
import { Trainee, bar } from "./support/trainee.mjs";

/** A trainer at the page on which a scenario is written. */
class Trainer extends Trainee {
  part(name) {
    return this.press(this.page.getByRole("navigation", { name: this.writing.parts }).getByRole("button", { name: new RegExp(`^${name}`) }));
  }

  /** Waits until the checker has looked, and tells what it found. */
  async flaws(count) {
    await this.page.locator(`[data-flaws="${count}"]`).waitFor();
    return this.page.locator("#flaws li").allTextContents();
  }

  async copy(title) {
    await this.page.getByLabel(this.writing.copy_of).selectOption({ label: title });
    await this.press(this.tool(this.writing.copy));
    await this.title(this.writing.title).waitFor();
  }
}

/** What the command says of a file. */
function checked(name, bytes) {
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  try {
    writeFileSync(join(folder, name), bytes);
    for (const look of JSON.parse(bytes).looks) {
      if (!look.picture) continue;
      execFileSync("mkdir", ["-p", join(folder, "pictures")]);
      writeFileSync(join(folder, "pictures", look.picture), readFileSync(`instruments/scenarios/pictures/${look.picture}`));
    }
    return execFileSync(process.env.FAISCEAU ?? "target/debug/faisceau", ["check", join(folder, name)], { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a trainer copies a scenario, changes it, mends what is missing, tries it out, saves it; it is opened and played elsewhere", async () => {
  const app = await host();
  const folders = [await profile(), await profile()];
  try {
    const { page, context } = await open(app.address, folders[0]);
    const she = new Trainer(page, "en");
    await she.enter();
    await she.copy(she.in(bar.title));
    await she.flaws(0);

    // A text that is missing is named, with the way to it.
    const title = page.locator("#write-title textarea");
    await title.nth(1).fill("The bar, a year later");
    await title.nth(0).fill("");
    assert.match((await she.flaws(1))[0], /^Title: a text is missing/);
    await she.part(she.writing.part_looks);
    await page.locator("#flaws button").first().click();
    await title.nth(0).waitFor();
    assert.equal(await title.nth(0).evaluate((field) => field === document.activeElement), true, "the place is gone to");
    await title.nth(0).fill("Le bar, un an après");
    await she.flaws(0);

    // The truth is ticked, and tied to its facts.
    await she.part(she.writing.part_clues);
    await she.write(page.locator("#write-look"), "passport");
    const clue = page.locator("#write-clue-vulnerability\\.documents-taken, .write-clues > li").first();
    const before = await clue.getByRole("checkbox").first().isChecked();
    await clue.getByRole("checkbox").first().setChecked(!before);
    await she.press(she.tool(she.writing.undo));
    assert.equal(await clue.getByRole("checkbox").first().isChecked(), before, "it is taken back");
    await she.flaws(0);

    // Words are written at a level of trust, and coded.
    await she.part(she.writing.part_questions);
    await she.write(page.locator("#write-look"), "day off");
    await she.write(page.locator("#write-look"), "");
    const day = page.locator("#write-question-work-day");
    await day.locator("button.fold").click();
    const words = day.locator(".words-at").first().locator("textarea");
    await words.nth(1).fill("I was still asleep when the door opened.");
    await words.nth(0).fill("Je dormais encore quand la porte s’est ouverte.");
    await she.flaws(0);

    // Neither the page loaded again nor leaving the training loses a letter.
    page.on("dialog", (dialog) => dialog.accept());
    await page.reload();
    await page.locator("#passphrase").waitFor();
    await she.enter();
    await she.press(she.tool(she.writing.go_on));
    assert.equal(await title.nth(1).inputValue(), "The bar, a year later");
    assert.deepEqual(await page.evaluate(() => Object.keys({ ...localStorage }).filter((name) => name.includes("draft"))), []);

    // It is tried out on the ordinary screen, and the way leads back.
    await she.press(she.tool(she.writing.try_out));
    await she.title("The bar, a year later").waitFor();
    await she.press(she.tool(she.training.begin));
    await page.locator(".conversation").waitFor();
    await she.follow(bar.good.slice(0, 6));
    await she.finish();
    await she.press(she.tool(she.writing.back));
    await she.title(she.writing.title).waitFor();
    await she.flaws(0);

    const file = await taken(page, () => she.press(she.tool(she.writing.save)));
    const saved = JSON.parse(file);
    assert.equal(saved.title.en, "The bar, a year later");
    checked(`${saved.id}.json`, file);

    // Given in a session, it goes along in the one file.
    await she.press(she.tool(she.writing.offer));
    await she.title(she.training.hall).waitFor();
    await she.press(she.tool(she.training.make_session));
    await she.write(she.field(she.training.session_name), "Lille, May");
    await page.getByRole("checkbox", { name: /^The bar, a year later/ }).check();
    await she.press(she.tool(she.training.session_make));
    const session = await taken(page, () => she.press(she.tool(she.training.session_file)));
    assert.deepEqual(JSON.parse(session).own.map(({ id }) => id), [saved.id]);
    await context.close();

    const other = await open(app.address, folders[1]);
    const he = new Trainer(other.page, "fr");
    await he.enter();
    await other.page.locator("#training-file").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: file });
    await he.title("Le bar, un an après").waitFor();
    await he.press(he.tool(he.training.begin));
    await other.page.locator(".conversation").waitFor();
    await he.follow(bar.good.slice(0, 3));
    await he.ask("work.day");
    const said = await other.page.locator(".spoken blockquote").last().textContent();
    assert.ok(said.length > 10);
    await he.press(he.tool(he.words.common.leave_exercise));
    await he.press(he.tool(he.training.leave_yes));
    await he.title(he.training.hall).waitFor();
    await other.page.locator("#training-file").setInputFiles({ name: "s.json", mimeType: "application/json", buffer: session });
    await he.title(he.training.seat.replace("{{ name }}", "Lille, May")).waitFor();
  } finally {
    await leave(app, ...folders);
  }
});
