"use strict";
// Opens the sealed file that this page carries, here and nowhere else: nothing is asked of the network. The file
// is of the age format, version 1, sealed with a passphrase (https://age-encryption.org/v1): scrypt leads from the
// passphrase to the key of the file, HKDF to the key of its content, and ChaCha20-Poly1305 opens that piece by
// piece. Nothing of the browser is relied on but its arithmetic, so that it opens from a disk as from anywhere.

/** Why it does not open: "words", "damaged", "newer", "key", "memory". */
class NotOpened extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

const bytesOf = (text) => new TextEncoder().encode(text);
const join = (...parts) => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) joined.set(part, at), (at += part.length);
  return joined;
};
const rotated = (word, by) => (word << by) | (word >>> (32 - by));
/** Whether all bytes are the same, in a time that does not tell which are not. */
const same = (one, other) => one.length === other.length && one.reduce((sum, byte, at) => sum | (byte ^ other[at]), 0) === 0;

function fromBase64(text) {
  try {
    const letters = atob(text);
    // Each sequence of bytes is written in one way only.
    if (btoa(letters).replace(/=+$/, "") === text.replace(/=+$/, "")) return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    // No base64.
  }
  throw new NotOpened("damaged");
}

// SHA-256 (FIPS 180-4). Its constants are the first bits of the roots of the first primes.
const PRIMES = Array.from({ length: 312 }, (_, number) => number).filter((n) => n > 1 && ![...Array(n).keys()].some((d) => d > 1 && d * d <= n && n % d === 0));
const fraction = (number) => ((number - Math.floor(number)) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

function sha256(message) {
  const whole = new Uint8Array((((message.length + 8) >> 6) + 1) << 6);
  whole.set(message);
  whole[message.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(whole.length - 4, message.length << 3);
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let at = 0; at < whole.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15], w[i - 2]];
      w[i] = w[i - 16] + w[i - 7] + (rotated(x, 25) ^ rotated(x, 14) ^ (x >>> 3)) + (rotated(y, 15) ^ rotated(y, 13) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (rotated(e, 26) ^ rotated(e, 21) ^ rotated(e, 7)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
      const two = ((rotated(a, 30) ^ rotated(a, 19) ^ rotated(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setInt32(4 * i, word));
  return new Uint8Array(digest.buffer);
}

/** HMAC (RFC 2104). */
function hmac(key, message) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const inner = sha256(join(block.map((byte) => byte ^ 0x36), message));
  return sha256(join(block.map((byte) => byte ^ 0x5c), inner));
}

/** 32 bytes by HKDF (RFC 5869). */
const hkdf = (secret, salt, purpose) => hmac(hmac(salt, secret), join(bytesOf(purpose), [1]));

/** PBKDF2 (RFC 8018) of one round, as scrypt wants it. */
function pbkdf2(words, salt, length) {
  const blocks = [];
  for (let i = 1; blocks.length * 32 < length; i++) blocks.push(hmac(words, join(salt, [i >>> 24, i >>> 16, i >>> 8, i])));
  return join(...blocks).subarray(0, length);
}

/** Salsa20/8 (RFC 7914) of `x` and sixteen words of `from`; the outcome is in `x` and is put at `at` of `to`. */
function salsa(x, from, start, to, at) {
  for (let word = 0; word < 16; word++) x[word] ^= from[start + word];
  let a = x[0], b = x[1], c = x[2], d = x[3], e = x[4], f = x[5], g = x[6], h = x[7];
  let i = x[8], j = x[9], k = x[10], l = x[11], m = x[12], n = x[13], o = x[14], p = x[15];
  for (let round = 0; round < 4; round++) {
    e ^= rotated(a + m, 7), i ^= rotated(e + a, 9), m ^= rotated(i + e, 13), a ^= rotated(m + i, 18);
    j ^= rotated(f + b, 7), n ^= rotated(j + f, 9), b ^= rotated(n + j, 13), f ^= rotated(b + n, 18);
    o ^= rotated(k + g, 7), c ^= rotated(o + k, 9), g ^= rotated(c + o, 13), k ^= rotated(g + c, 18);
    d ^= rotated(p + l, 7), h ^= rotated(d + p, 9), l ^= rotated(h + d, 13), p ^= rotated(l + h, 18);
    b ^= rotated(a + d, 7), c ^= rotated(b + a, 9), d ^= rotated(c + b, 13), a ^= rotated(d + c, 18);
    g ^= rotated(f + e, 7), h ^= rotated(g + f, 9), e ^= rotated(h + g, 13), f ^= rotated(e + h, 18);
    l ^= rotated(k + j, 7), i ^= rotated(l + k, 9), j ^= rotated(i + l, 13), k ^= rotated(j + i, 18);
    m ^= rotated(p + o, 7), n ^= rotated(m + p, 9), o ^= rotated(n + m, 13), p ^= rotated(o + n, 18);
  }
  to[at] = x[0] += a, to[at + 1] = x[1] += b, to[at + 2] = x[2] += c, to[at + 3] = x[3] += d;
  to[at + 4] = x[4] += e, to[at + 5] = x[5] += f, to[at + 6] = x[6] += g, to[at + 7] = x[7] += h;
  to[at + 8] = x[8] += i, to[at + 9] = x[9] += j, to[at + 10] = x[10] += k, to[at + 11] = x[11] += l;
  to[at + 12] = x[12] += m, to[at + 13] = x[13] += n, to[at + 14] = x[14] += o, to[at + 15] = x[15] += p;
}

const WORDS = 256;
/** How the eight pairs of blocks stand after a mix: the even ones first, then the odd ones. */
const places = Array.from({ length: 16 }, (_, block) => 16 * ((block >> 1) + (block & 1 ? 8 : 0)));

function mix(x, from, at, to) {
  for (let i = 0; i < 16; i++) x[i] = from[at + WORDS - 16 + i];
  for (let block = 0; block < 16; block++) salsa(x, from, at + 16 * block, to, places[block]);
}

/** scrypt (RFC 7914) with r = 8 and p = 1: a key of 32 bytes. `tell` hears how far it is, between 0 and 1. */
async function scrypt(words, salt, cost, tell) {
  const rounds = 2 ** cost;
  let all;
  try {
    all = new Int32Array(WORDS * rounds);
  } catch {
    throw new NotOpened("memory");
  }
  const start = pbkdf2(words, salt, 4 * WORDS);
  const view = new DataView(start.buffer);
  const [x, next] = [new Int32Array(16), new Int32Array(WORDS)];
  const block = Int32Array.from({ length: WORDS }, (_, i) => view.getInt32(4 * i, true));
  const breathe = async (done) => {
    tell(done / (2 * rounds));
    await new Promise((later) => setTimeout(later));
  };
  for (let i = 0; i < rounds; i++) {
    all.set(block, WORDS * i);
    mix(x, block, 0, next);
    block.set(next);
    if (i % 8192 === 0) await breathe(i);
  }
  for (let i = 0; i < rounds; i++) {
    const at = WORDS * (block[WORDS - 16] & (rounds - 1));
    for (let word = 0; word < WORDS; word++) block[word] ^= all[at + word];
    mix(x, block, 0, next);
    block.set(next);
    if (i % 8192 === 0) await breathe(rounds + i);
  }
  all.fill(0);
  block.forEach((word, i) => view.setInt32(4 * i, word, true));
  return pbkdf2(words, start, 32);
}

function quarter(s, a, b, c, d) {
  s[a] += s[b], s[d] = rotated(s[d] ^ s[a], 16), s[c] += s[d], s[b] = rotated(s[b] ^ s[c], 12);
  s[a] += s[b], s[d] = rotated(s[d] ^ s[a], 8), s[c] += s[d], s[b] = rotated(s[b] ^ s[c], 7);
}

/** Blocks of 64 bytes of ChaCha20 (RFC 8439), each by its number. */
function chacha(key, nonce) {
  const first = new Int32Array(16);
  first.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  const word = (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getInt32(at, true);
  for (let i = 0; i < 8; i++) first[4 + i] = word(key, 4 * i);
  for (let i = 0; i < 3; i++) first[13 + i] = word(nonce, 4 * i);
  const [s, out] = [new Int32Array(16), new DataView(new ArrayBuffer(64))];
  return (number) => {
    first[12] = number;
    s.set(first);
    for (let round = 0; round < 10; round++) {
      quarter(s, 0, 4, 8, 12), quarter(s, 1, 5, 9, 13), quarter(s, 2, 6, 10, 14), quarter(s, 3, 7, 11, 15);
      quarter(s, 0, 5, 10, 15), quarter(s, 1, 6, 11, 12), quarter(s, 2, 7, 8, 13), quarter(s, 3, 4, 9, 14);
    }
    for (let i = 0; i < 16; i++) out.setInt32(4 * i, s[i] + first[i], true);
    return new Uint8Array(out.buffer);
  };
}

/** The tag of Poly1305 (RFC 8439). */
function poly1305(key, message) {
  const number = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const prime = (1n << 130n) - 5n;
  const r = number(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  let sum = 0n;
  // What is told is filled up to whole blocks of sixteen.
  for (let at = 0; at < message.length; at += 16) {
    const block = view.getBigUint64(at, true) | (view.getBigUint64(at + 8, true) << 64n) | (1n << 128n);
    sum = ((sum + block) * r) % prime;
  }
  sum += number(key.subarray(16, 32));
  return Uint8Array.from({ length: 16 }, (_, i) => Number((sum >> BigInt(8 * i)) & 255n));
}

/** What ChaCha20-Poly1305 has sealed; nothing where the key is another one, or a bit was changed. */
function opened(key, nonce, sealed) {
  if (sealed.length < 16) return undefined;
  const [content, tag] = [sealed.slice(0, -16), sealed.subarray(-16)];
  const told = new Uint8Array(16 * (Math.ceil(content.length / 16) + 1));
  told.set(content);
  new DataView(told.buffer).setUint32(told.length - 8, content.length, true);
  const blocks = chacha(key, nonce);
  if (!same(poly1305(blocks(0), told), tag)) return undefined;
  for (let at = 0; at < content.length; at += 64) {
    const stream = blocks(1 + at / 64);
    for (let i = 0; i < 64 && at + i < content.length; i++) content[at + i] ^= stream[i];
  }
  return content;
}

/** The bytes of a file that is written as text between two lines. */
function unarmoured(text) {
  const found = text.match(/-----BEGIN AGE ENCRYPTED FILE-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END AGE ENCRYPTED FILE-----/);
  if (!found) throw new NotOpened("damaged");
  return fromBase64(found[1].replace(/\s/g, ""));
}

const HIGHEST_COST = 20;
const PIECE = 64 * 1024;

/** The head of a file: what scrypt wants, the sealed key, what its own code stands on, and where the content begins. */
function head(file) {
  const text = Array.from(file.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join("");
  const newer = /^age-encryption\.org\/(?!v1\n)/.test(text);
  if (newer) throw new NotOpened("newer");
  const found = text.match(/^(age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---) ([A-Za-z0-9+/]{43})\n/);
  if (!found) throw new NotOpened(/^age-encryption\.org\/v1\n-> (?!scrypt )/.test(text) ? "key" : "damaged");
  const [whole, signed, salt, cost, key, code] = found;
  if (Number(cost) > HIGHEST_COST) throw new NotOpened("memory");
  return { salt: fromBase64(salt), cost: Number(cost), sealedKey: fromBase64(key), signed: bytesOf(signed), code: fromBase64(code), end: whole.length };
}

/** The content, piece by piece: each has its number, and the last one says so. */
function content(key, sealed) {
  const pieces = [];
  const nonce = new Uint8Array(12);
  for (let at = 0, number = 0; at < sealed.length || number === 0; at += PIECE + 16, number++) {
    const last = at + PIECE + 16 >= sealed.length;
    new DataView(nonce.buffer).setUint32(7, number);
    nonce[11] = last ? 1 : 0;
    const piece = opened(key, nonce, sealed.subarray(at, at + PIECE + 16));
    if (!piece || (number > 0 && piece.length === 0)) throw new NotOpened("damaged");
    pieces.push(piece);
  }
  return join(...pieces);
}

/** Opens a sealed file with exactly these words. */
async function openWith(file, words, tell) {
  const { salt, cost, sealedKey, signed, code, end } = head(file);
  const key = await scrypt(bytesOf(words), join(bytesOf("age-encryption.org/v1/scrypt"), salt), cost, tell);
  const fileKey = opened(key, new Uint8Array(12), sealedKey);
  if (!fileKey) throw new NotOpened("words");
  if (!same(hmac(hkdf(fileKey, new Uint8Array(0), "header"), signed), code)) throw new NotOpened("damaged");
  const nonce = file.subarray(end, end + 16);
  if (nonce.length < 16) throw new NotOpened("damaged");
  return content(hkdf(fileKey, nonce, "payload"), file.subarray(end + 16));
}

// The one form of a passphrase, as Faisceau seals with it: without what nobody sees, accents composed, one space
// between words and none at the edges.
const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|(?!\p{White_Space})\p{Cc}/gu;
const prepared = (words) => words.replace(UNSEEN, "").normalize("NFC").split(/\p{White_Space}+/u).filter(Boolean).join(" ");

/** What could have been meant: a telephone begins with a capital, and has another apostrophe. */
function meant(words) {
  const plain = prepared(words);
  const [first = "", ...rest] = plain;
  const switched = (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + rest.join("");
  const apostrophes = plain.replace(/['’]/g, (mark) => (mark === "'" ? "’" : "'"));
  return [...new Set([plain, switched, apostrophes])];
}

/** Opens a sealed file that is written as text, with these words or what they could have meant. */
async function openSealed(text, words, tell = () => {}) {
  const file = unarmoured(text);
  const tries = meant(words);
  for (const [number, phrase] of tries.entries()) {
    try {
      return await openWith(file, phrase, (part) => tell((number + part) / tries.length));
    } catch (fault) {
      if (fault.why !== "words" || number === tries.length - 1) throw fault;
    }
  }
}
