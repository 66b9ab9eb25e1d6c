//! Hostile input: bytes that no one who means well would hand in. Every reader survives them, within
//! bounded time, and what is taken in at all is sound.
//!
//! The sound files and the corpus are the seeds; proptest's random numbers decide how they are spoilt. A
//! run takes a few seconds; `./dev fuzz MINUTES` goes on for longer and tells how much was tried.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use faisceau::findings::Findings;
use faisceau::record::{self, Assessment};
use faisceau::state::Settings;
use faisceau::vault::{Derivation, Safe};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestError, TestRunner};

use super::corpus;

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

/// How long each reader is tried: two seconds, or what `FAISCEAU_FUZZ_SECONDS` says for all of them.
fn patience() -> Duration {
    let asked = std::env::var("FAISCEAU_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs_f64(asked.map_or(2.0, |seconds: f64| seconds / 4.0))
}

/// Spoils the seeds in ever new ways until the time is up; a fault is narrowed down and told.
fn try_out(reader: &str, seeds: &[Vec<u8>], holds: impl Fn(&[u8]) -> Result<bool, TestCaseError>) {
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
            let is_taken = holds(&bytes)?;
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

/// What is taken in leaves as it came, whatever else was in the file.
fn assessment(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let Ok(found) = record::look(bytes, &corpus::SHELF) else { return Ok(false) };
    let written = Assessment { app: found.app, ..Assessment::of(&found.case, &Findings::of(&found.case)) };
    let document = written.to_json();
    let again = record::look(document.as_bytes(), &corpus::SHELF);
    prop_assert!(again.is_ok(), "what was taken in is not taken in again: {again:?}");
    let again = again.expect("it is").case;
    prop_assert_eq!(again.kept(), found.case.kept());
    Ok(true)
}

#[test]
fn no_file_harms_the_reader_of_assessments() {
    let mut seeds = kept("assessment");
    seeds.extend(std::iter::repeat_n(corpus::document().into_bytes(), seeds.len() * 2));
    try_out("assessment", &seeds, assessment);
}

#[test]
fn no_file_harms_the_reader_of_instruments() {
    let sound = corpus::sound();
    let names: Vec<_> = sound.iter().map(|(name, _)| *name).collect();
    let seeds: Vec<Vec<u8>> = sound.iter().map(|(_, text)| text.clone().into_bytes()).collect();
    try_out("instrument", &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        // The spoilt file takes the place of the one that it is most like.
        let id = |stage: &str| text.contains(&format!("\"id\": \"{stage}\""));
        let at = match () {
            () if text.contains("faisceau-instrument") => 0,
            () if text.contains("faisceau-clues") => 1,
            () if id("alert") => 2,
            () if id("questionnaire") => 3,
            () if id("interview") => 4,
            () => 5,
        };
        let mut files = sound.clone();
        files[at] = (names[at], text);
        match corpus::instrument(&files) {
            Ok(_) => Ok(true),
            Err(flaws) => {
                prop_assert!(!flaws.is_empty(), "refused without a reason");
                let plain =
                    |flaw: &String| flaw.chars().count() <= 401 && !flaw.chars().any(char::is_control);
                prop_assert!(flaws.iter().all(plain), "{flaws:?}");
                Ok(false)
            }
        }
    });
}

#[test]
fn no_bytes_harm_what_opens_the_safe() {
    let mut next = 7_u8;
    let mut fill = |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(29).wrapping_add(17);
            *byte = next;
        }
    };
    let (safe, header) = Safe::create("un deux trois quatre", Derivation::LEAST, &mut fill).expect("a safe");
    let header = header.value.expect("its header");
    let mut journal = safe.start(faisceau::vault::CaseId::random(&mut fill), &mut fill);
    let mut stored = journal.append(&safe, b"first", b"card", &mut fill);
    stored.extend(journal.append(&safe, b"second", b"card", &mut fill));
    stored.extend(journal.snapshot(&safe, b"state", b"card", &mut fill));
    let witness = safe.witness([journal.head()].into_iter(), &mut fill);
    let records: Vec<_> = stored.into_iter().map(|write| (write.key, write.value.expect("put"))).collect();
    let heads: Vec<_> = records.iter().filter(|(key, _)| key.starts_with(Safe::HEADS)).cloned().collect();
    let mut seeds: Vec<_> = records.iter().map(|(_, value)| value.clone()).collect();
    seeds.extend([header.clone(), witness.clone().into_bytes()]);
    let head = journal.head().clone();
    try_out("safe", &seeds, |bytes| {
        // A header that differs is refused before any work is done for it: each try would take too long.
        if bytes != header {
            prop_assert!(
                Safe::open(bytes, "un deux trois quatre").is_err(),
                "a header that was changed opened"
            );
        }
        let (key, sealed) = heads.last().expect("a head");
        if bytes != sealed && heads.iter().all(|(_, known)| known != bytes) {
            prop_assert!(safe.head(key, bytes).is_err(), "a head that was changed opened");
        }
        prop_assert!(bytes == sealed || safe.open_ledger(bytes).is_err(), "a record opened as the ledger");
        // A witness that cannot be read tells nothing; one that can tells of this case.
        let told = safe.check(&String::from_utf8_lossy(bytes), std::iter::once(&head));
        prop_assert_eq!(told, Ok(()), "a witness raised a false alarm");
        // In the place of each record of the case, in turn: told as damage, or read as it was.
        let of_case = |key: &[u8]| key.starts_with(&head.records());
        for at in 0..records.len() {
            if !of_case(&records[at].0) || records[at].1 == bytes {
                continue;
            }
            let mut stored: Vec<_> = records.iter().filter(|(key, _)| of_case(key)).cloned().collect();
            let place = stored.iter().position(|(key, _)| *key == records[at].0).expect("it is there");
            stored[place].1 = bytes.to_vec();
            let (_, recovered) = safe.read(&head, &stored);
            prop_assert!(recovered.damage.is_some(), "a record in the place of another was not told");
        }
        Ok(bytes == sealed)
    });
}

#[test]
fn no_small_text_harms_the_settings() {
    let seeds = vec![Settings::read(None, faisceau::instrument::Language::Fr).written().into_bytes()];
    try_out("settings", &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = Settings::read(Some(&text), faisceau::instrument::Language::Fr);
        let again = Settings::read(Some(&read.written()), faisceau::instrument::Language::Fr);
        prop_assert_eq!(again.written(), read.written());
        prop_assert!(Settings::LOCK_AFTER.contains(&read.lock_after), "it locks after {}", read.lock_after);
        Ok(true)
    });
}
