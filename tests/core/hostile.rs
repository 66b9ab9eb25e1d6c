//! Hostile input: bytes that no one who means well would hand in. Every reader survives them, within
//! bounded time, and what is taken in at all is sound.
//!
//! The sound files and the corpus are the seeds; proptest's random numbers decide how they are spoilt. A
//! run takes a few seconds; `./dev fuzz MINUTES` goes on for longer and tells how much was tried.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use faisceau::state::Settings;
use faisceau::vault::Rescue;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestError, TestRunner};

use super::{corpus, holds, holds_training};

/// How a text is spoilt: where is a share of its length, in parts of [`PARTS`].
#[derive(Clone, Debug)]
enum Spoil {
    /// One bit of one byte.
    Flip(u32, u8),
    /// Cut there.
    Cut(u32),
    /// A piece taken out.
    Drop(u32, u32),
    /// A piece written again elsewhere.
    Splice(u32, u32, u32),
    /// A piece written many times.
    Repeat(u32, u32, usize),
    /// A quoted text, a number or a word replaced by one that is odd.
    Token(u32, usize),
    /// A value put inside lists and objects, that deep.
    Nest(u32, usize, bool),
    /// A key of an object written twice.
    Twice(u32),
    /// Something odd put there.
    Insert(u32, usize),
    /// A piece of another file put there.
    Graft(u32, usize, u32, u32),
}

const PARTS: u32 = 1 << 20;

/// Values that readers stumble over.
const ODD: &[&str] = &[
    "null",
    "true",
    "-0",
    "0.1",
    "1e999",
    "-1e-999",
    "18446744073709551616",
    "-9223372036854775809",
    "[]",
    "{}",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\uD83D\\uDE00\"",
    "\"\u{202e}abc\u{200d}\"",
    "\"e\u{301}\u{301}\u{301}\"",
    "\"\u{fdfa}\u{1f469}\u{200d}\u{1f467}\"",
    "\"İıſK\"",
    "\"__proto__\"",
    "\"constructor\"",
    "\"<script>alert(1)</script>\"",
    "\"=1+1\"",
    "\"../../x\"",
    "\"9999-12-31T23:59:59-23:59\"",
    "\"0000-01-01T00:00:00+23:59\"",
    "\"0000\"",
    "\"9999-12\"",
    "NaN",
    "Infinity",
    "'x'",
    "// x\n",
    "\u{feff}",
    "\u{0}",
    "\"\n\"",
    ",",
    "]",
    "}",
    ":",
    "{\"a\":1,\"a\":2}",
    "\"yes_no\"",
    "\"not_answered\"",
    "{\"value\":null}",
    "{\"withdrawn\":\"erased\"}",
];

fn spoils() -> impl Strategy<Value = Vec<Spoil>> {
    let at = 0..PARTS;
    let short = 0..PARTS / 8;
    let one = prop_oneof![
        (at.clone(), 0..8_u8).prop_map(|(at, bit)| Spoil::Flip(at, bit)),
        at.clone().prop_map(Spoil::Cut),
        (at.clone(), short.clone()).prop_map(|(at, long)| Spoil::Drop(at, long)),
        (at.clone(), short.clone(), at.clone()).prop_map(|(at, long, to)| Spoil::Splice(at, long, to)),
        (at.clone(), 0..PARTS / 64, 2..200_usize)
            .prop_map(|(at, long, times)| Spoil::Repeat(at, long, times)),
        (at.clone(), 0..ODD.len()).prop_map(|(at, odd)| Spoil::Token(at, odd)),
        (at.clone(), 1..60_usize, any::<bool>()).prop_map(|(at, depth, list)| Spoil::Nest(at, depth, list)),
        at.clone().prop_map(Spoil::Twice),
        (at.clone(), 0..ODD.len()).prop_map(|(at, odd)| Spoil::Insert(at, odd)),
        (at.clone(), any::<usize>(), at, short)
            .prop_map(|(at, other, from, long)| Spoil::Graft(at, other, from, long)),
    ];
    // A single change is what gets deepest; several at once is what nobody thought of.
    prop_oneof![3 => prop::collection::vec(one.clone(), 1), 1 => prop::collection::vec(one, 2..6)]
}

fn place(bytes: &[u8], part: u32) -> usize {
    usize::try_from(u64::from(part) * bytes.len() as u64 / u64::from(PARTS)).expect("within the file")
}

/// The value that starts at or after a place: a quoted text, a number, or a word.
fn token(bytes: &[u8], part: u32) -> Option<(usize, usize)> {
    let from = place(bytes, part);
    let start = from + bytes[from..].iter().position(|byte| byte.is_ascii_alphanumeric() || *byte == b'"')?;
    let rest = &bytes[start + 1..];
    let end = if bytes[start] == b'"' {
        rest.iter().position(|byte| *byte == b'"')? + 1
    } else {
        rest.iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !b".-+".contains(byte))
            .unwrap_or(rest.len())
    };
    Some((start, start + 1 + end))
}

