// A report is passed on sealed: nothing leaves before its line is kept; whoever receives it opens it with a browser
// alone, from a disk and without a network, or with Faisceau; and what else is handed in is told by its kind.
import { test } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter, Encrypter, armor } from "age-encryption";
import { axe, forget, inBrowser, open, profile, room, saved, taken, writeUntilRefused } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { exercise } from "./support/words.mjs";

const WORDS = "four words of ours";
const told = (language) =>
  exercise.steps.map((step) => step.answer?.own_words?.[language]).filter((words) => words?.length > 12);

async function withCase(she, steps = exercise.steps.length) {
  await she.makeSafe();
  await she.startCase("A-7");
  await she.lead(0, steps);
  await saved(she.page);
}

/** Fills in what a sealed report to a lawyer wants, and leaves it to press the button. */
async function ready(she) {
  const { leaving } = she.words;
  await she.passOnTo("lawyer");
  await she.personAgrees();
  await she.write(she.field(leaving.passphrase), WORDS);
  await she.write(she.field(leaving.passphrase_again), WORDS);
}

/** Passes a report on as the page proposes it: its bytes and its name. */
async function passOn(she) {
  await ready(she);
  const [download] = await Promise.all([
    she.page.waitForEvent("download"),
    she.press(she.button(she.words.leaving.do_seal)),
  ]);
  return { bytes: await readFile(await download.path()), name: download.suggestedFilename() };
}

/** Someone without Faisceau opens a file from a disk, without a network. */
async function asRecipient(bytes, does, options = {}) {
  const [folder, place] = [await profile(), await mkdtemp(join(tmpdir(), "faisceau-received-"))];
  const file = join(place, "received.html");
  await writeFile(file, bytes);
  let browser;
  try {
    browser = await open(`file://${file}`, folder, options);
    await browser.context.setOffline(true);
    await does({ ...browser, file });
  } finally {
    await browser?.context.close();
    await forget(folder);
    await rm(place, { recursive: true, force: true });
  }
}

const field = (page) => page.locator("#words");

test("a sealed report opens itself from a disk, without a program and without a network", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "fr");
    const { leaving, work } = she.words;
    await withCase(she);
    const { bytes, name } = await passOn(she);
    assert.match(name, /^faisceau-report-sealed-[\d-]+\.html$/, "its name says nothing of the person");
    const text = bytes.toString();
    for (const words of [...told("fr"), "A-7", WORDS]) assert.ok(!text.includes(words), "nothing can be read in it");

    // How it is opened goes with it, and never says the passphrase.
    await page.getByText(leaving.told_passed_sealed.split(" : ")[1] ?? leaving.how_told).first().waitFor();
    const how = page.locator(".how-to-open");
    await how.getByRole("heading", { name: leaving.how_title }).waitFor();
    assert.ok((await how.innerText()).includes(name));
    const sheet = (await taken(page, () => she.press(she.button(leaving.how_save)))).toString();
    assert.ok(sheet.includes(name) && !sheet.includes(WORDS));
    assert.deepEqual(await axe(page), []);
    await she.navigate(work.history);
    const line = leaving.past_left.replace("{{ to }}", leaving.to_lawyer);
    assert.ok((await page.locator(".history").innerText()).includes(line), "the history keeps it");

    await asRecipient(bytes, async (received) => {
      assert.deepEqual(await axe(received.page), []);
      assert.ok(await field(received.page).evaluate((it) => it === document.activeElement), "she can type at once");
      for (const [attribute, value] of [["autocapitalize", "off"], ["autocorrect", "off"], ["spellcheck", "false"], ["autocomplete", "off"]]) {
        assert.equal(await field(received.page).getAttribute(attribute), value);
      }
      await received.page.keyboard.press("Enter");
      await received.page.locator('[data-why="empty"]').waitFor();
      await received.page.keyboard.type("four words of yours");
      await received.page.keyboard.press("Enter");
      await received.page.locator('[data-why="words"]').waitFor({ timeout: 60_000 });
      // As a telephone writes it: with a capital, and a space behind it.
      await received.page.keyboard.type("Four words  of ours ");
      await received.page.keyboard.press("Enter");
      const report = received.page.locator("#shown");
      await report.getByRole("heading", { level: 1 }).waitFor({ timeout: 60_000 });
      const shown = await report.innerText();
      for (const words of told("fr")) assert.ok(shown.includes(words), words);
      assert.equal(await received.page.evaluate(() => document.documentElement.lang), "fr");
      assert.equal(await field(received.page).inputValue(), "", "the passphrase does not stay");
      assert.deepEqual(await axe(received.page), []);
      const opened = await taken(received.page, () => received.page.locator("#save").click());
      const other = new Decrypter();
      other.addPassphrase(WORDS);
      const sealed = text.slice(text.indexOf("-----BEGIN AGE ENCRYPTED FILE-----"), text.indexOf("-----END AGE ENCRYPTED FILE-----") + 32);
      assert.equal(await other.decrypt(armor.decode(sealed), "text"), opened.toString(), "another program opens the same");
      await received.page.emulateMedia({ media: "print" });
      assert.ok(!(await received.page.locator("#bar").isVisible()), "its buttons are not printed");
      await received.page.emulateMedia({ media: "screen" });
      await received.page.locator("#close").click();
      await field(received.page).waitFor();
      assert.equal(await report.innerText(), "", "closed again, nothing of it stays");
      assert.deepEqual(received.requests.filter((url) => !url.startsWith("file:") && !url.startsWith("blob:")), [], "it asks for nothing");
      assert.deepEqual(received.said, []);
    });
    assert.deepEqual(said, []);
  }));

