// Every screen that the safe brings with it: keys, copies, and another tab.
import { Interviewer } from "./interviewer.mjs";
import { PASSPHRASE, taken } from "./browser.mjs";

/** Goes through them, and calls `look` with the name of each and the page that shows it. */
export async function tourOfTheSafe(page, language, look) {
  const she = new Interviewer(page, language);
  const { common, around, keys } = she.words;
  await she.speak();
  await she.press(she.button(keys.propose));
  await look("safe-proposed", page);
  await she.write(she.field(around.passphrase), PASSPHRASE);
  await she.write(she.field(around.again), PASSPHRASE);
  await she.check(she.field(keys.with_code));
  await she.press(she.button(around.make));
  await she.title(keys.code_title).waitFor({ timeout: 60_000 });
  await look("safe-code", page);
  await she.press(she.button(keys.code_kept));
  await she.startCase("A-7");
  await she.toCases();
  await she.press(she.button(common.settings));
  await look("safe-settings", page);
  const copy = await taken(page, () => she.press(she.button(keys.rescue_save)));
  await look("safe-rescue-saved", page);
  await she.field(keys.rescue_take).setInputFiles({ name: "copy.fsr", mimeType: "application/octet-stream", buffer: copy.subarray(0, copy.length - 60) });
  await she.title(keys.rescue_title).waitFor();
  await look("safe-rescue", page);
  await she.write(she.field(around.passphrase), PASSPHRASE);
  await she.press(she.button(keys.rescue_look));
  await page.getByText(keys.rescue_adds, { exact: true }).waitFor({ timeout: 60_000 });
  await look("safe-rescue-open", page);
  await she.press(she.button(common.cancel));

  const other = await page.context().newPage();
  await other.setViewportSize(page.viewportSize());
  await other.goto(page.url());
  const second = new Interviewer(other, language);
  await second.unlock("not the one that it is");
  await other.getByText(around.wrong, { exact: true }).waitFor({ timeout: 60_000 });
  await other.getByText(keys.when_wrong, { exact: true }).click();
  await look("safe-locked", other);
  await second.unlock();
  await second.title(around.cases).waitFor({ timeout: 60_000 });
  await look("safe-following", other);
  await second.press(second.button(keys.take_over));
  await other.getByText(keys.told_writing, { exact: true }).waitFor();
  await page.bringToFront();
  await page.getByText(keys.following, { exact: true }).waitFor();
  await look("safe-taken-over", page);
  await other.close();
}
