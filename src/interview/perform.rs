//! What each command makes happen, or why it is refused.

use super::agreement::{AgreementRecord, AgreementStep, Agreements, Collected};
use super::apply::Touched;
use super::case::{Case, PastKind};
use super::decision::{Decision, Outcome};
use super::draft::FieldId;
use super::entry::{Answer, Entry, NotAnswered, Put};
use super::event::{Command, Event, Happening, Refusal, Step};
use super::leaving::{Leaving, Permission};
use super::moment::Moment;
use super::setting::{SetClue, Setting};
use super::standing::Standing;
use super::undo::Change;
use crate::instrument::{ClueIx, Kind, OptionId, QuestionId, QuestionIx, StageId, Unfit, Value};

/// Writing that goes on within this many seconds is one change: it is taken back at once.
const ONE_BREATH: i64 = 5;
const NAME: usize = Case::NAME;

/// Which part of what stands under a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Answer,
    OwnWords,
    Observed,
    SaidBy,
    Language,
    Marked,
}

impl Case {
    /// Does what a command asks: the event that it made happen, already part of the case, if anything
    /// changed at all, and what it changed.
    ///
    /// # Errors
    /// Why it was not done; then nothing has changed.
    pub fn perform(&mut self, command: Command, now: Moment) -> Result<Option<(Event, Touched)>, Refusal> {
        let Some(what) = self.decide(command, now)? else { return Ok(None) };
        let event = Event { at: now, what };
        let touched = self.apply(event.clone()).map_err(|_| Refusal::Nothing)?;
        Ok(Some((event, touched)))
    }