test("on a telephone the page fits, and a page that was cut says so", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await withCase(she, 20);
    const { bytes } = await passOn(she);
    await asRecipient(
      bytes,
      async (received) => {
        const sideways = () => received.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!(await sideways()));
        await field(received.page).fill(WORDS);
        await received.page.locator("#open").tap();
        await received.page.locator("#shown h1").waitFor({ timeout: 60_000 });
        assert.ok(!(await sideways()));
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    );
    const text = bytes.toString();
    const at = text.indexOf("-----BEGIN AGE ENCRYPTED FILE-----") + 500;
    await asRecipient(text.slice(0, at) + text.slice(at + 130), async (received) => {
      await field(received.page).fill(WORDS);
      await received.page.locator("#open").click();
      await received.page.locator('[data-why="damaged"]').waitFor({ timeout: 60_000 });
    });
  }));

test("nothing that is sealed in a page can run, load or lead elsewhere", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "en");
    await withCase(she, 20);
    const text = (await passOn(she)).bytes.toString();
    const hostile = `<!doctype html><html><head><title>A</title><style>@import "https://example.org/a.css"; h1 { background: url(https://example.org/b.png) }</style>
      <script>window.ran = "head"</script><meta http-equiv="refresh" content="0;url=https://example.org/"></head>
      <body><main><h1 onclick="window.ran = 'handler'">Title</h1><script>window.ran = "script"</script>
      <img src="https://example.org/c.png" onerror="window.ran = 'image'"><iframe src="https://example.org/"></iframe>
      <a href="javascript:window.ran = 'link'">link</a><form action="https://example.org/"><button>send</button></form>
      <p>words</p></main></body></html>`;
    const encrypter = new Encrypter();
    encrypter.setPassphrase(WORDS);
    encrypter.setScryptWorkFactor(10);
    const sealed = armor.encode(await encrypter.encrypt(hostile)).trim();
    const end = "-----END AGE ENCRYPTED FILE-----";
    const changed = text.slice(0, text.indexOf("-----BEGIN AGE ENCRYPTED FILE-----")) + sealed + text.slice(text.indexOf(end) + end.length);
    await asRecipient(changed, async (received) => {
      await field(received.page).fill(WORDS);
      await received.page.locator("#open").click();
      const title = received.page.locator("#shown h1");
      await title.waitFor({ timeout: 60_000 });
      await title.click();
      await received.page.waitForTimeout(500);
      assert.equal(await received.page.evaluate(() => window.ran), undefined);
      assert.equal(await received.page.locator("#shown :is(script, img, iframe, a, form, meta, [onclick])").count(), 0);
      assert.deepEqual(received.requests.filter((url) => !url.startsWith("file:")), []);
      assert.ok(received.page.url().startsWith("file:"));
    });
  }));

test("Faisceau opens what it has sealed, and shows it", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "en");
    const { leaving, around } = she.words;
    await withCase(she);
    const { bytes: itself } = await passOn(she);
    await page.getByText(leaving.busy).waitFor({ state: "detached" });
    await ready(she);
    await she.check(she.field(leaving.sealed_as_age));
    const age = await taken(page, () => she.press(she.button(leaving.do_seal)));
    assert.ok(age.toString("latin1").startsWith("age-encryption.org/v1"));
    await she.toCases();
    for (const bytes of [itself, age]) {
      await she.handIn(bytes);
      await she.title(leaving.sealed_title).waitFor();
      await she.write(she.field(leaving.sealed_words), "not these words");
      await she.press(she.button(leaving.sealed_open));
      await page.getByText(leaving.not_words).waitFor({ timeout: 30_000 });
      await she.write(she.field(leaving.sealed_words), WORDS);
      await she.press(she.button(leaving.sealed_open));
      await page.getByText(leaving.opened_sealed).waitFor({ timeout: 30_000 });
      const shown = await page.locator("article.paper").innerText();
      for (const words of told("en")) assert.ok(shown.includes(words), words);
      assert.deepEqual(await axe(page), []);
      const plain = await taken(page, () => she.press(she.button(leaving.opened_save)));
      assert.ok(plain.toString().startsWith("<!doctype html>"));
      await she.press(she.button(leaving.opened_close));
      await she.title(around.cases).waitFor();
      // Not sealed any more, it is shown as well.
      await she.handIn(plain);
      await page.getByText(leaving.opened_plain).waitFor();
      await she.press(she.button(leaving.opened_close));
      await she.title(around.cases).waitFor();
    }
    assert.deepEqual(said, []);
  }));

