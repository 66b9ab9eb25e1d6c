//! A case is passed on: what would leave is shown, checked against the agreements, and sealed. It is taken down,
//! and leaves once that is kept: `offering` does both.

use std::fmt;

use zeroize::Zeroizing;

use super::app::{App, Now};
use super::message::{Effect, Passphrase, Ticket};
use super::notice::Notice;
use super::offering::{File, Held, HowToOpen, Passed};
use super::opened::Opened;
use super::phase::Phase;
use crate::findings::Findings;
use crate::instrument::{Language, QuestionIx, SectionIx, StageId};
use crate::interview::{
    Entry, Form, Leaving, Part, Permission, Recipient, Refusal, Sealing, Selection, Standing,
};
use crate::record::{self, Assessment, Cover, LARGEST, Opening, Recipients, agreed};
use crate::sealing::{self, Identities, NotOpened, To, Wants, With, task};
use crate::vault::Fill;

/// What the interviewer does on these pages.
#[derive(Clone)]
pub enum Leave {
    /// Pass the open case on.
    PassOn(Box<PassOn>),
    /// Open the sealed file by this passphrase.
    OpenBy(Passphrase),
    /// Open the sealed file by this file of a secret key.
    OpenWith(Zeroizing<Vec<u8>>),
    /// Leave the sealed file closed; or close it again.
    LeaveClosed,
    /// Save what was in the sealed file, which is not protected any more.
    SaveOpened,
    /// Save the half page that tells how the file that has just left is opened, in this language.
    SaveHow(Language),
}

/// To whom what is passed on, and how.
#[derive(Clone)]
pub struct PassOn {
    /// To whom.
    pub recipient: Recipient,
    /// What of the case.
    pub selection: Selection,
    /// What the interviewer says of the agreement to it; nothing where the agreements cover it.
    pub said: Option<Said>,
    /// As what.
    pub shape: Shape,
    /// How it is protected.
    pub protection: Protection,
}

/// As what a case is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An assessment, for a program to read.
    Assessment,
    /// The identification report, to read and print.
    Report(Language),
    /// The person's own copy.
    OwnCopy(Language),
}

/// What the interviewer says of the agreement to a passing on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The person was asked, and agrees.
    Asked(Form),
    /// Nobody agreed, for this reason.
    Without(String),
}

/// How what leaves is protected.
#[derive(Clone)]
pub enum Protection {
    /// To this public key.
    Key(String),
    /// With this passphrase, as a page that opens itself. An assessment, which is read by programs, is sealed as
    /// with [`Protection::Passphrase`].
    Page(Passphrase),
    /// With this passphrase.
    Passphrase(Passphrase),
    /// Not at all.
    None,
}

/// What is under way on these pages.
#[derive(Default)]
pub(super) struct Passing {
    /// What is taken down once the file is sealed.
    pub leaving: Option<Box<Passed>>,
    /// A file that is taken down, and is offered once that is kept.
    pub held: Option<Box<Held>>,
    /// The record that takes it down.
    pub line: Option<Vec<u8>>,
    /// How the file that has just left is opened.
    pub how: Option<HowToOpen>,
    /// A sealed file, and what it wants.
    pub sealed: Option<(Vec<u8>, Wants)>,
    /// Whether it is being opened.
    pub opening: bool,
    /// What was in it.
    pub opened: Option<Box<Opened>>,
}

impl Passing {
    /// Whether a file is being sealed, or one was handed in and is not open yet.
    pub(super) const fn is_under_way(&self) -> bool {
        self.leaving.is_some() || self.held.is_some() || self.sealed.is_some()
    }
}

impl fmt::Debug for Passing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passing")
    }
}

/// Work with a key, which takes long and draws randomness: it is done outside.
pub enum AgeWork {
    /// Seal these bytes, to be offered under a name.
    Seal(Zeroizing<Vec<u8>>, To, String),
    /// The same, as a page in this language that opens itself.
    SealPage(Zeroizing<Vec<u8>>, To, String, Language),
    /// Open these bytes.
    Open(Vec<u8>, With),
}

