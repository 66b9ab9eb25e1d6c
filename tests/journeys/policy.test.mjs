// What the page may not do, whoever asks: run a script that is not its own, ask a stranger for anything,
// stand inside another page.
import { test } from "node:test";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { host, inBrowser, leave, open, profile, saved, taken } from "./support/browser.mjs";
import { careful } from "./support/host.mjs";
import { HOSTILE, poison } from "./support/hostile.mjs";
import { Interviewer } from "./support/interviewer.mjs";
import { exercise, questions } from "./support/words.mjs";

/** What becomes of each attempt, made from inside the page. */
const attempts = (stranger) => `(async () => {
  const ran = [];
  window.ran = (what) => ran.push(what);
  const tried = async (attempt) => {
    try {
      await attempt();
      return "done";
    } catch (error) {
      return error.name;
    }
  };
  const inline = () => {
    const script = document.createElement("script");
    script.textContent = "window.ran('inline script')";
    document.body.append(script);
  };
  const handler = () => {
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.ran('handler')");
    document.body.append(image);
    image.src = "data:,";
  };
  const link = () => {
    const anchor = document.createElement("a");
    anchor.href = "javascript:window.ran('link')";
    document.body.append(anchor);
    anchor.click();
  };
  const style = () => {
    const sheet = document.createElement("style");
    sheet.textContent = "body { background: rgb(1, 2, 3) }";
    document.head.append(sheet);
  };
  const asked = {
    eval: await tried(() => (0, eval)("window.ran('eval')")),
    function: await tried(() => new Function("window.ran('function')")()),
    timer: await tried(() => setTimeout("window.ran('timer')", 0)),
    inline: await tried(inline),
    handler: await tried(handler),
    link: await tried(link),
    markup: await tried(() => { document.createElement("div").innerHTML = "<img src=x onerror=window.ran('markup')>"; }),
    script: await tried(() => { document.createElement("script").src = "data:text/javascript,window.ran('script')"; }),
    policy: await tried(() => trustedTypes.createPolicy("another", { createHTML: (text) => text })),
    worker: await tried(() => new Worker("data:text/javascript,0")),
    blob: await tried(() => new Worker(URL.createObjectURL(new Blob(["0"])))),
    foreign: await tried(() => new Worker("${stranger}")),
    shared: await tried(() => new SharedWorker("${stranger}")),
    service: await tried(() => navigator.serviceWorker.register("${stranger}")),
    style: await tried(style),
    fetch: await tried(() => fetch("${stranger}")),
    beacon: await tried(() => { if (!navigator.sendBeacon("${stranger}", "x")) throw new TypeError(); }),
    image: await tried(() => new Promise((yes, no) => Object.assign(new Image(), { src: "${stranger}", onload: yes, onerror: () => no(new TypeError()) }))),
    frame: await tried(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "${stranger}" }))),
    socket: await tried(() => new WebSocket("${stranger}".replace("http", "ws"))),
    form: await tried(() => { const form = Object.assign(document.createElement("form"), { action: "${stranger}", method: "post" }); document.body.append(form); form.submit(); }),
  };
  await new Promise((later) => setTimeout(later, 500));
  return { asked, ran, ground: getComputedStyle(document.body).backgroundColor };
})()`;

/** A stranger's address, and what was asked of it. */
async function stranger() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const framed = new URL(request.url, "http://stranger").searchParams.get("frames");
    response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" });
    response.end(`<p>a stranger</p>${framed ? `<iframe src="${framed}"></iframe>` : ""}`);
  });
  server.on("upgrade", (request, socket) => {
    asked.push(`socket ${request.url}`);
    socket.destroy();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}

/** What each attempt may end with, besides an error: it is not stopped at once, and comes to nothing. */
const QUIETLY = ["inline", "handler", "link", "style", "frame", "socket", "form", "beacon"];

for (const [how, headers] of [["with the headers of a careful host", undefined], ["by the page alone", {}]]) {
  test(`no script from a text, no request to a stranger: ${how}`, async () => {
    const app = await host(headers ? { headers } : {});
    const other = await stranger();
    const folder = await profile();
    try {
      const { page, said } = await open(app.address, folder);
      assert.deepEqual(said, [], "the app itself asks for nothing that is refused");
      const session = await page.context().newCDPSession(page);
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
        expression: attempts(other.address),
        awaitPromise: true,
        returnByValue: true,
        allowUnsafeEvalBlockedByCSP: false,
      });
      assert.equal(exceptionDetails, undefined);
      const { asked, ran, ground } = result.value;
      assert.deepEqual(ran, [], "nothing ran");
      for (const [what, end] of Object.entries(asked)) {
        assert.ok(end !== "done" || QUIETLY.includes(what), `${what} was let through`);
      }
      assert.notEqual(ground, "rgb(1, 2, 3)", "no style from a text");
      assert.deepEqual(other.asked, [], "the stranger was asked for nothing");
    } finally {
      other.close();
      await leave(app, folder);
    }
  });
}

