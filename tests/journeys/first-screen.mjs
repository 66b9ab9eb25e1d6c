// How long it takes from the address to the first screen that can be used, in fresh profiles:
// `./dev size` tells it. Machines are noisy: read it beside a page that holds nothing.
import { forget, host, open, profile } from "./support/browser.mjs";

const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];

const app = await host();
const [ours, nothing] = [[], []];
for (let time = 0; time < 7; time += 1) {
  const folder = await profile();
  const { context, page } = await open("about:blank", folder, {}, false);
  const usable = async (address, selector) => {
    const start = performance.now();
    await page.goto(address, { waitUntil: "commit" });
    await page.locator(selector).waitFor();
    return performance.now() - start;
  };
  nothing.push(await usable(`${app.address}LICENSE-MIT`, "body"));
  ours.push(await usable(app.address, "form button"));
  await context.close();
  await forget(folder);
}
app.close();
const [first, bare] = [median(ours), median(nothing)];
console.log(`first usable screen: ${first.toFixed(0)} ms (median of 7); a page of plain text: ${bare.toFixed(0)} ms; ratio ${(first / bare).toFixed(1)}`);
