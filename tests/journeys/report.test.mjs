// Paper: the identification report of a case that was taken in, its summary on one page, the digest by which paper
// and file are matched, and the questionnaire as an empty form.
import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { axe, inBrowser, saved, taken } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

const FILE = new URL("../corpus/assessment-1.0.0-whole.json", import.meta.url);

/** What RFC 8785 makes of a document. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(",")}}`;
};

/** The digest as `docs/format.md` tells it, by another hand. */
const digest = (file) => {
  const { instrument, stages, answers, set_aside, set_clues, decision } = file;
  const { name, changed_at, place, ...rest } = file.case;
  const parts = { instrument, case: rest, stages, answers, set_aside, set_clues, decision };
  const whole = createHash("sha256").update(canonical(parts), "utf8").digest("hex");
  return whole.match(/.{4}/g).join(" ");
};

/** How many pages a PDF has. */
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

for (const language of ["fr", "en"]) {
  test(`a case on paper, ${language}`, () =>
    inBrowser(async ({ page, said }) => {
      const she = new Interviewer(page, language);
      const { closing, around, work } = she.words;
      await she.makeSafe();
      await she.handIn(await readFile(FILE));
      await she.title(around.incoming_title).waitFor();
      const shown = await page.locator(".facts code").innerText();
      const number = await page.getByRole("row", { name: around.incoming_number }).locator("td").innerText();
      await she.press(she.button(around.incoming_take));
      await page.locator(".case").waitFor();
      await saved(page);

      await she.navigate(work.summary);
      await she.title(closing.report_title).waitFor();
      const chapters = await page.locator(".paper section").evaluateAll((all) => all.map(({ id }) => id));
      for (const id of ["first", "convergence", "facts", "evidence", "needs", "decision", "agreements", "digest"]) {
        assert.ok(chapters.includes(id), id);
      }
      assert.ok((await page.locator(".paper header").innerText()).includes(number), "the same number as before");
      assert.equal(await page.locator("#digest strong").innerText(), shown, "paper and file can be matched");
      const foot = () => page.evaluate(() => document.styleSheets[0].cssRules[0].cssText);
      assert.ok((await foot()).includes(number.replace("-", "")) || (await foot()).includes(number), "on every page");
      assert.deepEqual(await axe(page), []);
      const whole = pages(await page.pdf({ preferCSSPageSize: true }));
      assert.ok(whole > 1, `${whole} pages`);

      await she.press(she.button(closing.summary_title));
      await she.title(closing.summary_title).waitFor();
      assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1, "the summary is one page");
      assert.deepEqual(await axe(page), []);

      const file = JSON.parse(await taken(page, () => she.exportCase()));
      assert.equal(digest(file), shown, "by another hand");

      await she.toCases();
      assert.ok(!(await foot()).includes("@bottom-left"), "the next page that is printed bears no number");
      await she.press(she.button(she.words.common.settings));
      const tracks = page.locator(".on-paper button");
      await she.press(tracks.nth(1));
      await page.locator(".paper .ask .wording").first().waitFor();
      const asked = await page.locator(".paper .ask .wording b").evaluateAll((all) => all.filter((one) => one.innerText).length);
      assert.ok(asked >= 10 && asked <= 25, `${asked} questions on the urgent form`);
      assert.ok(pages(await page.pdf({ preferCSSPageSize: true })) <= 8);
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(said, []);
    }));
}
