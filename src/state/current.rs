//! The case that is open on the screen.

use std::collections::BTreeSet;

use super::cases::Card;
use super::message::Page;
use crate::findings::Findings;
use crate::instrument::{ClueIx, QuestionIx, SectionIx, StageId};
use crate::interview::{Case, Command, Event, Happening, Moment, Place, Refusal, Standing};
use crate::vault::Journal;

/// The case that is open on the screen, with what its answers say.
#[derive(Debug)]
pub struct Current {
    case: Case,
    findings: Findings,
    page: Page,
    way_back: Option<Page>,
    pub(super) journal: Option<Journal>,
}

/// What a command changed on the screen.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub event: Option<Event>,
    pub questions: BTreeSet<QuestionIx>,
    pub clues: BTreeSet<ClueIx>,
    pub around: bool,
    /// Whether what is half written changed.
    pub drafts: bool,
    /// Whether another track is followed.
    pub track: bool,
    /// Questions with something written under them that have just become irrelevant.
    pub set_aside: Vec<QuestionIx>,
}

impl Current {
    /// The case, on the page where it was left. Without a journal it is an exercise.
    pub(super) fn new(case: Case, journal: Option<Journal>) -> Self {
        let findings = Findings::of(&case);
        let mut current = Self { page: Page::Cases, way_back: None, case, findings, journal };
        current.page = current.left_at();
        current
    }

    /// The case.
    #[must_use]
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// What its answers say.
    #[must_use]
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The page on the screen.
    #[must_use]
    pub const fn page(&self) -> Page {
        self.page
    }

    /// The page of the findings from which the question on the screen was reached, if from one.
    #[must_use]
    pub const fn way_back(&self) -> Option<Page> {
        self.way_back
    }

    /// Whether it is an exercise, kept in memory only.
    #[must_use]
    pub const fn is_exercise(&self) -> bool {
        self.journal.is_none()
    }

    /// What is listed of the case.
    pub(super) fn card(&self) -> Card {
        Card::of(&self.case, &self.findings)
    }

    fn left_at(&self) -> Page {
        let place = self.case.place();
        match place.question.as_ref().and_then(|id| self.case.instrument().find(id)) {
            Some(question) => self.settle(Page::Question(question)),
            None => self.settle(Page::Stage(place.stage)),
        }
    }

    /// The page that is really shown: the agreement of a stage comes before its questions, and a
    /// stage opens on its first section that is not done.
    fn settle(&self, page: Page) -> Page {
        let instrument = self.case.instrument();
        let given = |stage: StageId| self.case.agreements().given(stage);
        match page {
            Page::Stage(StageId::Decision) => Page::Decision,
            Page::Stage(stage) if given(stage) => {
                let open = self.case.next_open(stage, None);
                let asked = |q: &QuestionIx| self.case.standing(*q) == Standing::Asked;
                let first = || instrument.questions_of(stage).find(asked);
                let blank = || instrument.questions_of(stage).next();
                open.or_else(first).or_else(blank).map_or(page, Page::Question)
            }
            Page::Section(section) if given(instrument.section(section).stage) => {
                let questions = &instrument.section(section).questions;
                let asked = |q: &&QuestionIx| self.case.standing(**q) == Standing::Asked;
                let open = |q: &&QuestionIx| asked(q) && self.case.entry(**q).answer.is_none();
                let question = questions.iter().find(open).or_else(|| questions.iter().find(asked));
                question.copied().map_or(page, Page::Question)
            }
            Page::Section(section) => Page::Stage(instrument.section(section).stage),
            Page::Question(question) if !given(instrument.stage_of(question)) => {
                Page::Stage(instrument.stage_of(question))
            }
            page => page,
        }
    }

    /// The section on the screen, if it is one.
    #[must_use]
    pub fn section(&self) -> Option<SectionIx> {
        match self.page {
            Page::Section(section) => Some(section),
            Page::Question(question) => Some(self.case.instrument().question(question).section),
            _ => None,
        }
    }

