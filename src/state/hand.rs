//! What a key means: a command, a letter of something that is being written, or nothing of ours.
//!
//! A hand that means commands presses one key and waits. Who writes a sentence, dictates, or scans a code
//! sends letter after letter, and may not see that the cursor is in no field. So no key that writes a
//! character is obeyed at once: it waits for [`HOLD`], and when another character follows in that time, both
//! are writing, and so is what comes after them until the hand has rested. A key that writes nothing (an
//! arrow, Tab, a click) ends the wait: what was held is done first, so that *D* and *↓* are as quick as the
//! two keys can be pressed.
//!
//! | key | where | with | what |
//! |---|---|---|---|
//! | a character | in a field | | the browser's; what follows in a moment outside a field is writing too |
//! | a character | anywhere else | soon after another one | writing: nothing is obeyed, it is kept, and told |
//! | a character | on the question, or the heading over it | alone for a moment | what its key does |
//! | the same character again | there | after [`TOO_FAST`] | once; *lock* twice locks |
//! | digits, all different | on a question of several | each after [`TOO_FAST`] | each chooses |
//! | a character that does nothing | anywhere else | | the start of writing; a space is the browser's |
//! | a character | with nothing or something else in focus | | the start of writing |
//! | ↑ ↓ ← → | on the question or the heading | alone | the question, the section; a held one goes on |
//! | ↑ ↓ | anywhere | Ctrl | the question |
//! | Ctrl+Z, Ctrl+Y | outside fields | | undo, redo; in a field the browser's |
//! | a chosen key with Alt, or Ctrl and Alt | on the question or the heading | | what it does, at once |
//! | Enter, Space | outside fields | while writing | nothing: no button is pressed by what is written |
//! | any of these, held down | | | once: what repeats is not obeyed, but for arrows |
//! | any other | | | the browser's |
//!
//! A digit is what writes one, in whatever script, and what stands on the row of digits where that writes
//! none without Shift, as on a French keyboard. A letter is a Latin one by what it writes; on a Cyrillic,
//! Greek or Arabic keyboard it is known by its place.

use super::shortcuts::{Act, Chord, Shortcuts};
use super::stroke::{Stroke, is_modifier};

/// How long a character waits for another one, in milliseconds: longer than who writes takes between two.
pub const HOLD: i64 = 500;
/// Characters that follow each other faster than this, in milliseconds, are no commands.
pub const TOO_FAST: i64 = 150;
/// How long after writing a character is still writing, in milliseconds.
const REST: i64 = 1200;
/// The same after more than a slip: who writes sentences stops to think.
const LONG_REST: i64 = 4000;
/// From how many characters on it is more than a slip.
const MORE_THAN_A_SLIP: usize = 3;

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// In a field in which one writes.
    Field,
    /// In the open question, or on the heading that leads to it.
    Question {
        /// Whether several answers can be chosen.
        several: bool,
    },
    /// On the heading of a page without a question.
    Heading,
    /// In a list of which digits choose a line, and nothing else does anything.
    Lines,
    /// On something else, or on nothing.
    Elsewhere,
}

/// What is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Something that a key does.
    Act(Act),
    /// To lock the safe, now.
    LockNow,
    /// What stands beside a digit.
    Digit(usize),
    /// The question after.
    After,
    /// The question before.
    Before,
    /// The section after.
    SectionAfter,
    /// The section before.
    SectionBefore,
}

/// What becomes of the key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// It is the browser's.
    Browser,
    /// It was ours: the browser does nothing with it.
    Ours,
    /// It was ours, and waits: [`Hand::rested`] is to be asked after [`HOLD`].
    Held,
}

/// What a key brings about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is to be done, in this order.
    pub meant: Vec<Meant>,
    /// What becomes of the key.
    pub key: Key,
}

/// One character that waits.
#[derive(Clone, Copy, Debug)]
struct Held {
    written: char,
    meant: Meant,
}

/// The hand on the keyboard: what it pressed last, and what waits.
#[derive(Debug, Default)]
pub struct Hand {
    held: Vec<Held>,
    several: bool,
    /// When a character was last pressed.
    last: Option<i64>,
    /// Until when a character is writing.
    writing_until: Option<i64>,
    /// What was written with the cursor in no field.
    written: String,
}

impl Outcome {
    const fn browser(meant: Vec<Meant>) -> Self {
        Self { meant, key: Key::Browser }
    }

