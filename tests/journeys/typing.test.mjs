// Every field of the app is written into letter by letter, as people write: at three paces, with a rest that
// is longer than the time after which what is written is taken in, looking away and coming back. What is
// stored is what was written; no letter was lost, and none was obeyed. The fields are found by themselves.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Encrypter } from "age-encryption";
import { host, kill, leave, open, profile, saved, taken } from "./support/browser.mjs";
import { named, written } from "./support/fields.mjs";
import { Hand, PACES, crowd } from "./support/hand.mjs";
import { ASKED, WHOLE, everywhere } from "./support/places.mjs";
import { Trainee } from "./support/trainee.mjs";

const HANDS = Number(process.env.FAISCEAU_HANDS ?? 6);
const NAMES = { case: WHOLE, asked: ASKED };

/** More letters than any long field takes, and a name longer than any short one. */
const LONG = "mot et mot. ".repeat(4167).slice(0, 50_000);
const NAME = "un nom de deux cents lettres, ".repeat(7).slice(0, 200);

/** What is written and not stored, each with its reason. */
const NOT_STORED = [
  [/passphrase|again|current|sealed-words|leaving-words|leaving-again/, "a passphrase is never kept"],
  [/^#search$|^#write-look$|looking/, "words that are looked for"],
];
const forgotten = (place, key) => NOT_STORED.some(([pattern]) => pattern.test(key)) || (place.area === "training" && !place.kept && !place.scenario);

/** Fields in which a key is pressed, and no text is written. */
const NO_TEXT = [[/parts\/key_settings\.rs/, "the key that is chosen for a shortcut"]];

/** A safe with a whole case, one that nothing was agreed to, and what the places need. */
async function prepare(app, folder) {
  const { page, context } = await open(app.address, folder);
  const she = new Trainee(page, "fr");
  const made = { document: readFileSync("tests/corpus/assessment-1.1.0-whole.json") };
  await she.makeSafe();
  await she.startCase(ASKED);
  await saved(page);
  await she.toCases();
  await she.startCase(WHOLE);
  await she.lead();
  await saved(page);
  await she.toCases();
  await she.press(she.button(she.words.common.settings));
  made.copy = await taken(page, () => she.press(she.button(she.words.keys.rescue_save)));
  const seal = new Encrypter();
  seal.setPassphrase("four words of ours");
  seal.setScryptWorkFactor(4);
  made.sealed = Buffer.from(await seal.encrypt(made.document));
  await page.reload();
  await she.press(page.getByRole("button", { name: she.training.enter, exact: true }));
  await she.press(she.tool(she.training.make_session));
  await page.locator("#session-name").fill("Rennes");
  await page.getByRole("checkbox").first().check();
  await she.press(she.tool(she.training.session_make));
  made.session = await taken(page, () => she.press(she.tool(she.training.session_file)));
  await context.close();
  return made;
}

const shared = { folders: [] };

before(async () => {
  shared.app = await host();
  shared.folder = await profile();
  shared.made = await prepare(shared.app, shared.folder);
  shared.sites = written().filter(({ where }) => !NO_TEXT.some(([pattern]) => pattern.test(where)));
});

after(() => leave(shared.app, shared.folder, ...shared.folders));

/** As many hands as there is work for, each in a browser of its own. */
async function hands(most = HANDS) {
  const all = [];
  for (let at = 0; at < most; at += 1) {
    const hand = await Hand.at(shared.app.address, shared.folder, shared.made, shared.sites);
    shared.folders.push(hand.folder);
    all.push(hand);
  }
  return all;
}

/** Has each place visited and each of its fields worked on, then looks whether what must be stored is. */
async function everywhereBy(all, places, work, tell) {
  const began = Date.now();
  const since = () => Math.round((Date.now() - began) / 1000);
  await crowd(all, places, NAMES, async (hand, place) => {
    if (!(await hand.go(place))) return;
    const fields = await hand.fields();
    if (!place.none && fields.length === 0) hand.wrong.push(`${place.name}: no field is there`);
    const typed = new Map();
    for (const field of fields) await work(hand, place, field, typed);
    hand.keep(place, typed);
    await place.end?.(hand, typed).catch((why) => hand.wrong.push(`${place.name}: ${String(why).split("\n")[0]}`));
    if (process.env.FAISCEAU_TELL) console.error(since(), hand.area, place.name, typed.size, hand.wrong);
  });
  tell(`written after ${since()} s`);
  // Half of them lock at once, half of them have the page read anew once it is saved.
  await Promise.all(
    all.map(async (hand, at) => {
      if (at % 2 === 0 && (await hand.she.button(hand.she.words.common.lock).isVisible())) await hand.she.lock();
      else await hand.rest();
      await hand.look(NAMES, forgotten);
      await hand.context.close();
    }),
  );
  tell(`looked at after ${since()} s`);
  return all.flatMap((hand) => [...hand.wrong, ...hand.said]);
}

const chosen = () => everywhere().filter(({ name }) => new RegExp(process.env.FAISCEAU_PLACE ?? "").test(name));

test("what is written letter by letter into any field is what is stored", async (t) => {
  const { sites } = shared;
  const [met, names, times] = [new Map(), new Set(), new Map()];
  const places = chosen();
  const wrong = await everywhereBy(
    await hands(Math.min(HANDS, places.length)),
    places,
    async (hand, place, { key, sites: of, within }, typed) => {
      for (const site of of) met.set(site, (met.get(site) ?? new Set()).add(`${place.name.split(", ").at(-1)} ${key}`));
      for (const id of within) names.add(id);
      if (place.only && !place.only.test(key)) return;
      // The first time at every pace; later the paces take turns. In a scenario the same field stands at many places.
      const known = place.scenario ? `${of} ${place.text ? place.name : ""}` : `${of} ${key}`;
      const time = times.get(known) ?? 0;
      times.set(known, time + 1);
      for (const pace of time === 0 ? PACES : [PACES[time % 2 === 1 ? 1 : 0]]) {
        const words = await hand.write(place, key, pace);
        if (words !== undefined) typed.set(key, words);
      }
    },
    (told) => t.diagnostic(told),
  );
  t.diagnostic(`${times.size} fields, written into ${[...times.values()].reduce((sum, count) => sum + count, 0)} times`);
  if (!process.env.FAISCEAU_PLACE) {
    for (const { where, selector } of sites) {
      const alike = sites.filter((other) => other.selector === selector).length;
      const found = met.get(selector)?.size ?? 0;
      if (found < alike) wrong.push(`${where}: nobody wrote into it (${selector}: ${found} of ${alike}); add its place to support/places.mjs`);
    }
    for (const { where, id } of named()) if (!names.has(id)) wrong.push(`${where}: nobody wrote into #${id}; add its place to support/places.mjs`);
  }
  assert.deepEqual(wrong, []);
});

test("what is too long is not cut, stays in its field with by how much, and is there again after a lock", async (t) => {
  const done = new Set();
  const places = chosen().filter(({ none }) => !none);
  const wrong = await everywhereBy(
    await hands(Math.min(HANDS, places.length)),
    places.map((place) => ({ ...place, end: /search|rescue/.test(place.name) ? place.end : undefined })),
    async (hand, place, { key, long, numeric }, typed) => {
      // Where a figure or a day is read, no text is too long.
      const read = numeric || place.text?.({ key }) !== undefined;
      if ((place.only && !place.only.test(key)) || read || done.has(key)) return;
      done.add(key);
      const name = key === "#write-id" ? NAME.replaceAll(/[ ,]/g, "-") : NAME;
      const words = long ? LONG : /reason-|writing/.test(key) ? LONG.slice(0, 700) : name;
      typed.set(key, await hand.paste(place, key, words));
    },
    (told) => t.diagnostic(told),
  );
  t.diagnostic(`${done.size} fields`);
  assert.deepEqual(wrong, []);
});

test("a browser that is ended in the middle of a word keeps what was written a second before", async () => {
  const words = "elle dit que son patron garde les papiers, et qu'il ne la paie pas depuis mars";
  const half = 30;
  const wrong = [];
  const tried = [
    [/^questionnaire, text$/, /^#said-/],
    [/^questionnaire, note$/, /writing/],
    [/^questionnaire, text, not asked$/, /^#reason-/],
    [/^decision$/, /^#reasons$/],
  ];
  const [hand] = await hands(1);
  for (const [name, field] of tried) {
    const place = everywhere().find((place) => name.test(place.name));
    await hand.enter("case", NAMES);
    await hand.go(place);
    const { key, handle } = (await hand.fields()).find(({ key }) => field.test(key));
    await handle.click();
    await hand.page.keyboard.press("Control+a");
    await hand.page.keyboard.press("Delete");
    await hand.page.keyboard.type(words.slice(0, half), { delay: 40 });
    await hand.rest();
    await hand.page.waitForTimeout(1300);
    await hand.page.keyboard.type(words.slice(half), { delay: 25 });
    await kill(hand.folder);
    await hand.again(shared.app.address);
    await hand.enter("case", NAMES);
    await hand.go(place);
    const holds = (await (await hand.field(key))?.handle.inputValue()) ?? "";
    if (!words.startsWith(holds) || holds.length < half) wrong.push(`${place.name}, ${key}: ${JSON.stringify(holds)}`);
  }
  await hand.context.close();
  assert.deepEqual([...wrong, ...hand.wrong], []);
});
