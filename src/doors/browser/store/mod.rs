//! IndexedDB, with strict durability: what is committed outlives a power cut. And a second copy, where the
//! browser has one: a commit is done once both have done it, or the second has failed. Commits are carried
//! out beside the page, everything else on it.

mod beside;
mod gate;
mod twin;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, OpenDbError, UnexpectedDataError};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use wasm_bindgen::{JsCast, JsValue};

use self::gate::Gate;
use self::twin::Mark;
use super::fill;
use super::script::{from_js, to_js};
use crate::doors::{Record, Store, StoreError, Token, Write, after};

const NAME: &str = "faisceau";
const VERSION: u8 = 2;
const RECORDS: &str = "records";
/// Holds who claimed the store last, under one key, and the mark of the last commit, under another.
const WRITER: &str = "writer";

/// A commit, with all that it takes to carry it out.
struct Order<'a> {
    /// Who may have claimed the store last.
    ours: Token,
    /// What marks this commit.
    mark: Mark,
    /// What marked the last one in both copies, where they are known to be alike.
    level: Option<Mark>,
    writes: &'a [Write],
}

/// What became of an order.
struct Done {
    result: Result<(), StoreError>,
    /// What marks the last commit in both copies, where they are known to be alike.
    level: Option<Mark>,
}

/// The browser's store of this origin.
#[derive(Clone)]
pub struct IndexedDb {
    name: &'static str,
    database: Rc<RefCell<Option<Rc<Database>>>>,
    ours: Rc<Cell<Option<Token>>>,
    /// Whether it was looked whether the browser has handed back an empty store.
    looked: Rc<Cell<bool>>,
    /// Whether it had, and was made whole from the second copy.
    came_back: Rc<Cell<bool>>,
    /// Closed while a read or a commit is under way.
    gate: Gate,
    /// The last mark of the second copy, where it is known to be like the first.
    level: Rc<Cell<Option<Mark>>>,
}

impl Default for IndexedDb {
    /// The store of the app.
    fn default() -> Self {
        Self::named(NAME)
    }
}

impl IndexedDb {
    /// A store of this origin under another name.
    #[must_use]
    pub fn named(name: &'static str) -> Self {
        Self {
            name,
            database: Rc::default(),
            ours: Rc::default(),
            looked: Rc::default(),
            came_back: Rc::default(),
            gate: Gate::default(),
            level: Rc::default(),
        }
    }

    async fn database(&self) -> Result<Rc<Database>, StoreError> {
        let opened = self.database.borrow().clone();
        if let Some(database) = opened {
            return Ok(database);
        }
        let database = Database::open(self.name)
            .with_version(VERSION)
            .with_on_upgrade_needed(|_, database| {
                for name in [RECORDS, WRITER] {
                    if !database.object_store_names().any(|known| known == name) {
                        database.create_object_store(name).build()?;
                    }
                }
                Ok(())
            })
            .await
            .map_err(|error| refused(&error))?;
        let database = Rc::new(database);
        *self.database.borrow_mut() = Some(Rc::clone(&database));
        Ok(database)
    }

