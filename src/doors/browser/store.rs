//! IndexedDB, with strict durability: what is committed outlives a power cut.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, OpenDbError, UnexpectedDataError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::doors::{Record, Store, StoreError, Token, Write, after};

const NAME: &str = "faisceau";
const VERSION: u8 = 2;
const RECORDS: &str = "records";
/// Holds who claimed the store last, under one key.
const WRITER: &str = "writer";

/// The browser's store of this origin.
#[derive(Clone)]
pub struct IndexedDb {
    name: &'static str,
    database: Rc<RefCell<Option<Rc<Database>>>>,
    ours: Rc<Cell<Option<Token>>>,
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
        Self { name, database: Rc::default(), ours: Rc::default() }
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
        let from = JsValue::from(Uint8Array::from(prefix));
        let range = match after(prefix) {
            Some(end) => KeyRange::Bound(from, false, JsValue::from(Uint8Array::from(&end[..])), true),
            None => KeyRange::LowerBound(from, false),
        };
        let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(range.clone()).primitive();
        let values = store.get_all::<JsValue>().with_query::<JsValue, _>(range).primitive();
        let (keys, values) = (keys.map_err(|e| failed(&e))?, values.map_err(|e| failed(&e))?);
        let keys: Result<Vec<_>, _> = keys.await.map_err(|error| failed(&error))?.collect();
        let values: Result<Vec<_>, _> = values.await.map_err(|error| failed(&error))?.collect();
        let (keys, values) = (keys.map_err(|_| StoreError::Failed)?, values.map_err(|_| StoreError::Failed)?);
        let bytes = |value: JsValue| Uint8Array::new(&value).to_vec();
        Ok(keys.into_iter().map(bytes).zip(values.into_iter().map(bytes)).collect())
    }

    async fn fetch_once(&self, keys: &[Vec<u8>]) -> Result<Vec<Record>, StoreError> {
        let database = self.database().await?;
        let transaction = database.transaction(RECORDS).build().map_err(|error| failed(&error))?;
        let store = transaction.object_store(RECORDS).map_err(|error| failed(&error))?;
        let mut asked = Vec::with_capacity(keys.len());
        for key in keys {
            let value = store.get::<JsValue, _, _>(JsValue::from(Uint8Array::from(&key[..]))).primitive();
            asked.push((key, value.map_err(|error| failed(&error))?));
        }
        let mut records = Vec::with_capacity(keys.len());
        for (key, value) in asked {
            let value = value.await.map_err(|error| failed(&error))?;
            records.extend(value.map(|value| (key.clone(), Uint8Array::new(&value).to_vec())));
        }
        Ok(records)
    }

    async fn claim_once(&self, token: Token) -> Result<(), StoreError> {
        let database = self.database().await?;
        let transaction = writing(&database, &[WRITER])?;
        let store = transaction.object_store(WRITER).map_err(|error| failed(&error))?;
        let value = JsValue::from(Uint8Array::from(&token[..]));
        store.put(value).with_key(writer_key()).without_key_type().primitive().map_err(|e| failed(&e))?;
        transaction.commit().await.map_err(|error| failed(&error))?;
        self.ours.set(Some(token));
        Ok(())
    }

    async fn commit_once(&self, writes: &[Write]) -> Result<(), StoreError> {
        let ours = self.ours.get().ok_or(StoreError::Superseded)?;
        let database = self.database().await?;
        let transaction = writing(&database, &[RECORDS, WRITER])?;
        let claims = transaction.object_store(WRITER).map_err(|error| failed(&error))?;
        let claimed = claims.get::<JsValue, _, _>(writer_key()).primitive();
        let claimed = claimed.map_err(|error| failed(&error))?;
        let store = transaction.object_store(RECORDS).map_err(|error| failed(&error))?;
        // All is asked for at once: nothing waits for the answer about the writer but the commit.
        for (key, value) in writes {
            let key = JsValue::from(Uint8Array::from(&key[..]));
            match value {
                Some(value) => {
                    let value = JsValue::from(Uint8Array::from(&value[..]));
                    store.put(value).with_key(key).without_key_type().primitive().map_err(|e| failed(&e))?;
                }
                None => {
                    store.delete(key).primitive().map_err(|error| failed(&error))?;
                }
            }
        }
        let claimed = claimed.await.map_err(|error| failed(&error))?;
        if claimed.is_none_or(|claimed| Uint8Array::new(&claimed).to_vec() != ours) {
            transaction.abort().await.map_err(|error| failed(&error))?;
            return Err(StoreError::Superseded);
        }
        transaction.commit().await.map_err(|error| failed(&error))
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
        match self.read_once(prefix).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.read_once(prefix).await
            }
            result => result,
        }
    }

    async fn fetch(&self, keys: &[Vec<u8>]) -> Result<Vec<Record>, StoreError> {
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
        match self.claim_once(token).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.claim_once(token).await
            }
            result => result,
        }
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), StoreError> {
        match self.commit_once(writes).await {
            Err(StoreError::Failed) => {
                self.forget();
                self.commit_once(writes).await
            }
            result => result,
        }
    }
}

/// The one key of the store that holds the writer.
fn writer_key() -> JsValue {
    JsValue::from(Uint8Array::new_with_length(1))
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
