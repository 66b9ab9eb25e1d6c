//! What is on its way to the store, and what may be said of it: *saved* only once it is so.

use std::collections::{BTreeMap, VecDeque};

use super::message::{Effect, Records, StoreFault, Ticket, Wake};
use crate::interview::Moment;
use crate::vault::Write;

/// What the interviewer is told of what she wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was written yet.
    Nothing,
    /// An exercise: kept in memory only.
    Exercise,
    /// Another tab writes; here everything is only shown.
    Following,
    /// Something is on its way.
    Underway,
    /// Everything was kept at that moment.
    Saved(Moment),
    /// Something could not be kept. It stays in memory, and is tried again.
    NotSaved(StoreFault),
}

/// How long after each failure in a row the commit is tried again, in milliseconds.
const RETRIES: [u32; 4] = [1_000, 2_000, 5_000, 15_000];

/// Sealed records on their way to the store: at most one commit is under way, and what is sealed
/// meanwhile goes into the next.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// Whether this tab may write.
    open: bool,
    /// What each of the next commits holds, in their order.
    waiting: VecDeque<Vec<Write>>,
    under_way: Option<(Ticket, Vec<Write>)>,
    tickets: u64,
    failures: usize,
    fault: Option<StoreFault>,
    saved_at: Option<Moment>,
}

impl Keeping {
    /// Adds sealed records, and starts a commit if none is under way.
    pub fn add(&mut self, writes: Vec<Write>) -> Option<Effect> {
        match self.waiting.back_mut() {
            Some(last) => writes.into_iter().for_each(|write| put(last, write)),
            None if !writes.is_empty() => self.waiting.push_back(writes),
            None => {}
        }
        if self.fault.is_some() { None } else { self.start() }
    }

    /// Adds what must not be done before all that was given earlier is kept.
    pub fn add_after(&mut self, writes: Vec<Write>) -> Option<Effect> {
        if !writes.is_empty() {
            self.waiting.push_back(writes);
        }
        self.add(Vec::new())
    }

    /// This tab may write from now on.
    pub fn open(&mut self) -> Option<Effect> {
        self.open = true;
        if self.is_settled() {
            self.fault = None;
        }
        self.start()
    }

    /// Nothing can be kept for now: it is told, and tried again.
    pub fn refused(&mut self, fault: StoreFault) -> Effect {
        let wait = RETRIES[self.failures.min(RETRIES.len() - 1)];
        self.failures += 1;
        self.fault = Some(fault);
        Effect::Wake(Wake::Retry, wait)
    }

    /// This tab may write no more: what was not kept is given up. Whether there was any.
    pub fn close(&mut self) -> bool {
        let lost = !self.is_settled();
        *self = Self { tickets: self.tickets, saved_at: self.saved_at, ..Self::default() };
        lost
    }

    fn start(&mut self) -> Option<Effect> {
        if !self.open || self.under_way.is_some() {
            return None;
        }
        let writes = self.waiting.pop_front()?;
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.under_way = Some((ticket, writes.clone()));
        Some(Effect::Commit(ticket, writes))
    }

    /// Takes down how a commit ended.
    pub fn ended(&mut self, ticket: Ticket, result: Result<(), StoreFault>, now: Moment) -> Option<Effect> {
        let (current, writes) = self.under_way.take()?;
        if current != ticket {
            self.under_way = Some((current, writes));
            return None;
        }
        match result {
            Ok(()) => {
                (self.failures, self.fault) = (0, None);
                self.saved_at = Some(now);
                self.start()
            }
            Err(fault) => {
                self.waiting.push_front(writes);
                Some(self.refused(fault))
            }
        }
    }

    /// Tries again what could not be kept. Where there was no room, all of it at once: what is to be
    /// taken away makes room for the rest.
    pub fn retry(&mut self) -> Option<Effect> {
        if self.fault? == StoreFault::Full && !self.waiting.is_empty() {
            let all = std::mem::take(&mut self.waiting).into_iter().flatten();
            let mut writes = Vec::new();
            all.for_each(|write| put(&mut writes, write));
            self.waiting.push_back(writes);
        }
        self.start()
    }

    /// What is not kept yet, in its order.
    fn unkept(&self) -> impl Iterator<Item = &Write> {
        self.under_way.iter().flat_map(|(_, writes)| writes).chain(self.waiting.iter().flatten())
    }

    /// Whether this record is kept, or what has taken its place.
    pub fn is_kept(&self, key: &[u8]) -> bool {
        self.unkept().all(|write| write.key != key)
    }

    /// What was read, with what is still on its way to the store.
    pub fn over(&self, read: Records) -> Records {
        let mut records: BTreeMap<_, _> = read.into_iter().collect();
        for Write { key, value } in self.unkept() {
            match value {
                Some(value) => records.insert(key.clone(), value.clone()),
                None => records.remove(key),
            };
        }
        records.into_iter().collect()
    }

