//! A text of the case while it is written: what stands in its field, from the first letter to the last.
//!
//! The field follows what the case holds when that changes elsewhere, and is never written over while it says
//! the same. What is too long is kept in the case as it was typed, beside what stood there before, until it
//! is shorter: nothing is cut, and nothing goes with a lock or a reload.

use leptos::prelude::*;

use crate::instrument::{QuestionId, QuestionIx, excess};
use crate::interview::{Command, FieldId};
use crate::state::{Current, Intent};
use crate::ui::{Topic, bridge};

/// What is written under a question.
#[derive(Clone, Copy)]
pub struct KeptText {
    /// What stands in the field.
    pub text: RwSignal<String>,
    /// By how many characters it is too long.
    pub over: Memo<usize>,
    /// Takes what is typed.
    pub write: Callback<String>,
}

impl KeptText {
    /// A field under a question: which one, how many characters it takes, what the case holds of it, and
    /// what is asked of the case when it is written.
    pub fn under(
        question: QuestionIx,
        field: fn(QuestionId) -> FieldId,
        most: usize,
        held: fn(&Current, QuestionIx) -> String,
        command: impl Fn(String) -> Command + Send + Sync + 'static,
    ) -> Self {
        let bridge = bridge();
        let id = bridge.glance(|app| {
            app.current().map(|current| field(current.case().instrument().question(question).id.clone()))
        });
        let of = id.clone();
        let held = Memo::new(move |_| {
            bridge.case(Topic::Question(question), |current| held(current, question)).unwrap_or_default()
        });
        let draft = Memo::new(move |_| {
            let of = of.as_ref()?;
            bridge.case(Topic::Drafts, |current| current.case().draft(of).map(str::to_owned)).flatten()
        });
        let now = move || draft.get().unwrap_or_else(|| held.get());
        let text = RwSignal::new(untrack(now));
        Effect::new(move |_| {
            let now = now();
            // Blanks alone are nothing: they may be the beginning of something.
            let same = text.with_untracked(|text| *text == now || now.is_empty() && text.trim().is_empty());
            if !same {
                text.set(now);
            }
        });
        let write = Callback::new(move |typed: String| {
            let draft = id.clone().filter(|_| excess(&typed, most) > 0);
            text.set(typed.clone());
            bridge.send(Intent::Write(match draft {
                Some(field) => Command::Draft(field, Some(typed)),
                None => command(typed),
            }));
        });
        Self { text, over: Memo::new(move |_| text.with(|text| excess(text, most))), write }
    }
}
