//! What holds whatever bytes a reader is handed. Each function panics when it does not, and tells whether
//! the bytes were taken in. Shared by the native tests and by the fuzz targets beside this file.

use std::sync::LazyLock;

use faisceau::findings::Findings;
use faisceau::instrument::{Instrument, Language, Shelf};
use faisceau::record::{self, Assessment};
use faisceau::state::Settings;
use faisceau::vault::{CaseId, Derivation, Head, Safe};

/// The files of the small sound instrument.
pub const SOUND: [(&str, &str); 6] = [
    ("instrument.json", include_str!("../corpus/instrument/sound/instrument.json")),
    ("clues.json", include_str!("../corpus/instrument/sound/clues.json")),
    ("stages/alert.json", include_str!("../corpus/instrument/sound/stages/alert.json")),
    ("stages/questionnaire.json", include_str!("../corpus/instrument/sound/stages/questionnaire.json")),
    ("stages/interview.json", include_str!("../corpus/instrument/sound/stages/interview.json")),
    ("stages/decision.json", include_str!("../corpus/instrument/sound/stages/decision.json")),
];

/// A shelf with the small sound instrument alone.
pub static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let instrument = Instrument::read(&SOUND).unwrap_or_else(|flaws| panic!("{flaws:?}"));
    Shelf::of(vec![instrument])
});

/// An assessment that is taken in leaves as it came, whatever else was in the file.
pub fn assessment(bytes: &[u8]) -> bool {
    let Ok(found) = record::look(bytes, &SHELF) else { return false };
    let written = Assessment { app: found.app, ..Assessment::of(&found.case, &Findings::of(&found.case)) };
    match record::look(written.to_json().as_bytes(), &SHELF) {
        Ok(again) => assert_eq!(again.case.kept(), found.case.kept()),
        Err(why) => panic!("what was taken in is not taken in again: {why:?}"),
    }
    true
}

/// A file in the place of each of an instrument's: every refusal has a reason that can be shown.
pub fn instrument(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let id = |stage: &str| text.contains(&format!("\"id\": \"{stage}\""));
    // The file takes the place of the one that it is most like.
    let at = match () {
        () if text.contains("faisceau-instrument") => 0,
        () if text.contains("faisceau-clues") => 1,
        () if id("alert") => 2,
        () if id("questionnaire") => 3,
        () if id("interview") => 4,
        () => 5,
    };
    let mut files = SOUND;
    files[at].1 = &text;
    let Err(flaws) = Instrument::read(&files) else { return true };
    assert!(!flaws.is_empty(), "refused without a reason");
    for sentence in flaws.iter().map(ToString::to_string) {
        assert!(sentence.chars().count() <= 401, "too long to show: {sentence}");
        assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
    }
    false
}

/// A safe with one case, and everything that was stored of it.
pub struct Stored {
    safe: Safe,
    /// The header.
    pub header: Vec<u8>,
    head: Head,
    /// The last head of the case, and the one under which it is stored.
    sealed: (Vec<u8>, Vec<u8>),
    heads: Vec<Vec<u8>>,
    /// The records of the case, in order.
    pub records: Vec<(Vec<u8>, Vec<u8>)>,
    /// The witness.
    pub witness: String,
}

/// The safe that is tried.
pub static STORED: LazyLock<Stored> = LazyLock::new(|| {
    let mut next = 7_u8;
    let mut fill = |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(29).wrapping_add(17);
            *byte = next;
        }
    };
    let made = Safe::create("un deux trois quatre", Derivation::LEAST, &mut fill);
    let (safe, header) = made.unwrap_or_else(|why| panic!("{why:?}"));
    let mut journal = safe.start(CaseId::random(&mut fill), &mut fill);
    let mut writes = journal.append(&safe, b"first", b"card", &mut fill);
    writes.extend(journal.append(&safe, b"second", b"card", &mut fill));
    writes.extend(journal.snapshot(&safe, b"state", b"card", &mut fill));
    let stored: Vec<_> = writes.into_iter().filter_map(|write| Some((write.key, write.value?))).collect();
    let (heads, records): (Vec<_>, Vec<_>) =
        stored.into_iter().partition(|(key, _)| key.starts_with(Safe::HEADS));
    let head = journal.head().clone();
    let witness = safe.witness(std::iter::once(&head), &mut fill);
    let sealed = heads.last().cloned().unwrap_or_default();
    let heads = heads.into_iter().map(|(_, value)| value).collect();
    Stored { safe, header: header.value.unwrap_or_default(), head, sealed, heads, records, witness }
});

/// Bytes in the place of a header, of a head, of each record and of the witness: told as damage, or those
/// that were sealed there.
pub fn safe(bytes: &[u8]) -> bool {
    let stored = &*STORED;
    // A header that is as it was takes long on purpose: it is not tried again and again.
    if bytes == stored.header {
        return true;
    }
    assert!(Safe::open(bytes, "un deux trois quatre").is_err(), "a header that was changed opened");
    let known = stored.heads.iter().any(|head| head == bytes);
    assert!(known || stored.safe.head(&stored.sealed.0, bytes).is_err(), "a head that was changed opened");
    assert!(stored.safe.open_ledger(bytes).is_err(), "a record opened as the ledger");
    let told = stored.safe.check(&String::from_utf8_lossy(bytes), std::iter::once(&stored.head));
    assert_eq!(told, Ok(()), "a witness raised a false alarm");
    for at in 0..stored.records.len() {
        if stored.records[at].1 == bytes {
            continue;
        }
        let mut records = stored.records.clone();
        records[at].1 = bytes.to_vec();
        let (_, recovered) = stored.safe.read(&stored.head, &records);
        assert!(recovered.damage.is_some(), "record {at} was replaced, and nothing was told");
    }
    known || stored.records.iter().any(|(_, record)| record == bytes)
}

/// Settings that were read are read again as they are, and always lock.
pub fn settings(bytes: &[u8]) -> bool {
    let read = Settings::read(Some(&String::from_utf8_lossy(bytes)), Language::Fr);
    assert_eq!(Settings::read(Some(&read.written()), Language::Fr), read);
    assert!(Settings::LOCK_AFTER.contains(&read.lock_after), "it locks after {}", read.lock_after);
    true
}
