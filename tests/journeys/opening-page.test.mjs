// The reader inside a page that opens itself: the same script, without a browser, against the vectors of the age
// format, another program of it, and every way in which a file can be spoilt.
import { test } from "node:test";
import assert from "node:assert/strict";
import { createCipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";
import zlib from "node:zlib";
import { Encrypter, armor } from "age-encryption";

const require = createRequire(import.meta.url);
const SCRIPT = readFileSync("src/sealing/page/open.js", "utf8");
const NAMES = "openSealed, openWith, unarmoured, prepared, meant, sha256, hmac, hkdf, scrypt, chacha, opened, content";
const ours = vm.runInThisContext(`(() => {${SCRIPT}\nreturn { ${NAMES} };})()`);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const fromHex = (text) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ""), "hex"));
const bytes = (text) => new TextEncoder().encode(text);
const WORDS = "quatre mots sans lien";

/** Sealed by another program, at little cost, as text. */
async function sealed(content, words = WORDS) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(words);
  encrypter.setScryptWorkFactor(4);
  return armor.encode(await encrypter.encrypt(content));
}

const why = async (text, words = WORDS) => {
  try {
    await ours.openSealed(text, words);
    return "opened";
  } catch (fault) {
    return fault.why ?? String(fault);
  }
};

test("each part does what its standard publishes", async () => {
  assert.equal(hex(ours.sha256(bytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (const length of [0, 55, 56, 63, 64, 65, 1000]) {
    const message = new Uint8Array(length).fill(97);
    assert.equal(hex(ours.sha256(message)), createHash("sha256").update(message).digest("hex"), `${length} bytes`);
  }
  // RFC 4231, 2; RFC 8439, 2.3.2; and what Node itself does.
  assert.equal(hex(ours.hmac(bytes("Jefe"), bytes("what do ya want for nothing?"))), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const salt = bytes("SodiumChloride");
  assert.equal(hex(await ours.scrypt(bytes("pleaseletmein"), salt, 14, () => {})), hex(scryptSync("pleaseletmein", salt, 32, { N: 2 ** 14, r: 8, p: 1 })));
  const key = Uint8Array.from({ length: 32 }, (_, i) => i);
  assert.equal(hex(ours.chacha(key, fromHex("000000090000004a00000000"))(1)), hex(fromHex("10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e")));
  for (const length of [0, 1, 16, 17, 63, 64, 65, 1000]) {
    const [content, nonce] = [randomBytes(length), randomBytes(12)];
    const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
    const sealed = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    assert.equal(hex(ours.opened(key, nonce, new Uint8Array(sealed))), hex(content), `${length} bytes`);
    sealed[0] ^= 1;
    assert.equal(ours.opened(key, nonce, new Uint8Array(sealed)), undefined);
  }
});

test("the vectors of the age format end as they should", async () => {
  let tried = 0;
  for (const [name, vector] of Object.entries(require("cctv-age"))) {
    const whole = Buffer.from(vector);
    const cut = whole.indexOf("\n\n");
    const told = Object.fromEntries(whole.subarray(0, cut).toString().split("\n").map((line) => line.split(/: (.*)/s)));
    if (told.passphrase === undefined) continue;
    const rest = whole.subarray(cut + 2);
    const file = told.compressed ? zlib.inflateSync(rest) : rest;
    let ended;
    try {
      const read = told.armored ? ours.unarmoured(file.toString("latin1")) : new Uint8Array(file);
      ended = createHash("sha256").update(await ours.openWith(read, told.passphrase, () => {})).digest("hex");
    } catch (fault) {
      assert.ok(fault.why, `${name}: ${fault}`);
      ended = fault.why;
    }
    if (told.expect === "success") assert.equal(ended, told.payload, name);
    else assert.ok(["words", "damaged", "memory", "key"].includes(ended), `${name} ends as ${ended}`);
    tried += 1;
  }
  assert.ok(tried >= 25, `${tried} were tried`);
  // The content of those that are sealed otherwise, by the key of their file.
  let contents = 0;
  for (const [name, vector] of Object.entries(require("cctv-age")).filter(([name]) => name.startsWith("stream_"))) {
    const whole = Buffer.from(vector);
    const cut = whole.indexOf("\n\n");
    const told = Object.fromEntries(whole.subarray(0, cut).toString().split("\n").map((line) => line.split(/: (.*)/s)));
    const rest = whole.subarray(cut + 2);
    const file = new Uint8Array(told.compressed ? zlib.inflateSync(rest) : rest);
    if (!told["file key"]) continue;
    const end = Buffer.from(file).indexOf("\n", Buffer.from(file).indexOf("\n--- ") + 1) + 1;
    const nonce = file.subarray(end, end + 16);
    const opened = () => {
      if (nonce.length < 16) throw new Error("no nonce");
      return ours.content(ours.hkdf(fromHex(told["file key"]), nonce, "payload"), file.subarray(end + 16));
    };
    if (told.expect === "success") assert.equal(createHash("sha256").update(opened()).digest("hex"), told.payload, name);
    else assert.throws(opened, name);
    contents += 1;
  }
  assert.ok(contents >= 10, `${contents} contents were tried`);
});

test("what another program has sealed opens, at every border of a piece", async () => {
  const piece = 64 * 1024;
  for (const length of [0, 1, 15, 16, 17, 63, 64, 65, piece - 1, piece, piece + 1, 2 * piece, 2 * piece + 1]) {
    const content = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
    assert.equal(hex(await ours.openSealed(await sealed(content), WORDS)), hex(content), `${length} bytes`);
  }
});

test("a wrong passphrase, a changed bit and a cut file are told apart, and nothing comes out", async () => {
  const content = new Uint8Array(70_000).fill(7);
  const text = await sealed(content);
  assert.equal(await why(text, "quatre mots sans liens"), "words");
  const file = armor.decode(text);
  const again = (change) => armor.encode(change(Uint8Array.from(file)));
  const flipped = (at) => again((copy) => ((copy[at] ^= 1), copy));
  const end = Buffer.from(file).indexOf("\n", Buffer.from(file).indexOf("\n---") + 1) + 1;
  assert.equal(await why(flipped(end - 5)), "damaged", "the code of the head");
  for (const at of [end, end + 16, end + 16 + 65_536, file.length - 1]) assert.equal(await why(flipped(at)), "damaged", `byte ${at}`);
  for (const length of [end - 3, end + 8, end + 16, end + 17, end + 16 + 65_552, file.length - 1]) {
    assert.equal(await why(again((copy) => copy.subarray(0, length))), "damaged", `${length} bytes`);
  }
  const swapped = (copy) => {
    const [first, second] = [copy.slice(end + 16, end + 16 + 65_552), copy.slice(end + 16 + 65_552)];
    copy.set(second, end + 16);
    copy.set(first, end + 16 + second.length);
    return copy;
  };
  assert.equal(await why(again(swapped)), "damaged", "pieces in another order");
  assert.equal(await why(text.slice(0, -60)), "damaged", "the last line is missing");
  assert.equal(await why(text.replace("YWdl", "YWdm")), "damaged", "no age file");
});

test("the passphrase is taken as it is sealed, however it was typed", async () => {
  for (const [written, form] of [
    ["e\u0301caille  e\u0301cran castor ", "écaille écran castor"],
    [" \tquatre\u00a0mots\u202fsans\u3000lien\n", "quatre mots sans lien"],
    ["\ufeffqua\u200btre mo\u00adts sans lien\r\n", "quatre mots sans lien"],
    ["qua\0tre\u0007 mots", "quatre mots"],
    ["quatre\u0085mots\u2028sans", "quatre mots sans"],
    ["Quatre Mots", "Quatre Mots"],
    ["\u00a0\u200b ", ""],
  ]) {
    assert.equal(ours.prepared(written), form, JSON.stringify(written));
  }
  const text = await sealed(bytes("a case"), "l'écaille de l'été");
  for (const typed of ["l'écaille de l'été", "L'écaille de l'été ", "l’écaille de l’été", "l'e\u0301caille  de l'été"]) {
    assert.equal(new TextDecoder().decode(await ours.openSealed(text, typed)), "a case", typed);
  }
});

test("how far it is is told while it opens", async () => {
  const parts = [];
  await ours.openSealed(await sealed(bytes("a case")), WORDS, (part) => parts.push(part));
  assert.ok(parts.length > 0 && parts.every((part) => part >= 0 && part < 1));
});
