//! What several pages share.

pub mod answer;
pub mod answer_words;
pub mod confirm;
pub mod families;
pub mod fields;
pub mod file;
pub mod file_kind;
pub mod focus;
pub mod header;
pub mod lenses;
mod next;
pub mod notice;
pub mod outline;
pub mod passphrase;
pub mod pick;
pub mod question;
pub mod rail;
pub mod received;
pub mod recipient;
pub mod remarks;
pub mod rescue;
pub mod safe;
pub mod said_by;
pub mod sealing;
pub mod search;
pub mod sheet;
pub mod shortcuts;
mod silence;
pub mod track;
pub mod typed;
mod typed_answer;
pub mod why;
mod words;

pub use crate::wording::date as when;