    /// Whether everything that was given is kept.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty() && self.under_way.is_none()
    }

    /// What may be said.
    pub fn saving(&self) -> Saving {
        match (self.fault, self.is_settled(), self.saved_at) {
            (Some(fault), ..) => Saving::NotSaved(fault),
            (None, false, _) => Saving::Underway,
            (None, true, Some(at)) => Saving::Saved(at),
            (None, true, None) => Saving::Nothing,
        }
    }
}

/// Adds a write; it takes the place of an earlier one to the same key.
fn put(writes: &mut Vec<Write>, write: Write) {
    writes.retain(|earlier| earlier.key != write.key);
    writes.push(write);
}

#[cfg(test)]
mod tests {
    use super::{Keeping, Saving};
    use crate::interview::Moment;
    use crate::state::message::{Effect, StoreFault, Ticket, Wake};
    use crate::vault::Write;

    const NOON: i64 = 1_711_105_200_000;

    fn write(key: u8) -> Vec<Write> {
        vec![Write { key: vec![key], value: Some(vec![key]) }]
    }

    fn noon() -> Moment {
        Moment::from_unix(NOON, 60)
    }

    #[test]
    fn saved_is_said_at_the_end_of_the_commit_and_not_before() {
        let mut keeping = Keeping { open: true, ..Keeping::default() };
        assert_eq!(keeping.saving(), Saving::Nothing);
        assert!(matches!(keeping.add(write(1)), Some(Effect::Commit(Ticket(1), _))));
        assert_eq!(keeping.saving(), Saving::Underway);
        assert!(keeping.add(write(2)).is_none(), "one commit at a time");
        let Some(Effect::Commit(Ticket(2), writes)) = keeping.ended(Ticket(1), Ok(()), noon()) else {
            panic!("what came meanwhile goes into the next");
        };
        assert_eq!(writes, write(2));
        assert_eq!(keeping.saving(), Saving::Underway);
        assert!(keeping.ended(Ticket(2), Ok(()), noon()).is_none());
        assert_eq!(keeping.saving(), Saving::Saved(noon()));
    }

    #[test]
    fn what_must_come_later_waits_for_a_commit_of_its_own() {
        let mut keeping = Keeping { open: true, ..Keeping::default() };
        let first = keeping.add(write(1));
        assert!(matches!(&first, Some(Effect::Commit(Ticket(1), writes)) if *writes == write(1)));
        assert!(keeping.add(write(2)).is_none() && keeping.add_after(write(3)).is_none());
        let Some(Effect::Commit(ticket, writes)) = keeping.ended(Ticket(1), Ok(()), noon()) else {
            panic!("a commit");
        };
        assert_eq!(writes, write(2));
        let Some(Effect::Commit(_, writes)) = keeping.ended(ticket, Ok(()), noon()) else {
            panic!("a commit")
        };
        assert_eq!(writes, write(3));
    }

    #[test]
    fn a_tab_that_may_not_write_commits_nothing() {
        let mut keeping = Keeping::default();
        assert!(keeping.add(write(1)).is_none());
        assert!(matches!(keeping.open(), Some(Effect::Commit(..))));
        assert!(keeping.close(), "what was under way is not known to be kept");
        assert!(keeping.ended(Ticket(1), Ok(()), noon()).is_none());
        assert_eq!(keeping.saving(), Saving::Nothing);
    }

    #[test]
    fn a_tab_that_found_no_room_to_begin_with_keeps_what_comes_once_there_is_some() {
        let mut keeping = Keeping::default();
        assert!(matches!(keeping.refused(StoreFault::Full), Effect::Wake(Wake::Retry, 1_000)));
        assert_eq!(keeping.saving(), Saving::NotSaved(StoreFault::Full));
        assert!(keeping.retry().is_none() && keeping.open().is_none());
        assert_eq!(keeping.saving(), Saving::Nothing, "there is room, and nothing waits");
        assert!(matches!(keeping.add(write(1)), Some(Effect::Commit(Ticket(1), _))));
    }

    #[test]
    fn what_could_not_be_kept_is_told_stays_and_is_tried_again() {
        let mut keeping = Keeping { open: true, ..Keeping::default() };
        keeping.add(write(1));
        let full = Err(StoreFault::Full);
        assert!(matches!(keeping.ended(Ticket(1), full, noon()), Some(Effect::Wake(Wake::Retry, 1_000))));
        assert_eq!(keeping.saving(), Saving::NotSaved(StoreFault::Full));
        assert!(keeping.add(write(2)).is_none());
        let Some(Effect::Commit(ticket, writes)) = keeping.retry() else { panic!("a commit") };
        assert_eq!(writes, [write(1), write(2)].concat());
        assert_eq!(keeping.saving(), Saving::NotSaved(StoreFault::Full), "until it is kept");
        keeping.ended(ticket, Ok(()), noon());
        assert_eq!(keeping.saving(), Saving::Saved(noon()));
    }
}
