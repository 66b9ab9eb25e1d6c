//! What several pages share.

pub mod answer;
pub mod answer_words;
pub mod families;
pub mod focus;
pub mod header;
pub mod lenses;
pub mod notice;
pub mod outline;
pub mod passphrase;
pub mod pick;
pub mod question;
pub mod rail;
pub mod recipient;
pub mod rescue;
pub mod safe;
pub mod search;
pub mod shortcuts;
mod silence;
pub mod typed;
mod typed_answer;
mod words;

pub use crate::wording::date as when;
