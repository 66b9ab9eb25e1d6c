//! An instrument that was checked: every name resolved to a place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::{ClueId, ClueIx, Edition, FamilyId, FirstThingId, MismatchId, QuestionId, QuestionIx};
use super::id::{ReckoningId, ReckoningIx, SectionId, SectionIx, SourceId, StageId, TrackId};
use super::kind::{ChoiceOption, Kind};
use super::parts::{Convergence, Eye, Family, FirstKind, GivenBy, Source, Track};
use super::reckoning::{Bound, Reckoning};
use super::test::{Condition, Test};
use super::text::{Language, Text, Texts};

/// A questionnaire in one version, checked: nothing in it can dangle.
#[derive(Debug)]
pub struct Instrument {
    /// Which instrument, in which version.
    pub edition: Edition,
    /// The languages in which it is written.
    pub languages: Vec<Language>,
    /// Its title.
    pub title: Text,
    /// What it is for.
    pub description: Text,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// The families of clues, in the order in which they are shown.
    pub families: Vec<Family>,
    /// From when on clues are said to converge.
    pub convergence: Convergence,
    /// What comes first whatever else is known, the most urgent first.
    pub first_things: Vec<FirstThing>,
    /// The files of the lenses over its clues, each with its name; `findings` reads them.
    pub lenses: Vec<(String, String)>,
    /// The stages, in the order of the practice.
    pub stages: Vec<Stage>,
    /// The ways through the questions, in the order in which they are offered. None where there is
    /// only one.
    pub tracks: Vec<Track>,
    /// The answers that do not fit together.
    pub mismatches: Vec<Mismatch>,
    /// What of it tells delicate topics.
    pub topics: super::topics::TopicTable,
    pub(super) reckonings: Vec<Arc<Reckoning>>,
    pub(super) sections: Vec<Section>,
    pub(super) questions: Vec<Question>,
    pub(super) clues: Vec<Clue>,
    pub(super) by_id: BTreeMap<QuestionId, QuestionIx>,
    pub(super) dependents: Vec<Vec<QuestionIx>>,
    pub(super) first_things_of: Vec<Vec<usize>>,
    pub(super) reckonings_of: Vec<Vec<ReckoningIx>>,
    pub(super) clues_of: Vec<Vec<ClueIx>>,
}

/// A step of a case.
#[derive(Debug)]
pub struct Stage {
    /// Which step.
    pub id: StageId,
    /// Its title.
    pub title: Text,
    /// What it is for, for the interviewer.
    pub purpose: Text,
    /// What must be agreed to before anything is asked; the decision has none.
    pub asking: Option<Asking>,
    /// Its sections.
    pub sections: Vec<SectionIx>,
    /// To which kinds of structure the decision can redirect.
    pub redirections: Vec<ChoiceOption>,
}

/// What is said and asked before a stage.
#[derive(Debug)]
pub struct Asking {
    /// Who agrees.
    pub given_by: GivenBy,
    /// What to say, short, readable aloud.
    pub to_say: Texts,
    /// What can be refused.
    pub may_refuse: Texts,
    /// For what the words may be used.
    pub uses: Vec<ChoiceOption>,
    /// What can still be given to someone who refuses, and the way back.
    pub information: Texts,
}

/// A page of questions.
#[derive(Debug)]
pub struct Section {
    /// Its stable name.
    pub id: SectionId,
    /// The step that it belongs to.
    pub stage: StageId,
    /// Its title.
    pub title: Text,
    /// A sentence before the first question.
    pub intro: Option<Text>,
    /// Whether it is about one person alone, so that it is not taken over for a co-victim.
    pub one_person: bool,
    /// Its questions, in order.
    pub questions: Vec<QuestionIx>,
}

/// A question.
#[derive(Debug)]
pub struct Question {
    /// Its stable name.
    pub id: QuestionId,
    /// Its section.
    pub section: SectionIx,
    /// Its number in its stage, from 1.
    pub number: usize,
    /// What it asks for.
    pub kind: Kind,
    /// Its wording.
    pub wording: Text,
    /// Why it is asked, and how to put it gently.
    pub note: Text,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// Whether it comes better once there is trust.
    pub sensitive: bool,
    /// The tracks on which it is asked.
    pub tracks: Vec<TrackId>,
    /// Its wording on the remote track, where it has a shorter one.
    pub short: Option<Text>,
    /// The earlier question of which it confirms the answer: what was told there is not asked afresh.
    pub confirms: Option<QuestionIx>,
    /// When it is asked; always, without a condition.
    pub relevant: Option<Condition>,
    /// The clues that its answers raise or rule out.
    pub clues: Vec<ClueLink>,
}

/// How a question speaks of a clue.
#[derive(Debug)]
pub struct ClueLink {
    /// The clue.
    pub clue: ClueIx,
    /// The answers that raise it; none where the question can only rule it out.
    pub raised_by: Option<Test>,
    /// The answers that rule it out, as far as this question goes.
    pub ruled_out_by: Option<Test>,
}

/// An identification clue.
#[derive(Debug)]
pub struct Clue {
    /// Its stable name.
    pub id: ClueId,
    /// Its family: a place in [`Instrument::families`].
    pub family: usize,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub definition: Text,
    /// Whether any ordinary job can have it: it is told, and not counted when it is said that clues
    /// converge.
    pub ordinary: bool,
    /// With which eyes it is looked at.
    pub eyes: Vec<Eye>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// Invented examples; none in an edition that gives none.
    pub examples: Vec<Text>,
    /// The questions that speak of it.
    pub feeders: Vec<QuestionIx>,
    /// The reckonings that speak of it.
    pub reckoned: Vec<ReckonedLink>,
}