test("inside another page it does not open: refused by the headers, and by the page where there are none", () =>
  inBrowser(async ({ page, app }) => {
    const plain = await host({ headers: {} });
    const other = await stranger();
    const framed = async (address) => {
      await page.goto(`${other.address}?frames=${address}`);
      return page.frameLocator("iframe");
    };
    try {
      await (await framed(plain.address)).getByText("Faisceau does not open inside another page").waitFor();
      // The browser shows its own page in the place of one that may not be there.
      await (await framed(app.address)).locator("body.neterror").waitFor({ state: "attached" });
      for (const address of [plain.address, app.address]) {
        const frame = await framed(address);
        await frame.locator("body").waitFor({ state: "attached" });
        assert.equal(await frame.getByRole("button").count(), 0, "nothing to press");
        assert.equal(await frame.getByRole("textbox").count(), 0, "nowhere to write");
      }
    } finally {
      other.close();
      plain.close();
    }
  }));

test("the page and the headers say the same, but for what a page cannot say", async () => {
  const { readFile } = await import("node:fs/promises");
  const [, inPage] = /Content-Security-Policy" content="([^"]*)"/.exec(await readFile("index.html", "utf8"));
  const headers = careful();
  assert.equal(headers["Content-Security-Policy"].replace(" frame-ancestors 'none';", ""), inPage);
  assert.doesNotMatch(inPage, /unsafe-inline|'unsafe-eval'|\*|https?:/);
  assert.equal(headers["Referrer-Policy"], "no-referrer");
});

/** Everything on the page that runs, loads or leads elsewhere. */
const live = (page) =>
  page.evaluate(() => {
    const kinds = "script, iframe, frame, img, object, embed, base, link, meta, style, svg, audio, video, [href], [src], [action]";
    const handlers = (element) => element.getAttributeNames().some((name) => name.startsWith("on"));
    const all = [...document.querySelectorAll("*")].filter((element) => element.matches(kinds) || handlers(element));
    return all.map((element) => element.outerHTML);
  });

test("a file full of markup, links, formulas and scripts is words, and nothing else", () =>
  inBrowser(async ({ page, said, requests }) => {
    const she = new Interviewer(page, "en");
    const { around, closing, work } = she.words;
    await page.addInitScript(() => {
      window.alert = window.confirm = window.prompt = () => (window.ran = true);
    });
    await page.reload();
    await she.makeSafe();
    await she.startCase("A-7");
    await she.lead(0, 6);
    await she.goToStage("interview");
    await she.agree({ stage: "interview", explained_by: { en: "x" }, language: { en: "x" }, form: "spoken", uses: exercise.steps.findLast((step) => step.agree).agree.uses });
    await she.answer({ question: "freedom.door", answer: { value: { yes_no: false } }, own_words: { en: "x" } });
    await she.decide(exercise.steps.at(-1).decide);
    const ours = JSON.parse(await taken(page, () => she.exportCase()));
    const file = poison(structuredClone(ours));

    /** Takes a file in, and goes through every page on which something of it stands. */
    const takeIn = async (file, look) => {
      await she.toCases();
      await she.handIn(JSON.stringify(file));
      await she.title(around.incoming_title).waitFor();
      await look("before it is taken in");
      await she.press(she.button(around.incoming_take));
      await page.locator(".case").waitFor();
      await saved(page);
      for (const [name, title] of [[work.findings, closing.findings], [work.summary, closing.report_title], [work.history, work.history]]) {
        await she.navigate(name);
        await she.title(title).waitFor();
        await look(name);
      }
      await she.goToStage("interview");
      await she.reach(questions.get("freedom.door"));
      await look("the question");
      await she.goToStage("decision");
      await look("the decision");
    };

    // What the app itself draws on each of them, with words that are only words.
    const drawn = new Map();
    await takeIn(ours, async (where) => drawn.set(where, await live(page)));
    const before = requests.length;
    await takeIn(file, async (where) => {
      assert.deepEqual(await live(page), drawn.get(where), `${where}: something was made of it`);
      assert.equal(await page.evaluate(() => window.ran), undefined, `${where}: something ran`);
      assert.equal(await page.title(), "Faisceau", where);
      if (where === "before it is taken in") assert.ok(await page.getByText(HOSTILE[0], { exact: true }).isVisible(), "the name is shown as it is written");
      if (where === "the question") {
        const door = file.answers.find(({ question }) => question === "freedom.door");
        assert.equal(await she.field(work.own_words, she.open).inputValue(), door.entry.own_words);
      }
      if (where === "the decision") assert.equal(await she.field(closing.reasons).inputValue(), HOSTILE.join("\n"));
    });
    const again = await taken(page, () => she.exportCase());
    assert.deepEqual(JSON.parse(again), { ...file, app: JSON.parse(again).app }, "and leaves again as it came");
    await she.toCases();
    assert.ok(await page.getByRole("button", { name: HOSTILE[0], exact: true }).isVisible());
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.deepEqual(requests.slice(before).filter((url) => !url.startsWith("blob:")), [], "nothing was asked for");
    assert.deepEqual(said, []);
  }));
