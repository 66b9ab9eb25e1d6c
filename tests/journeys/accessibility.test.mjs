// axe finds nothing on any page, in either language, on a laptop, on a telephone, in the dark.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, inBrowser } from "./support/browser.mjs";
import { tour } from "./support/tour.mjs";
import { tourOfTheTraining } from "./support/tour-of-the-training.mjs";

const settings = [
  ["fr", "on a laptop", {}],
  ["en", "on a laptop", {}],
  ["fr", "on a telephone", { viewport: { width: 390, height: 844 } }],
  ["en", "in the dark", { colorScheme: "dark" }],
];

const tours = [
  ["any page", tour],
  ["any page of the training", tourOfTheTraining],
];

for (const [[language, told, options], [what, goThrough]] of settings.flatMap((set) => tours.map((one) => [set, one]))) {
  test(`axe finds nothing on ${what}, ${language}, ${told}`, () =>
    inBrowser(async ({ page, said }) => {
      const found = {};
      let pages = 0;
      await goThrough(page, language, async (name) => {
        pages += 1;
        const violations = await axe(page);
        if (violations.length) found[name] = violations;
        const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (width > 0) found[`${name}, too wide`] = width;
      });
      assert.deepEqual(found, {});
      assert.ok(pages > 20);
      assert.deepEqual(said, []);
    }, options));
}
