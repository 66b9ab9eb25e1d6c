// Ends the browser at random moments while someone writes, and looks whether all that was said to be saved
// is there when it comes back.
//   node tests/faults/campaign.mjs [KILLS] [SEED] [--firefox]
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { host } from "../journeys/support/host.mjs";
import { Interviewer } from "../journeys/support/interviewer.mjs";
import { PASSPHRASE } from "../journeys/support/browser.mjs";
import { stages } from "../journeys/support/words.mjs";
import * as chromium from "./chromium.mjs";
import { ENDS } from "./ends.mjs";
import * as firefox from "./firefox.mjs";
import { Ledger } from "./ledger.mjs";
import { stored, watch } from "./watch.mjs";

/** How browsers end, and how often among a hundred. */
const KINDS = [
  ["browser, any moment", 36, { end: "browser" }],
  ["renderer, any moment", 18, { end: "renderer" }],
  ["browser, as a record is handed over", 10, { end: "browser", at: ({ key, value }) => key && value }],
  ["browser, as a snapshot is handed over", 12, { end: "browser", at: ({ size, fresh }) => fresh && size > SNAPSHOT, answers: true }],
  ["browser, as old records are taken away", 8, { end: "browser", at: ({ in: within, value }) => within && !value, answers: true }],
  ["browser, as everything is sealed anew under new keys", 6, { end: "browser", at: ({ key, value }) => key === HEADER && value, rotates: true, lag: 400 }],
  ["logout (SIGTERM)", 5, { end: "logout" }],
  ["tab closed, then browser", 3, { end: "tab" }],
  ["tab closed as old records are taken away, then browser", 2, { end: "tab", at: ({ in: within, value }) => within && !value, answers: true }],
];
/** The key under which the first copy of the header is stored. */
const HEADER = "0000";
/** A new record of more bytes than an answer ever takes is a snapshot of the case. */
const SNAPSHOT = 4_000;
/** How long it is written before an end at any moment, in milliseconds. */
const SHORTEST = 250;
const LONGEST = 3_500;
/** How long a moment that does not come is waited for, in milliseconds. */
const PATIENCE = 30_000;
const WORDS = "she said that he keeps the key of the cellar and that nobody ever told her when the pay would come".split(" ");

/** Random numbers that are the same for the same seed (Mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The kinds of ends, in a random order that keeps their shares. */
function drawn(kills, roll) {
  const whole = KINDS.reduce((sum, [, share]) => sum + share, 0);
  const all = KINDS.flatMap(([name, share, how]) => Array(Math.round((kills * share) / whole)).fill({ name, ...how }));
  while (all.length < kills) all.push({ name: KINDS[0][0], ...KINDS[0][2] });
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(roll() * (at + 1));
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all.slice(0, kills);
}

/** A laptop with one browser profile, and the person who writes on it. */
class Laptop {
  constructor(start, address, folder, ledger) {
    Object.assign(this, { start, address, folder, ledger, typed: "", shown: "", passphrases: [PASSPHRASE] });
  }