/// What came of it.
#[derive(Clone)]
pub enum Aged {
    /// Sealed bytes and their name; none when they could not be sealed.
    Sealed(Option<Vec<u8>>, String),
    /// What was in a sealed file.
    Opened(Result<Zeroizing<Vec<u8>>, NotOpened>),
}

impl AgeWork {
    /// As bytes, to be done elsewhere: with a passphrase, which takes long. With a key it does not.
    #[must_use]
    pub fn written(&self) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Seal(bytes, To::Passphrase(words), _)
            | Self::SealPage(bytes, To::Passphrase(words), ..) => Some(task::to_seal(bytes, words)),
            Self::Open(bytes, With::Passphrase(words)) => Some(task::to_open(bytes, words, LARGEST)),
            Self::Seal(_, To::Key(_), _)
            | Self::SealPage(_, To::Key(_), ..)
            | Self::Open(_, With::Identities(_)) => None,
        }
    }

    /// What it has led to elsewhere; `None` where that cannot be read.
    #[must_use]
    pub fn led_to(&self, outcome: &[u8]) -> Option<Aged> {
        match self {
            Self::Seal(_, _, name) => task::sealed(outcome).map(|bytes| Aged::Sealed(bytes, name.clone())),
            Self::SealPage(_, _, name, language) => {
                task::sealed(outcome).map(|bytes| Aged::page(bytes, name.clone(), *language))
            }
            Self::Open(..) => task::opened(outcome).map(Aged::Opened),
        }
    }

    /// Does the work.
    #[must_use]
    pub fn done(self) -> Aged {
        match self {
            Self::Seal(bytes, to, name) => Aged::Sealed(sealing::seal(&bytes, &to).ok(), name),
            Self::SealPage(bytes, to, name, language) => {
                Aged::page(sealing::seal(&bytes, &to).ok(), name, language)
            }
            Self::Open(bytes, with) => Aged::Opened(sealing::open(&bytes, &with, LARGEST)),
        }
    }
}

impl Aged {
    /// Sealed bytes inside a page that opens itself.
    fn page(sealed: Option<Vec<u8>>, name: String, language: Language) -> Self {
        let page = sealed.and_then(|sealed| sealing::page(&sealed, language.tag()).ok());
        Self::Sealed(page.map(String::into_bytes), name)
    }
}

impl fmt::Debug for AgeWork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AgeWork")
    }
}

impl fmt::Debug for Aged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Aged")
    }
}

/// What would leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The sections in which something is written.
    pub sections: Vec<SectionPreview>,
    /// How far the agreements cover it.
    pub covers: Vec<(StageId, Cover)>,
}

/// What would leave of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionPreview {
    /// Which section.
    pub section: SectionIx,
    /// Its questions under which something stands.
    pub answers: Vec<AnswerPreview>,
}

/// What would leave of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerPreview {
    /// Which question.
    pub question: QuestionIx,
    /// What would leave; blank when nothing would.
    pub entry: Entry,
    /// Whether it is withheld though it was not asked: it would tell a withheld answer.
    pub with_another: bool,
}

impl Shape {
    /// The language that it is written in for people; an assessment is for programs.
    const fn language(self) -> Option<Language> {
        match self {
            Self::Assessment => None,
            Self::Report(language) | Self::OwnCopy(language) => Some(language),
        }
    }

    /// The name of its file, which says nothing of the person.
    fn file_name(self, opens_itself: bool, now: Now) -> String {
        let name = match (self, opens_itself) {
            (Self::Assessment, _) => return record::file_name(now.moment()),
            (Self::Report(_), false) => "faisceau-report",
            (Self::Report(_), true) => "faisceau-report-sealed",
            (Self::OwnCopy(_), false) => "faisceau-copy",
            (Self::OwnCopy(_), true) => "faisceau-copy-sealed",
        };
        record::named(name, "html", now.moment())
    }
}

impl App {
    /// What a recipient of the open case gets by default.
    #[must_use]
    pub fn default_selection(&self, recipient: Recipient) -> Option<Selection> {
        let instrument = self.current()?.case().instrument();
        let recipients = Recipients::of(instrument).ok()?;
        Some(recipients.selection(recipient, instrument))
    }

