// Photographs every page at a laptop's size and at a telephone's, in both languages, and prints the
// summary: `./dev shots`, then look into tests/journeys/artefacts/.
import { mkdir } from "node:fs/promises";
import { host, open, profile, forget } from "./support/browser.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { tour } from "./support/tour.mjs";
import { tourOfTheSafe } from "./support/tour-of-the-safe.mjs";
import { tourOfTheTraining } from "./support/tour-of-the-training.mjs";

const FOLDER = "tests/journeys/artefacts";
const only = process.argv[2];
const SETS = [
  { name: "laptop-fr", language: "fr", viewport: { width: 1366, height: 768 } },
  { name: "laptop-en", language: "en", viewport: { width: 1366, height: 768 } },
  { name: "telephone-fr", language: "fr", viewport: { width: 390, height: 844 } },
  { name: "telephone-en", language: "en", viewport: { width: 390, height: 844 } },
  { name: "dark-fr", language: "fr", viewport: { width: 1366, height: 768 }, colorScheme: "dark" },
  { name: "contrast-en", language: "en", viewport: { width: 1366, height: 768 }, forcedColors: "active" },
];

/** What is projected in a room, and the debrief: as at the front of it. */
const PROJECTED = [
  { name: "projector-fr", language: "fr", viewport: { width: 1920, height: 1080 } },
  { name: "projector-en", language: "en", viewport: { width: 1920, height: 1080 } },
];

async function photographTraining(name, language, options) {
  const folder = await profile();
  const { context, page } = await open(app.address, folder, options);
  await mkdir(`${FOLDER}/${name}`, { recursive: true });
  await tourOfTheTraining(page, language, async (shot) => {
    if (PROJECTED.some((set) => set.name === name) && !/debrief|room/.test(shot)) return;
    await page.screenshot({ path: `${FOLDER}/${name}/${shot}.png`, fullPage: true });
    if (/debrief|training-room$/.test(shot)) await page.pdf({ path: `${FOLDER}/${name}/${shot}.pdf`, format: "A4" });
  });
  await context.close();
  await forget(folder);
}

const app = await host();
if (!only || only === "readme") {
  const folder = await profile();
  const { context, page } = await open(app.address, folder);
  const she = new Interviewer(page, "en");
  await she.speak();
  await she.press(she.button(she.words.around.try_do));
  await she.open.waitFor();
  await page.waitForTimeout(500);
  await mkdir(".readme", { recursive: true });
  await page.screenshot({ path: ".readme/screenshot.png" });
  await context.close();
  await forget(folder);
}
for (const { name, language, ...options } of SETS.filter((set) => !only || set.name === only)) {
  const folder = await profile();
  const { context, page } = await open(app.address, folder, options);
  await mkdir(`${FOLDER}/${name}`, { recursive: true });
  await tour(page, language, async (shot) => {
    await page.screenshot({ path: `${FOLDER}/${name}/${shot}.png` });
    if (shot === "report" || shot === "summary") await page.pdf({ path: `${FOLDER}/${name}/${shot}.pdf`, format: "A4" });
  });
  await context.close();
  await forget(folder);
  const other = await profile();
  const safe = await open(app.address, other, options);
  await tourOfTheSafe(safe.page, language, async (shot, page) => {
    await page.screenshot({ path: `${FOLDER}/${name}/${shot}.png`, fullPage: true });
    if (shot === "safe-code") await page.pdf({ path: `${FOLDER}/${name}/safe-code.pdf`, format: "A4" });
  });
  await safe.context.close();
  await forget(other);
  await photographTraining(name, language, options);
  console.log(name);
}
for (const { name, language, ...options } of PROJECTED.filter((set) => !only || set.name === only)) {
  await photographTraining(name, language, options);
  console.log(name);
}
app.close();