    const fn ours(meant: Vec<Meant>) -> Self {
        Self { meant, key: Key::Ours }
    }
}

impl Hand {
    /// Takes a key: what is meant by it and by what waited, at this time in milliseconds.
    pub fn press(&mut self, stroke: &Stroke<'_>, focus: Focus, keys: &Shortcuts, now: i64) -> Outcome {
        if is_modifier(stroke.key) {
            return Outcome::browser(Vec::new());
        }
        if let Some(character) = stroke.character() {
            return self.character(character, stroke, focus, keys, now);
        }
        if stroke.composing || matches!(stroke.key, "Dead" | "Process" | "Unidentified") {
            self.goes_on(now, focus);
            return Outcome::browser(Vec::new());
        }
        let outside = focus != Focus::Field;
        let writes = outside && self.writes(now);
        match stroke.key {
            "Enter" if writes => {
                self.take_down('\n', now);
                return Outcome::ours(Vec::new());
            }
            "Backspace" if writes => {
                self.written.pop();
                self.goes_on(now, focus);
                return Outcome::ours(Vec::new());
            }
            "Delete" if writes => return Outcome::ours(Vec::new()),
            "Enter" if stroke.repeat && outside => return Outcome::ours(Vec::new()),
            "Enter" | "Backspace" | "Delete" if !outside => {
                self.goes_on(now, focus);
                return Outcome::browser(Vec::new());
            }
            _ => {}
        }
        let mut meant = self.moved();
        let arrow = |ctrl: bool| match stroke.key {
            "ArrowDown" => Some(Meant::After),
            "ArrowUp" => Some(Meant::Before),
            "ArrowRight" if !ctrl => Some(Meant::SectionAfter),
            "ArrowLeft" if !ctrl => Some(Meant::SectionBefore),
            _ => None,
        };
        let chord = stroke.chord();
        let here = matches!(focus, Focus::Question { .. } | Focus::Heading);
        let found = match (stroke.ctrl, stroke.alt) {
            (true, false) => arrow(true).or_else(|| taken_back(stroke).filter(|_| outside && !stroke.repeat)),
            (false, false) if !stroke.shift => arrow(false).filter(|_| here),
            _ => None,
        };
        let act = chord.filter(|_| here && found.is_none()).and_then(|chord| keys.act(chord));
        let act = act.filter(|act| !act.is_of_question() || matches!(focus, Focus::Question { .. }));
        match (found, act) {
            (Some(found), _) => meant.push(found),
            (None, Some(_)) if stroke.repeat => {}
            (None, Some(act)) => meant.push(Meant::Act(act)),
            // What repeats is not taken back again, by the browser neither.
            (None, None) if taken_back(stroke).is_some() && outside => {}
            (None, None) => return Outcome::browser(meant),
        }
        Outcome::ours(meant)
    }

    /// A character that is written, alone or with Shift.
    fn character(
        &mut self,
        written: char,
        stroke: &Stroke<'_>,
        focus: Focus,
        keys: &Shortcuts,
        now: i64,
    ) -> Outcome {
        if focus == Focus::Field {
            self.held.clear();
            self.goes_on(now, focus);
            return Outcome::browser(Vec::new());
        }
        if stroke.repeat {
            let ours = written != ' ' || self.writes(now) || !self.held.is_empty();
            return if ours { Outcome::ours(Vec::new()) } else { Outcome::browser(Vec::new()) };
        }
        if self.writes(now) {
            self.take_down(written, now);
            return Outcome::ours(Vec::new());
        }
        let meant = meant(stroke, focus, keys);
        if self.held.is_empty() {
            return match meant {
                // Marks are no words: they are obeyed at once.
                Some(meant) if !written.is_alphanumeric() && stroke.digit().is_none() => {
                    Outcome::ours(vec![meant])
                }
                Some(meant) => self.hold(Held { written, meant }, focus, now),
                None if written == ' ' => Outcome::browser(Vec::new()),
                None => {
                    self.start_anew();
                    self.take_down(written, now);
                    Outcome::ours(Vec::new())
                }
            };
        }
        let gap = self.last.map_or(HOLD, |last| now - last);
        if let Some(held) =
            meant.map(|meant| Held { written, meant }).filter(|held| self.goes_with(*held, gap))
        {
            return self.hold(held, focus, now);
        }
        self.held_was_writing();
        self.take_down(written, now);
        Outcome::ours(Vec::new())
    }

