//! What holds whatever bytes a reader is handed. Each function panics when it does not, and tells whether
//! the bytes were taken in. Shared by the native tests and by the fuzz targets beside this file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use faisceau::findings::Findings;
use faisceau::instrument::{Flaw, Instrument, Language, Shelf};
use faisceau::record::{self, Assessment};
use faisceau::state::Settings;
use faisceau::vault::{CaseId, Derivation, Derived, Head, RecoveryCode, Rescue, Safe, Work, Write};

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
    shown(&flaws);
    false
}

/// Every refusal has a reason, and each reason is a sentence that can be shown.
pub fn shown(flaws: &[Flaw]) {
    assert!(!flaws.is_empty(), "refused without a reason");
    for sentence in flaws.iter().map(ToString::to_string) {
        assert!(sentence.chars().count() <= 401, "too long to show: {sentence}");
        assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
    }
}

/// A safe with one case, and everything that was stored of it.
pub struct Stored {
    safe: Safe,
    derived: Derived,
    /// The header.
    pub header: Vec<u8>,
    head: Head,
    /// What is read at opening.
    catalogue: Vec<(Vec<u8>, Vec<u8>)>,
    /// Every value that a record of the catalogue ever had.
    sealed: Vec<Vec<u8>>,
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
    let derived = Work::new("un deux trois quatre", Derivation::LEAST, &mut fill).run();
    let derived = derived.unwrap_or_else(|why| panic!("{why:?}"));
    let (mut safe, mut writes) = Safe::create(&derived, &mut fill);
    let (mut journal, started) = safe.start(CaseId::random(&mut fill), &mut fill);
    writes.extend(started);
    writes.extend(journal.append(&safe, b"first", b"card", &mut fill));
    writes.extend(journal.append(&safe, b"second", b"card", &mut fill));
    writes.extend(journal.snapshot(&safe, b"state", b"card", &mut fill));
    let is_of = |write: &Write, class: &[u8]| write.key.starts_with(class) && write.value.is_some();
    let sealed = writes.iter().filter(|write| is_of(write, Safe::CATALOGUE));
    let sealed = sealed.filter_map(|write| write.value.clone()).collect();
    let mut stored = BTreeMap::new();
    for Write { key, value } in writes {
        match value {
            Some(value) => stored.insert(key, value),
            None => stored.remove(&key),
        };
    }
    let of = |class: &[u8]| stored.clone().into_iter().filter(|(key, _)| key.starts_with(class)).collect();
    let head = journal.head().clone();
    let witness = safe.witness(std::iter::once(&head), &mut fill);
    let header = safe.header_bytes();
    let (catalogue, records) = (of(Safe::CATALOGUE), of(Safe::RECORDS));
    Stored { safe, derived, header, head, catalogue, sealed, records, witness }
});

/// Bytes in the place of a header, of each record and of the witness: told as damage, or those that were
/// sealed there.
pub fn safe(bytes: &[u8]) -> bool {
    let stored = &*STORED;
    let opened = Safe::open(bytes, &stored.derived);
    assert_eq!(opened.is_ok(), bytes == stored.header, "a header that was changed opened");
    let known = stored.sealed.iter().any(|sealed| sealed == bytes);
    let safe = Safe::open(&stored.header, &stored.derived);
    let mut safe = safe.unwrap_or_else(|why| panic!("{why:?}"));
    for (key, sealed) in &stored.catalogue {
        let found = safe.contents(&[(key.clone(), bytes.to_vec())]);
        let told = found.unreadable == 1 && found.set_aside.len() == 2 || found.newer;
        assert!(told || known && bytes.len() == sealed.len(), "a record was replaced, and nothing was told");
    }
    let told = stored.safe.check(&String::from_utf8_lossy(bytes), std::iter::once(&stored.head));
    assert_eq!(told, Ok(()), "a witness raised a false alarm");
    for at in 0..stored.records.len() {
        if stored.records[at].1 == bytes {
            continue;
        }
        let mut records = stored.records.clone();
        records[at].1 = bytes.to_vec();
        let (_, recovered, _) = stored.safe.read(&stored.head, &records);
        let told = recovered.damage.is_some() || recovered.newer;
        assert!(told, "record {at} was replaced, and nothing was told");
    }
    opened.is_ok() || known || stored.records.iter().any(|(_, record)| record == bytes)
}

/// A rescue copy that is told to be whole is what would be written of its records, and what can be read
/// of one that is not is a rescue copy of its own; a recovery code is read as it is written.
pub fn rescue(bytes: &[u8]) -> bool {
    if let Some(code) = RecoveryCode::read(&String::from_utf8_lossy(bytes)) {
        let again = RecoveryCode::read(&code.written());
        assert!(again.is_some_and(|again| again.written() == code.written()));
    }
    let Ok(read) = Rescue::read(bytes) else { return false };
    let written = Rescue::write(&read.records);
    assert!(!read.whole || written == bytes, "whole, and not as it was written");
    assert_eq!(Rescue::read(&written), Ok(Rescue { whole: true, ..read }));
    true
}

/// Settings that were read are read again as they are, and always lock.
pub fn settings(bytes: &[u8]) -> bool {
    let read = Settings::read(Some(&String::from_utf8_lossy(bytes)), Language::Fr);
    assert_eq!(Settings::read(Some(&read.written()), Language::Fr), read);
    assert!(Settings::LOCK_AFTER.contains(&read.lock_after), "it locks after {}", read.lock_after);
    true
}
