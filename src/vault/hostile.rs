//! A safe in a store that is not to be trusted: whatever is done to its records, everything that can
//! be read is read, what cannot is told exactly, and nothing is thrown away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::ring::CATALOGUE;
use super::{
    Alarm, CaseId, Contents, Damage, Derivation, Derived, Gap, Head, Journal, Recovered, Safe, Work, Write,
};

type Stored = BTreeMap<Vec<u8>, Vec<u8>>;
type All = Vec<(Vec<u8>, Vec<u8>)>;

static DERIVED: LazyLock<Derived> = LazyLock::new(|| {
    Work::new("un deux trois quatre", Derivation::LEAST, &mut chance(1)).run().expect("derived")
});

fn chance(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = state.to_be_bytes()[0];
        }
    }
}

/// A safe with its store, and what was really written.
struct Bench {
    safe: Safe,
    stored: Stored,
    seed: u64,
}

/// What was written of a case, by number.
type Truth = BTreeMap<u64, String>;

impl Bench {
    fn new(seed: u64) -> Self {
        let (safe, writes) = Safe::create(&DERIVED, &mut chance(seed));
        let mut bench = Self { safe, stored: Stored::new(), seed };
        bench.keep(writes);
        bench
    }

    fn chance(&mut self) -> impl FnMut(&mut [u8]) + use<> {
        self.seed += 1;
        chance(self.seed)
    }

    fn keep(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write.value {
                Some(value) => self.stored.insert(write.key, value),
                None => self.stored.remove(&write.key),
            };
        }
    }

    /// A case with so many events, a snapshot after each `every`.
    fn lead(&mut self, id: u8, events: u64, every: u64) -> (Journal, Truth) {
        let mut fill = self.chance();
        let (mut journal, writes) = self.safe.start(CaseId([id; 16]), &mut fill);
        self.keep(writes);
        let mut truth = Truth::new();
        for number in 1..=events {
            self.append(&mut journal, &mut truth);
            if number % every == 0 {
                self.snapshot(&mut journal, &mut truth);
                // Acknowledged: what is needless goes, in a transaction of its own.
                let writes = journal.compact(&self.safe, &mut fill);
                self.keep(writes);
            }
        }
        (journal, truth)
    }

    fn append(&mut self, journal: &mut Journal, truth: &mut Truth) {
        let told = format!("event {}", journal.head().last() + 1);
        let mut fill = self.chance();
        let writes = journal.append(&self.safe, told.as_bytes(), b"card", &mut fill);
        self.keep(writes);
        truth.insert(journal.head().last(), told);
    }

    fn snapshot(&mut self, journal: &mut Journal, truth: &mut Truth) {
        let told = format!("state {}", journal.head().last() + 1);
        let mut fill = self.chance();
        let writes = journal.snapshot(&self.safe, told.as_bytes(), b"card", &mut fill);
        self.keep(writes);
        truth.insert(journal.head().last(), told);
    }

    fn all(&self) -> All {
        self.stored.clone().into_iter().collect()
    }

    /// Opens the safe as another day would.
    fn open(&self) -> (Safe, Contents) {
        let mut safe = Safe::open(&self.safe.header_bytes(), &DERIVED).expect("opens");
        let contents = safe.contents(&self.all());
        (safe, contents)
    }

    fn key(&self, journal: &Journal, seq: u64) -> Vec<u8> {
        let key = journal.head().record_key(seq);
        assert!(self.stored.contains_key(&key), "record {seq} is stored");
        key
    }
}

fn read(bench: &Bench) -> (Journal, Recovered) {
    let (safe, contents) = bench.open();
    let [head] = &contents.heads[..] else { panic!("one case: {contents:?}") };
    let all = bench.all();
    let (journal, recovered, _) = safe.read(head, &all);
    (journal, recovered)
}

fn told(recovered: &Recovered) -> Vec<String> {
    let all = recovered.snapshot.iter().chain(&recovered.events);
    all.map(|(_, bytes)| String::from_utf8(bytes.to_vec()).expect("text")).collect()
}

