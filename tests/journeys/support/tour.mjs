// Every page of the app, in the order in which an interviewer could see them: what axe looks at, and
// what is photographed.
import { Interviewer } from "./interviewer.mjs";
import { PASSPHRASE } from "./browser.mjs";

/** Goes through every page, and calls `look` with the name of each. */
export async function tour(page, language, look) {
  const she = new Interviewer(page, language);
  const { common, work, around, closing, lenses } = she.words;
  const nav = (name) => she.navigate(name);
  await she.speak();
  await look("start");
  await page.getByLabel(around.passphrase, { exact: true }).fill("court");
  await she.button(around.make).click();
  await look("start-refused");

  await she.makeSafe();
  await look("cases-none");
  await she.startCase("A-7");
  await look("agreement");
  await she.button(work.given).click();
  await page.locator(".error-summary").waitFor();
  await look("agreement-incomplete");
  await she.toCases();

  await she.startCase("A-8");
  await she.refuse();
  await look("information");
  await she.toCases();

  await she.startCase("A-9");
  await she.lead(0, 14);
  await look("alert");
  await she.lead(14, 30);
  await look("questionnaire");
  await page.locator(".question.active details.why summary").click();
  await look("why");
  await she.lead(30, 60);
  await look("money");
  await she.lead(60, 66);
  await she.badDate();
  await look("fault");
  await she.lead(66, 97);
  await look("interview");
  await nav(closing.decision);
  await look("decision-blank");
  await she.lead(97);
  await look("decision");
  await nav(work.findings);
  await look("findings");
  await nav(lenses.faisceau);
  await page.locator(".faisceau-drawn .row.present").first().focus();
  await look("faisceau");
  await page.locator(".findings-pages ul").nth(1).getByRole("button").first().click();
  await page.locator(".why-rule > summary").first().click();
  await look("lens");
  await nav(lenses.changes);
  await look("changes");
  await nav(work.summary);
  await look("report");
  await she.button(closing.summary_title).click();
  await look("summary");
  await nav(work.history);
  await look("history");
  await she.withdrawal();
  await look("withdrawal");
  await nav(work.findings);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await look("shortcuts");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("papi");
  await look("search");
  // Twice within a second, Escape hides everything.
  await page.waitForTimeout(1_100);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches("h1"));
  await page.keyboard.press("b");
  await page.getByRole("dialog", { name: common.pause }).waitFor();
  await look("pause");
  await she.button(common.continue_).click();
  await she.toCases();
  await look("cases");
  await she.button(common.settings).click();
  await look("settings");
  await page.locator(".on-paper button").nth(1).click();
  await look("paper");
  await she.button(common.back_to_cases).click();
  await she.lock();
  await look("locked");
  await she.unlock("not the passphrase");
  await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  await look("locked-refused");
  await she.unlock(PASSPHRASE);
  await page.getByRole("heading", { level: 1, name: around.cases, exact: true }).waitFor({ timeout: 60_000 });
  await she.hide();
  await look("neutral");
  await page.reload();
  await page.getByLabel(around.passphrase, { exact: true }).waitFor();
}
