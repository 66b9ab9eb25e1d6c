// The fields in which letters are written: those that a page shows, and those that the sources hold. Both
// are found by what they are, so that a field that is added is found as well.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SCREENS = "src/ui";
/** Kinds of `input` in which no letter is written. */
const NO_LETTERS = ["checkbox", "radio", "file", "button", "submit", "reset", "range", "color", "hidden", "image"];
/** Attributes by which the sources and a page tell the same field. */
const TELLING = ["id", "class", "type", "inputmode", "rows", "autocomplete", "spellcheck"];

const rust = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return rust(path);
    return entry.name.endsWith(".rs") ? [path] : [];
  });

/** The tag that opens at a place of a view, without what stands in its braces. */
function tagAt(source, start) {
  let depth = 0;
  let told = "";
  for (let at = start; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '"') {
      const end = source.indexOf('"', at + 1);
      if (depth === 0) told += source.slice(at, end + 1);
      at = end;
    } else if ("({[".includes(sign)) depth += 1;
    else if (")}]".includes(sign)) depth -= 1;
    else if (depth === 0 && sign === ">" && !"=-".includes(source[at - 1])) return told;
    else if (depth === 0) told += sign;
  }
  return told;
}

const attribute = (tag, name) => tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];

/** The fields of the sources: where each is written, and how it is recognised on a page. */
export function written() {
  return rust(SCREENS).flatMap((path) => {
    const source = readFileSync(path, "utf8").replace(/^[ \t]*\/\/.*$/gm, (line) => " ".repeat(line.length));
    return [...source.matchAll(/<(input|textarea)\b|\scontenteditable\b/g)].flatMap(({ 0: opens, 1: name, index }) => {
      const tag = tagAt(source, index + opens.length);
      if (NO_LETTERS.includes(attribute(tag, "type"))) return [];
      const line = source.slice(0, index).split("\n").length;
      const telling = name ? TELLING.flatMap((of) => (attribute(tag, of) === undefined ? [] : [[of, attribute(tag, of)]])) : [];
      const told = telling.map(([of, value]) => (of === "class" ? value.split(" ").map((one) => `.${one}`).join("") : `[${of}="${value}"]`));
      return [{ where: `${path}:${line}`, selector: (name ?? "[contenteditable]") + told.join(""), weight: telling.length }];
    });
  });
}

/** The names that the sources give to fields of a kind that is written once and used at many places. */
export function named() {
  const sources = rust(SCREENS).map((path) => [path, readFileSync(path, "utf8")]);
  // A component that takes the name of its field.
  const components = new Set(
    sources.flatMap(([, source]) =>
      source.split("#[component]").slice(1).flatMap((of) => {
        const name = of.match(/pub fn (\w+)/)?.[1];
        const takes = /\(\s*(?:\/\/\/[^\n]*\n\s*)*id:/.test(of);
        return name && takes && [...of.matchAll(/<(?:input|textarea)\b/g)].some(({ 0: opens, index }) => !NO_LETTERS.includes(attribute(tagAt(of, index + opens.length), "type"))) ? [name] : [];
      }),
    ),
  );
  return sources.flatMap(([path, source]) =>
    [...components].flatMap((name) =>
      [...source.matchAll(new RegExp(`<${name}\\b`, "g"))].flatMap(({ 0: opens, index }) => {
        const id = attribute(tagAt(source, index + opens.length), "id");
        return id ? [{ where: `${path}:${source.slice(0, index).split("\n").length}`, id }] : [];
      }),
    ),
  );
}

/**
 * The fields that a page shows, by a name that stays the same while one works: their id without its number,
 * or where they stand.
 */
export async function shown(page, sites) {
  const list = await page.evaluateHandle(({ none }) => {
    const letters = (field) => field.tagName !== "INPUT" || !none.includes(field.type);
    const seen = (field) => field.checkVisibility() && !field.disabled && !field.readOnly && field.getClientRects().length > 0;
    return [...document.querySelectorAll("input, textarea, [contenteditable]")].filter((field) => letters(field) && seen(field));
  }, { none: NO_LETTERS });
  const told = await list.evaluate((fields, sites) => {
    const plain = (id) => id.replace(/\d+/g, "#");
    const times = new Map();
    return fields.map((field) => {
      const near = field.closest("[id]");
      const tag = field.tagName.toLowerCase();
      const place = near === field ? `#${plain(field.id)}` : `${near && near.id !== "main" ? `#${plain(near.id)} ` : ""}${tag}${field.className ? `.${field.className}` : ""}`;
      const time = times.get(place) ?? 0;
      times.set(place, time + 1);
      const within = [];
      for (let up = field; up; up = up.parentElement) if (up.id) within.push(up.id);
      const matched = sites.flatMap(({ selector, weight }, at) => (field.matches(selector) ? [{ at, weight }] : []));
      const most = Math.max(...matched.map(({ weight }) => weight));
      return {
        key: time ? `${place} (${time + 1})` : place,
        within,
        sites: matched.filter(({ weight }) => weight === most).map(({ at }) => sites[at].selector),
        long: tag === "textarea",
        numeric: ["numeric", "decimal"].includes(field.inputMode),
        secret: field.type === "password",
      };
    });
  }, sites);
  const handles = [...(await list.getProperties()).values()].map((handle) => handle.asElement()).filter(Boolean);
  return told.map((field, at) => ({ ...field, handle: handles[at] }));
}