fn lost(recovered: &Recovered) -> Vec<(u64, u64)> {
    let damage = recovered.damage.as_ref();
    damage.map_or(Vec::new(), |damage| damage.lost.iter().map(|Gap { from, to }| (*from, *to)).collect())
}

#[test]
fn what_was_sealed_is_read_again_in_order() {
    let mut bench = Bench::new(1);
    bench.lead(7, 3, 100);
    let (_, recovered) = read(&bench);
    assert_eq!(told(&recovered), ["event 1", "event 2", "event 3"]);
    assert_eq!(recovered.damage, None);
}

#[test]
fn two_snapshots_are_kept_and_what_came_before_goes_in_a_later_transaction() {
    let mut bench = Bench::new(1);
    let (mut journal, mut truth) = bench.lead(7, 20, 10);
    for _ in 0..10 {
        bench.append(&mut journal, &mut truth);
    }
    let before = bench.stored.len();
    bench.snapshot(&mut journal, &mut truth);
    assert_eq!(bench.stored.len(), before + 1, "a snapshot takes nothing away");
    assert!(journal.can_compact());
    let writes = journal.compact(&bench.safe, &mut chance(5));
    assert!(
        writes.iter().filter(|write| write.value.is_some()).count() == 1,
        "the head, and nothing else, is written"
    );
    bench.keep(writes);
    assert!(!journal.can_compact());
    let records = bench.stored.keys().filter(|key| key.starts_with(Safe::RECORDS)).count();
    assert_eq!(records, 1 + 10 + 1, "two snapshots, and what lies between");
    let (_, recovered) = read(&bench);
    assert_eq!((told(&recovered), recovered.damage), (vec!["state 33".to_owned()], None));
}

#[test]
fn a_damaged_last_snapshot_costs_nothing_since_the_one_before_is_kept() {
    let mut bench = Bench::new(1);
    let (journal, _) = bench.lead(7, 20, 10);
    let last = bench.key(&journal, 22);
    bench.stored.get_mut(&last).expect("kept")[70] ^= 1;
    let (_, recovered) = read(&bench);
    assert_eq!(told(&recovered).len(), 11, "the snapshot before, and ten events");
    assert_eq!(lost(&recovered), [(22, 22)], "the snapshot alone, which added nothing");
}

#[test]
fn after_damage_all_that_is_good_is_read_and_writing_goes_on_beside_it() {
    let mut bench = Bench::new(1);
    let (journal, _) = bench.lead(7, 5, 100);
    let third = bench.key(&journal, 3);
    bench.stored.get_mut(&third).expect("kept")[120] ^= 1;
    let bytes = bench.stored[&third].clone();
    let (safe, contents) = bench.open();
    let all = bench.all();
    let (mut journal, recovered, records) = safe.read(&contents.heads[0], &all);
    assert_eq!(told(&recovered), ["event 1", "event 2", "event 4", "event 5"]);
    assert_eq!(lost(&recovered), [(3, 3)]);
    assert!(journal.needs_snapshot());
    let mut writes = journal.set_aside(&records, &[]);
    writes.extend(journal.snapshot(&safe, b"state", b"card", &mut chance(9)));
    writes.extend(journal.append(&safe, b"event 7", b"card", &mut chance(10)));
    bench.keep(writes);
    let kept: Vec<_> = bench.stored.iter().filter(|(key, _)| key.starts_with(Safe::QUARANTINE)).collect();
    assert_eq!(kept, [(&[&[3], &third[..]].concat(), &bytes)], "as it was found");
    let (_, recovered) = read(&bench);
    assert_eq!((told(&recovered), recovered.damage), (vec!["state".to_owned(), "event 7".to_owned()], None));
}

