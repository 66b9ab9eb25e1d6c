//! A case is passed on: what would leave is shown, checked against the agreements, sealed, and taken
//! down. And a sealed file that was handed in is opened.

use std::fmt;

use zeroize::Zeroizing;

use super::app::{App, Now};
use super::message::{Effect, Passphrase, Ticket};
use super::notice::Notice;
use super::phase::Phase;
use crate::findings::Findings;
use crate::instrument::{Language, QuestionIx, SectionIx, StageId};
use crate::interview::{
    Command, Entry, Form, Leaving, Part, Permission, Recipient, Refusal, Sealing, Selection, Standing,
};
use crate::record::{self, Assessment, Cover, LARGEST, Recipients, agreed};
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
    /// Leave the sealed file closed.
    LeaveClosed,
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
    /// With this passphrase.
    Passphrase(Passphrase),
    /// Not at all.
    None,
}

/// What is under way on these pages.
#[derive(Default)]
pub(super) struct Passing {
    /// What is taken down once the file is sealed.
    leaving: Option<Box<Passed>>,
    /// A sealed file, and what it wants.
    sealed: Option<(Vec<u8>, Wants)>,
    opening: bool,
}

/// What is taken down of a passing on.
#[derive(Debug)]
struct Passed {
    leaving: Leaving,
    /// Whether the file holds the whole case, which can be brought back from it.
    whole: bool,
}

