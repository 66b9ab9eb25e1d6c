// What a release says of itself.
//   node .ci/release.mjs inside FOLDER TARGET…      what is inside (CycloneDX 1.5) and under which licences
//   node .ci/release.mjs manifest FOLDER VERSION    size and SHA-256 of each file, to be signed
// Nothing in it depends on the moment, the machine or the folder, so that the same source gives the same bytes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [what, folder, ...rest] = process.argv.slice(2);
const run = (command, ...words) => execFileSync(command, words, { encoding: "utf8", maxBuffer: 1 << 28 });
const written = (value) => JSON.stringify(value, null, 2) + "\n";

/** The crates that are compiled into the app or a program: neither those of tests, nor those that run while building. */
function crates(targets) {
  const found = new Map();
  for (const target of targets) {
    const { packages, resolve } = JSON.parse(run("cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target));
    const known = new Map(packages.map((crate) => [crate.id, crate]));
    const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
    const waiting = [resolve.root];
    const seen = new Set(waiting);
    while (waiting.length > 0) {
      const id = waiting.pop();
      const crate = known.get(id);
      if (crate.targets.some((made) => made.kind.includes("proc-macro"))) continue;
      const needs = nodes.get(id).deps.filter((dep) => dep.dep_kinds.some(({ kind }) => kind === null)).map((dep) => dep.pkg);
      const entry = found.get(id) ?? { crate, needs: new Set(), targets: new Set() };
      needs.forEach((need) => entry.needs.add(need));
      entry.targets.add(target);
      found.set(id, entry);
      for (const need of needs.filter((need) => !seen.has(need))) {
        seen.add(need);
        waiting.push(need);
      }
    }
  }
  return { root: [...found.values()].find(({ crate }) => crate.source === null).crate, found };
}

/** The digests by which cargo knows the crates. */
function checksums() {
  const entries = readFileSync("Cargo.lock", "utf8").split("[[package]]");
  const field = (entry, name) => entry.match(new RegExp(`^${name} = "(.*)"$`, "m"))?.[1];
  return new Map(entries.map((entry) => [`${field(entry, "name")}@${field(entry, "version")}`, field(entry, "checksum")]));
}

const url = ({ name, version }) => `pkg:cargo/${name}@${version}`;
const byName = (one, other) => (url(one.crate) < url(other.crate) ? -1 : 1);

/** What is inside, as CycloneDX has it. */
function bill({ root, found }, targets) {
  const digests = checksums();
  const inside = [...found.values()].sort(byName);
  const component = ({ crate, targets }) => ({
    type: "library",
    "bom-ref": url(crate),
    name: crate.name,
    version: crate.version,
    hashes: [{ alg: "SHA-256", content: digests.get(`${crate.name}@${crate.version}`) }],
    ...(crate.license ? { licenses: [{ expression: crate.license.replaceAll("/", " OR ") }] } : {}),
    purl: url(crate),
    properties: [...targets].sort().map((value) => ({ name: "faisceau:target", value })),
  });
  const kept = new Set(inside.map(({ crate }) => crate.id));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      component: { type: "application", "bom-ref": url(root), name: root.name, version: root.version, licenses: [{ expression: root.license }] },
      properties: targets.map((value) => ({ name: "faisceau:target", value })),
    },
    components: [
      ...inside.filter(({ crate }) => crate !== root && crate.id !== root.id).map(component),
      { type: "library", "bom-ref": "rust-std", name: "rust-std", version: run("rustc", "--version").split(" ")[1], licenses: [{ expression: "MIT OR Apache-2.0" }] },
      { type: "file", "bom-ref": "atkinson-hyperlegible", name: "Atkinson Hyperlegible (typeface)", licenses: [{ license: { name: "Atkinson Hyperlegible Font License" } }] },
    ],
    dependencies: inside.map(({ crate, needs }) => ({
      ref: url(crate),
      dependsOn: [...needs].filter((need) => kept.has(need)).map((need) => url(found.get(need).crate)).sort(),
    })),
  };
}

/** The licences of what is inside: each text once, under all that carry it. */
function licences({ root, found }) {
  const texts = new Map();
  const add = (text, name) => texts.set(text, [...(texts.get(text) ?? []), name]);
  const without = [];
  for (const { crate } of [...found.values()].sort(byName)) {
    if (crate.id === root.id) continue;
    const name = `${crate.name} ${crate.version} (${crate.license ?? "see its file"})`;
    const home = dirname(crate.manifest_path);
    const files = readdirSync(home, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|copyright|unlicense)/i.test(entry.name))
      .map((entry) => entry.name)
      .sort();
    if (files.length === 0) without.push(name);
    for (const file of files) add(readFileSync(join(home, file), "utf8").replaceAll("\r\n", "\n").trim(), name);
  }
  add(readFileSync("style/fonts/LICENSE", "utf8").trim(), "Atkinson Hyperlegible (typeface)");
  for (const language of ["fr", "en"]) {
    const lines = readFileSync(`src/phrase/words/${language}.txt`, "utf8").split("\n").filter((line) => line.startsWith("#"));
    if (lines.length > 0) add(lines.join("\n").trim(), `Words of proposed passphrases, ${language}`);
  }
  const rust = join(run("rustc", "--print", "sysroot").trim(), "share/doc/rust");
  const copyright = ["COPYRIGHT", "COPYRIGHT.html"].map((file) => join(rust, file)).find(existsSync);
  if (copyright?.endsWith("COPYRIGHT")) add(readFileSync(copyright, "utf8").trim(), "Rust's standard library");
  else without.push("Rust's standard library (MIT OR Apache-2.0; https://www.rust-lang.org/policies/licenses)");
  without.push("musl, in the program for Linux (MIT; https://git.musl-libc.org/cgit/musl/tree/COPYRIGHT)");
  without.push("The runtime of mingw-w64, in the program for Windows (ZPL-2.1 and public domain; https://www.mingw-w64.org)");
  const rule = "-".repeat(100);
  const parts = [...texts].map(([text, names]) => `${rule}\n${names.map((name) => `${name}\n`).join("")}${rule}\n\n${text}\n`);
  return [
    `What is inside Faisceau ${root.version} and is not ours, with its licences. Faisceau itself is under MIT or Apache-2.0.\n`,
    `These carry no text of a licence of their own; what they are under is named:\n\n${without.map((name) => `  ${name}\n`).join("")}`,
    ...parts,
  ].join("\n");
}

if (what === "inside") {
  const all = crates(rest);
  writeFileSync(join(folder, "faisceau.cdx.json"), written(bill(all, rest)));
  writeFileSync(join(folder, "LICENCES.txt"), licences(all));
} else if (what === "manifest") {
  const files = readdirSync(folder).sort().map((path) => {
    const bytes = readFileSync(join(folder, path));
    return { path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  });
  writeFileSync(join(folder, "manifest.json"), written({ manifest: 1, product: "faisceau", version: rest[0], files }));
} else {
  throw new Error("inside or manifest");
}
