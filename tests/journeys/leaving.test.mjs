// A case is passed on: to each recipient, seen before it leaves, sealed, opened elsewhere; and what is
// refused, with its sentence.
import { test } from "node:test";
import assert from "node:assert/strict";
import { host, inBrowser, leave, open, profile, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { follows } from "./support/schema.mjs";
import { exercise } from "./support/words.mjs";

const WORDS = "four words of ours";
const RECIPIENTS = [
  "person",
  "association",
  "lawyer",
  "labour_inspectorate",
  "prosecutor",
  "shelter",
  "health",
  "researcher",
  "statistics",
];

/** A case with everything in it. */
async function whole(she) {
  await she.makeSafe();
  await she.startCase("A-7");
  await she.lead();
  await saved(she.page);
}

async function seal(she) {
  const { leaving } = she.words;
  await she.write(she.field(leaving.passphrase), WORDS);
  await she.write(she.field(leaving.passphrase_again), WORDS);
  await she.press(she.button(leaving.do_seal));
}

/** The words of a person, and what must never be in what a researcher gets. */
const said = (language) =>
  exercise.steps.map((step) => step.answer?.own_words?.[language]).filter((words) => words?.length > 12);

test("each recipient gets what is theirs, and the history tells of each", () =>
  inBrowser(async ({ page, said: told }) => {
    const she = new Interviewer(page, "en");
    const { leaving, work } = she.words;
    await whole(she);
    const story = said("en");
    assert.ok(story.length > 3, "the case has words");
    const left = {};
    for (const recipient of RECIPIENTS) {
      await she.passOnTo(recipient);
      await she.personAgrees();
      await she.check(she.field(leaving.by_nothing));
      await she.check(she.field(leaving.plain_sure));
      if (recipient !== "person") await she.check(she.field(leaving.as_assessment));
      const bytes = await taken(page, () => she.press(she.button(leaving.do_plain)));
      await page.getByText(leaving[`to_${recipient}`]).first().waitFor();
      if (recipient === "person") {
        assert.match(bytes.toString(), /<h2>Changing your mind<\/h2>/, "how to withdraw");
        continue;
      }
      const read = JSON.parse(bytes);
      follows(read);
      assert.equal(read.selection.recipient, recipient);
      left[recipient] = { read, text: bytes.toString() };
    }
    const questions = (recipient) => left[recipient].read.answers.map((record) => record.question);
    assert.ok(!questions("shelter").some((id) => /^(recruitment|work|pay|violence)\./.test(id)), "never the story");
    assert.ok(left.shelter.read.decision.needs?.length > 0, "needs");
    assert.ok(!left.researcher.text.includes("A-7"), "no name");
    for (const words of story) {
      for (const recipient of ["shelter", "researcher", "statistics"]) {
        assert.ok(!left[recipient].text.includes(words), `${recipient}: ${words}`);
      }
      assert.ok(left.lawyer.text.includes(words), words);
    }
    await she.navigate(work.history);
    const history = await page.locator(".history").innerText();
    for (const recipient of RECIPIENTS) assert.ok(history.includes(leaving[`to_${recipient}`]), recipient);
    assert.deepEqual(told, []);
  }));

test("what would leave is seen first, taken away part by part, sealed, and opened elsewhere", async () => {
  const app = await host();
  const [first, second] = [await profile(), await profile()];
  try {
    const { page, requests } = await open(app.address, first);
    const she = new Interviewer(page, "fr");
    const { leaving, around } = she.words;
    await whole(she);
    const loaded = requests.length;
    await she.passOnTo("lawyer");
    const preview = page.locator(".what");
    await preview.locator("details summary").nth(3).click();
    assert.ok((await preview.locator("details[open] li").count()) > 2, "each answer is shown");
    await preview.getByLabel(leaving.part_own_words, { exact: true }).uncheck();
    const section = preview.locator(".section-leaves").nth(2);
    await section.getByRole("checkbox").first().uncheck();
    await she.personAgrees();
    await she.check(she.field(leaving.as_assessment));
    const name = await new Promise((named) => {
      page.once("download", (download) => named(download.suggestedFilename()));
      seal(she);
    });
    assert.match(name, /^faisceau-assessment-[\d-]+\.json\.age$/, "its name says nothing of the person");
    await page.getByText(leaving.busy).waitFor({ state: "detached" });

    // The same once more, with its bytes; and as it is without a worker.
    await page.evaluate(() => {
      const beside = window.ageBeside;
      window.aged = [];
      window.ageBeside = async (task) => {
        window.aged.push("asked");
        setTimeout(() => window.aged.push("went on"), 0);
        const outcome = await beside(task);
        window.aged.push(task.byteLength === 0 && outcome instanceof Uint8Array ? "done beside the page" : "not done");
        return outcome;
      };
    });
    await she.personAgrees();
    const sealed = await taken(page, () => seal(she));
    assert.deepEqual(await page.evaluate(() => window.aged), ["asked", "went on", "done beside the page"]);
    await page.evaluate(() => delete window.ageBeside);
    await page.getByText(leaving.busy).waitFor({ state: "detached" });
    await she.personAgrees();
    const alone = await taken(page, () => seal(she));
    assert.ok(alone.toString("latin1").startsWith("age-encryption.org/v1"), "the page does it itself");
    assert.ok(sealed.toString("latin1").startsWith("age-encryption.org/v1"));
    assert.ok(!sealed.toString("latin1").includes("A-7"));
    assert.equal(requests.length, loaded, "no request");

    const other = await open(app.address, second);
    const elsewhere = new Interviewer(other.page, "fr");
    await elsewhere.makeSafe();
    await elsewhere.handIn(sealed);
    await elsewhere.title(leaving.sealed_title).waitFor();
    await elsewhere.write(elsewhere.field(leaving.sealed_words), "not these words");
    await elsewhere.press(elsewhere.button(leaving.sealed_open));
    await other.page.getByText(leaving.not_words).waitFor({ timeout: 30_000 });
    await elsewhere.write(elsewhere.field(leaving.sealed_words), WORDS);
    await elsewhere.press(elsewhere.button(leaving.sealed_open));
    await elsewhere.title(around.incoming_title).waitFor({ timeout: 30_000 });
    await other.page.getByText(leaving.selection_title).waitFor();
    await elsewhere.press(elsewhere.button(around.incoming_take));
    await other.page.locator(".case").waitFor();
  } finally {
    await leave(app, first, second);
  }
});

test("sealed to a public key, what leaves is opened by the file of the secret one", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    const { leaving, around } = she.words;
    const { generateX25519Identity, identityToRecipient } = await import("age-encryption");
    const identity = await generateX25519Identity();
    await whole(she);
    await she.passOnTo("lawyer");
    await she.personAgrees();
    await she.check(she.field(leaving.as_assessment));
    await she.check(she.field(leaving.by_key));
    for (const [written, sentence] of [
      [identity, leaving.key_secret],
      ["ssh-ed25519 AAAA", leaving.key_ssh],
      ["age1short", leaving.key_mistyped],
      ["hello", leaving.key_other],
    ]) {
      await she.write(she.field(leaving.key), written);
      await she.press(she.button(leaving.do_seal));
      await page.locator(".error-summary").getByText(sentence).waitFor();
    }
    await she.write(she.field(leaving.key), await identityToRecipient(identity));
    const sealed = await taken(page, () => she.press(she.button(leaving.do_seal)));

    const { Decrypter } = await import("age-encryption");
    const theirs = new Decrypter();
    theirs.addIdentity(identity);
    const read = JSON.parse(await theirs.decrypt(sealed, "text"));
    assert.equal(read.selection.recipient, "lawyer", "another program opens it");

    await she.toCases();
    await she.handIn(sealed);
    await she.title(leaving.sealed_title).waitFor();
    const give = (text) =>
      she.field(leaving.sealed_file).setInputFiles({ name: "key.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
    await give(await generateX25519Identity());
    await page.getByText(leaving.not_for_this).waitFor();
    await give(`# created: today\n${identity}\n`);
    await she.title(around.incoming_title).waitFor();
  }));

test("nothing leaves without an agreement or a reason, nor unprotected by accident", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    const { leaving, work } = she.words;
    await whole(she);
    let files = 0;
    page.on("download", () => (files += 1));
    await she.passOnTo("prosecutor");
    const refusal = page.locator(".error-summary");
    await she.press(she.button(leaving.do_seal));
    for (const gap of ["gap_agreement", "gap_short"]) await refusal.getByText(leaving[gap]).waitFor();
    await she.check(page.locator("#said").getByLabel(leaving.without, { exact: true }));
    await she.press(she.button(leaving.do_seal));
    await refusal.getByText(leaving.gap_reason).waitFor();
    await she.write(she.field(leaving.why), "Danger grave : un enfant sur place.");
    await she.write(she.field(leaving.passphrase), WORDS);
    await she.write(she.field(leaving.passphrase_again), `${WORDS}.`);
    await she.press(she.button(leaving.do_seal));
    await refusal.getByText(leaving.gap_different).waitFor();
    await she.check(she.field(leaving.by_nothing));
    await she.press(she.button(leaving.do_plain));
    await refusal.getByText(leaving.gap_sure).waitFor();
    assert.equal(files, 0, "nothing has left");
    await she.check(she.field(leaving.by_passphrase));
    await taken(page, () => seal(she));
    await she.navigate(work.history);
    await page.getByText("Danger grave : un enfant sur place.").waitFor();
  }));
