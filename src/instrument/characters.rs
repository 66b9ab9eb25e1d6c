//! How long a text is, as people count: limits are told and held in it.

use unicode_segmentation::UnicodeSegmentation;

/// The most Unicode scalar values that are one character: more than any letter with its marks, and any
/// pictured family, needs. What goes on after it is counted anew, so that a text within a limit has a size.
pub const SCALARS: usize = 8;

/// The characters of a text as people count them: a letter with its accents is one, however it is written,
/// and so is a picture that is made of several signs.
#[must_use]
pub fn characters(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\r') {
        return text.len();
    }
    text.graphemes(true).map(|one| one.chars().count().div_ceil(SCALARS)).sum()
}

/// By how many characters a text is longer than that.
#[must_use]
pub fn excess(text: &str, most: usize) -> usize {
    // A text of that many bytes cannot have more characters.
    if text.len() <= most { 0 } else { characters(text).saturating_sub(most) }
}

#[cfg(test)]
mod tests {
    use super::{SCALARS, characters, excess};

    #[test]
    fn a_character_is_what_people_count_as_one() {
        for one in ["e", "é", "e\u{301}", "ع", "عَّ", "क्षि", "🇲🇦", "👩‍👩‍👧‍👦", "\r\n", "한"]
        {
            assert_eq!(characters(one), 1, "{one:?}");
        }
        assert_eq!(characters(""), 0);
        assert_eq!(characters("œuvre à 7\u{a0}€"), 11);
        assert_eq!(characters("a\r\nb\n"), 4);
    }

    #[test]
    fn marks_without_end_are_counted_too() {
        let marked = format!("a{}", "\u{301}".repeat(SCALARS * 3 - 1));
        assert_eq!(characters(&marked), 3);
    }

    #[test]
    fn what_is_too_long_is_told_in_characters() {
        assert_eq!(excess(&"é".repeat(120), 120), 0);
        assert_eq!(excess(&"e\u{301}".repeat(123), 120), 3);
        assert_eq!(excess("", 0), 0);
    }
}