    fn decide(&self, command: Command, now: Moment) -> Result<Option<Happening>, Refusal> {
        match command {
            Command::Rename(name) => {
                let name = name.trim().to_owned();
                limit(&name, NAME)?;
                if name.is_empty() {
                    return Err(Refusal::NoName);
                }
                Ok((name != self.name()).then_some(Happening::Renamed(name)))
            }
            Command::Agree(stage, agreement) => {
                self.may_change_agreement(stage)?;
                let Some(asking) = &self.instrument.stage(stage).asking else {
                    return Err(Refusal::NothingToAgree(stage));
                };
                let known = |id: &OptionId| asking.uses.iter().any(|offered| offered.id == *id);
                if agreement.gaps().next().is_some() || !agreement.uses.iter().all(known) {
                    return Err(Refusal::AgreementIncomplete);
                }
                for field in [&agreement.explained_by, &agreement.language, &agreement.interpreter] {
                    limit(field, NAME)?;
                }
                Ok(Some(Happening::Agreed(stage, agreement)))
            }
            Command::Refuse(stage, why) => {
                self.may_change_agreement(stage)?;
                limit(&why, Kind::TEXT)?;
                Ok(Some(Happening::Refused(stage, why)))
            }
            Command::Withdraw(stage, collected) => self.withdraw(stage, collected),
            Command::Answer(question, answer) => {
                self.may_write(question, answer.is_none())?;
                if let Some(answer) = &answer {
                    self.fits(question, answer)?;
                }
                Ok(self.rewrite(question, Part::Answer, now, |entry| entry.answer = answer))
            }
            Command::OwnWords(question, words) => {
                self.may_write(question, words.is_empty())?;
                limit(&words, Kind::NOTE)?;
                Ok(self.rewrite(question, Part::OwnWords, now, |entry| entry.own_words = words))
            }
            Command::Observe(question, words) => {
                self.may_write(question, words.is_empty())?;
                limit(&words, Kind::NOTE)?;
                Ok(self.rewrite(question, Part::Observed, now, |entry| entry.observed = words))
            }
            Command::Mark(question, marked) => {
                self.may_write(question, !marked)?;
                Ok(self.rewrite(question, Part::Marked, now, |entry| entry.marked = marked))
            }
            Command::Attribute(question, said_by) => {
                let told = Some(said_by).filter(|said_by| *said_by != self.usually_said_by(question));
                self.may_write(question, told.is_none())?;
                Ok(self.rewrite(question, Part::SaidBy, now, |entry| entry.said_by = told))
            }
            Command::WordsIn(question, language) => {
                self.may_write(question, false)?;
                Ok(self.rewrite(question, Part::Language, now, |entry| entry.language = Some(language)))
            }
            Command::Confirm(question) => {
                self.may_write(question, false)?;
                let (earlier, _) = self.to_confirm(question).ok_or(Refusal::Nothing)?;
                let answer = self.value(earlier).cloned().map(Answer::Value);
                Ok(self.rewrite(question, Part::Answer, now, |entry| entry.answer = answer))
            }
            Command::SetClue(clue, set) => {
                let typed = || self.typed_again(vec![FieldId::Clue(self.instrument.clue(clue).id.clone())]);
                Ok(self.set_clue(clue, set, now)?.or_else(typed))
            }
            Command::Decide(decision) => {
                Ok(self.decide_on(decision, now)?.or_else(|| self.typed_again(vec![FieldId::Decision])))
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Pause => Ok((!self.is_paused()).then_some(Happening::Paused)),
            Command::Resume => Ok(self.is_paused().then_some(Happening::Resumed)),
            Command::Move(place) => Ok((place != *self.place()).then_some(Happening::Moved(place))),
            Command::Speak(language) => {
                Ok((language != self.language()).then_some(Happening::Spoke(language)))
            }
            Command::Follow(track) if !self.instrument.has_track(track) => Err(Refusal::NoTrack(track)),
            Command::Follow(track) => Ok((track != self.track()).then_some(Happening::Followed(track))),
            Command::PassOn(leaving) => {
                may_pass_on(self.agreements(), &leaving)?;
                Ok(Some(Happening::Left(Box::new(Leaving { at: now, ..*leaving }))))
            }
            Command::Draft(field, typed) => self.draft_on(field, typed),
            Command::KeepBack(at) => {
                let left = self.leavings().iter().any(|leaving| leaving.at == at);
                if left { Ok(Some(Happening::KeptBack(at))) } else { Err(Refusal::Nothing) }
            }
        }
    }

    pub(super) fn may_change_agreement(&self, stage: StageId) -> Result<(), Refusal> {
        if !StageId::ASKING.contains(&stage) {
            return Err(Refusal::NothingToAgree(stage));
        }
        if self.agreements().given(stage) { Err(Refusal::AlreadySo) } else { Ok(()) }
    }

    fn withdraw(&self, stage: StageId, collected: Collected) -> Result<Option<Happening>, Refusal> {
        use super::agreement::AgreementState;
        match (self.agreements().state(stage), collected) {
            (AgreementState::Given, _) | (AgreementState::Withdrawn(Collected::Kept), Collected::Erased) => {
                Ok(Some(Happening::Withdrawn(stage, collected)))
            }
            _ => Err(Refusal::AlreadySo),
        }
    }

    /// Whether something can be written under a question. What was set aside can be taken away.
    pub(super) fn may_write(&self, question: QuestionIx, takes_away: bool) -> Result<(), Refusal> {
        match self.standing(question) {
            Standing::Asked | Standing::OffTrack => Ok(()),
            Standing::NotRelevant if takes_away => Ok(()),
            Standing::NotRelevant => Err(Refusal::NotRelevant),
            Standing::Closed => Err(Refusal::NoAgreement(self.instrument.stage_of(question))),
        }
    }

    fn fits(&self, question: QuestionIx, answer: &Answer) -> Result<(), Refusal> {
        match answer {
            Answer::Value(value) => {
                self.instrument.question(question).kind.takes(value).map_err(Refusal::Unfit)
            }
            Answer::NotAnswered(NotAnswered::NotAsked(reason)) if reason.trim().is_empty() => {
                Err(Refusal::NoReason)
            }
            Answer::NotAnswered(NotAnswered::NotAsked(reason)) => limit(reason, Kind::TEXT),
            Answer::NotAnswered(_) => Ok(()),
        }
    }

    fn rewrite(
        &self,
        question: QuestionIx,
        part: Part,
        now: Moment,
        write: impl FnOnce(&mut Entry),
    ) -> Option<Happening> {
        let before = self.entry(question);
        let mut after = before.clone();
        write(&mut after);
        if matches!(part, Part::Answer | Part::OwnWords) {
            self.take_down_how(before, &mut after);
        }
        if after == *before {
            let id = self.instrument.question(question).id.clone();
            return self.typed_again(match part {
                Part::Answer => vec![FieldId::Answer(id.clone()), FieldId::NotAsked(id)],
                Part::OwnWords => vec![FieldId::OwnWords(id)],
                Part::Observed => vec![FieldId::Observed(id)],
                Part::SaidBy | Part::Language | Part::Marked => Vec::new(),
            });
        }
        after.first_at = before.first_at.or(Some(now));
        after.last_at = Some(now);
        let id = self.instrument.question(question).id.clone();
        let step = match self.kept.changes.last() {
            Some(Change::Entry { question: last, before: earlier, after: written })
                if *last == id
                    && **written == *before
                    && goes_on(part, earlier, before, &after)
                    && before
                        .last_at
                        .is_some_and(|last| (0..=ONE_BREATH).contains(&now.seconds_since(last))) =>
            {
                Step::Continue
            }
            _ => Step::Do,
        };
        Some(Happening::Entered(id, Box::new(after), step))
    }

    /// Takes down in which language the words are written, and in which wording the question was put.
    fn take_down_how(&self, before: &Entry, after: &mut Entry) {
        if !after.has_words() {
            after.language = None;
        } else if after.language.is_none() {
            after.language = Some(self.words_in());
        }
        let now = Put { language: self.language(), track: self.track() };
        let anew = before.answer.is_none() && after.answer.is_some();
        after.put = after.was_put().then(|| before.put.filter(|_| !anew).unwrap_or(now));
    }

    /// Whether these settings may be touched: the agreements under which they were made stand.
    fn may_set<'a>(&self, mut settings: impl Iterator<Item = &'a Setting>) -> Result<(), Refusal> {
        match settings.find(|setting| !self.agreements().given(setting.stage)) {
            Some(setting) => Err(Refusal::NoAgreement(setting.stage)),
            None => Ok(()),
        }
    }