    /// What would leave of the open case.
    #[must_use]
    pub fn preview(&self, recipient: Recipient, selection: &Selection) -> Option<Preview> {
        let case = self.current()?.case();
        let instrument = case.instrument();
        let (cut, withheld) = case.selected(selection);
        let stands = |at: &QuestionIx| case.standing(*at) == Standing::Asked && case.entry(*at).is_written();
        let answer = |question: QuestionIx| {
            let id = &instrument.question(question).id;
            AnswerPreview {
                question,
                entry: cut.entry(question).clone(),
                with_another: withheld.withholds(id) && !selection.withholds(id),
            }
        };
        let sections = (0..instrument.sections().len()).map(SectionIx).filter_map(|section| {
            let questions = instrument.section(section).questions.iter().copied();
            let answers: Vec<_> = questions.filter(stands).map(answer).collect();
            (!answers.is_empty()).then_some(SectionPreview { section, answers })
        });
        let covers = Recipients::of(instrument).ok()?.covers(case, recipient, selection);
        Some(Preview { sections: sections.collect(), covers })
    }

    pub(super) fn leave(&mut self, leave: Leave, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        match leave {
            Leave::PassOn(asked) => self.pass_on(*asked, now, fill, effects),
            Leave::OpenBy(words) => {
                self.open_sealed(With::Passphrase(sealing::Passphrase::from(words.0)), effects);
            }
            Leave::OpenWith(file) => match Identities::of_file(&file) {
                Ok(identities) => self.open_sealed(With::Identities(identities), effects),
                Err(why) => self.tell(Notice::NotAKey(why)),
            },
            Leave::LeaveClosed => self.leave_closed(),
            Leave::SaveOpened => self.save_opened(effects),
            Leave::SaveHow(language) => self.save_how(language, effects),
        }
    }

    fn pass_on(&mut self, asked: PassOn, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        // An exercise is no case, and leaves in files of its own. One file leaves after the other.
        if self.training().is_some() || self.is_sealing() {
            return;
        }
        if let Some(why) = self.cannot_take_down() {
            return self.tell(why);
        }
        let Some(current) = self.current() else { return };
        let PassOn { recipient, selection, said, shape, protection } = asked;
        let permission = match said {
            Some(Said::Asked(form)) => Some(Permission::Asked(form)),
            Some(Said::Without(reason)) => Some(Permission::Without(reason.trim().to_owned())),
            None => self.preview(recipient, &selection).and_then(|preview| agreed(&preview.covers)),
        };
        let Some(permission) = permission else { return self.tell(Notice::NotAgreed) };
        if matches!(&permission, Permission::Without(reason) if reason.is_empty()) {
            return self.tell(Notice::Refused(Refusal::NoReason));
        }
        let words = |words: Passphrase| To::Passphrase(sealing::Passphrase::from(words.0));
        let (to, sealing, page) = match protection {
            Protection::Key(key) => match To::key(&key) {
                Ok(to) => (Some(to), Sealing::Key, None),
                Err(why) => return self.tell(Notice::NotAKey(why)),
            },
            Protection::Page(said) => (Some(words(said)), Sealing::Passphrase, shape.language()),
            Protection::Passphrase(said) => (Some(words(said)), Sealing::Passphrase, None),
            Protection::None => (None, Sealing::Plain, None),
        };
        let leaving = Leaving { at: now.moment(), recipient, selection, permission, sealing };
        let case = current.case().passed_on(&leaving);
        let text = match shape {
            Shape::Assessment => Assessment::of(&case, &Findings::of(&case)).to_json(),
            Shape::Report(language) => {
                record::report::report(current.case(), &leaving.selection, language).to_html()
            }
            Shape::OwnCopy(language) => record::own_copy(&case, language).to_html(),
        };
        let bytes = text.into_bytes();
        let name = shape.file_name(page.is_some(), now);
        let whole = shape == Shape::Assessment && leaving.selection.is_everything();
        let opening = match sealing {
            Sealing::Plain => None,
            Sealing::Key => Some(Opening::Key),
            Sealing::Passphrase if page.is_some() => Some(Opening::Page),
            Sealing::Passphrase => Some(Opening::Passphrase),
        };
        let passed = Box::new(Passed { leaving, whole, opening });
        let Some(to) = to else {
            return self.take_down(*passed, File { name, bytes }, now, fill, effects);
        };
        let bytes = Zeroizing::new(bytes);
        let work = match page {
            Some(language) => AgeWork::SealPage(bytes, to, name, language),
            None => AgeWork::Seal(bytes, to, format!("{name}.age")),
        };
        self.age(work, effects);
        if let Some(leaving) = self.leaving_mut() {
            *leaving = Some(passed);
        }
        self.changed.around = true;
    }