#[test]
fn a_missing_end_a_hole_a_swap_a_double_and_one_put_back_are_told_apart_from_the_rest() {
    let mut bench = Bench::new(1);
    let (journal, _) = bench.lead(7, 5, 100);
    let key = |seq| bench.key(&journal, seq);
    let whole = bench.stored.clone();
    let after = |change: &dyn Fn(&mut Stored)| {
        let mut stored = whole.clone();
        change(&mut stored);
        let bench = Bench { safe: bench.open().0, stored, seed: 50 };
        let (_, recovered) = read(&bench);
        (told(&recovered).len(), lost(&recovered))
    };
    assert_eq!(after(&|stored| drop(stored.remove(&key(5)))), (4, vec![(5, 5)]), "a missing end");
    assert_eq!(after(&|stored| drop(stored.remove(&key(2)))), (4, vec![(2, 2)]), "a hole");
    let swap = |stored: &mut Stored| {
        let (two, three) = (stored[&key(2)].clone(), stored[&key(3)].clone());
        stored.insert(key(2), three);
        stored.insert(key(3), two);
    };
    assert_eq!(after(&swap), (3, vec![(2, 3)]), "a swap");
    assert_eq!(
        after(&|stored| drop(stored.insert(key(5), whole[&key(4)].clone()))),
        (4, vec![(5, 5)]),
        "a double"
    );
}

#[test]
fn a_record_that_was_sealed_here_once_and_put_back_is_noticed() {
    let mut bench = Bench::new(1);
    let (mut journal, mut truth) = bench.lead(7, 3, 100);
    // The store goes back to three records, another fourth is written, and then the first fourth put back.
    let (back, at_three) = (bench.stored.clone(), journal.clone());
    bench.append(&mut journal, &mut truth);
    let fourth = (bench.key(&journal, 4), bench.stored[&bench.key(&journal, 4)].clone());
    (bench.stored, journal) = (back, at_three);
    bench.append(&mut journal, &mut truth);
    bench.append(&mut journal, &mut truth);
    bench.stored.insert(fourth.0, fourth.1);
    let (_, recovered) = read(&bench);
    assert_eq!(lost(&recovered), [(4, 4)], "its seal is sound, and it does not fit");
}

#[test]
fn an_older_head_and_a_lost_head_cost_no_record() {
    let mut bench = Bench::new(1);
    let (mut journal, mut truth) = bench.lead(7, 5, 100);
    let (head, older) = {
        let keys = bench.stored.iter().filter(|(key, _)| key[0] == CATALOGUE);
        let name = bench.safe.ring.name(super::Kind::Head, CaseId([7; 16]), 0);
        let (key, value) = keys.into_iter().find(|(key, _)| **key == name).expect("the head");
        (key.clone(), value.clone())
    };
    bench.append(&mut journal, &mut truth);
    bench.append(&mut journal, &mut truth);
    bench.stored.insert(head.clone(), older);
    let (_, recovered) = read(&bench);
    assert_eq!(told(&recovered).len(), 7);
    assert!(recovered.damage.is_some_and(|damage| damage.head && damage.lost.is_empty()));
    bench.stored.remove(&head);
    let (_, contents) = bench.open();
    assert!(contents.heads[0].is_lost());
    let (mut journal, recovered) = read(&bench);
    assert_eq!(told(&recovered).len(), 7);
    bench.snapshot(&mut journal, &mut truth);
    let (_, recovered) = read(&bench);
    assert_eq!((told(&recovered).len(), recovered.damage), (1, None), "it has a head again");
}

