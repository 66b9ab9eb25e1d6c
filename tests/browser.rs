//! What only a browser can show: its own store keeps the promises that the store in memory keeps.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use faisceau::doors::browser::{self, IndexedDb};
use faisceau::doors::{MemoryStore, Record, Store, StoreError, Write};
use indexed_db_futures::database::Database;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn put(key: &[u8], value: &[u8]) -> Write {
    (key.to_vec(), Some(value.to_vec()))
}

fn keys(records: &[Record]) -> Vec<&[u8]> {
    records.iter().map(|(key, _)| &key[..]).collect()
}

/// The contract, the same for every store.
async fn keeps_its_promises(store: &impl Store, another_tab: &impl Store) {
    assert_eq!(store.commit(&[put(b"key", b"value")]).await, Err(StoreError::Superseded), "never claimed");
    store.claim([1; 16]).await.expect("claimed");
    let writes = [
        put(b"case-b/2", b"two"),
        put(b"case-b/1", b"one"),
        put(b"case-a/1", b"other"),
        put(b"head", &[0; 3]),
    ];
    store.commit(&writes).await.expect("kept");
    let records = store.read(b"case-b").await.expect("read");
    assert_eq!(keys(&records), [&b"case-b/1"[..], b"case-b/2"], "by prefix, in the order of the keys");
    assert_eq!(records[0].1, b"one");

    store.commit(&[put(b"case-b/1", b"anew"), (b"case-b/2".to_vec(), None)]).await.expect("kept");
    let records = store.read(b"case-b").await.expect("read");
    assert_eq!(records, [(b"case-b/1".to_vec(), b"anew".to_vec())], "put in place, and taken away");

    let all = store.read(b"").await.expect("read");
    assert_eq!(keys(&all), [&b"case-a/1"[..], b"case-b/1", b"head"], "an empty prefix reads all");
    store.commit(&[]).await.expect("nothing to keep is kept");

    let asked = [b"head".to_vec(), b"nowhere".to_vec(), b"case-a/1".to_vec()];
    let records = store.fetch(&asked).await.expect("read");
    assert_eq!(keys(&records), [&b"head"[..], b"case-a/1"], "by keys, in the order of these");
    assert_eq!(store.size().await.expect("counted"), 8 + 5 + 8 + 4 + 4 + 3);

    another_tab.claim([2; 16]).await.expect("claimed");
    let before = store.read(b"").await.expect("read");
    let refused = store.commit(&[put(b"head", b"late"), put(b"new", b"late")]).await;
    assert_eq!(refused, Err(StoreError::Superseded), "the last who claimed it is the one who writes");
    assert_eq!(store.read(b"").await.expect("read"), before, "and nothing of it was done");
    another_tab.commit(&[put(b"head", b"anew")]).await.expect("kept");
}

#[wasm_bindgen_test]
async fn the_browsers_store_and_the_one_in_memory_keep_the_same_promises() {
    let memory = MemoryStore::default();
    keeps_its_promises(&memory, &memory.for_another_tab()).await;
    keeps_its_promises(&IndexedDb::named("promises"), &IndexedDb::named("promises")).await;
}

#[wasm_bindgen_test]
async fn what_was_committed_is_there_for_the_next_who_opens() {
    let store = IndexedDb::named("next");
    store.claim([1; 16]).await.expect("claimed");
    store.commit(&[put(b"key", &vec![7; 70_000])]).await.expect("kept");
    drop(store);
    let records = IndexedDb::named("next").read(b"key").await.expect("read");
    assert_eq!(records, [(b"key".to_vec(), vec![7; 70_000])]);
}

#[wasm_bindgen_test]
async fn a_store_that_a_newer_version_made_is_told_and_left_alone() {
    let newer = Database::open("newer").with_version(9_u8).await.expect("opens");
    newer.close();
    let store = IndexedDb::named("newer");
    assert_eq!(store.read(b"").await.err(), Some(StoreError::Newer));
    assert_eq!(store.claim([1; 16]).await, Err(StoreError::Newer));
}

#[wasm_bindgen_test]
async fn a_connection_that_the_browser_closed_is_opened_again() {
    let store = IndexedDb::named("closed");
    store.claim([1; 16]).await.expect("claimed");
    store.commit(&[put(b"key", b"value")]).await.expect("kept");
    store.close();
    store.commit(&[put(b"key", b"anew")]).await.expect("kept");
    assert_eq!(store.read(b"key").await.expect("read"), [(b"key".to_vec(), b"anew".to_vec())]);
}

#[wasm_bindgen_test]
fn small_texts_are_kept_and_taken_away() {
    browser::keep_small("faisceau:test", Some("{\"a\":\"é\"}"));
    assert_eq!(browser::small("faisceau:test").as_deref(), Some("{\"a\":\"é\"}"));
    browser::keep_small("faisceau:test", None);
    assert_eq!(browser::small("faisceau:test"), None);
}

#[wasm_bindgen_test]
fn randomness_is_not_the_same_twice() {
    let (mut one, mut other) = ([0; 24], [0; 24]);
    browser::fill(&mut one).expect("filled");
    browser::fill(&mut other).expect("filled");
    assert_ne!(one, other);
}