/// How a reckoning speaks of a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReckonedLink {
    /// The reckoning.
    pub reckoning: ReckoningIx,
    /// What raises the clue; nothing where the reckoning can only rule it out.
    pub raised_by: Option<Bound>,
    /// What rules it out, as far as this reckoning goes.
    pub ruled_out_by: Option<Bound>,
}

/// Answers that do not fit together. It is pointed out beside each, and hinders nothing.
#[derive(Debug)]
pub struct Mismatch {
    /// Its stable name.
    pub id: MismatchId,
    /// The questions beside which it is pointed out.
    pub questions: Vec<QuestionIx>,
    /// When it is so.
    pub when: Condition,
    /// What does not fit.
    pub text: Text,
}

/// Something that comes first whatever else is known.
#[derive(Debug)]
pub struct FirstThing {
    /// Its stable name.
    pub id: FirstThingId,
    /// What kind of thing.
    pub kind: FirstKind,
    /// What is the matter.
    pub title: Text,
    /// What to do now.
    pub what_to_do: Texts,
    /// When it is so.
    pub when: Condition,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

impl Question {
    /// Its wording on a track.
    #[must_use]
    pub fn wording_on(&self, track: TrackId) -> &Text {
        match (&self.short, track) {
            (Some(short), TrackId::Remote) => short,
            _ => &self.wording,
        }
    }

    /// Whether it is asked on a track.
    #[must_use]
    pub fn is_on(&self, track: TrackId) -> bool {
        self.tracks.contains(&track)
    }
}

impl Instrument {
    /// All questions in the order of the document.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// All clues.
    #[must_use]
    pub fn clues(&self) -> &[Clue] {
        &self.clues
    }

    /// All sections, in the order of the document.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// All facts that are computed from answers.
    #[must_use]
    pub fn reckonings(&self) -> &[Arc<Reckoning>] {
        &self.reckonings
    }

    /// The questions that speak of a clue, themselves or through what is computed from them.
    pub fn questions_behind(&self, clue: ClueIx) -> impl Iterator<Item = QuestionIx> {
        let clue = self.clue(clue);
        let reckoned = clue.reckoned.iter().flat_map(|link| self.reckoning(link.reckoning).inputs());
        clue.feeders.iter().copied().chain(reckoned)
    }

    /// One fact that is computed from answers.
    #[must_use]
    pub fn reckoning(&self, reckoning: ReckoningIx) -> &Reckoning {
        &self.reckonings[reckoning.0]
    }

    /// One question.
    #[must_use]
    pub fn question(&self, question: QuestionIx) -> &Question {
        &self.questions[question.0]
    }

    /// One section.
    #[must_use]
    pub fn section(&self, section: SectionIx) -> &Section {
        &self.sections[section.0]
    }

    /// One clue.
    #[must_use]
    pub fn clue(&self, clue: ClueIx) -> &Clue {
        &self.clues[clue.0]
    }

    /// One step of a case.
    #[must_use]
    pub fn stage(&self, stage: StageId) -> &Stage {
        &self.stages[stage as usize]
    }

    /// The step that a question belongs to.
    #[must_use]
    pub fn stage_of(&self, question: QuestionIx) -> StageId {
        self.section(self.question(question).section).stage
    }

    /// The question of that name, if this version asks it.
    #[must_use]
    pub fn find(&self, id: &QuestionId) -> Option<QuestionIx> {
        self.by_id.get(id).copied()
    }

    /// The clue of that name.
    #[must_use]
    pub fn find_clue(&self, id: &ClueId) -> Option<ClueIx> {
        self.clues.iter().position(|clue| clue.id == *id).map(ClueIx)
    }

    /// The reckoning of that name.
    #[must_use]
    pub fn find_reckoning(&self, id: &ReckoningId) -> Option<ReckoningIx> {
        self.reckonings.iter().position(|reckoning| reckoning.id == *id).map(ReckoningIx)
    }

    /// Whether the questions can be led through on this track.
    #[must_use]
    pub fn has_track(&self, track: TrackId) -> bool {
        track == TrackId::Full || self.tracks.iter().any(|offered| offered.id == track)
    }

    /// The section of that name.
    #[must_use]
    pub fn find_section(&self, id: &SectionId) -> Option<SectionIx> {
        self.sections.iter().position(|section| section.id == *id).map(SectionIx)
    }

    /// The family of that name.
    #[must_use]
    pub fn find_family(&self, id: &FamilyId) -> Option<usize> {
        self.families.iter().position(|family| family.id == *id)
    }

    /// The source of that name.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// The questions whose relevance looks at this one; all come later.
    #[must_use]
    pub fn dependents(&self, question: QuestionIx) -> &[QuestionIx] {
        &self.dependents[question.0]
    }

    /// The first things (places in [`Instrument::first_things`]) that look at this question.
    #[must_use]
    pub fn first_things_of(&self, question: QuestionIx) -> &[usize] {
        &self.first_things_of[question.0]
    }

    /// The reckonings that look at this question.
    #[must_use]
    pub fn reckonings_of(&self, question: QuestionIx) -> &[ReckoningIx] {
        &self.reckonings_of[question.0]
    }

    /// The clues that a reckoning speaks of.
    #[must_use]
    pub fn clues_of(&self, reckoning: ReckoningIx) -> &[ClueIx] {
        &self.clues_of[reckoning.0]
    }

    /// Every question of a step, in order.
    pub fn questions_of(&self, stage: StageId) -> impl Iterator<Item = QuestionIx> + '_ {
        self.stage(stage).sections.iter().flat_map(|section| self.section(*section).questions.iter().copied())
    }
}
