// An interviewer who never touches the mouse.
import assert from "node:assert/strict";
import { Interviewer } from "./interviewer.mjs";

/** How often Tab is pressed before a thing is said to be out of reach. */
const MOST = 250;

export class ByKeyboard extends Interviewer {
  get keys() {
    return this.page.keyboard;
  }

  hasFocus(what) {
    return what.evaluate((element) => element === document.activeElement);
  }

  /** Goes on by Tab until the focus is there. */
  async tabTo(what) {
    await what.waitFor();
    for (let pressed = 0; pressed < MOST; pressed += 1) {
      if (await this.hasFocus(what)) return;
      await this.keys.press("Tab");
    }
    assert.fail(`out of reach by keyboard: ${what}`);
  }

  async press(what) {
    await this.tabTo(what);
    await this.keys.press("Enter");
  }

  async write(field, text) {
    await this.tabTo(field);
    await this.keys.press("Control+a");
    if (text) await this.keys.insertText(text);
    else await this.keys.press("Delete");
  }

  /** A box by the space bar; a round one by the arrows, from wherever Tab enters its group. */
  async check(box) {
    await box.waitFor();
    if ((await box.getAttribute("type")) !== "radio") {
      await this.tabTo(box);
      if (!(await box.isChecked())) await this.keys.press("Space");
      return;
    }
    const name = await box.getAttribute("name");
    for (let pressed = 0; pressed < MOST; pressed += 1) {
      const inGroup = await this.page.evaluate((group) => document.activeElement?.name === group, name);
      if (inGroup) break;
      await this.keys.press("Tab");
    }
    if ((await this.hasFocus(box)) && !(await box.isChecked())) await this.keys.press("Space");
    for (let pressed = 0; pressed < 10 && !(await box.isChecked()); pressed += 1) await this.keys.press("ArrowDown");
    assert.ok(await box.isChecked(), "the arrows reach it");
  }

  async select(list, label) {
    await this.tabTo(list);
    const shown = () => list.evaluate((element) => element.selectedOptions[0].textContent.trim());
    await this.keys.press("Home");
    for (let pressed = 0; pressed < 20 && (await shown()) !== label; pressed += 1) await this.keys.press("ArrowDown");
    assert.equal(await shown(), label);
  }

  /** Presses a key for something that is done often: at a hand's pace, one after the other. */
  async command(key) {
    await this.leaveField();
    await this.page.locator(".asked.waits").waitFor({ state: "detached" });
    await this.keys.press(key);
  }

  /** Out of a field, by the key that the list of shortcuts names for it. */
  async leaveField() {
    for (let pressed = 0; pressed < MOST; pressed += 1) {
      const inField = await this.page.evaluate(() => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName));
      if (!inField) return;
      await this.keys.press("Tab");
    }
    assert.fail("no way out of the field");
  }

  async choose(open, text) {
    const key = text === this.words.work.none_of_these ? "0" : await this.digit(open, text);
    await this.command(key);
  }

  async digit(open, text) {
    const choices = await open.locator(".choice").evaluateAll((all) => all.map((one) => one.querySelector("span").textContent.trim()));
    const at = choices.indexOf(text);
    assert.ok(at >= 0, `“${text}” is among ${choices}`);
    return String(at + 1);
  }

  async beSilent(how) {
    if (how === "does_not_know") return this.command("d");
    if (how === "prefers_not") return this.command("p");
    await this.command("a");
    const reason = this.field(this.words.work.not_asked_reason, this.open);
    await reason.waitFor();
    await this.page.waitForFunction(() => document.activeElement?.id.startsWith("reason-"));
    return this.keys.type(this.in(how.not_asked));
  }

  async openWords() {
    await this.command("n");
  }

  async mark() {
    await this.command("m");
  }

  /** The next question by an arrow, also out of a field; any other by its words. */
  async reach(question) {
    if (await this.isAt(question)) return;
    await this.keys.press("Control+ArrowDown");
    if (await this.isAt(question)) return;
    await this.command("/");
    await this.keys.type(this.in(question.wording));
    await this.keys.press("Enter");
    await this.open.getByRole("heading", { name: this.in(question.wording), exact: true }).waitFor();
  }

  /** By the key where keys are obeyed: at a question; elsewhere by the button. */
  async lock() {
    if (!(await this.open.isVisible())) {
      await this.press(this.button(this.words.common.lock));
      await this.field(this.words.around.passphrase).waitFor();
      return;
    }
    await this.command("l");
    await this.page.locator(".hint-soft").waitFor();
    await this.keys.press("l");
    await this.field(this.words.around.passphrase).waitFor();
  }

  async hide() {
    await this.keys.press("Escape");
    await this.button(this.words.common.hide).waitFor({ state: "detached" });
  }
}
