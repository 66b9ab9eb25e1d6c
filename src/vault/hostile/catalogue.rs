//! What is read at opening: keys, the roll, decoys, the witness.

use std::collections::BTreeSet;

use super::{Bench, DERIVED, Truth, chance, read, told};
use crate::vault::ring::{CATALOGUE, QUARANTINE};
use crate::vault::{Alarm, CaseId, Damage, Derivation, Head, Journal, Kind, Safe, Work};

#[test]
fn one_damaged_copy_of_a_key_costs_nothing_and_both_are_told() {
    let mut bench = Bench::new(1);
    let (_, _) = bench.lead(7, 3, 100);
    let keys = [0, 1].map(|copy| bench.safe.ring.name(Kind::Key, CaseId([7; 16]), copy));
    bench.stored.get_mut(&keys[0]).expect("kept")[50] ^= 4;
    let (safe, contents) = bench.open();
    assert_eq!((contents.heads.len(), contents.unreadable, contents.single.len()), (1, 1, 1));
    let mut healed = Bench { safe, stored: bench.stored.clone(), seed: 8 };
    healed.keep(contents.set_aside);
    let writes = healed.safe.seal_key_again(&contents.heads[0], &mut chance(3));
    healed.keep(writes);
    assert_eq!(healed.open().1.single.len(), 0, "it has two copies again");
    bench.stored.remove(&keys[1]);
    let (_, contents) = bench.open();
    assert_eq!((contents.heads.len(), contents.missing), (0, vec![CaseId([7; 16])]));
}

#[test]
fn nothing_of_one_safe_opens_in_another() {
    let (mut bench, other) = (Bench::new(1), Bench::new(2));
    bench.lead(7, 2, 100);
    let mut safe = Safe::open(&other.safe.header_bytes(), &DERIVED).expect("opens");
    let contents = safe.contents(&bench.all());
    assert!(contents.heads.is_empty() && contents.unreadable > 3);
}

#[test]
fn a_new_key_leaves_nothing_of_what_was_sealed_before() {
    let mut bench = Bench::new(1);
    let (mut journal, mut truth) = bench.lead(7, 4, 100);
    let old = journal.clone();
    let before = bench.stored.clone();
    let writes = journal.rekey(&bench.safe, b"what is left", b"card", &mut chance(11));
    bench.keep(writes);
    assert_eq!(bench.stored.keys().filter(|key| key.starts_with(Safe::RECORDS)).count(), 1);
    let (_, recovered) = read(&bench);
    assert_eq!((told(&recovered), recovered.damage), (vec!["what is left".to_owned()], None));
    // Put back among the records, they are no part of the case.
    for seq in 1..=4 {
        let key = old.head().record_key(seq);
        bench.stored.insert(key.clone(), before[&key].clone());
    }
    bench.append(&mut journal, &mut truth);
    assert_eq!(told(&read(&bench).1), ["what is left", "event 6"]);
}

#[test]
fn an_erased_case_loses_its_key_first_and_the_rest_is_taken_away_whenever_it_stops() {
    let mut bench = Bench::new(1);
    let (journal, _) = bench.lead(7, 30, 100);
    bench.lead(8, 2, 100);
    let (destroy, clear) = bench.safe.erase(journal.head(), &mut chance(3));
    assert!(destroy.iter().all(|write| write.key[0] == CATALOGUE), "the key goes before the records");
    bench.keep(destroy);
    let (_, contents) = bench.open();
    assert_eq!((contents.heads.len(), contents.missing.len()), (1, 0), "gone, and not missed");
    let mut stopped = Bench { safe: bench.open().0, stored: bench.stored.clone(), seed: 90 };
    bench.keep(clear);
    stopped.keep(contents.erasing);
    for bench in [bench, stopped] {
        assert_eq!(bench.stored.keys().filter(|key| key.starts_with(Safe::RECORDS)).count(), 2);
        let (_, contents) = bench.open();
        assert_eq!((contents.heads.len(), contents.erasing.len(), contents.unreadable), (1, 0, 0));
    }
}

#[test]
fn the_number_of_records_read_at_opening_hides_how_many_cases_there_are() {
    let mut bench = Bench::new(1);
    let catalogue = |bench: &Bench| bench.stored.keys().filter(|key| key[0] == CATALOGUE).count();
    let mut seen = BTreeSet::from([catalogue(&bench)]);
    let mut heads = Vec::new();
    for case in 1..=9 {
        heads.push(bench.lead(case, 1, 100).0);
        seen.insert(catalogue(&bench));
    }
    assert_eq!(seen, BTreeSet::from([32]), "none to nine");
    for journal in heads {
        let mut fill = bench.chance();
        let (destroy, clear) = bench.safe.erase(journal.head(), &mut fill);
        bench.keep(destroy);
        bench.keep(clear);
    }
    assert_eq!(catalogue(&bench), 32);
    let sizes: BTreeSet<_> =
        bench.stored.iter().filter(|(key, _)| key[0] == CATALOGUE).map(|(_, v)| v.len()).collect();
    assert_eq!(sizes.len(), 1, "and all look alike");
}