  async open() {
    this.browser = await this.start(this.folder);
    const { page } = this.browser;
    page.setDefaultTimeout(60_000);
    await page.exposeFunction("tell", (told) => this.hear(JSON.parse(told)));
    await page.addInitScript(watch);
    await page.goto(this.address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    this.she = new Interviewer(page, "en");
    // The choice of a language may be lost with the browser: it is no one's words.
    await this.she.speak();
  }

  hear(told) {
    if (told.writes) {
      told.writes.forEach((write) => this.hear(write));
      return;
    }
    if (told.saved !== undefined) {
      this.shown = told.saved;
    } else {
      told.fresh = told.key !== undefined && !this.ledger.knows(told.key);
      this.ledger.hear(told);
    }
    this.heard?.(told);
  }

  get field() {
    return this.browser.page.locator(".question.active textarea").first();
  }

  /** A safe, and a case whose interview is agreed to, at the question about the door. */
  async prepare() {
    const { work } = this.she.words;
    await this.she.makeSafe();
    await this.she.startCase("A-7");
    await this.she.goToStage("interview");
    await this.she.write(this.she.field(work.explained_by), "Caseworker 3");
    await this.she.write(this.she.field(work.spoken_language), "English");
    await this.she.check(this.she.field(this.she.in(stages.find(({ id }) => id === "interview").agreement.uses[0].label)));
    await this.she.press(this.she.button(work.given));
    await this.atTheDoor();
  }

  async atTheDoor() {
    await this.she.answer({ question: "freedom.door" });
    await this.she.openWords();
    await this.field.waitFor();
  }

  /** Opens the safe again; what was kept of it, and what the screen says of damage. */
  async comeBack() {
    await this.open();
    const { page } = this.browser;
    // Before the safe is opened: opening it may write.
    const kept = this.ledger.compare(await page.evaluate(stored));
    await this.unlock().catch(async (error) => {
      const shown = await page.locator("body").innerText();
      throw new Error(`it does not open: ${kept.acknowledged} records acknowledged, ${kept.lost.length} lost; the screen says\n${shown}`, { cause: error });
    });
    await this.she.openCase("A-7");
    await this.atTheDoor();
    const words = await this.field.inputValue();
    const notices = (await page.locator(".notice").allInnerTexts()).map((text) => text.trim()).filter(Boolean);
    // That everything is sealed anew, which goes on by itself after an end, is no alarm. Neither is what the
    // browser did, and the second copy made good.
    const { told_turned: turned, told_came_back: cameBack } = this.she.words.keys;
    const told = notices.filter((text) => ![turned, cameBack].some((known) => text.includes(known)));
    return { kept, words, told, emptied: notices.some((text) => text.includes(cameBack)) };
  }

  /** By the passphrase, or by the one before where its change was not kept. */
  async unlock() {
    const { page } = this.browser;
    const { around } = this.she.words;
    const [last, ...earlier] = this.passphrases;
    await this.she.unlock(last);
    const [opened, wrong] = [this.she.title(around.cases), page.getByText(around.wrong, { exact: true })];
    await opened.or(page.locator(".case")).or(wrong).first().waitFor();
    if (await wrong.isVisible()) {
      this.passphrases = earlier;
      assert.ok(earlier.length > 0, "a passphrase opens it");
      return this.unlock();
    }
    this.passphrases = [last];
  }

  /** Has everything sealed anew under another passphrase. */
  async rotate(roll) {
    const { keys, around, common } = this.she.words;
    const next = `four words of day ${Math.floor(roll() * 1e9)}`;
    await this.she.toCases();
    await this.she.press(this.she.button(common.settings));
    await this.she.write(this.she.field(keys.current), this.passphrases[0]);
    await this.she.write(this.she.field(keys.new_passphrase), next);
    await this.she.write(this.she.field(around.again), next);
    await this.she.check(this.she.field(keys.everything));
    this.passphrases = [next, ...this.passphrases];
    await this.she.press(this.she.button(keys.change));
  }

  /** Writes until told to stop: words, keystroke by keystroke; or answers, one after the other. */
  async work(roll, until, answers) {
    const { keyboard } = this.browser.page;
    try {
      if (answers) {
        await this.she.leaveField?.();
        await this.browser.page.locator(".question.active .wording").first().focus();
        for (let turn = 0; !until.aborted; turn += 1) await keyboard.press(turn % 2 ? "1" : "2");
        return;
      }
      await this.field.focus();
      await keyboard.press("Control+End");
      while (!until.aborted) {
        const word = `${WORDS[Math.floor(roll() * WORDS.length)]} `;
        for (const letter of word) {
          if (until.aborted) return;
          await keyboard.type(letter);
          this.typed += letter;
          // Between 8 and 60 milliseconds a letter: a quick hand, and at times a rest in which it is saved.
          await new Promise((later) => setTimeout(later, 8 + roll() * 52));
        }
        if (roll() < 0.15) await new Promise((later) => setTimeout(later, 350 + roll() * 500));
      }
    } catch (error) {
      if (!until.aborted) throw error;
    }
  }

  /** Works, and ends the browser as it was drawn. What was shown and typed at that moment. */
  async workToTheEnd(kind, roll) {
    const until = new AbortController();
    // Everything that was there when it came back was saved.
    if (kind.rotates) this.shown = this.typed;
    const working = kind.rotates ? this.rotate(roll) : this.work(roll, until.signal, kind.answers);
    // A change of keys that the end interrupts fails, as it must.
    working.catch(() => {});
    const after = SHORTEST + roll() * (LONGEST - SHORTEST);
    let came = true;
    if (kind.at) {
      const lag = roll() * (kind.lag ?? 12);
      const moment = new Promise((now) => {
        const from = Date.now() + (kind.answers || kind.rotates ? 0 : after);
        this.heard = (told) => Date.now() >= from && kind.at(told) && now(true);
      });
      came = await Promise.race([moment, new Promise((late) => setTimeout(late, PATIENCE, false))]);
      assert.ok(came || !kind.rotates, "everything is being sealed anew");
      await new Promise((later) => setTimeout(later, lag));
    } else {
      await new Promise((later) => setTimeout(later, after));
    }
    this.heard = undefined;
    // What was shown and typed is taken down before the end: what comes later can only be more.
    until.abort();
    const { shown, typed } = this;
    await ENDS[kind.end](this.browser);
    await working.catch(() => {});
    await this.browser.browser.close().catch(() => {});
    return { shown, typed, came };
  }
}

const words = (text) => text.split(/\s+/).filter(Boolean).length;
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Kills the browser that often. What was acknowledged, what was lost, what was only typed. */
export async function campaign({ kills, seed, start = chromium.start, say = () => {} }) {
  const roll = random(seed);
  const app = await host();
  const started = Date.now();
  const told = { kills: 0, acknowledged: 0, lostRecords: [], lostWords: [], alarms: [], emptied: 0, missed: 0, unsaved: [], gone: [], kinds: {} };
  let folder;
  let laptop;
  const fresh = async () => {
    folder = await mkdtemp(join(tmpdir(), "faisceau-faults-"));
    laptop = new Laptop(start, app.address, folder, new Ledger());
    await laptop.open();
    await laptop.prepare();
  };
  const leave = async () => {
    if (laptop?.browser) await ENDS.browser(laptop.browser).catch(() => {});
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await fresh();
    for (const kind of drawn(kills, roll)) {
      const { shown, typed, came } = await laptop.workToTheEnd(kind, roll);
      const { kept, words: back, told: said, emptied } = await laptop.comeBack();
      told.kills += 1;
      told.emptied += emptied ? 1 : 0;
      told.missed += came ? 0 : 1;
      told.kinds[kind.name] = (told.kinds[kind.name] ?? 0) + 1;
      const { acknowledged, lost } = kept;
      told.acknowledged += acknowledged;
      const where = `kill ${told.kills}, ${kind.name}`;
      // Sealed anew, every record has another name, of which the last are told too late: there the words
      // count, and what the screen says of damage.
      if (!kind.rotates) told.lostRecords.push(...lost.map((key) => `${where}: ${key}`));
      if (!back.startsWith(shown)) told.lostWords.push(`${where}: shown as saved “${shown.slice(-60)}”, found “${back.slice(-60)}”`);
      told.alarms.push(...said.map((text) => `${where}: ${text}`));
      if (!kind.answers && !kind.rotates) {
        // What stood on the screen and was not yet said to be saved; and of that, what did not come back.
        told.unsaved.push(words(typed) - words(shown));
        told.gone.push(Math.max(0, words(typed) - words(back)));
      }
      Object.assign(laptop, { typed: back, shown: "" });
      if (told.kills % 10 === 0) say(`${told.kills} kills, ${told.acknowledged} records acknowledged, ${told.lostRecords.length} lost, ${Math.round((Date.now() - started) / 1000)} s`);
      // A long text makes each cycle slow: now and then a new safe on a new profile.
      if (back.length > 6_000 && told.kills < kills) {
        await leave();
        await fresh();
      }
    }
  } finally {
    await leave();
    app.close();
  }
  return { ...told, seconds: Math.round((Date.now() - started) / 1000) };
}

/** The figures of a campaign, in words. */
export function report(told) {
  const line = (name, numbers) => `${name}: median ${middle(numbers)}, worst ${Math.max(0, ...numbers)}`;
  return [
    `kills: ${told.kills}, in ${told.seconds} s`,
    ...Object.entries(told.kinds).map(([name, count]) => `  ${count} × ${name}`),
    `moments waited for that did not come: ${told.missed}`,
    `records acknowledged: ${told.acknowledged}`,
    `records lost: ${told.lostRecords.length}`,
    `texts that were shown as saved and were not whole: ${told.lostWords.length}`,
    `stores that the browser handed back empty, made whole from the second copy: ${told.emptied}`,
    `false alarms on the screen: ${told.alarms.length}`,
    line("words typed and not yet said to be saved", told.unsaved),
    line("words typed that did not come back", told.gone),
    ...[...told.lostRecords, ...told.lostWords, ...told.alarms].map((text) => `  ${text}`),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const inFirefox = process.argv.includes("--firefox");
  const [kills = inFirefox ? 50 : 250, seed = Date.now() % 1_000_000] = process.argv.slice(2).filter((word) => /^\d+$/.test(word)).map(Number);
  if (inFirefox && !firefox.FIREFOX) {
    console.error("LEFT OUT: there is no Firefox here. Install firefox-esr, or name one in FIREFOX.");
  } else {
    console.log(`seed ${seed}`);
    const told = await campaign({ kills, seed, start: (inFirefox ? firefox : chromium).start, say: console.log });
    console.log(report(told));
    process.exitCode = told.lostRecords.length + told.lostWords.length + told.alarms.length ? 1 : 0;
  }
}
