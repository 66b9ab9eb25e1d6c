//! The records of one case.

use super::{Bench, Stored, chance, lost, read, told};
use crate::vault::ring::CATALOGUE;
use crate::vault::{CaseId, Kind, Safe};

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
    bench.damage(&journal, 22, 70);
    let (_, recovered) = read(&bench);
    assert_eq!(told(&recovered).len(), 11, "the snapshot before, and ten events");
    assert_eq!(lost(&recovered), [(22, 22)], "the snapshot alone, which added nothing");
}

#[test]
fn after_damage_all_that_is_good_is_read_and_writing_goes_on_beside_it() {
    let mut bench = Bench::new(1);
    let (journal, _) = bench.lead(7, 5, 100);
    let third = bench.key(&journal, 3);
    let bytes = bench.damage(&journal, 3, 120);
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
        let name = bench.safe.ring.name(Kind::Head, CaseId([7; 16]), 0);
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
