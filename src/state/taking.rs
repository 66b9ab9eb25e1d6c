//! Words that were told are not taken away by one press: what would take them away waits, says what would go,
//! and is done by a second act alone.

use super::app::{App, Now};
use super::current::Current;
use super::message::{Effect, Intent};
use crate::instrument::{Kind, QuestionIx, Value};
use crate::interview::{Answer, Case, Command, FieldId, NotAnswered, Outcome};
use crate::vault::Fill;

/// Which words would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// What was told under a question.
    Told(QuestionIx),
    /// The reason why a question was not asked.
    Reason(QuestionIx),
    /// Why the person was redirected.
    Redirection,
}

/// What would take words away, and has not been done.
#[derive(Clone, Debug, PartialEq)]
pub struct Taking {
    /// Which words.
    pub words: Words,
    /// How many characters.
    pub characters: usize,
    /// Whether it is being written in a field, and not pressed.
    pub in_field: bool,
    /// What was asked for.
    pub(super) command: Command,
}

impl Taking {
    /// What would stand under the question instead, if anything would.
    #[must_use]
    pub const fn instead(&self) -> Option<&Answer> {
        match &self.command {
            Command::Answer(_, answer) => answer.as_ref(),
            _ => None,
        }
    }

    /// What a command would take away. Written over in its own field, a text is changed by hand and with
    /// open eyes.
    fn by(case: &Case, command: &Command, in_field: bool) -> Option<Self> {
        let taking = |words, text: &str| {
            let characters = text.trim().chars().count();
            (characters > 0).then(|| Self { words, characters, in_field, command: command.clone() })
        };
        match command {
            Command::Answer(question, after) => {
                let asked = case.instrument().question(*question);
                let typed = |field: FieldId| case.draft(&field).filter(|_| !in_field);
                // What is too long stands in its field alone, and goes with whatever is answered instead.
                let story = typed(FieldId::Answer(asked.id.clone()))
                    .filter(|_| matches!(asked.kind, Kind::Text | Kind::Note))
                    .and_then(|text| taking(Words::Told(*question), text));
                let reason = || taking(Words::Reason(*question), typed(FieldId::NotAsked(asked.id.clone()))?);
                story.or_else(reason).or_else(|| match &case.entry(*question).answer {
                    before if before == after => None,
                    Some(Answer::Value(Value::Text(text) | Value::Note(text))) => {
                        let silent = matches!(after, Some(Answer::NotAnswered(_)));
                        taking(Words::Told(*question), text).filter(|_| silent || !in_field)
                    }
                    Some(Answer::NotAnswered(NotAnswered::NotAsked(reason))) if !in_field => {
                        taking(Words::Reason(*question), reason)
                    }
                    _ => None,
                })
            }
            Command::Decide(after) => {
                let reason = &case.decision().redirection_reason;
                let goes = after.outcome != Some(Outcome::Redirection);
                taking(Words::Redirection, reason).filter(|_| goes)
            }
            _ => None,
        }
    }
}

impl App {
    /// What would take words away and waits for a second act.
    #[must_use]
    pub const fn taking(&self) -> Option<&Taking> {
        self.taking.as_ref()
    }

    /// Whether a command waits, since it would take words away.
    pub(super) fn asks_first(&mut self, command: &Command, in_field: bool) -> bool {
        let taking = self.current().map(Current::case).and_then(|case| Taking::by(case, command, in_field));
        let waits = taking.is_some();
        if waits {
            self.taking = taking;
            self.changed.notice = true;
        }
        waits
    }

    /// A reason that is written where words were told is kept beside them, unread, until it is said that they
    /// go: it comes back after a lock as they do. Emptied again, it takes itself away, and never what was told.
    pub(super) fn beside_words(
        &mut self,
        intent: Intent,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) -> Intent {
        let Intent::Write(command) = &intent else { return intent };
        let Command::Answer(question, Some(Answer::NotAnswered(NotAnswered::NotAsked(reason)))) = command
        else {
            return intent;
        };
        let Some(case) = self.current().map(Current::case) else { return intent };
        let field = FieldId::NotAsked(case.instrument().question(*question).id.clone());
        if reason.trim().is_empty() {
            // What was written of it a moment before is taken in first: it may be the reason that stands.
            self.take_in(now, fill, effects);
            self.keep_words();
            let stands = self.current().map(|current| &current.case().entry(*question).answer);
            return Intent::Write(match stands {
                Some(Some(Answer::NotAnswered(NotAnswered::NotAsked(_)))) => Command::Answer(*question, None),
                _ => Command::Draft(field, None),
            });
        }
        if self.asks_first(command, true) {
            return Intent::Write(Command::Draft(field, Some(reason.clone())));
        }
        intent
    }

    /// Does what waited.
    pub(super) fn take_away(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if let Some(taking) = self.taking.take() {
            self.changed.notice = true;
            self.perform(taking.command, now, fill, effects);
        }
    }

    /// Leaves the words where they are.
    pub(super) fn keep_words(&mut self) {
        self.changed.notice |= self.taking.take().is_some();
    }
}