    async fn read_once(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError> {
        let database = self.database().await?;
        let transaction = database.transaction(RECORDS).build().map_err(|error| failed(&error))?;
        let store = transaction.object_store(RECORDS).map_err(|error| failed(&error))?;
        let from = to_js(prefix);
        let range = match after(prefix) {
            Some(end) => KeyRange::Bound(from, false, to_js(&end), true),
            None => KeyRange::LowerBound(from, false),
        };
        let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(range.clone()).primitive();
        let values = store.get_all::<JsValue>().with_query::<JsValue, _>(range).primitive();
        let (keys, values) = (keys.map_err(|e| failed(&e))?, values.map_err(|e| failed(&e))?);
        let keys: Result<Vec<_>, _> = keys.await.map_err(|error| failed(&error))?.collect();
        let values: Result<Vec<_>, _> = values.await.map_err(|error| failed(&error))?.collect();
        let (keys, values) = (keys.map_err(|_| StoreError::Failed)?, values.map_err(|_| StoreError::Failed)?);
        let bytes = |value: JsValue| from_js(&value);
        Ok(keys.into_iter().map(bytes).zip(values.into_iter().map(bytes)).collect())
    }

    async fn fetch_once(&self, keys: &[Vec<u8>]) -> Result<Vec<Record>, StoreError> {
        let database = self.database().await?;
        let transaction = database.transaction(RECORDS).build().map_err(|error| failed(&error))?;
        let store = transaction.object_store(RECORDS).map_err(|error| failed(&error))?;
        let mut asked = Vec::with_capacity(keys.len());
        for key in keys {
            let value = store.get::<JsValue, _, _>(to_js(key)).primitive();
            asked.push((key, value.map_err(|error| failed(&error))?));
        }
        let mut records = Vec::with_capacity(keys.len());
        for (key, value) in asked {
            let value = value.await.map_err(|error| failed(&error))?;
            records.extend(value.map(|value| (key.clone(), from_js(&value))));
        }
        Ok(records)
    }

    async fn claim_once(&self, token: Token) -> Result<(), StoreError> {
        let database = self.database().await?;
        let transaction = writing(&database, &[WRITER])?;
        let store = transaction.object_store(WRITER).map_err(|error| failed(&error))?;
        put(&store, &writer_key(), &token)?;
        transaction.commit().await.map_err(|error| failed(&error))?;
        self.ours.set(Some(token));
        Ok(())
    }

    /// Does what is ordered in the first copy, then in the second where that is level.
    async fn carry_out(&self, order: &Order<'_>) -> Done {
        let result = match self.commit_once(order).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.commit_once(order).await
            }
            result => result,
        };
        let level = match (result, order.level) {
            (Ok(()), Some(before)) => self.follow(&before, order).await.then_some(order.mark),
            (_, level) => level,
        };
        Done { result, level }
    }

    async fn commit_once(&self, order: &Order<'_>) -> Result<(), StoreError> {
        let database = self.database().await?;
        let transaction = writing(&database, &[RECORDS, WRITER])?;
        let claims = transaction.object_store(WRITER).map_err(|error| failed(&error))?;
        let claimed = claims.get::<JsValue, _, _>(writer_key()).primitive();
        let claimed = claimed.map_err(|error| failed(&error))?;
        put(&claims, &mark_key(), &order.mark)?;
        let store = transaction.object_store(RECORDS).map_err(|error| failed(&error))?;
        // All is asked for at once: nothing waits for the answer about the writer but the commit.
        for (key, value) in order.writes {
            match value {
                Some(value) => put(&store, &to_js(key), value)?,
                None => drop(store.delete(to_js(key)).primitive().map_err(|error| failed(&error))?),
            }
        }
        let claimed = claimed.await.map_err(|error| failed(&error))?;
        let refused = match claimed {
            None => Some(StoreError::Emptied),
            Some(claimed) => (from_js(&claimed) != order.ours).then_some(StoreError::Superseded),
        };
        if let Some(refused) = refused {
            transaction.abort().await.map_err(|error| failed(&error))?;
            return Err(refused);
        }
        transaction.commit().await.map_err(|error| failed(&error))
    }

    /// Whether there is a second copy: of the store of the app, and of no other.
    fn has_twin(&self) -> bool {
        self.name == NAME && twin::is_there()
    }

    async fn last_mark(&self) -> Result<Option<Mark>, StoreError> {
        let database = self.database().await?;
        let transaction = database.transaction(WRITER).build().map_err(|error| failed(&error))?;
        let claims = transaction.object_store(WRITER).map_err(|error| failed(&error))?;
        let mark = claims.get::<JsValue, _, _>(mark_key()).primitive().map_err(|error| failed(&error))?;
        Ok(mark.await.map_err(|error| failed(&error))?.and_then(|mark| twin::as_mark(&mark)))
    }

    /// Where the browser has handed back an empty store and the second copy is not, has it all back.
    async fn have_back(&self) -> Result<(), StoreError> {
        if self.last_mark().await?.is_some() {
            return Ok(());
        }
        let Some((mark, records)) = twin::all().await.filter(|(_, records)| !records.is_empty()) else {
            return Ok(());
        };
        let database = self.database().await?;
        let transaction = writing(&database, &[RECORDS, WRITER])?;
        let store = transaction.object_store(RECORDS).map_err(|error| failed(&error))?;
        let count = store.count().primitive().map_err(|error| failed(&error))?;
        if count.await.map_err(|error| failed(&error))? > 0 {
            // A store of before there was a second copy, or another tab was quicker.
            return transaction.abort().await.map_err(|error| failed(&error));
        }
        for (key, value) in &records {
            put(&store, &to_js(key), value)?;
        }
        let claims = transaction.object_store(WRITER).map_err(|error| failed(&error))?;
        put(&claims, &mark_key(), &mark)?;
        transaction.commit().await.map_err(|error| failed(&error))?;
        self.came_back.set(true);
        Ok(())
    }

    /// Whether the browser had handed back an empty store, which was made whole from its second copy: told
    /// once.
    #[must_use]
    pub fn came_back(&self) -> bool {
        self.came_back.take()
    }

    /// Looks at the next read again whether the store is empty and its second copy is not.
    pub fn look_anew(&self) {
        self.looked.set(false);
    }

    /// Has the second copy become like the first, unless it is so already.
    async fn bring_level(&self) {
        let Ok(first) = self.last_mark().await else { return };
        let (mark, second) = (first.unwrap_or_default(), twin::mark().await);
        let level = match second {
            Some(second) if second == mark => true,
            // Never like a store that came back empty: what the second copy holds may be all there is.
            Some(_) if first.is_none() => false,
            _ => self.copy_all(&mark).await,
        };
        self.level.set(level.then_some(mark));
    }

    async fn copy_all(&self, mark: &Mark) -> bool {
        match self.read_once(&[]).await {
            Ok(records) => twin::become_like(mark, &records).await,
            Err(_) => false,
        }
    }

    /// Has the second copy do what the first has done: whether it did. One that failed is left alone until
    /// the next claim.
    async fn follow(&self, before: &Mark, order: &Order<'_>) -> bool {
        twin::follow(before, &order.mark, order.writes).await || self.copy_all(&order.mark).await
    }

    /// Closes the connection, as browsers do when they like; it is opened again when it is needed.
    pub fn close(&self) {
        if let Some(database) = &*self.database.borrow() {
            (**database).clone().close();
        }
    }

    /// Forgets a connection that the browser may have closed under us.
    fn forget(&self) {
        self.database.borrow_mut().take();
    }
}