fn spoil(bytes: &mut Vec<u8>, how: &Spoil, seeds: &[Vec<u8>]) {
    let within = |bytes: &[u8], at: u32, long: u32| {
        let (start, length) = (place(bytes, at), place(bytes, long));
        start..(start + length).min(bytes.len())
    };
    match *how {
        Spoil::Flip(at, bit) => {
            let at = place(bytes, at);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        Spoil::Cut(at) => bytes.truncate(place(bytes, at)),
        Spoil::Drop(at, long) => drop(bytes.drain(within(bytes, at, long))),
        Spoil::Splice(at, long, to) => {
            let piece = bytes[within(bytes, at, long)].to_vec();
            let to = place(bytes, to);
            bytes.splice(to..to, piece);
        }
        Spoil::Repeat(at, long, times) => {
            let piece = bytes[within(bytes, at, long)].repeat(times);
            let to = place(bytes, at);
            bytes.splice(to..to, piece);
        }
        Spoil::Token(at, odd) => {
            if let Some((start, end)) = token(bytes, at) {
                bytes.splice(start..end, ODD[odd].bytes());
            }
        }
        Spoil::Nest(at, depth, list) => {
            if let Some((start, end)) = token(bytes, at) {
                let (open, close) = if list { ("[", "]") } else { ("{\"not\":", "}") };
                bytes.splice(end..end, close.repeat(depth).into_bytes());
                bytes.splice(start..start, open.repeat(depth).into_bytes());
            }
        }
        Spoil::Twice(at) => {
            if let Some((start, end)) = token(bytes, at) {
                let again = [&bytes[start..end], b": null, "].concat();
                bytes.splice(start..start, again);
            }
        }
        Spoil::Insert(at, odd) => {
            let at = place(bytes, at);
            bytes.splice(at..at, ODD[odd].bytes());
        }
        Spoil::Graft(at, other, from, long) => {
            let other = &seeds[other % seeds.len()];
            let piece = other[within(other, from, long)].to_vec();
            let at = place(bytes, at);
            bytes.splice(at..at, piece);
        }
    }
}

/// How many readers share the time.
const READERS: f64 = 9.0;

/// How long each reader is tried: two seconds, or what `FAISCEAU_FUZZ_SECONDS` says for all of them.
fn patience() -> Duration {
    let asked = std::env::var("FAISCEAU_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs_f64(asked.map_or(2.0, |seconds: f64| seconds / READERS))
}

/// Spoils the seeds in ever new ways until the time is up; a fault is narrowed down and told.
fn try_out(reader: &str, seeds: &[Vec<u8>], holds: impl Fn(&[u8]) -> bool) {
    const ROUND: u32 = 256;
    assert!(!seeds.is_empty());
    let (start, mut tried, mut taken) = (Instant::now(), 0_u64, 0_u64);
    let first = std::env::var("FAISCEAU_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    for seed in first.. {
        let config = Config {
            cases: ROUND,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(seed),
            rng_algorithm: RngAlgorithm::ChaCha,
            ..Config::default()
        };
        let round = std::cell::Cell::new((0, 0));
        let ways = (any::<prop::sample::Index>(), spoils());
        let outcome = TestRunner::new(config).run(&ways, |(which, ways)| {
            let mut bytes = which.get(seeds).clone();
            for how in &ways {
                spoil(&mut bytes, how, seeds);
            }
            let (all, good) = round.get();
            let is_taken = holds(&bytes);
            round.set((all + 1, good + u64::from(is_taken)));
            Ok(())
        });
        if let Err(TestError::Fail(why, (which, ways))) = outcome {
            let mut bytes = which.get(seeds).clone();
            for how in &ways {
                spoil(&mut bytes, how, seeds);
            }
            let kept = std::env::temp_dir().join(format!("faisceau-{reader}-fault"));
            fs::write(&kept, &bytes).expect("kept");
            panic!("{reader}, round {seed}: {why}\n{ways:?}\nthe file is {}", kept.display());
        }
        tried += round.get().0;
        taken += round.get().1;
        if start.elapsed() >= patience() {
            break;
        }
    }
    println!("{reader}: {tried} files in {:.0} s, {taken} taken in", start.elapsed().as_secs_f64());
    assert!(tried >= u64::from(ROUND), "{reader}: {tried} files were tried");
}

fn kept(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
        .into_iter()
        .map(|path| fs::read(path).expect("a file"))
        .filter(|bytes| bytes.len() < 20_000)
        .collect()
}

#[test]
fn no_file_harms_the_reader_of_assessments() {
    let mut seeds = kept("assessment");
    seeds.extend(std::iter::repeat_n(corpus::document().into_bytes(), seeds.len() * 2));
    try_out("assessment", &seeds, holds::assessment);
}

#[test]
fn no_file_harms_the_reader_of_instruments() {
    let seeds: Vec<Vec<u8>> = holds::SOUND.iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
    try_out("instrument", &seeds, holds::instrument);
}

#[test]
fn no_bytes_harm_what_opens_the_safe() {
    let stored = &*holds::STORED;
    let mut seeds: Vec<_> = stored.records.iter().map(|(_, record)| record.clone()).collect();
    seeds.extend([stored.header.clone(), stored.witness.clone().into_bytes()]);
    try_out("safe", &seeds, holds::safe);
}

#[test]
fn no_file_harms_the_reader_of_rescue_copies() {
    let stored = &*holds::STORED;
    let whole = Rescue::write(&stored.records);
    let header = Rescue::write(&[(vec![0, 0], stored.header.clone())]);
    try_out("rescue", &[whole, header, b"0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV".to_vec()], holds::rescue);
}

#[test]
fn no_file_harms_the_reader_of_scenarios() {
    try_out("scenario", &[holds_training::AROUND.sound[0].clone().into_bytes()], holds_training::scenario);
}

#[test]
fn no_file_harms_the_reader_of_sessions() {
    try_out("session", &[holds_training::AROUND.sound[1].clone().into_bytes()], holds_training::session);
}

#[test]
fn no_file_harms_the_reader_of_results() {
    try_out("result", &[holds_training::AROUND.sound[2].clone().into_bytes()], holds_training::result);
}

#[test]
fn no_file_harms_the_reader_of_lenses() {
    try_out("lens", &[holds_training::LENS.as_bytes().to_vec()], holds_training::lens);
}

#[test]
fn no_small_text_harms_the_settings() {
    let usual = Settings::read(None, faisceau::instrument::Language::Fr).written();
    try_out("settings", &[usual.into_bytes()], holds::settings);
}