    fn set_clue(
        &self,
        clue: ClueIx,
        set: Option<SetClue>,
        now: Moment,
    ) -> Result<Option<Happening>, Refusal> {
        let id = &self.instrument.clue(clue).id;
        let before = self.kept.settings.get(id);
        self.may_set(before.into_iter())?;
        let after = match set {
            None => None,
            Some(SetClue { reason, .. }) if reason.trim().is_empty() => return Err(Refusal::NoReason),
            Some(SetClue { state, reason }) => {
                limit(&reason, Kind::NOTE)?;
                let agreed = StageId::ASKING.into_iter().rev().find(|stage| self.agreements().given(*stage));
                let stage = agreed.ok_or(Refusal::NoAgreement(StageId::Alert))?;
                Some(Setting { state, reason, stage, at: now })
            }
        };
        let same = match (before, &after) {
            (None, None) => true,
            (Some(before), Some(after)) => before.state == after.state && before.reason == after.reason,
            _ => false,
        };
        Ok((!same).then(|| Happening::ClueSet(id.clone(), after.map(Box::new), Step::Do)))
    }

    fn decide_on(&self, decision: Decision, now: Moment) -> Result<Option<Happening>, Refusal> {
        let before = self.decision();
        let offered = &self.instrument.stage(StageId::Decision).redirections;
        let known = |to: &OptionId| offered.iter().any(|option| option.id == *to);
        if !decision.redirected_to.iter().all(known) {
            return Err(Refusal::Unfit(Unfit::Option));
        }
        limit(&decision.decided_by, NAME)?;
        limit(&decision.redirection_reason, Kind::NOTE)?;
        limit(&decision.reasons, Kind::NOTE)?;
        let mut after = Decision { at: before.at, ..decision };
        after.needs.sort_unstable();
        after.needs.dedup();
        if after.outcome != Some(Outcome::Redirection) {
            after.redirected_to = None;
            after.redirection_reason.clear();
        }
        if after == *before {
            return Ok(None);
        }
        after.at = Some(now);
        let writing = Decision {
            at: before.at,
            decided_by: before.decided_by.clone(),
            redirection_reason: before.redirection_reason.clone(),
            reasons: before.reasons.clone(),
            ..after.clone()
        } == *before;
        let just_now = before.at.is_some_and(|last| (0..=ONE_BREATH).contains(&now.seconds_since(last)));
        let same =
            matches!(self.kept.changes.last(), Some(Change::Decision { after, .. }) if **after == *before);
        let step = if writing && just_now && same { Step::Continue } else { Step::Do };
        Ok(Some(Happening::Decided(Box::new(after), step)))
    }