impl Store for IndexedDb {
    async fn read(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError> {
        let _closed = self.gate.close().await;
        if !self.looked.replace(true) && self.has_twin() && self.have_back().await.is_err() {
            // Who clears a store closes every connection to it; a new one finds it empty.
            self.forget();
            // The first is read all the same, and says itself what is wrong with it.
            self.have_back().await.unwrap_or_default();
        }
        match self.read_once(prefix).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.read_once(prefix).await
            }
            result => result,
        }
    }

    async fn fetch(&self, keys: &[Vec<u8>]) -> Result<Vec<Record>, StoreError> {
        let _closed = self.gate.close().await;
        match self.fetch_once(keys).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.fetch_once(keys).await
            }
            result => result,
        }
    }

    async fn size(&self) -> Result<usize, StoreError> {
        let records = self.read(&[]).await?;
        Ok(records.iter().map(|(key, value)| key.len() + value.len()).sum())
    }

    async fn claim(&self, token: Token) -> Result<(), StoreError> {
        let claimed = match self.claim_once(token).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.claim_once(token).await
            }
            result => result,
        };
        if claimed.is_ok() && self.has_twin() {
            self.bring_level().await;
        }
        claimed
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), StoreError> {
        let _closed = self.gate.close().await;
        let ours = self.ours.get().ok_or(StoreError::Superseded)?;
        let mut mark = Mark::default();
        fill(&mut mark).map_err(|_| StoreError::Failed)?;
        let order = Order { ours, mark, level: self.level.take(), writes };
        let beside = if self.name == NAME { beside::carried_out(&order).await } else { None };
        let done = match beside {
            Some(done) => done,
            None => self.carry_out(&order).await,
        };
        self.level.set(done.level);
        done.result
    }
}

/// The key under which the writer stands.
fn writer_key() -> JsValue {
    to_js(&[0])
}

/// The key under which the mark of the last commit stands.
fn mark_key() -> JsValue {
    to_js(&[1])
}

fn put(store: &ObjectStore<'_>, key: &JsValue, value: &[u8]) -> Result<(), StoreError> {
    let put = store.put(to_js(value)).with_key(key.clone()).without_key_type();
    put.primitive().map(drop).map_err(|error| failed(&error))
}

/// A transaction whose commit outlives a power cut.
fn writing<'a>(database: &'a Database, stores: &[&str]) -> Result<Transaction<'a>, StoreError> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction =
        database.transaction(stores).with_mode(TransactionMode::Readwrite).with_options(options);
    transaction.build().map_err(|error| failed(&error))
}

fn refused(error: &OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(error) => match name(error).as_deref() {
            Some("VersionError") => StoreError::Newer,
            Some("QuotaExceededError") => StoreError::Full,
            _ => StoreError::Blocked,
        },
        _ => StoreError::Blocked,
    }
}

fn failed(error: &Error) -> StoreError {
    match error {
        // An abort that no request explains is how browsers tell at the commit that the room is used up.
        Error::MissingData(UnexpectedDataError::TransactionAborted) => StoreError::Full,
        error if name(error).as_deref() == Some("QuotaExceededError") => StoreError::Full,
        _ => StoreError::Failed,
    }
}

fn name(error: &Error) -> Option<String> {
    match error {
        Error::DomException(exception) => {
            let exception: &JsValue = exception.as_ref();
            exception.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name)
        }
        _ => None,
    }
}
