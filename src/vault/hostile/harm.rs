//! Any harm, in any order: the properties.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Bench, Stored, chance, read, told};
use crate::vault::{Alarm, Damage, Recovered};

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
        // Sealed anew under another key, the case tells the same.
        let mut anew = Bench { safe: bench.open().0, stored: bench.stored.clone(), seed: 78 };
        let mut journal = again.clone();
        let writes = journal.reseal(&safe, &recovered, &records, &mut chance(78));
        anew.keep(writes);
        let (_, resealed) = read(&anew);
        prop_assert_eq!(told(&resealed), told(&recovered));
        let count = |of: &Recovered| of.damage.as_ref().map_or(0, Damage::count);
        prop_assert_eq!(count(&resealed), count(&recovered));
        prop_assert!(safe.check(&witness, anew.open().1.heads.iter()).is_ok(), "and is no older than it was");
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
