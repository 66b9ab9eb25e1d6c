//! Which key does what: the usual keys, those that the interviewer chose instead, and whether keys that
//! write a character do anything at all (WCAG 2.1.4).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// The person does not know.
    DoesNotKnow,
    /// The person prefers not to answer.
    PrefersNot,
    /// Write why the question was not asked.
    NotAsked,
    /// Take the answer away.
    Clear,
    /// Confirm what was told before.
    Confirm,
    /// Write in the field of the question.
    Field,
    /// Write the person's own words, and what is observed.
    Words,
    /// Say from whom the answer comes.
    SaidBy,
    /// Why the question is asked.
    Why,
    /// Mark the question, to come back to it.
    Mark,
    /// Choose a track.
    Tracks,
    /// The questions that are not asked.
    Skipped,
    /// The questions that would tell more.
    Next,
    /// Show or hide the findings.
    Findings,
    /// Show the question in the other language.
    SecondLanguage,
    /// Search for a question.
    Search,
    /// The list of keys.
    Keys,
    /// Pause.
    Pause,
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Lock the safe.
    Lock,
}

/// A key, alone or with others held down. A letter is the same with and without Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// What the key writes, in lower case; [`Chord::DELETE`] for the key that deletes.
    pub key: char,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// The keys as the interviewer has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Shortcuts {
    /// Whether a key that writes a character does anything.
    pub single: bool,
    chosen: [Option<Chord>; Act::ALL.len()],
}

/// Why a key cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It does this already.
    By(Act),
    /// Digits choose answers.
    Digit,
    /// The browser has it, or it does something everywhere.
    Browser,
}

impl Act {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 21] = [
        Self::DoesNotKnow,
        Self::PrefersNot,
        Self::NotAsked,
        Self::Clear,
        Self::Confirm,
        Self::Field,
        Self::Words,
        Self::SaidBy,
        Self::Why,
        Self::Mark,
        Self::Tracks,
        Self::Skipped,
        Self::Next,
        Self::Findings,
        Self::SecondLanguage,
        Self::Search,
        Self::Keys,
        Self::Pause,
        Self::Undo,
        Self::Redo,
        Self::Lock,
    ];

    /// Whether it is about the open question.
    #[must_use]
    pub fn is_of_question(self) -> bool {
        self <= Self::Mark
    }

    /// The name that it is kept under, and the usual key.
    const fn kept(self) -> (&'static str, char) {
        match self {
            Self::DoesNotKnow => ("does_not_know", 'd'),
            Self::PrefersNot => ("prefers_not", 'p'),
            Self::NotAsked => ("not_asked", 'a'),
            Self::Clear => ("clear", Chord::DELETE),
            Self::Confirm => ("confirm", 'c'),
            Self::Field => ("field", 'e'),
            Self::Words => ("words", 'n'),
            Self::SaidBy => ("said_by", 'q'),
            Self::Why => ("why", 'w'),
            Self::Mark => ("mark", 'm'),
            Self::Tracks => ("tracks", 't'),
            Self::Skipped => ("skipped", 'h'),
            Self::Next => ("next", 'v'),
            Self::Findings => ("findings", 'f'),
            Self::SecondLanguage => ("second_language", 's'),
            Self::Search => ("search", '/'),
            Self::Keys => ("keys", '?'),
            Self::Pause => ("pause", 'b'),
            Self::Undo => ("undo", 'u'),
            Self::Redo => ("redo", 'r'),
            Self::Lock => ("lock", 'l'),
        }
    }

    /// The name that it is kept under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.kept().0
    }

    const fn usual(self) -> Chord {
        Chord { key: self.kept().1, ctrl: false, alt: false }
    }

    fn at(self) -> usize {
        Self::ALL.iter().position(|act| *act == self).unwrap_or_default()
    }
}

impl Chord {
    /// What stands for the key that deletes.
    pub const DELETE: char = '\u{7f}';

