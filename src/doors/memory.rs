//! A store in memory, with faults to order: the twin of the browser's, for tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::store::{Record, Store, StoreError, Token, Write};

/// What a store in memory is asked to do wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// Every read and commit fails with this error.
    Always(StoreError),
    /// Every commit that would leave more than so many bytes fails as full, and so does a claim.
    Room(usize),
}

/// A store in memory, as one tab has it.
#[derive(Debug, Default)]
pub struct MemoryStore {
    kept: Rc<Kept>,
    /// What it was claimed with from here.
    ours: Cell<Option<Token>>,
}

#[derive(Debug, Default)]
struct Kept {
    records: RefCell<BTreeMap<Vec<u8>, Vec<u8>>>,
    fault: Cell<Fault>,
    claimed: Cell<Option<Token>>,
}

impl MemoryStore {
    /// Orders a fault from now on.
    pub fn fail(&self, fault: Fault) {
        self.kept.fault.set(fault);
    }

    /// Everything that is kept, in the order of the keys.
    #[must_use]
    pub fn all(&self) -> Vec<Record> {
        self.kept.records.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// The same store, as another tab has it.
    #[must_use]
    pub fn for_another_tab(&self) -> Self {
        Self { kept: Rc::clone(&self.kept), ours: Cell::default() }
    }

    /// Empties the store under all tabs, with all that tells who has claimed it: as browsers do when the
    /// data of a site are cleared.
    pub fn clear(&self) {
        self.kept.records.borrow_mut().clear();
        self.kept.claimed.set(None);
    }

    /// Puts everything back as it was, or empties the store, without a word: as browsers may.
    pub fn replace(&self, records: Vec<Record>) {
        *self.kept.records.borrow_mut() = records.into_iter().collect();
    }
}

impl Store for MemoryStore {
    async fn read(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError> {
        if let Fault::Always(error) = self.kept.fault.get() {
            return Err(error);
        }
        let mut records = self.all();
        records.retain(|(key, _)| key.starts_with(prefix));
        Ok(records)
    }

    async fn fetch(&self, keys: &[Vec<u8>]) -> Result<Vec<Record>, StoreError> {
        if let Fault::Always(error) = self.kept.fault.get() {
            return Err(error);
        }
        let records = self.kept.records.borrow();
        Ok(keys.iter().filter_map(|key| Some((key.clone(), records.get(key)?.clone()))).collect())
    }

    async fn size(&self) -> Result<usize, StoreError> {
        Ok(self.kept.records.borrow().iter().map(|(key, value)| key.len() + value.len()).sum())
    }

    async fn claim(&self, token: Token) -> Result<(), StoreError> {
        let size: usize = self.kept.records.borrow().iter().map(|(key, value)| key.len() + value.len()).sum();
        match self.kept.fault.get() {
            Fault::Always(error) => return Err(error),
            Fault::Room(room) if size > room => return Err(StoreError::Full),
            _ => {}
        }
        self.kept.claimed.set(Some(token));
        self.ours.set(Some(token));
        Ok(())
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), StoreError> {
        match (self.ours.get(), self.kept.claimed.get()) {
            (None, _) => return Err(StoreError::Superseded),
            (Some(_), None) => return Err(StoreError::Emptied),
            (ours, claimed) if ours != claimed => return Err(StoreError::Superseded),
            _ => {}
        }
        let mut records = self.kept.records.borrow().clone();
        for (key, value) in writes {
            match value {
                Some(value) => records.insert(key.clone(), value.clone()),
                None => records.remove(key),
            };
        }
        let size: usize = records.iter().map(|(key, value)| key.len() + value.len()).sum();
        match self.kept.fault.get() {
            Fault::Always(error) => return Err(error),
            Fault::Room(room) if size > room => return Err(StoreError::Full),
            _ => {}
        }
        self.kept.records.replace(records);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, MemoryStore};
    use crate::doors::{Store, StoreError, after};

    #[test]
    fn a_commit_is_done_whole_or_not_at_all_and_keys_come_back_in_order() {
        let store = MemoryStore::default();
        assert_eq!(pollster::block_on(store.commit(&[])), Err(StoreError::Superseded), "never claimed");
        pollster::block_on(store.claim([1; 16])).expect("claimed");
        let both = [(vec![2], Some(vec![0; 40])), (vec![1], Some(vec![0; 40]))];
        store.fail(Fault::Room(60));
        assert_eq!(pollster::block_on(store.commit(&both)), Err(StoreError::Full));
        assert_eq!(store.all(), []);
        store.fail(Fault::None);
        assert_eq!(pollster::block_on(store.commit(&both)), Ok(()));
        assert_eq!(store.all().iter().map(|(key, _)| key[0]).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn the_end_of_a_prefix_comes_after_all_that_start_with_it() {
        assert_eq!(after(b"case"), Some(b"casf".to_vec()));
        assert_eq!(after(&[1, 255]), Some(vec![2]));
        assert_eq!(after(&[255]), None);
        assert_eq!(after(&[]), None);
    }
}