    /// What is taken down once its file is sealed, in an open case as in an exercise.
    fn leaving_mut(&mut self) -> Option<&mut Option<Box<Passed>>> {
        match &mut self.phase {
            Phase::Open(open) => Some(&mut open.passing.leaving),
            Phase::TryOut { leaving, .. } => Some(leaving),
            _ => None,
        }
    }

    /// Whether a file is being sealed or taken down.
    #[must_use]
    pub fn is_sealing(&self) -> bool {
        match &self.phase {
            Phase::Open(open) => open.passing.leaving.is_some() || open.passing.held.is_some(),
            Phase::TryOut { leaving, .. } => leaving.is_some(),
            _ => false,
        }
    }

    /// Has a file sealed or opened. One at a time: what comes of an earlier one is not taken any more.
    pub(super) fn age(&mut self, work: AgeWork, effects: &mut Vec<Effect>) {
        self.agings += 1;
        let ticket = Ticket(self.agings);
        self.aging = Some((ticket, self.whereabouts()));
        effects.push(Effect::Age(ticket, work));
    }

    /// A file was sealed or opened. It is of no use any more where the safe was locked or hidden meanwhile, or
    /// another case opened.
    pub(super) fn aged(
        &mut self,
        ticket: Ticket,
        aged: Aged,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let here = self.whereabouts();
        let Some((_, asked)) = self.aging.take_if(|(awaited, _)| *awaited == ticket) else { return };
        match aged {
            Aged::Sealed(sealed, name) => {
                // Locked and opened again meanwhile: nothing would be taken down.
                let Some(passed) = self.leaving_mut().and_then(Option::take) else { return };
                self.changed.around = true;
                match sealed.filter(|_| asked == here) {
                    Some(bytes) => self.take_down(*passed, File { name, bytes }, now, fill, effects),
                    None => self.tell(Notice::NotSealed),
                }
            }
            Aged::Opened(opened) if asked == here => self.unsealed(opened),
            Aged::Opened(_) => {}
        }
    }

    /// Whether a part is written anywhere in the open case.
    #[must_use]
    pub fn has_part(&self, part: Part) -> bool {
        let Some(current) = self.current() else { return false };
        let case = current.case();
        let written = |look: fn(&Entry) -> bool, standing: Standing| {
            let questions = (0..case.instrument().questions().len()).map(QuestionIx);
            questions.into_iter().any(|at| case.standing(at) == standing && look(case.entry(at)))
        };
        let is_text = |entry: &Entry| {
            use crate::instrument::Value;
            matches!(entry.value(), Some(Value::Text(_) | Value::Note(_)))
        };
        let decision = case.decision();
        match part {
            Part::CaseName | Part::Names | Part::History => true,
            Part::Texts => written(is_text, Standing::Asked),
            Part::OwnWords => written(|entry| !entry.own_words.is_empty(), Standing::Asked),
            Part::Observed => written(|entry| !entry.observed.is_empty(), Standing::Asked),
            Part::Reasons => !decision.reasons.is_empty() || !decision.redirection_reason.is_empty(),
            Part::SetClues => case.settings().next().is_some(),
            Part::Decision => decision.outcome.is_some(),
            Part::Needs => !decision.needs.is_empty(),
            Part::SetAside => written(Entry::is_written, Standing::NotRelevant),
        }
    }
}
