//! The case as far as it may leave: a case like any other, in which the rest was never written.

use std::sync::Arc;

use super::agreement::{AgreementRecord, AgreementStep, Agreements};
use super::case::{Case, Kept, Past, PastKind};
use super::decision::{Decision, Outcome};
use super::entry::{Answer, Entry, NotAnswered};
use super::event::Place;
use super::leaving::{Leaving, Permission};
use super::moment::Moment;
use super::selection::{Part, Precision, Selection};
use super::setting::Setting;
use super::standing::Standing;
use super::undo::Changes;
use crate::instrument::{PartialDate, QuestionIx, StageId, Told, Truth, Value};

impl Case {
    /// What a selection takes of the case, and the selection with all that is withheld: a question that
    /// is asked, or was, because of a withheld answer would tell it, and is withheld with it. One that is
    /// asked unless an answer makes it needless leaves, and tells no more than that none did.
    ///
    /// What was collected under an agreement that was withdrawn or refused is in no selection, and neither is
    /// what is half written.
    #[must_use]
    pub fn selected(&self, selection: &Selection) -> (Self, Selection) {
        if selection.is_everything() {
            let mut whole = self.clone();
            whole.kept.drafts.clear();
            return (whole, selection.clone());
        }
        let (entries, selection) = self.selected_entries(selection);
        let cut = Cut(&selection);
        let has = |part| selection.has(part);
        let kept = Kept {
            edition: self.kept.edition.clone(),
            name: cut.text(Part::CaseName, self.name()),
            number: self.kept.number.clone(),
            language: self.language(),
            opened_at: cut.moment(self.opened_at()),
            changed_at: cut.moment(self.changed_at()),
            agreements: self.selected_agreements(cut),
            entries: std::collections::BTreeMap::new(),
            decision: cut.decision(self.decision()),
            history: cut.history(self.history()),
            place: if has(Part::History) && !self.withholds_place(&selection) {
                self.place().clone()
            } else {
                Place { stage: StageId::Alert, question: None }
            },
            track: self.track(),
            settings: self.selected_settings(cut),
            leavings: if has(Part::History) {
                self.leavings().iter().map(|leaving| cut.leaving(leaving)).collect()
            } else {
                Vec::new()
            },
            received: self.kept.received.clone(),
            drafts: std::collections::BTreeMap::new(),
            changes: Changes::default(),
        };
        (Self::of(Arc::clone(&self.instrument), kept, entries), selection)
    }

    /// The case as it is passed on: what its selection takes, which says that it is one.
    #[must_use]
    pub fn passed_on(&self, leaving: &Leaving) -> Self {
        let (mut case, selection) = self.selected(&leaving.selection);
        if !leaving.selection.is_everything() {
            let mut told = Cut(&selection).leaving(leaving);
            told.selection = match &self.kept.received {
                Some(earlier) => selection.within(&earlier.selection),
                None => selection,
            };
            case.kept.received = Some(Box::new(told));
        }
        case
    }

    /// The entries that leave, and the selection with all that is withheld. Relevance looks backwards
    /// only, so each question is judged once.
    fn selected_entries(&self, selection: &Selection) -> (Vec<Entry>, Selection) {
        let mut selection = selection.clone();
        let mut entries = vec![Entry::default(); self.entries.len()];
        let mut stands = vec![false; self.entries.len()];
        for at in (0..self.entries.len()).map(QuestionIx) {
            let asked = self.instrument.question(at);
            if selection.withholds(&asked.id) || !self.agreements().given(self.instrument.stage_of(at)) {
                continue;
            }
            let told = asked.relevant.as_ref().map(|condition| {
                let look = |seen: QuestionIx| stands[seen.0].then(|| entries[seen.0].value()).flatten();
                let unknown = || {
                    let mut seen = condition.questions().into_iter();
                    seen.any(|question| selection.withholds(&self.instrument.question(question).id))
                };
                (condition.holds(&look), unknown())
            });
            match (told, self.standing(at)) {
                (Some((Truth::No | Truth::Unknown, true)), _) => {
                    selection = selection.without(asked.id.clone());
                }
                (Some((Truth::Yes, _)) | None, Standing::Asked) => {
                    stands[at.0] = true;
                    entries[at.0] = Cut(&selection).entry(self.entry(at));
                }
                (Some((Truth::No | Truth::Unknown, _)), Standing::NotRelevant)
                    if selection.has(Part::SetAside) =>
                {
                    entries[at.0] = Cut(&selection).entry(self.entry(at));
                }
                _ => {}
            }
        }
        (entries, selection)
    }

    fn selected_agreements(&self, cut: Cut) -> Agreements {
        let mut agreements = Agreements::default();
        for stage in StageId::ASKING {
            for AgreementRecord { at, step } in self.agreements().of(stage) {
                let step = match step {
                    AgreementStep::Given(given) => {
                        let mut given = given.clone();
                        given.explained_by = cut.text(Part::Names, &given.explained_by);
                        given.language = cut.text(Part::Names, &given.language);
                        given.interpreter = cut.words(Part::Names, &given.interpreter);
                        AgreementStep::Given(given)
                    }
                    AgreementStep::Refused(why) => AgreementStep::Refused(cut.words(Part::Reasons, why)),
                    AgreementStep::Withdrawn(collected) => AgreementStep::Withdrawn(*collected),
                };
                agreements.add(stage, AgreementRecord { at: cut.moment(*at), step });
            }
        }
        agreements
    }

