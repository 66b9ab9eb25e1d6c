//! The sentences of the screens, in both languages: typed keys from `text/{fr,en}/*.json`.
#![allow(clippy::pedantic, clippy::expect_used, missing_docs, unused_qualifications)]

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

pub use i18n::*;
