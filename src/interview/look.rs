//! What a case tells of itself: why a question is asked or not, what does not fit together, what is to
//! be confirmed, how it stood before.

use super::agreement::AgreementState;
use super::case::Case;
use super::entry::SaidBy;
use super::standing::Standing;
use super::undo::Change;
use crate::instrument::{Basis, ClueIx, QuestionIx, StageId, TrackId, Truth};

/// Why a question is asked, or why it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is asked of everyone.
    Always,
    /// It is asked since these tests hold.
    Since(Vec<Basis>),
    /// The track leaves it out, and it is asked since something is written under it.
    Written,
    /// It is not asked: the stage has no agreement that stands.
    NoAgreement(StageId),
    /// It is not asked: these answers decided so.
    RuledOut(Vec<Basis>),
    /// It is not asked yet: these are not known, and tell.
    Waiting(Vec<Basis>),
    /// It is not asked on this track.
    OffTrack(TrackId),
}

/// What a change was made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Altered {
    /// What stands under a question.
    Question(QuestionIx),
    /// What the interviewer says of a clue.
    Clue(ClueIx),
    /// The decision.
    Decision,
}

impl Case {
    /// Why a question is asked, or why it is not: as facts, of shown and hidden ones alike.
    #[must_use]
    pub fn why(&self, question: QuestionIx) -> Why {
        let asked = self.instrument.question(question);
        let look = |seen: QuestionIx| self.value(seen);
        let basis =
            || asked.relevant.as_ref().map(|relevant| (relevant.holds(&look), relevant.rests_on(&look)));
        match self.standing(question) {
            Standing::Closed => Why::NoAgreement(self.instrument.stage_of(question)),
            Standing::OffTrack => Why::OffTrack(self.track()),
            Standing::Asked if !asked.is_on(self.track()) => Why::Written,
            Standing::Asked => basis().map_or(Why::Always, |(_, basis)| Why::Since(basis)),
            Standing::NotRelevant => match basis() {
                Some((Truth::No, basis)) => Why::RuledOut(basis),
                Some((_, basis)) => Why::Waiting(basis),
                None => Why::Always,
            },
        }
    }

    /// How many questions a track would still leave to ask, after what is known: those that are blank, in
    /// the stages that are agreed to or can still be. What is written under a question stays asked.
    #[must_use]
    pub fn left_on(&self, track: TrackId) -> usize {
        let look = |seen: QuestionIx| self.value(seen);
        let left = |at: &QuestionIx| {
            let (question, entry) = (self.instrument.question(*at), self.entry(*at));
            entry.answer.is_none()
                && (question.is_on(track) || !entry.is_blank())
                && question.relevant.as_ref().is_none_or(|relevant| relevant.holds(&look) == Truth::Yes)
        };
        let open = |stage: &StageId| {
            matches!(self.agreements().state(*stage), AgreementState::Given | AgreementState::NotSought)
        };
        let stages = StageId::ASKING.into_iter().filter(open);
        stages.flat_map(|stage| self.instrument.questions_of(stage)).filter(left).count()
    }

    /// The answers that do not fit together: places in the instrument's mismatches, in its order.
    pub fn mismatches(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.instrument.mismatches.len()).filter(|at| self.does_not_fit(*at))
    }

    /// Those of them that are pointed out beside a question.
    pub fn mismatches_beside(&self, question: QuestionIx) -> impl Iterator<Item = usize> + '_ {
        let mismatches = self.instrument.mismatches.iter().enumerate();
        let beside = mismatches.filter(move |(_, mismatch)| mismatch.questions.contains(&question));
        beside.map(|(at, _)| at).filter(|at| self.does_not_fit(*at))
    }

    fn does_not_fit(&self, mismatch: usize) -> bool {
        let when = &self.instrument.mismatches[mismatch].when;
        when.holds(&|question| self.value(question)) == Truth::Yes
    }

    /// The earlier question whose answer is to be confirmed under this one, with who told it: while it
    /// stands, and nothing is answered here.
    #[must_use]
    pub fn to_confirm(&self, question: QuestionIx) -> Option<(QuestionIx, SaidBy)> {
        let earlier = self.instrument.question(question).confirms?;
        let open = self.entry(question).answer.is_none();
        (open && self.value(earlier).is_some()).then(|| (earlier, self.said_by(earlier)))
    }

    /// How many changes can be looked back over.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.kept.changes.backwards().count()
    }

    /// What the change was made to that lies so many changes back: the last one lies 0 back.
    #[must_use]
    pub fn altered(&self, back: usize) -> Option<Altered> {
        self.altered_by(self.kept.changes.backwards().nth(back)?)
    }

    /// What a change was made to.
    pub(super) fn altered_by(&self, change: &Change) -> Option<Altered> {
        match change {
            Change::Entry { question, .. } => self.instrument.find(question).map(Altered::Question),
            Change::Clue { clue, .. } => self.instrument.find_clue(clue).map(Altered::Clue),
            Change::Decision { .. } => Some(Altered::Decision),
        }
    }

    /// The case as it stood that many changes ago, under the agreements and on the track of now; with
    /// nothing to take back. All the way back when there are fewer.
    #[must_use]
    pub fn before(&self, changes: usize) -> Self {
        let (mut kept, mut entries) = (self.kept.clone(), self.entries.clone());
        for change in self.kept.changes.backwards().take(changes) {
            match change {
                Change::Entry { question, before, .. } => {
                    if let Some(question) = self.instrument.find(question) {
                        entries[question.0] = (**before).clone();
                    }
                }
                Change::Clue { clue, before: Some(before), .. } => {
                    kept.settings.insert(clue.clone(), (**before).clone());
                }
                Change::Clue { clue, before: None, .. } => {
                    kept.settings.remove(clue);
                }
                Change::Decision { before, .. } => kept.decision = (**before).clone(),
            }
        }
        kept.changes = super::undo::Changes::default();
        kept.drafts.clear();
        Self::of(std::sync::Arc::clone(&self.instrument), kept, entries)
    }
}