    fn undo(&self) -> Result<Option<Happening>, Refusal> {
        match self.kept.changes.last() {
            Some(Change::Entry { question, before, .. }) => {
                self.still_open(question)?;
                Ok(Some(Happening::Entered(question.clone(), before.clone(), Step::Undo)))
            }
            Some(Change::Clue { clue, before, after }) => {
                self.may_set(before.as_deref().into_iter().chain(after.as_deref()))?;
                Ok(Some(Happening::ClueSet(clue.clone(), before.clone(), Step::Undo)))
            }
            Some(Change::Decision { before, .. }) => Ok(Some(Happening::Decided(before.clone(), Step::Undo))),
            None => Err(Refusal::Nothing),
        }
    }

    /// What was collected under an agreement that was withdrawn does not move any more.
    fn still_open(&self, question: &QuestionId) -> Result<(), Refusal> {
        let stage = self.instrument.find(question).map(|question| self.instrument.stage_of(question));
        match stage.filter(|stage| !self.agreements().given(*stage)) {
            Some(closed) => Err(Refusal::NoAgreement(closed)),
            None => Ok(()),
        }
    }

    fn redo(&self) -> Result<Option<Happening>, Refusal> {
        match self.kept.changes.last_undone() {
            Some(Change::Entry { question, after, .. }) => {
                self.still_open(question)?;
                Ok(Some(Happening::Entered(question.clone(), after.clone(), Step::Redo)))
            }
            Some(Change::Clue { clue, before, after }) => {
                self.may_set(before.as_deref().into_iter().chain(after.as_deref()))?;
                Ok(Some(Happening::ClueSet(clue.clone(), after.clone(), Step::Redo)))
            }
            Some(Change::Decision { after, .. }) => Ok(Some(Happening::Decided(after.clone(), Step::Redo))),
            None => Err(Refusal::Nothing),
        }
    }

    /// The first question under which something stands that could not have been written there.
    #[must_use]
    pub fn unfit(&self) -> Option<QuestionIx> {
        (0..self.entries.len()).map(QuestionIx).find(|question| {
            let entry = self.entry(*question);
            let fits = entry.answer.as_ref().is_none_or(|answer| self.fits(*question, answer).is_ok());
            let short =
                [&entry.own_words, &entry.observed].iter().all(|text| limit(text, Kind::NOTE).is_ok());
            !(fits && short)
        })
    }