impl Passing {
    /// Whether a file is being sealed, or one was handed in and is not open yet.
    pub(super) const fn is_under_way(&self) -> bool {
        self.leaving.is_some() || self.sealed.is_some()
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
            Self::Seal(bytes, To::Passphrase(words), _) => Some(task::to_seal(bytes, words)),
            Self::Open(bytes, With::Passphrase(words)) => Some(task::to_open(bytes, words, LARGEST)),
            Self::Seal(_, To::Key(_), _) | Self::Open(_, With::Identities(_)) => None,
        }
    }

    /// What it has led to elsewhere; `None` where that cannot be read.
    #[must_use]
    pub fn led_to(&self, outcome: &[u8]) -> Option<Aged> {
        match self {
            Self::Seal(_, _, name) => task::sealed(outcome).map(|bytes| Aged::Sealed(bytes, name.clone())),
            Self::Open(..) => task::opened(outcome).map(Aged::Opened),
        }
    }

    /// Does the work.
    #[must_use]
    pub fn done(self) -> Aged {
        match self {
            Self::Seal(bytes, to, name) => Aged::Sealed(sealing::seal(&bytes, &to).ok(), name),
            Self::Open(bytes, with) => Aged::Opened(sealing::open(&bytes, &with, LARGEST)),
        }
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

    /// Whether a file is being sealed.
    #[must_use]
    pub fn is_sealing(&self) -> bool {
        matches!(&self.phase, Phase::Open(open) if open.passing.leaving.is_some())
    }

    /// The sealed file that was handed in: what it wants, and whether it is being opened.
    #[must_use]
    pub fn sealed(&self) -> Option<(Wants, bool)> {
        match &self.phase {
            Phase::Open(open) => {
                open.passing.sealed.as_ref().map(|(_, wants)| (*wants, open.passing.opening))
            }
            _ => None,
        }
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
            Leave::LeaveClosed => {
                let Phase::Open(open) = &mut self.phase else { return };
                open.passing = Passing::default();
                self.changed.page = true;
                self.tell(Notice::LeftOut);
            }
        }
    }

    fn pass_on(&mut self, asked: PassOn, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        // An exercise is no case, and leaves in files of its own.
        if self.training().is_some() {
            return;
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
        let (to, sealing) = match protection {
            Protection::Key(key) => match To::key(&key) {
                Ok(to) => (Some(to), Sealing::Key),
                Err(why) => return self.tell(Notice::NotAKey(why)),
            },
            Protection::Passphrase(words) => {
                (Some(To::Passphrase(sealing::Passphrase::from(words.0))), Sealing::Passphrase)
            }
            Protection::None => (None, Sealing::Plain),
        };
        let leaving = Leaving { at: now.moment(), recipient, selection, permission, sealing };
        let case = current.case().passed_on(&leaving);
        let (text, name) = match shape {
            Shape::Assessment => {
                (Assessment::of(&case, &Findings::of(&case)).to_json(), record::file_name(now.moment()))
            }
            Shape::Report(language) => (
                record::report::report(current.case(), &leaving.selection, language).to_html(),
                record::named("faisceau-report", "html", now.moment()),
            ),
            Shape::OwnCopy(language) => (
                record::own_copy(&case, language).to_html(),
                record::named("faisceau-copy", "html", now.moment()),
            ),
        };
        let bytes = text.into_bytes();
        let whole = shape == Shape::Assessment && leaving.selection.is_everything();
        let passed = Passed { leaving, whole };
        match to {
            None => {
                effects.push(Effect::Offer { name, bytes });
                self.take_down(passed, now, fill, effects);
            }
            Some(to) => {
                self.age(AgeWork::Seal(Zeroizing::new(bytes), to, format!("{name}.age")), effects);
                match &mut self.phase {
                    Phase::Open(open) => open.passing.leaving = Some(Box::new(passed)),
                    // An exercise takes down at once: nothing of it is kept.
                    _ => self.take_down(passed, now, fill, effects),
                }
                self.changed.around = true;
            }
        }
    }

    /// Takes down in the case that it was passed on.
    fn take_down(&mut self, passed: Passed, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Passed { leaving, whole } = passed;
        let told = Notice::PassedOn(leaving.recipient, leaving.sealing);
        self.perform(Command::PassOn(Box::new(leaving)), now, fill, effects);
        if whole {
            self.passed_on_whole(now, fill, effects);
        }
        self.tell(told);
    }

    /// Has a file sealed or opened. One at a time: what comes of an earlier one is not taken any more.
    fn age(&mut self, work: AgeWork, effects: &mut Vec<Effect>) {
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
        if asked != here {
            if let (Aged::Sealed(..), Phase::Open(open)) = (aged, &mut self.phase) {
                open.passing.leaving = None;
                self.tell(Notice::NotSealed);
            }
            return;
        }
        match aged {
            Aged::Sealed(bytes, name) => {
                let leaving = match &mut self.phase {
                    Phase::Open(open) => match open.passing.leaving.take() {
                        // Locked and opened again meanwhile: nothing would be taken down.
                        None => return,
                        leaving => leaving,
                    },
                    _ => None,
                };
                self.changed.around = true;
                match (bytes, leaving) {
                    (None, _) => self.tell(Notice::NotSealed),
                    (Some(bytes), leaving) => {
                        effects.push(Effect::Offer { name, bytes });
                        if let Some(leaving) = leaving {
                            self.take_down(*leaving, now, fill, effects);
                        }
                    }
                }
            }
            Aged::Opened(opened) => {
                let Phase::Open(open) = &mut self.phase else { return };
                if !std::mem::take(&mut open.passing.opening) {
                    return;
                }
                self.changed.page = true;
                match opened {
                    Ok(bytes) => {
                        open.passing.sealed = None;
                        self.look_at(&bytes);
                    }
                    Err(why) => self.tell(Notice::NotOpened(why)),
                }
            }
        }
    }

    /// Shows what a sealed file wants.
    pub(super) fn look_at_sealed(&mut self, bytes: &[u8]) {
        let Phase::Open(open) = &mut self.phase else { return };
        match sealing::wants(bytes) {
            Ok(wants) => {
                open.passing = Passing { sealed: Some((bytes.to_vec(), wants)), ..Passing::default() };
                (open.incoming, open.current, open.settings_shown) = (None, None, false);
                self.notice = None;
                (self.changed.page, self.changed.notice) = (true, true);
            }
            Err(why) => self.tell(Notice::NotOpened(why)),
        }
    }

    fn open_sealed(&mut self, with: With, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some((bytes, _)) = &open.passing.sealed else { return };
        let work = AgeWork::Open(bytes.clone(), with);
        open.passing.opening = true;
        self.age(work, effects);
        (self.notice, self.changed.page, self.changed.notice) = (None, true, true);
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
