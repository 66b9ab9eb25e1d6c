//! What of a case that is passed on is delicate, for the page to show before it leaves.

use super::app::App;
use super::current::Current;
use crate::instrument::{Language, Topics};
use crate::interview::{Recipient, Selection};
use crate::record::{Delicate, Recipients, TextToRead, delicate, texts_to_read};

impl App {
    /// What a recipient of the open case is promised not to get.
    #[must_use]
    pub fn promise(&self, recipient: Recipient) -> Option<Topics> {
        let recipients = Recipients::of(self.current()?.case().instrument()).ok()?;
        Some(recipients.promise(recipient))
    }

    /// What of the open case would leave and is delicate, each with the words in which it would.
    #[must_use]
    pub fn delicate(&self, selection: &Selection, language: Language) -> Vec<(Delicate, String)> {
        let Some(case) = self.current().map(Current::case) else { return Vec::new() };
        let (cut, _) = case.selected(selection);
        let told = |one: Delicate| {
            let words = one.words(&cut, language);
            (one, words)
        };
        delicate(&cut).into_iter().map(told).collect()
    }

    /// The selection without something delicate.
    #[must_use]
    pub fn without_delicate(&self, one: &Delicate, selection: Selection) -> Selection {
        match self.current() {
            Some(current) => one.taken_out(current.case(), selection),
            None => selection,
        }
    }

    /// The texts of the open case that would leave once they were read.
    #[must_use]
    pub fn texts_to_read(&self, selection: &Selection) -> Vec<TextToRead> {
        self.current().map(|current| texts_to_read(current.case(), selection)).unwrap_or_default()
    }
}
