//! An answer in words.

use super::question::fixed;
use crate::instrument::QuestionIx;
use crate::interview::Entry;
use crate::ui::Bridge;
use crate::wording;

/// What stands under a question in a few words; `None` when it is blank.
pub fn answer_words(bridge: Bridge, question: QuestionIx, entry: &Entry) -> Option<String> {
    let kind = fixed(bridge, question, |question| question.kind.clone())?;
    Some(wording::answer(&kind, entry.answer.as_ref()?, bridge.language()))
}