    /// The stage on the screen, if it is one.
    #[must_use]
    pub fn stage(&self) -> StageId {
        match self.page {
            Page::Stage(stage) | Page::Information(stage) | Page::Withdrawal(stage) => stage,
            Page::Decision => StageId::Decision,
            _ => self
                .section()
                .map_or(self.case.place().stage, |section| self.case.instrument().section(section).stage),
        }
    }

    /// The question on the screen, if it is one.
    #[must_use]
    pub const fn question(&self) -> Option<QuestionIx> {
        match self.page {
            Page::Question(question) => Some(question),
            _ => None,
        }
    }

    /// The page after a question: the next one that is asked in its stage, or the next stage.
    #[must_use]
    pub fn after(&self, question: QuestionIx) -> Page {
        let instrument = self.case.instrument();
        let stage = instrument.stage_of(question);
        let asked = |q: &QuestionIx| *q > question && self.case.standing(*q) == Standing::Asked;
        let next = instrument.questions_of(stage).find(asked).map(Page::Question);
        let later = || StageId::ALL.into_iter().find(|other| *other > stage).map(Page::Stage);
        next.or_else(later).unwrap_or(self.page)
    }

    /// The page before a question: the one that is asked before it in its stage.
    #[must_use]
    pub fn before(&self, question: QuestionIx) -> Page {
        let stage = self.case.instrument().stage_of(question);
        let asked = |q: &QuestionIx| *q < question && self.case.standing(*q) == Standing::Asked;
        self.case.instrument().questions_of(stage).filter(asked).last().map_or(self.page, Page::Question)
    }

    /// Where to go on when the track that is followed leaves out the question on the screen: to the next
    /// one of its stage, or the one before, or its section.
    pub(super) fn back_on_track(&self) -> Option<Page> {
        let question = self.question().filter(|at| self.case.standing(*at) == Standing::OffTrack)?;
        let instrument = self.case.instrument();
        let stage = instrument.stage_of(question);
        let asked = |at: &QuestionIx| self.case.standing(*at) == Standing::Asked;
        let after = instrument.questions_of(stage).filter(|at| *at > question).find(asked);
        let before = || instrument.questions_of(stage).filter(|at| *at < question).filter(asked).last();
        let section = Page::Section(instrument.question(question).section);
        Some(after.or_else(before).map_or(section, Page::Question))
    }

    /// Goes to a page. Gives back where the interviewer is then, to be taken down.
    pub(super) fn go(&mut self, page: Page) -> Option<Place> {
        self.way_back = match page {
            Page::Question(_) if self.page.is_of_findings() => Some(self.page),
            Page::Question(_) => self.way_back,
            _ => None,
        };
        self.page = self.settle(page);
        let instrument = self.case.instrument();
        match self.page {
            Page::Question(_) | Page::Stage(_) | Page::Section(_) | Page::Decision => {
                let question = self.question().map(|question| instrument.question(question).id.clone());
                Some(Place { stage: self.stage(), question })
            }
            _ => None,
        }
    }

    /// Asks something of the case, and brings the findings up to date.
    pub(super) fn perform(&mut self, command: Command, now: Moment) -> Result<Done, Refusal> {
        let Some((event, touched)) = self.case.perform(command, now)? else { return Ok(Done::default()) };
        let clues = self.findings.update(&self.case, &touched);
        let aside = |question: &&QuestionIx| {
            self.case.standing(**question) == Standing::NotRelevant
                && self.case.entry(**question).is_written()
        };
        let set_aside = touched.questions.iter().filter(aside).copied().collect();
        self.page = self.settle(self.page);
        Ok(Done {
            track: matches!(event.what, Happening::Followed(_)),
            event: Some(event),
            questions: touched.questions,
            clues,
            around: touched.around,
            drafts: touched.drafts,
            set_aside,
        })
    }
}
