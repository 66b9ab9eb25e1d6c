// A hand that writes letter by letter, as people do: at its pace, with a rest in the middle, looking away and
// coming back. And a crowd of them: writing is mostly waiting, so that several write side by side, each in a
// browser of its own on a copy of one safe.
import { cp } from "node:fs/promises";
import { open, profile } from "./browser.mjs";
import { shown } from "./fields.mjs";
import { Trainee } from "./trainee.mjs";

/** Milliseconds from one letter to the next, and what is written at each: every letter is a shortcut somewhere. */
export const PACES = [
  { each: 20, text: "elle pleurait, personne ne l'a vue" },
  { each: 110, text: "la personne pleurait" },
  { each: 250, text: "papa dort pl" },
];
/** Longer than the longest time after which what is written is taken in. */
const REST = 1300;
/** Longer than the time after which what is written is taken in once the hand rests. */
const A_WHILE = 450;

/** How long one waits for what is not there, in milliseconds. */
const SOON = 8000;

/** Fields that take fewer characters than are written. */
const SHORT = { "#who": 24, "#write-id": 9 };

const wait = (milliseconds) => new Promise((later) => setTimeout(later, milliseconds));

/** What a letter that is obeyed would change: where one is, and what is chosen there. */
const around = (page, key) =>
  page.evaluate(({ gives, looks }) => ({
    title: document.querySelector("h1")?.textContent,
    question: document.querySelector(".question.active")?.id,
    // A reason not to ask takes the place of an answer; what confirmed an answer goes with it.
    chosen: [...document.querySelectorAll('[aria-pressed="true"], [aria-checked="true"]')].filter((it) => !(it.closest(".question.active") && (gives || it.closest(".told-before")))).map((it) => it.textContent.trim()),
    // What is looked for is listed, and the rest is not.
    checked: gives || looks ? 0 : document.querySelectorAll("input:checked").length,
    dialogs: [...document.querySelectorAll('[role="dialog"]')].map((it) => it.getAttribute("aria-labelledby")),
  }), { gives: key.includes("reason-"), looks: key.includes("write-look") });

/** What is written where only a figure can be read. */
function figure(key) {
  if (key.includes("day-")) return "7";
  if (key.includes("month-")) return "11";
  if (key.includes("year-")) return "2019";
  return "12";
}

/** One who writes in a browser of her own. */
export class Hand {
  static async at(address, folder, made, sites) {
    const copy = await profile();
    await cp(folder, copy, { recursive: true });
    const browser = await open(address, copy, {}, false);
    browser.page.setDefaultTimeout(SOON);
    return new Hand({ ...browser, folder: copy, made, sites });
  }

  constructor(browser) {
    Object.assign(this, browser);
    this.she = new Trainee(this.page, "fr");
    this.stored = [];
    this.wrong = [];
  }

  fields() {
    return shown(this.page, this.sites);
  }

  async field(key) {
    return (await this.fields()).find((field) => field.key === key);
  }

  /** Opens the safe, from wherever one is. */
  async unlock() {
    const { around: words } = this.she.words;
    await this.page.reload();
    await this.she.unlock();
    await this.page.locator("h1", { hasText: words.locked_title }).waitFor({ state: "detached", timeout: 60_000 });
    // A case that was open is open again; otherwise its list is.
    await this.page.locator(".case, table").first().waitFor();
  }

  async enter(area, names) {
    this.area = area;
    if (area === "locked") return this.page.reload();
    if (area === "training") return undefined;
    await this.unlock();
    if (await this.page.locator(".case").isVisible()) await this.she.toCases();
    if (area !== "around") await this.she.openCase(names[area]);
    return undefined;
  }

  /** Goes to a place, and tells what keeps it from there. */
  async go(place) {
    try {
      await place.go(this);
      return true;
    } catch (why) {
      this.wrong.push(`${place.name}: no way there: ${String(why).split("\n")[0]} (at ${await this.page.locator("h1").first().textContent().catch(() => "?")})`);
      return false;
    }
  }