    /// The first part around the answers that could not have been written here, by its name in a document.
    #[must_use]
    pub fn unsound_around(&self) -> Option<&'static str> {
        let name = !self.name().trim().is_empty() && limit(self.name(), NAME).is_ok();
        let agreements = StageId::ASKING.iter().all(|stage| {
            let uses = self.instrument.stage(*stage).asking.iter().flat_map(|asking| &asking.uses);
            let offered: Vec<_> = uses.map(|offered| &offered.id).collect();
            self.agreements().of(*stage).iter().all(|record| match &record.step {
                AgreementStep::Given(agreement) => {
                    let fields = [&agreement.explained_by, &agreement.language, &agreement.interpreter];
                    agreement.gaps().next().is_none()
                        && agreement.uses.iter().all(|chosen| offered.contains(&chosen))
                        && fields.iter().all(|field| limit(field, NAME).is_ok())
                }
                AgreementStep::Refused(why) => limit(why, Kind::TEXT).is_ok(),
                AgreementStep::Withdrawn(_) => true,
            })
        });
        let mut blank = self.clone();
        blank.kept.decision = Decision::default();
        let decision = self.decision();
        let decided = match (decision.at, decision.is_blank()) {
            (_, true) => true,
            (None, false) => false,
            (Some(at), false) => matches!(
                blank.decide_on(decision.clone(), at),
                Ok(Some(Happening::Decided(written, _))) if *written == *decision
            ),
        };
        let set = self.settings().all(|(_, setting)| {
            StageId::ASKING.contains(&setting.stage)
                && !setting.reason.trim().is_empty()
                && limit(&setting.reason, Kind::NOTE).is_ok()
        });
        let known = |leaving: &Leaving| {
            let mut withheld = leaving.selection.withheld();
            let reason = match &leaving.permission {
                Permission::Without(reason) => !reason.trim().is_empty() && limit(reason, Kind::TEXT).is_ok(),
                Permission::Agreed(_) | Permission::Asked(_) => true,
            };
            reason && withheld.all(|question| self.instrument.find(question).is_some())
        };
        let passed_on = self.leavings().iter().chain(self.received()).all(known);
        let parts = [
            (name, "case.name"),
            (agreements, "stages"),
            (decided, "decision"),
            (set, "set_clues"),
            (passed_on, "leavings"),
        ];
        parts.into_iter().find_map(|(sound, part)| (!sound).then_some(part))
    }

    /// The last pause, if the interview is paused.
    #[must_use]
    pub fn paused_at(&self) -> Option<Moment> {
        let last = self.history().iter().rev().find(|past| past.what == PastKind::Paused)?;
        self.is_paused().then_some(last.at)
    }
}

/// Whether writing goes on in one text: from `earlier` to `before` only this part had changed, and
/// the part holds words.
fn goes_on(part: Part, earlier: &Entry, before: &Entry, after: &Entry) -> bool {
    let is_text = |entry: &Entry| matches!(entry.value(), Some(Value::Text(_) | Value::Note(_)));
    let same_but = |entry: &Entry| match part {
        Part::Answer => Entry { answer: None, ..entry.clone() },
        Part::OwnWords => Entry { own_words: String::new(), ..entry.clone() },
        Part::Observed => Entry { observed: String::new(), ..entry.clone() },
        Part::SaidBy | Part::Language | Part::Marked => entry.clone(),
    };
    let timeless = |entry: Entry| Entry { first_at: None, last_at: None, language: None, put: None, ..entry };
    let words = match part {
        Part::Answer => is_text(before) && is_text(after),
        Part::OwnWords | Part::Observed => true,
        Part::SaidBy | Part::Language | Part::Marked => false,
    };
    words && timeless(same_but(earlier)) == timeless(same_but(before))
}

/// Whether what is said of the agreement to a passing on can be so.
fn may_pass_on(agreements: &Agreements, leaving: &Leaving) -> Result<(), Refusal> {
    match &leaving.permission {
        Permission::Agreed(uses) => {
            let agreed = |(stage, used): &&(StageId, OptionId)| match agreements.of(*stage).last() {
                Some(AgreementRecord { step: AgreementStep::Given(given), .. }) => given.uses.contains(used),
                _ => false,
            };
            match uses.iter().find(|used| !agreed(used)) {
                Some((stage, _)) => Err(Refusal::NoAgreement(*stage)),
                None => Ok(()),
            }
        }
        Permission::Asked(_) => Ok(()),
        Permission::Without(reason) if reason.trim().is_empty() => Err(Refusal::NoReason),
        Permission::Without(reason) => limit(reason, Kind::TEXT),
    }
}

fn limit(text: &str, most: usize) -> Result<(), Refusal> {
    if text.chars().count() <= most { Ok(()) } else { Err(Refusal::TooLong(most)) }
}