#[test]
fn one_damaged_copy_of_a_key_costs_nothing_and_both_are_told() {
    let mut bench = Bench::new(1);
    let (_, _) = bench.lead(7, 3, 100);
    let keys = [0, 1].map(|copy| bench.safe.ring.name(super::Kind::Key, CaseId([7; 16]), copy));
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
    let (mut journal, recovered, _) = safe.read(&head, &all);
    assert_eq!((told(&recovered).len(), &recovered.damage), (4, &None));
    let mut writes = journal.reseal(&safe, &recovered, &mut chance(908));
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

/// What a hostile store does to one record.
#[derive(Clone, Debug)]
enum Harm {
    Flip { record: usize, byte: usize, with: u8 },
    Cut { record: usize, to: usize },
    Zero { record: usize, from: usize },
    Remove { record: usize },
    Swap { record: usize, other: usize },
    Copy { record: usize, over: usize },
    PutBack { record: usize },
    Foreign { record: usize },
}

fn harm() -> impl Strategy<Value = Harm> {
    let any = any::<usize>;
    prop_oneof![
        (any(), any(), 1..=255_u8).prop_map(|(record, byte, with)| Harm::Flip { record, byte, with }),
        (any(), any()).prop_map(|(record, to)| Harm::Cut { record, to }),
        (any(), any()).prop_map(|(record, from)| Harm::Zero { record, from }),
        any().prop_map(|record| Harm::Remove { record }),
        (any(), any()).prop_map(|(record, other)| Harm::Swap { record, other }),
        (any(), any()).prop_map(|(record, over)| Harm::Copy { record, over }),
        any().prop_map(|record| Harm::PutBack { record }),
        any().prop_map(|record| Harm::Foreign { record }),
    ]
}

impl Harm {
    fn befall(&self, stored: &mut Stored, earlier: &Stored, foreign: &Stored) {
        let keys: Vec<_> = stored.keys().filter(|key| key[0] != 0).cloned().collect();
        let key = |at: usize| keys[at % keys.len()].clone();
        match *self {
            Self::Flip { record, byte, with } => {
                if let Some(value) = stored.get_mut(&key(record)).filter(|value| !value.is_empty()) {
                    let at = byte % value.len();
                    value[at] ^= with;
                }
            }
            Self::Cut { record, to } => {
                if let Some(value) = stored.get_mut(&key(record)) {
                    value.truncate(to % value.len().max(1));
                }
            }
            Self::Zero { record, from } => {
                if let Some(value) = stored.get_mut(&key(record)) {
                    let from = from % value.len().max(1);
                    value[from..].fill(0);
                }
            }
            Self::Remove { record } => drop(stored.remove(&key(record))),
            Self::Swap { record, other } => {
                let (one, two) = (stored[&key(record)].clone(), stored[&key(other)].clone());
                stored.insert(key(record), two);
                stored.insert(key(other), one);
            }
            Self::Copy { record, over } => drop(stored.insert(key(over), stored[&key(record)].clone())),
            Self::PutBack { record } => {
                if let Some(value) = earlier.get(&key(record)) {
                    stored.insert(key(record), value.clone());
                }
            }
            Self::Foreign { record } => {
                let value = foreign.values().nth(record % foreign.len());
                stored.insert(key(record), value.cloned().unwrap_or_default());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_to_the_records_the_good_ones_are_read_and_the_others_told(
        events in 1..40_u64,
        every in prop_oneof![Just(5_u64), Just(12), Just(100)],
        harms in prop::collection::vec(harm(), 1..6),
    ) {
        let mut bench = Bench::new(events);
        let (mut journal, mut truth) = bench.lead(7, events, every);
        let (earlier, foreign) = (bench.stored.clone(), Bench::new(99).stored);
        for _ in 0..3 {
            bench.append(&mut journal, &mut truth);
        }
        let witness = bench.safe.witness([journal.head()].into_iter(), &mut chance(8));
        let whole = bench.stored.clone();
        for harm in &harms {
            harm.befall(&mut bench.stored, &earlier, &foreign);
        }
        let (mut safe, contents) = bench.open();
        let alarm = safe.check(&witness, contents.heads.iter());
        let flipped = harms.iter().any(|harm| matches!(harm, Harm::Flip { .. }));
        prop_assert!(flipped || !contents.newer);
        let Some(head) = contents.heads.first() else {
            prop_assert!(alarm.is_err(), "a case whose key is gone is missed");
            return Ok(());
        };
        let all = bench.all();
        let (mut again, recovered, records) = safe.read(head, &all);
        // Nothing is ever read that was not written there.
        for (seq, content) in recovered.snapshot.iter().chain(&recovered.events) {
            prop_assert_eq!(&String::from_utf8(content.to_vec()).expect("text"), &truth[seq]);
        }
        // Every record after what was read as a whole is there, or is told as lost.
        let base = recovered.snapshot.as_ref().map_or(0, |(seq, _)| *seq);
        let damage = recovered.damage.clone().unwrap_or_default();
        let known = |seq: u64| recovered.events.iter().any(|(at, _)| *at == seq)
            || damage.lost.iter().any(|gap| (gap.from..=gap.to).contains(&seq));
        let last = if head.is_lost() { again.head().last() } else { journal.head().last() };
        for seq in base + 1..=last {
            // A snapshot that is no longer needed and was taken away is no loss.
            prop_assert!(recovered.newer || known(seq) || alarm.is_err(), "record {} is neither here nor told", seq);
        }
        // And no record whose bytes are as they were is told as lost, unless a later one denies it.
        for seq in truth.keys() {
            let key = journal.head().record_key(*seq);
            let untouched = whole.get(&key).is_some_and(|bytes| bench.stored.get(&key) == Some(bytes));
            if *seq > base && untouched && !matches!(alarm, Err(Alarm { .. })) {
                prop_assert!(recovered.events.iter().any(|(at, _)| at == seq), "record {} was good", seq);
            }
        }
        // Something was changed: it is told, or nothing of it mattered to what is read.
        let changed = bench.stored != whole;
        let noticed = recovered.damage.is_some() || contents.unreadable > 0 || alarm.is_err()
            || recovered.newer || contents.newer || contents.ledger.is_none();
        if changed && !noticed {
            for (key, value) in &whole {
                match bench.stored.get(key) {
                    Some(found) if found == value => {}
                    // A change of a byte is always noticed; an older record of the catalogue may stand for
                    // its newer self where nothing that it tells has changed.
                    Some(found) => prop_assert_eq!(earlier.get(key), Some(found), "a change went unnoticed"),
                    // What is gone and not missed: decoys, the roll, one copy of a key, what a snapshot stands for.
                    None => {
                        let needed = (base + 1..=last).any(|seq| journal.head().record_key(seq) == *key);
                        prop_assert!(!needed, "what is gone was needed");
                    }
                }
            }
        }
        // Work goes on: what cannot be read is put aside as it was found, and nothing is told twice.
        if recovered.newer || contents.newer {
            return Ok(());
        }
        let aside: BTreeMap<_, _> = bench.stored.clone();
        let mut writes = contents.set_aside.clone();
        writes.extend(again.set_aside(&records, &[]));
        let mut fill = chance(77);
        writes.extend(again.snapshot(&safe, b"as it stands", b"card", &mut fill));
        writes.extend(again.append(&safe, b"and on", b"card", &mut fill));
        for write in &writes {
            if write.value.is_none() {
                let kept = writes.iter().find(|other| other.key == [&[3], &write.key[..]].concat());
                prop_assert_eq!(kept.and_then(|kept| kept.value.as_ref()), aside.get(&write.key));
            }
        }
        bench.keep(writes);
        let contents = safe.contents(&bench.all());
        let all = bench.all();
        let (_, recovered, _) = safe.read(&contents.heads[0], &all);
        prop_assert_eq!(told(&recovered), ["as it stands", "and on"]);
        prop_assert_eq!(recovered.damage.unwrap_or_default().lost, Damage::default().lost);
        prop_assert_eq!(contents.unreadable, 0);
    }

    #[test]
    fn no_catalogue_and_no_record_makes_the_reader_fall(
        stored in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..20), prop::collection::vec(any::<u8>(), 0..200)), 0..20),
    ) {
        let mut bench = Bench::new(3);
        bench.lead(7, 2, 100);
        bench.stored.extend(stored.into_iter().map(|(mut key, value)| {
            if let Some(class) = key.first_mut() {
                *class = *class % 3 + 1;
            }
            (key, value)
        }));
        let (safe, contents) = bench.open();
        let (_, recovered, _) = safe.read(&contents.heads[0], &bench.all());
        prop_assert_eq!(told(&recovered).len(), 2);
    }
}
