//! One key as the browser tells it: what it writes, and which letter or digit it stands for among the keys.

use super::shortcuts::Chord;

/// A key that was pressed, as the browser tells it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each key that is held with another is held or not")]
pub struct Stroke<'a> {
    /// What it writes, or its name.
    pub key: &'a str,
    /// Its place on the keyboard.
    pub code: &'a str,
    /// Whether Ctrl or Command is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether the key between letters and marks is held: what it writes is written.
    pub alt_graph: bool,
    /// Whether it comes from a key that is held down.
    pub repeat: bool,
    /// Whether a letter is being put together from several keys.
    pub composing: bool,
}

impl Stroke<'_> {
    /// The character that it writes, if it writes one.
    pub(super) fn character(&self) -> Option<char> {
        let held = (self.ctrl || self.alt) && !self.alt_graph;
        let mut characters = self.key.chars();
        let first = characters.next()?;
        // Some keys write two letters at once; the names of keys are in ASCII.
        (!held && !self.composing && (characters.next().is_none() || !first.is_ascii())).then_some(first)
    }

    /// The digit that it writes, or that stands on its key where it writes none.
    pub(super) fn digit(&self) -> Option<usize> {
        let written = self.key.chars().next().filter(|_| self.key.chars().count() == 1)?;
        let on_key = || {
            let place = self.code.strip_prefix("Digit").filter(|_| !self.shift && !self.alt_graph)?;
            (!matches!(written, '/' | '?')).then(|| place.parse().ok()).flatten()
        };
        decimal(written).or_else(on_key)
    }

    /// The letter or mark that it stands for among the keys.
    pub(super) fn letter(&self) -> Option<char> {
        let written = self.key.chars().next()?;
        let lower = written.to_lowercase().next()?;
        let place = || {
            let place = self.code.strip_prefix("Key")?.chars().next()?;
            place.is_ascii_alphabetic().then(|| place.to_ascii_lowercase())
        };
        match lower {
            '\u{61f}' => Some('?'),
            _ if written.is_alphabetic() && !is_latin(written) => place(),
            // With Alt some keyboards write marks: the place tells which key it was.
            _ if (self.alt || self.ctrl) && !lower.is_ascii_alphanumeric() => place().or(Some(lower)),
            _ => Some(lower),
        }
    }

    /// The key with those that are held, if it can be chosen for something.
    #[must_use]
    pub fn chord(&self) -> Option<Chord> {
        let key = match self.key {
            "Delete" => Chord::DELETE,
            key if key.chars().count() == 1 || !key.is_ascii() => self.letter()?,
            _ => return None,
        };
        Some(Chord { key, ctrl: self.ctrl, alt: self.alt })
    }
}

/// Whether a key is only held with others.
pub(super) fn is_modifier(key: &str) -> bool {
    matches!(
        key,
        "Shift"
            | "Control"
            | "Alt"
            | "AltGraph"
            | "Meta"
            | "CapsLock"
            | "NumLock"
            | "ScrollLock"
            | "Fn"
            | "FnLock"
    )
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}')
}

/// The value of a digit, in the scripts of the keyboards that write their own.
fn decimal(written: char) -> Option<usize> {
    /// The zeros of Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Thai, Burmese.
    const ZEROS: [u32; 9] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xe50, 0x1040];
    let at = u32::from(written);
    let zero = std::iter::once(0x30).chain(ZEROS).find(|zero| (*zero..*zero + 10).contains(&at))?;
    usize::try_from(at - zero).ok()
}
