// Several cases side by side: renamed, taken up for another person, erased after being asked twice.
import { test } from "node:test";
import assert from "node:assert/strict";
import { inBrowser, saved } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";

test("cases are listed with what they lack, renamed, taken up for another person, and erased", () =>
  inBrowser(async ({ page, said }) => {
    const she = new Interviewer(page, "en");
    const { around, common } = she.words;
    const row = (name) => page.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
    const doing = page.locator(".doing");
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 14);
    await saved(page);
    await she.toCases();
    assert.match(await row("A-7").innerText(), new RegExp(common.stage_alert));

    await she.press(row("A-7").getByRole("button", { name: around.rename, exact: true }));
    await she.write(doing.getByLabel(around.name, { exact: true }), "B-1");
    await page.keyboard.press("Enter");
    await row("B-1").waitFor();

    await she.press(row("B-1").getByRole("button", { name: around.duplicate, exact: true }));
    await she.write(doing.getByLabel(around.name, { exact: true }), "B-2");
    await page.keyboard.press("Enter");
    await page.locator(".case").waitFor();
    await saved(page);
    await she.toCases();
    await row("B-2").waitFor();

    await she.press(row("B-1").getByRole("button", { name: around.erase, exact: true }));
    await doing.getByText("B-1").first().waitFor();
    await she.press(doing.getByRole("button", { name: around.erase_do, exact: true }));
    await doing.getByText("B-1").first().waitFor();
    await she.press(doing.getByRole("button", { name: around.erase_yes, exact: true }));
    await row("B-1").waitFor({ state: "detached" });
    await saved(page);

    await page.reload();
    await she.speak();
    await she.unlock();
    await row("B-2").waitFor();
    assert.equal(await row("B-1").count(), 0);
    assert.deepEqual(said, []);
  }));