  /** Writes into a field at a pace, and tells what is not as it should be. */
  async write(place, key, { each, text }) {
    const { page } = this;
    const complain = (what) => this.wrong.push(`${place.name}, ${key}, a letter each ${each} ms: ${what}`);
    const field = await this.field(key);
    if (!field) return complain("the field is not there any more");
    const { handle } = field;
    const words = place.text?.(field) ?? (field.numeric ? figure(key) : text.slice(0, SHORT[key])).replaceAll(" ", key === "#write-id" ? "-" : " ");
    await handle.scrollIntoViewIfNeeded();
    await handle.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    if (each === 110) await wait(REST);
    if (!(await handle.evaluate((it) => it.isConnected && it === document.activeElement))) complain("emptied, it was drawn anew");
    const before = await around(page, key);
    const half = Math.ceil(words.length / 2);
    await page.keyboard.type(words.slice(0, half), { delay: each });
    if (each === 110) {
      await handle.evaluate((it) => it.blur()).catch(() => {});
      await wait(REST);
      await handle.focus().catch(() => {});
      await page.keyboard.press("End");
    } else await wait(REST);
    await page.keyboard.type(words.slice(half), { delay: each });
    const same = await handle.evaluate((it) => it.isConnected && it === document.activeElement);
    if (!same) complain("it was drawn anew under the hand");
    await wait(A_WHILE);
    const after = await around(page, key);
    const now = await this.field(key);
    const holds = await now?.handle.inputValue();
    if (holds !== words) complain(`it holds ${JSON.stringify(holds)} instead of ${JSON.stringify(words)}`);
    if (JSON.stringify(before) !== JSON.stringify(after)) complain(`letters were obeyed: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
    return words;
  }

  /** Puts a long text into a field at once; where it is too long for it, the field says so and by how much. */
  async paste(place, key, words) {
    const complain = (what) => this.wrong.push(`${place.name}, ${key}, ${words.length} letters at once: ${what}`);
    const { handle } = (await this.field(key)) ?? {};
    if (!handle) return complain("the field is not there any more");
    await handle.scrollIntoViewIfNeeded();
    await handle.click();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(words);
    await wait(A_WHILE);
    const now = await this.field(key);
    const holds = await now?.handle.inputValue();
    if (holds !== words) complain(`it holds ${holds?.length}`);
    const told = await now?.handle.evaluate((it) => {
      const ids = (it.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
      const beside = [...ids.map((id) => document.getElementById(id)), it.closest("label")?.querySelector(".too-long")];
      return { invalid: it.getAttribute("aria-invalid") === "true", limit: beside.map((one) => one?.textContent ?? "").join(" ") };
    });
    const over = told?.limit.match(/(\d+) caractères de trop.{1,3}: (\d+) au plus/);
    if (over && Number(over[1]) + Number(over[2]) !== words.length) complain(`it says ${over[0]}`);
    if (over && !told.invalid) complain("it is not marked as wrong");
    if (told?.invalid && !over && !place.scenario) complain(`it is marked as wrong, and does not say by how much: ${told.limit}`);
    return words;
  }

  /** Opens the browser anew, after it was ended. */
  async again(address) {
    Object.assign(this, await open(address, this.folder, {}, false));
    this.page.setDefaultTimeout(SOON);
    this.she = new Trainee(this.page, "fr");
  }

  /** Takes down what must be found again at a place. */
  keep(place, typed) {
    // There is one passing on at a time, to whomever it is.
    const passesOn = ({ name }) => name.startsWith("passing on");
    if (passesOn(place)) this.stored = this.stored.filter(({ place: before }) => !passesOn(before));
    if (typed.size > 0) this.stored.push({ place, typed });
  }

  /** Looks whether everything is there again. */
  async look(names, forgotten) {
    for (const area of [...new Set(this.stored.map(({ place }) => place.area))]) {
      if (area === "locked" || area === "around") continue;
      const here = this.stored.filter(({ place }) => place.area === area);
      await this.enter(area, names);
      for (const { place, typed } of here) {
        if (!(await this.go(place))) continue;
        for (const [key, words] of typed) {
          if (forgotten(place, key)) continue;
          const field = await this.field(key);
          const holds = await field?.handle.inputValue();
          if (holds !== words) this.wrong.push(`${place.name}, ${key}: stored is ${JSON.stringify(holds?.slice(0, 80))} instead of ${JSON.stringify(words.slice(0, 80))}${words.length > 80 ? ` (${holds?.length} of ${words.length})` : ""}`);
        }
        await place.end?.(this, new Map()).catch(() => {});
      }
    }
  }

  /** Waits until nothing is unsaved, where saving is told at all. */
  async rest() {
    await this.page.locator('[data-saving="underway"]').first().waitFor({ state: "detached" });
  }
}

/** Has several hands do what there is to do, each going on where she is as long as there is something. */
export async function crowd(hands, tasks, names, work) {
  const left = [...tasks];
  await Promise.all(
    hands.map(async (hand) => {
      while (left.length > 0) {
        const here = left.findIndex(({ area }) => area === hand.area);
        const others = new Set(hands.filter((one) => one !== hand).map(({ area }) => area));
        const free = left.findIndex(({ area }) => !others.has(area));
        const [task] = left.splice(here >= 0 ? here : Math.max(free, 0), 1);
        try {
          if (task.area !== hand.area) await hand.enter(task.area, names);
          await work(hand, task);
        } catch (why) {
          hand.area = undefined;
          hand.wrong.push(`${task.name}: ${String(why).split("\n").slice(0, 3).join(" ")} (at ${(await hand.page.locator("body").innerText().catch(() => "?")).slice(0, 200)})`);
        }
      }
    }),
  );
}