    /// The clues that the interviewer has set, but for those of which a withheld answer speaks.
    fn selected_settings(&self, cut: Cut) -> std::collections::BTreeMap<crate::instrument::ClueId, Setting> {
        let instrument = &self.instrument;
        let leaves = |id: &crate::instrument::ClueId, setting: &Setting| {
            let Some(clue) = instrument.find_clue(id) else { return false };
            cut.0.has(Part::SetClues)
                && self.agreements().given(setting.stage)
                && instrument.questions_behind(clue).all(|at| !cut.0.withholds(&instrument.question(at).id))
        };
        let settings = self.kept.settings.iter().filter(|(id, setting)| leaves(id, setting));
        settings
            .map(|(id, setting)| {
                let reason = cut.text(Part::Reasons, &setting.reason);
                (id.clone(), Setting { reason, at: cut.moment(setting.at), ..setting.clone() })
            })
            .collect()
    }

    fn withholds_place(&self, selection: &Selection) -> bool {
        self.place().question.as_ref().is_some_and(|question| selection.withholds(question))
    }
}

/// How a selection cuts what it takes.
#[derive(Clone, Copy)]
struct Cut<'a>(&'a Selection);

impl Cut<'_> {
    /// A text where something must stand.
    fn text(self, part: Part, text: &str) -> String {
        if self.0.has(part) { text.to_owned() } else { Selection::WITHHELD.to_owned() }
    }

    /// A text where nothing need stand.
    fn words(self, part: Part, text: &str) -> String {
        if self.0.has(part) { text.to_owned() } else { String::new() }
    }

    fn moment(self, at: Moment) -> Moment {
        match self.0.precision() {
            Precision::Day => at,
            Precision::Month => at.start_of_month(),
            Precision::Year => at.start_of_year(),
        }
    }

    fn date(self, on: Told) -> Told {
        match self.0.precision() {
            Precision::Day => on,
            Precision::Month => on.month_only(),
            Precision::Year => on.year_only(),
        }
    }

    fn entry(self, entry: &Entry) -> Entry {
        let refused = entry.answer == Some(Answer::NotAnswered(NotAnswered::PrefersNot));
        let beside = |part: Part, text: &str| {
            if refused && !self.0.has(Part::SetAside) { String::new() } else { self.words(part, text) }
        };
        let mut cut = Entry {
            answer: entry.answer.as_ref().map(|answer| self.answer(answer)),
            own_words: beside(Part::OwnWords, &entry.own_words),
            observed: beside(Part::Observed, &entry.observed),
            said_by: entry.said_by,
            language: None,
            put: entry.put,
            marked: entry.marked && self.0.has(Part::History),
            first_at: entry.first_at.map(|at| self.moment(at)),
            last_at: entry.last_at.map(|at| self.moment(at)),
        };
        let own = !cut.own_words.is_empty() || cut.has_words() && self.0.has(Part::Texts);
        cut.language = entry.language.clone().filter(|_| own);
        // Not even when something was written, where nothing of it leaves.
        if cut.is_written() || cut.marked { cut } else { Entry::default() }
    }

    fn answer(self, answer: &Answer) -> Answer {
        match answer {
            Answer::Value(Value::Text(text)) => Answer::Value(Value::Text(self.text(Part::Texts, text))),
            Answer::Value(Value::Note(text)) => Answer::Value(Value::Note(self.text(Part::Texts, text))),
            Answer::Value(Value::Date(date)) => {
                Answer::Value(Value::Date(PartialDate { on: self.date(date.on), ..*date }))
            }
            Answer::NotAnswered(NotAnswered::NotAsked(why)) => {
                Answer::NotAnswered(NotAnswered::NotAsked(self.text(Part::Observed, why)))
            }
            other => other.clone(),
        }
    }

    fn decision(self, decision: &Decision) -> Decision {
        let mut cut = Decision::default();
        if self.0.has(Part::Decision) {
            cut.outcome = decision.outcome;
            cut.redirected_to.clone_from(&decision.redirected_to);
            cut.person_agrees = decision.person_agrees;
            if decision.outcome == Some(Outcome::Redirection) {
                cut.redirection_reason = self.words(Part::Reasons, &decision.redirection_reason);
            }
        }
        if self.0.has(Part::Needs) {
            cut.needs.clone_from(&decision.needs);
        }
        cut.decided_by = self.words(Part::Names, &decision.decided_by);
        cut.reasons = self.words(Part::Reasons, &decision.reasons);
        cut.at = decision.at.filter(|_| !cut.is_blank()).map(|at| self.moment(at));
        cut
    }

    fn history(self, history: &[Past]) -> Vec<Past> {
        let told = |past: &&Past| self.0.has(Part::History) || past.what == PastKind::Opened;
        history.iter().filter(told).map(|past| Past { at: self.moment(past.at), ..past.clone() }).collect()
    }

    fn leaving(self, leaving: &Leaving) -> Leaving {
        let permission = match &leaving.permission {
            Permission::Without(reason) => Permission::Without(self.text(Part::Reasons, reason)),
            other => other.clone(),
        };
        Leaving { at: self.moment(leaving.at), permission, ..leaving.clone() }
    }
}