#[test]
fn keys_are_changed_case_by_case_and_it_can_stop_anywhere() {
    let mut bench = Bench::new(1);
    let (one, _) = bench.lead(7, 3, 100);
    bench.lead(8, 3, 100);
    let derived =
        Work::new("another one of words", Derivation::LEAST, &mut chance(902)).run().expect("derived");
    let old_header = bench.safe.header_bytes();
    let writes = bench.safe.begin_turn(&derived, b"ledger", &mut chance(904));
    bench.keep(writes);
    let open = |bench: &Bench| {
        let mut safe = Safe::open(&bench.safe.header_bytes(), &derived).expect("opens");
        let contents = safe.contents(&bench.all());
        (safe, contents)
    };
    let (safe, contents) = open(&bench);
    assert_eq!((contents.heads.len(), contents.unreadable), (2, 0));
    assert!(safe.is_turning() && contents.heads.iter().all(|head| safe.is_behind(head)));
    let mut journal = one;
    let writes = journal.rekey(&bench.safe, b"state", b"card", &mut chance(906));
    bench.keep(writes);
    let (mut safe, contents) = open(&bench);
    assert_eq!(contents.heads.iter().filter(|head| safe.is_behind(head)).count(), 1, "it stops here");
    let behind = contents.heads.iter().find(|head| safe.is_behind(head)).expect("one").clone();
    let all = bench.all();
    let (mut journal, recovered, _) = safe.read(&behind, &all);
    assert_eq!(told(&recovered).len(), 3);
    // Written before its turn has come, it is still found.
    let writes = journal.append(&safe, b"event 4", b"card", &mut chance(907));
    bench.keep(writes);
    let head = journal.head().clone();
    let all = bench.all();
    let (mut journal, recovered, found) = safe.read(&head, &all);
    assert_eq!((told(&recovered).len(), &recovered.damage), (4, &None));
    let mut writes = journal.reseal(&safe, &recovered, &found, &mut chance(908));
    writes.extend(safe.end_turn(&derived, &mut chance(909)));
    bench.safe = safe;
    bench.keep(writes);
    let (safe, contents) = open(&bench);
    assert_eq!((contents.heads.len(), contents.unreadable, contents.missing.len()), (2, 0, 0));
    assert_eq!(contents.ledger.as_ref().map(|ledger| ledger.to_vec()), Some(b"ledger".to_vec()));
    assert!(!safe.is_turning());
    let head = contents.heads.iter().find(|head| head.case() == CaseId([8; 16])).expect("there");
    let all = bench.all();
    assert_eq!(told(&safe.read(head, &all).1), ["event 1", "event 2", "event 3", "event 4"]);
    let mut old = Safe::open(&old_header, &DERIVED).expect("an old header still opens");
    assert!(old.contents(&bench.all()).heads.is_empty(), "and finds nothing");
}

#[test]
fn what_could_not_be_read_is_put_aside_anew_with_the_key_that_it_was_sealed_by() {
    let mut bench = Bench::new(1);
    let (journal, _) = bench.lead(7, 5, 100);
    let bytes = bench.damage(&journal, 3, 120);
    let old = journal.head().secret.drawn.clone();
    for _ in 0..2 {
        let (safe, contents) = bench.open();
        let mut all = bench.all();
        all.retain(|(key, _)| key[0] != QUARANTINE || contents.heads[0].asides().contains(key));
        let (mut journal, recovered, found) = safe.read(&contents.heads[0], &all);
        assert_eq!(recovered.damage.as_ref().map(Damage::count), Some(1));
        let writes = journal.reseal(&safe, &recovered, &found, &mut chance(900));
        bench.keep(writes);
        let kept: Vec<_> = bench.stored.iter().filter(|(key, _)| key[0] == QUARANTINE).collect();
        let [(name, record)] = kept[..] else { panic!("{} kept", kept.len()) };
        let opened = journal.head().secret.seal(safe.id()).open(name, record);
        let (place, content) = opened.expect("it opens under the key of today");
        assert_eq!((place.kind, &content[..]), (Kind::Aside, &[old.as_slice(), &bytes].concat()[..]));
    }
}

#[test]
fn a_witness_tells_a_store_that_came_back_empty_or_older() {
    let mut bench = Bench::new(1);
    let (older, _) = bench.lead(7, 3, 100);
    let (mut journal, mut truth) = (older.clone(), Truth::new());
    bench.append(&mut journal, &mut truth);
    let safe = &bench.safe;
    let witness = |journal: &Journal| safe.witness([journal.head()].into_iter(), &mut chance(4));
    let check = |witness: &str, heads: &[&Head]| safe.check(witness, heads.iter().copied());
    assert_eq!(check(&witness(&journal), &[journal.head()]), Ok(()));
    assert_eq!(check(&witness(&journal), &[]), Err(Alarm { missing: 1, behind: 0 }));
    assert_eq!(check(&witness(&journal), &[older.head()]), Err(Alarm { missing: 0, behind: 1 }));
    assert_eq!(check(&witness(&older), &[journal.head()]), Ok(()), "it may lag");
    assert_eq!(check("not a witness", &[]), Ok(()));
}