    /// What is meant by what waited, if nothing has followed it in time.
    pub fn rested(&mut self, now: i64) -> Vec<Meant> {
        if self.last.is_some_and(|last| now >= last + HOLD) { self.done() } else { Vec::new() }
    }

    /// What is meant by what waited, when the hand turns to something else: it does not write any more.
    pub fn moved(&mut self) -> Vec<Meant> {
        self.writing_until = None;
        self.done()
    }

    /// What waits, to be shown as waiting.
    #[must_use]
    pub fn waiting(&self) -> Vec<Meant> {
        self.held.iter().map(|held| held.meant).collect()
    }

    /// What was written with the cursor in no field, when it is more than one stray key.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        (self.written.trim().chars().count() > 1).then_some(self.written.as_str())
    }

    /// Takes what was written away.
    pub fn take_written(&mut self) -> String {
        self.writing_until = None;
        std::mem::take(&mut self.written)
    }

    /// Forgets what was written: here it is nobody's.
    pub fn forget(&mut self) {
        self.written.clear();
    }

    /// Whether a character is part of something that is being written.
    fn writes(&self, now: i64) -> bool {
        self.writing_until.is_some_and(|until| now < until)
    }

    fn goes_on(&mut self, now: i64, focus: Focus) {
        self.last = Some(now);
        let slip = focus == Focus::Field || self.written.chars().count() < MORE_THAN_A_SLIP;
        self.writing_until = Some(now + if slip { REST } else { LONG_REST });
    }

    fn take_down(&mut self, written: char, now: i64) {
        self.written.push(written);
        self.goes_on(now, Focus::Elsewhere);
    }

    /// Forgets a stray key before something else is written.
    fn start_anew(&mut self) {
        if self.written().is_none() {
            self.written.clear();
        }
    }

    fn hold(&mut self, held: Held, focus: Focus, now: i64) -> Outcome {
        self.held.push(held);
        self.several = matches!(focus, Focus::Question { several: true });
        self.last = Some(now);
        Outcome { meant: Vec::new(), key: Key::Held }
    }

    /// Whether a character that follows what waits is still meant as a command.
    fn goes_with(&self, next: Held, gap: i64) -> bool {
        let same =
            matches!(self.held[..], [held] if (held.written, held.meant) == (next.written, next.meant));
        let digit = |held: &Held| matches!(held.meant, Meant::Digit(digit) if digit > 0);
        let digits = self.several && digit(&next) && self.held.iter().all(digit);
        let new = self.held.iter().all(|held| held.meant != next.meant);
        gap >= TOO_FAST && (same || digits && new)
    }

    fn held_was_writing(&mut self) {
        self.start_anew();
        self.written.extend(self.held.drain(..).map(|held| held.written));
    }

    fn done(&mut self) -> Vec<Meant> {
        let twice = self.held.len() > 1;
        let mut meant: Vec<_> = self.held.drain(..).map(|held| held.meant).collect();
        meant.dedup();
        match meant[..] {
            [Meant::Act(Act::Lock)] if twice => vec![Meant::LockNow],
            _ => meant,
        }
    }
}

/// What a character stands for where the focus is.
fn meant(stroke: &Stroke<'_>, focus: Focus, keys: &Shortcuts) -> Option<Meant> {
    let digit = stroke.digit().filter(|_| keys.single).map(Meant::Digit);
    let act = || {
        let key = stroke.letter()?;
        keys.act(Chord { key, ctrl: false, alt: false }).map(Meant::Act)
    };
    match focus {
        Focus::Question { .. } => digit.or_else(act),
        Focus::Heading => act().filter(|meant| !matches!(meant, Meant::Act(act) if act.is_of_question())),
        Focus::Lines => digit,
        Focus::Field | Focus::Elsewhere => None,
    }
}

/// The keys that every program has for it.
fn taken_back(stroke: &Stroke<'_>) -> Option<Meant> {
    let held = stroke.ctrl && !stroke.alt;
    match (held, stroke.letter()?, stroke.shift) {
        (true, 'z', false) => Some(Meant::Act(Act::Undo)),
        (true, 'z', true) | (true, 'y', false) => Some(Meant::Act(Act::Redo)),
        _ => None,
    }
}
