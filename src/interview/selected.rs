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
use crate::instrument::{
    ChoicesInPart, ClueIx, OptionId, PartialDate, QuestionIx, StageId, Told, TopicTable, Topics, Truth, Value,
};

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
            decision: cut.decision(self.decision(), &self.instrument.topics),
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
        let mut case = Self::of(Arc::clone(&self.instrument), kept, entries);
        case.cut = Some(Box::new(match &self.cut {
            Some(earlier) => selection.within(earlier),
            None => selection.clone(),
        }));
        (case, selection)
    }

    /// Whether nothing of a clue may be told: it tells a topic of which nothing was taken of the case, and no
    /// answer that was given since raises it.
    #[must_use]
    pub fn withholds_clue(&self, clue: ClueIx, present: bool) -> bool {
        let told = self.instrument.topics.clue(clue);
        !present && self.cut.as_ref().is_some_and(|cut| told.meets(cut.topics()))
    }

    /// Whether nothing of a question was taken of the case.
    #[must_use]
    pub fn withholds(&self, question: QuestionIx) -> bool {
        let id = &self.instrument.question(question).id;
        self.cut.as_ref().is_some_and(|cut| cut.withholds(id))
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
        let topics = &self.instrument.topics;
        for at in (0..self.entries.len()).map(QuestionIx) {
            let asked = self.instrument.question(at);
            if selection.withholds(&asked.id) || !self.agreements().given(self.instrument.stage_of(at)) {
                continue;
            }
            if topics.question(at).meets(selection.topics_under(&asked.id)) {
                selection = selection.without(asked.id.clone());
                continue;
            }
            let told = asked.relevant.as_ref().map(|condition| {
                let look = |seen: QuestionIx| stands[seen.0].then(|| entries[seen.0].value()).flatten();
                let holds = condition.holds(&look);
                let of = |seen: &QuestionIx| &self.instrument.question(*seen).id;
                let seen = condition.questions();
                let withheld = seen.iter().any(|seen| selection.withholds(of(seen)));
                let in_part = seen.iter().any(|seen| self.leaves_in_part(*seen, &selection));
                (holds, withheld || in_part && holds == Truth::Unknown)
            });
            let leaves = match (told, self.standing(at)) {
                (Some((Truth::No | Truth::Unknown, true)), _) => {
                    selection = selection.without(asked.id.clone());
                    continue;
                }
                (Some((Truth::Yes, _)) | None, Standing::Asked) => true,
                (Some((Truth::No | Truth::Unknown, _)), Standing::NotRelevant)
                    if selection.has(Part::SetAside) =>
                {
                    false
                }
                _ => continue,
            };
            let in_part = self.leaves_in_part(at, &selection);
            let Some(answer) = self.answer_in_part(at, &selection) else {
                selection = selection.without(asked.id.clone());
                continue;
            };
            // What is written beside an answer of which a part alone leaves could tell the rest.
            let words = !in_part && selection.has_texts_of(&asked.id);
            stands[at.0] = leaves;
            entries[at.0] = Cut(&selection).entry(self.entry(at), answer, words);
        }
        (entries, selection)
    }

    /// Whether some options of a question tell a topic of which nothing leaves.
    fn leaves_in_part(&self, question: QuestionIx, selection: &Selection) -> bool {
        let withheld = selection.topics_under(&self.instrument.question(question).id);
        !withheld.is_empty() && self.instrument.topics.any_of(question).meets(withheld)
    }

    /// The answer to a question without its options that tell a topic of which nothing leaves; `None`
    /// where then nothing of it does. That is so as well where it is blank or *none of these*: that
    /// something is missing must not tell which of these options was chosen, nor that one was.
    #[expect(clippy::option_option, reason = "a blank that leaves is no answer that does not")]
    fn answer_in_part(&self, at: QuestionIx, selection: &Selection) -> Option<Option<Answer>> {
        let answer = &self.entry(at).answer;
        if !self.leaves_in_part(at, selection) {
            return Some(answer.clone());
        }
        let question = self.instrument.question(at);
        let withheld = selection.topics_under(&question.id);
        let leaves = |id: &OptionId| !self.instrument.topics.option(at, id).meets(withheld);
        let part = |chosen: &[OptionId], known: &dyn Fn(&OptionId) -> bool| {
            let options = || question.kind.options().iter().map(|option| &option.id);
            let those = |is_chosen: bool| {
                let ids = options().filter(|id| known(id) && leaves(id) && chosen.contains(id) == is_chosen);
                ids.cloned().collect::<Vec<_>>()
            };
            let part = ChoicesInPart { chosen: those(true), not_chosen: those(false) };
            (!part.chosen.is_empty()).then_some(Some(Answer::Value(Value::ChoicesInPart(part))))
        };
        match answer {
            Some(Answer::Value(Value::Choices(chosen))) => part(chosen, &|_| true),
            Some(Answer::Value(Value::ChoicesInPart(earlier))) => {
                part(&earlier.chosen, &|id| earlier.chosen.contains(id) || earlier.not_chosen.contains(id))
            }
            Some(Answer::Value(Value::Choice(id))) if leaves(id) => Some(answer.clone()),
            None | Some(Answer::Value(_)) => None,
            Some(Answer::NotAnswered(_)) => Some(answer.clone()),
        }
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

    /// The clues that the interviewer has set, but for those of which a withheld answer speaks, or that
    /// tell a topic of which nothing leaves.
    fn selected_settings(&self, cut: Cut) -> std::collections::BTreeMap<crate::instrument::ClueId, Setting> {
        let instrument = &self.instrument;
        let leaves = |id: &crate::instrument::ClueId, setting: &Setting| {
            let Some(clue) = instrument.find_clue(id) else { return false };
            cut.0.has(Part::SetClues)
                && !instrument.topics.clue(clue).meets(cut.0.topics_beside())
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

    /// What stands under a question with the answer of it that leaves, and with the words if they do.
    fn entry(self, entry: &Entry, answer: Option<Answer>, words: bool) -> Entry {
        let refused = entry.answer == Some(Answer::NotAnswered(NotAnswered::PrefersNot));
        let beside = |part: Part, text: &str| {
            if !words || refused && !self.0.has(Part::SetAside) {
                String::new()
            } else {
                self.words(part, text)
            }
        };
        let mut cut = Entry {
            answer: answer.map(|answer| self.answer(answer, words)),
            own_words: beside(Part::OwnWords, &entry.own_words),
            observed: beside(Part::Observed, &entry.observed),
            said_by: entry.said_by,
            language: None,
            put: entry.put,
            marked: entry.marked && self.0.has(Part::History),
            first_at: entry.first_at.map(|at| self.moment(at)),
            last_at: entry.last_at.map(|at| self.moment(at)),
        };
        let own = !cut.own_words.is_empty() || cut.has_words() && words && self.0.has(Part::Texts);
        cut.language = entry.language.clone().filter(|_| own);
        // Not even when something was written, where nothing of it leaves.
        if cut.is_written() || cut.marked { cut } else { Entry::default() }
    }

    fn answer(self, answer: Answer, words: bool) -> Answer {
        let text = |part: Part, text: &str| {
            if words { self.text(part, text) } else { Selection::WITHHELD.to_owned() }
        };
        match answer {
            Answer::Value(Value::Text(told)) => Answer::Value(Value::Text(text(Part::Texts, &told))),
            Answer::Value(Value::Note(told)) => Answer::Value(Value::Note(text(Part::Texts, &told))),
            Answer::Value(Value::Date(date)) => {
                Answer::Value(Value::Date(PartialDate { on: self.date(date.on), ..date }))
            }
            Answer::NotAnswered(NotAnswered::NotAsked(why)) => {
                Answer::NotAnswered(NotAnswered::NotAsked(text(Part::Observed, &why)))
            }
            other => other,
        }
    }

    fn decision(self, decision: &Decision, told: &TopicTable) -> Decision {
        let mut cut = Decision::default();
        let leaves = |topics: Topics| !topics.meets(self.0.topics_beside());
        if self.0.has(Part::Decision) {
            cut.outcome = decision.outcome;
            let to = decision.redirected_to.as_ref().filter(|to| leaves(told.redirection(to)));
            cut.redirected_to = to.cloned();
            cut.person_agrees = decision.person_agrees;
            if decision.outcome == Some(Outcome::Redirection) {
                cut.redirection_reason = self.words(Part::Reasons, &decision.redirection_reason);
            }
        }
        if self.0.has(Part::Needs) {
            let needs = decision.needs.iter().copied();
            cut.needs = needs.filter(|need| leaves(told.need(need.as_str()))).collect();
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
