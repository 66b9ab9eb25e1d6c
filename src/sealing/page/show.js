"use strict";
// What the page does with its hands: asks for the passphrase, shows what comes out, prints it, saves it, closes it.
// What comes out is built anew from the few elements that a report is made of; nothing else of it gets in.
const element = (id) => document.getElementById(id);
const ELEMENTS = new Set("ARTICLE B BDI COL COLGROUP DD DIV DL DT EM H1 H2 H3 HEADER I LI MAIN OL P SECTION SMALL SPAN STRONG TABLE TBODY TD TH THEAD TR UL".split(" "));
const ATTRIBUTES = ["class", "lang", "dir", "scope", "colspan"];

function rebuilt(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || !ELEMENTS.has(node.tagName)) return document.createTextNode("");
  const copy = document.createElement(node.tagName);
  for (const name of ATTRIBUTES) if (node.hasAttribute(name)) copy.setAttribute(name, node.getAttribute(name));
  copy.append(...[...node.childNodes].map(rebuilt));
  return copy;
}

let report;

function show(bytes) {
  report = bytes;
  const read = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
  const main = read.querySelector("main");
  element("ask").hidden = true;
  element("report").hidden = false;
  // What is no report is not shown: it can be saved.
  element("other").hidden = main !== null;
  element("print").hidden = main === null;
  if (main) {
    if (read.documentElement.lang) document.documentElement.lang = read.documentElement.lang;
    document.title = read.title;
    const style = document.createElement("style");
    // A report's own style asks for nothing, and what asks is no report's; the policy stands behind.
    const styles = [...read.querySelectorAll("style")].map((sheet) => sheet.textContent);
    style.textContent = styles.join("\n").replace(/@import[^;]*;?|url\([^)]*\)?/gi, "");
    document.head.append(style);
    element("shown").append(rebuilt(main));
  }
  element("bar").focus();
}

function tell(why) {
  for (const told of document.querySelectorAll("[data-why]")) told.hidden = told.dataset.why !== why;
}

element("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const [words, button, progress] = [element("words"), element("open"), element("progress")];
  if (prepared(words.value) === "") return tell("empty"), words.focus();
  tell("busy");
  [button.disabled, progress.hidden] = [true, false];
  try {
    const bytes = await openSealed(element("sealed").textContent, words.value, (part) => (progress.value = part));
    words.value = "";
    tell();
    show(bytes);
  } catch (fault) {
    tell(fault.why ?? "memory");
    words.focus();
    words.select();
  }
  [button.disabled, progress.hidden] = [false, true];
});

element("seen").addEventListener("change", (event) => (element("words").type = event.target.checked ? "text" : "password"));
element("print").addEventListener("click", () => window.print());
element("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([report], { type: "application/octet-stream" }));
  link.download = "faisceau-report-opened.html";
  link.click();
});
element("close").addEventListener("click", () => location.reload());
element("form").hidden = false;
element("words").focus();