test("what is handed in and is something else is told by its kind, and never called damaged", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    const { leaving, work } = she.words;
    await withCase(she, 3);
    await she.toCases();
    for (const [bytes, sentence] of [
      ["%PDF-1.7\n%\u00e2\u00e3", leaving.is_pdf],
      ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", leaving.is_picture],
      ["<!DOCTYPE html><title>News</title>", leaving.is_html],
      ["PK\x03\x04\x14\0\0\0\x08\0word/document.xml", leaving.is_office],
      ["FSR\x01\0\x04", leaving.is_rescue],
      ["AGE-SECRET-KEY-1QQQ", leaving.is_key],
      ["Madame, Monsieur,", leaving.is_text],
      ["-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", leaving.is_cut],
    ]) {
      await she.handIn(Buffer.from(bytes, "latin1"));
      await page.locator(".notice").getByText(sentence).waitFor();
      assert.ok(!(await page.locator(".notice").innerText()).includes(work.import_json.split("{{")[0]));
    }
    const encrypter = new Encrypter();
    encrypter.setPassphrase(WORDS);
    encrypter.setScryptWorkFactor(10);
    await she.handIn(await encrypter.encrypt("%PDF-1.7\n"));
    await she.write(she.field(leaving.sealed_words), WORDS);
    await she.press(she.button(leaving.sealed_open));
    await she.title(leaving.opened_title).waitFor({ timeout: 30_000 });
    await page.getByText(leaving.is_pdf).waitFor();
    const pdf = await taken(page, () => she.press(she.button(leaving.opened_save)));
    assert.equal(pdf.toString(), "%PDF-1.7\n");
  }));

test("where there is no room for its line in the history, nothing leaves, and nothing says that it did", () =>
  inBrowser(async ({ page }) => {
    const she = new Interviewer(page, "fr");
    const { leaving, work } = she.words;
    // From the beginning: a browser that has found much room once does not look again for minutes.
    const space = await room(page);
    await space.leave(1_000_000);
    await withCase(she, 20);
    let files = 0;
    page.on("download", () => (files += 1));
    await she.openWords();
    await writeUntilRefused(page, she.field(work.own_words, she.open));
    for (const plain of [false, true]) {
      await ready(she);
      if (plain) {
        await she.check(she.field(leaving.by_nothing));
        await she.check(she.field(leaving.plain_sure));
      }
      await she.press(she.button(plain ? leaving.do_plain : leaving.do_seal));
      await page.getByText(leaving.told_not_left_full).waitFor({ timeout: 30_000 });
      await she.navigate(work.history);
      assert.ok(!(await page.locator(".history").innerText()).includes(leaving.to_lawyer), "no line without its file");
    }
    await space.giveBack();
    await saved(page);
    await page.waitForTimeout(500);
    assert.equal(files, 0, "nothing has left");
    await passOn(she);
    await she.navigate(work.history);
    assert.ok((await page.locator(".history").innerText()).includes(leaving.to_lawyer));
  }));

test("a tab that only reads passes nothing on, and says why", () =>
  inBrowser(async ({ page, context, app }) => {
    const she = new Interviewer(page, "en");
    await withCase(she, 20);
    const other = await context.newPage();
    await other.goto(app.address);
    const second = new Interviewer(other, "en");
    const { leaving, keys, work } = second.words;
    await second.unlock();
    await second.openCase("A-7");
    let files = 0;
    other.on("download", () => (files += 1));
    await second.navigate(leaving.leave);
    await other.getByText(leaving.cannot_following).waitFor();
    const shut = other.getByRole("radio").first();
    await shut.click({ force: true });
    assert.equal(await shut.isChecked(), false, "nothing is chosen");
    // The first tab, taken over with its page open, cannot either.
    await page.bringToFront();
    await she.passOnTo("lawyer");
    assert.equal(await page.getByText(leaving.cannot_following).count(), 0);
    await other.bringToFront();
    await second.press(second.button(keys.take_over).first());
    await other.getByText(keys.told_writing, { exact: true }).waitFor();
    await page.bringToFront();
    await page.getByText(leaving.cannot_following).waitFor();
    assert.ok(await she.button(leaving.do_seal).isDisabled());
    await other.bringToFront();
    assert.equal(files, 0);
    await passOn(second);
    await second.navigate(work.history);
    assert.ok((await other.locator(".history").innerText()).includes(leaving.to_lawyer));
  }));