    /// Whether it is a key that writes a character, alone: such keys can be switched off.
    #[must_use]
    pub const fn is_single(self) -> bool {
        !self.ctrl && !self.alt && self.key != Self::DELETE
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [(self.ctrl, "Ctrl+"), (self.alt, "Alt+")];
        held.iter().filter(|(is, _)| *is).try_for_each(|(_, name)| f.write_str(name))?;
        match self.key {
            Self::DELETE => f.write_str("Del"),
            key => key.to_uppercase().try_for_each(|letter| write!(f, "{letter}")),
        }
    }
}

impl FromStr for Chord {
    type Err = ();

    fn from_str(written: &str) -> Result<Self, ()> {
        let mut rest = written;
        let mut held = |name: &str| match rest.strip_prefix(name) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        };
        let (ctrl, alt) = (held("Ctrl+"), held("Alt+"));
        let key = if rest == "Del" {
            Self::DELETE
        } else {
            let mut letters = rest.chars().flat_map(char::to_lowercase);
            letters.next().filter(|_| letters.next().is_none()).ok_or(())?
        };
        Ok(Self { key, ctrl, alt })
    }
}

impl Shortcuts {
    /// The key that does this.
    #[must_use]
    pub fn of(&self, act: Act) -> Chord {
        self.chosen[act.at()].unwrap_or_else(|| act.usual())
    }

    /// The key that does this, if any does: one that writes a character may be switched off.
    #[must_use]
    pub fn now(&self, act: Act) -> Option<Chord> {
        Some(self.of(act)).filter(|chord| self.single || !chord.is_single())
    }

    /// What a key does.
    #[must_use]
    pub fn act(&self, chord: Chord) -> Option<Act> {
        Act::ALL.into_iter().find(|act| self.now(*act) == Some(chord))
    }

    /// Whether another key than the usual one was chosen.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.chosen.iter().any(Option::is_some)
    }

    /// Has another key do this.
    ///
    /// # Errors
    /// What has that key already; then nothing has changed.
    pub fn choose(&mut self, act: Act, chord: Chord) -> Result<(), Taken> {
        if let Some(other) = Act::ALL.into_iter().find(|other| *other != act && self.of(*other) == chord) {
            return Err(Taken::By(other));
        }
        if chord.key.is_numeric() && !chord.alt {
            return Err(Taken::Digit);
        }
        if chord.ctrl && !chord.alt || chord.key.is_whitespace() {
            return Err(Taken::Browser);
        }
        self.chosen[act.at()] = (chord != act.usual()).then_some(chord);
        Ok(())
    }

    /// Gives every act its usual key back.
    pub fn as_usual(&mut self) {
        self.chosen = [None; Act::ALL.len()];
    }
}

impl Default for Shortcuts {
    fn default() -> Self {
        Self { single: true, chosen: [None; Act::ALL.len()] }
    }
}

/// The keys as they are kept: those that were chosen, by the name of what they do.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    single: bool,
    chosen: BTreeMap<String, String>,
}

impl Default for Written {
    fn default() -> Self {
        Self { single: true, chosen: BTreeMap::new() }
    }
}

impl From<Written> for Shortcuts {
    /// What cannot be read, or is taken, is left at its usual key.
    fn from(written: Written) -> Self {
        let mut shortcuts = Self { single: written.single, ..Self::default() };
        // Two that have changed places are told apart only once both stand.
        for act in Act::ALL {
            let chord = written.chosen.get(act.name()).and_then(|chord| chord.parse().ok());
            shortcuts.chosen[act.at()] = chord;
        }
        let twice = |act: &Act| {
            Act::ALL.iter().any(|other| other != act && shortcuts.of(*other) == shortcuts.of(*act))
        };
        if Act::ALL.iter().any(twice) {
            shortcuts.as_usual();
        }
        shortcuts
    }
}

impl From<Shortcuts> for Written {
    fn from(shortcuts: Shortcuts) -> Self {
        let chosen = Act::ALL.into_iter().filter_map(|act| {
            shortcuts.chosen[act.at()].map(|chord| (act.name().to_owned(), chord.to_string()))
        });
        Self { single: shortcuts.single, chosen: chosen.collect() }
    }
}
