//! The door for files: what comes from outside is text within limits, or it is refused.
//!
//! Start with [`recognise`], which tells what a file is, and [`Limits::text`]. Every reader of a file passes
//! through the latter before it parses anything, so that no file, whatever is in it, takes more time or memory
//! than an honest one.

mod kind;

pub use kind::{Kind, REPORT, RESCUE, SEALED, recognise};

/// How much a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub bytes: usize,
    /// How deep lists and objects may stand in one another.
    pub depth: usize,
}

/// Why a file is refused before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// There is nothing in it.
    Empty,
    /// It holds more bytes than are taken.
    TooLarge,
    /// It is not text in UTF-8.
    NotText,
    /// Lists and objects stand deeper in one another than in any honest file.
    TooDeep {
        /// The line at which they do.
        line: usize,
    },
}

impl Limits {
    /// The text of a file, without the mark that some editors put first.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn text<'a>(&self, bytes: &'a [u8]) -> Result<&'a str, Beyond> {
        if bytes.is_empty() {
            return Err(Beyond::Empty);
        }
        if bytes.len() > self.bytes {
            return Err(Beyond::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Beyond::NotText)?;
        match too_deep(text, self.depth) {
            Some(line) => Err(Beyond::TooDeep { line }),
            None => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        }
    }
}

/// The line at which a JSON text goes deeper than that. Nothing is said of a text that is no JSON.
fn too_deep(text: &str, most: usize) -> Option<usize> {
    let (mut depth, mut line, mut quoted, mut escaped) = (0_usize, 1, false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return Some(line);
        }
    }
    None
}

/// As much of a text from a file as a sentence can carry: its first letters, without those that are
/// not seen, command a terminal, or turn the line round.
#[must_use]
pub fn told(text: &str, most: usize) -> String {
    let seen = |letter: char| {
        !letter.is_control()
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut told: String = text.chars().take(most).map(|c| if seen(c) { c } else { '·' }).collect();
    if text.chars().nth(most).is_some() {
        told.push('…');
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{Beyond, Limits, told};

    const LIMITS: Limits = Limits { bytes: 40, depth: 2 };

    #[test]
    fn what_is_within_the_limits_is_text() {
        assert_eq!(LIMITS.text(br#"[["[[[", "\"[[["], []]"#), Ok(r#"[["[[[", "\"[[["], []]"#));
        assert_eq!(LIMITS.text("\u{feff}{}".as_bytes()), Ok("{}"));
    }

    #[test]
    fn what_is_beyond_them_is_refused_with_its_reason() {
        assert_eq!(LIMITS.text(b""), Err(Beyond::Empty));
        assert_eq!(LIMITS.text(&[b' '; 41]), Err(Beyond::TooLarge));
        assert_eq!(LIMITS.text(&[0xff, 0xfe]), Err(Beyond::NotText));
        assert_eq!(LIMITS.text(b"[\n[\n{"), Err(Beyond::TooDeep { line: 3 }));
        assert_eq!(LIMITS.text(br#"["\\",[["#), Err(Beyond::TooDeep { line: 1 }));
    }

    #[test]
    fn what_is_told_of_a_file_is_short_and_cannot_turn_a_sentence_round() {
        assert_eq!(told("association 1.0.0", 40), "association 1.0.0");
        assert_eq!(told("a\u{202e}b\u{1b}[2J\n", 40), "a·b·[2J·");
        assert_eq!(told(&"é".repeat(9_000), 40).chars().count(), 41);
    }
}
