//! What stands in one cell.

use serde::{Serialize, Serializer};

/// What stands in one cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// True or false.
    Yes(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number, written out.
    Decimal(String),
    /// A word of a closed list, a date or a key: never anyone's own text.
    Code(String),
    /// Several words of a closed list, in its order.
    Codes(Vec<String>),
    /// A text that someone wrote.
    Text(String),
}

/// What makes a spreadsheet run a cell, at its very start.
const RUNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet runs: an apostrophe comes before what one would run. Control characters
/// other than tabs and line ends, which readers of tables choke on, become U+FFFD.
#[must_use]
pub fn guarded(text: &str) -> String {
    let readable = text.chars().map(|c| match c {
        '\t' | '\n' | '\r' => c,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    });
    let guard = would_run(text.trim_start_matches('\'')).then_some('\'');
    guard.into_iter().chain(readable).collect()
}

/// The text that [`guarded`] was given, but for control characters.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if would_run(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn would_run(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(RUNS)
}

impl Cell {
    /// A code, or nothing.
    #[must_use]
    pub fn code(code: Option<impl ToString>) -> Self {
        code.map_or(Self::Empty, |code| Self::Code(code.to_string()))
    }

    /// A text, or nothing.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    /// The cell as CSV holds it: several codes are joined by semicolons.
    #[must_use]
    pub fn to_csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Yes(yes) => yes.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(text) | Self::Code(text) => text.clone(),
            Self::Codes(codes) => codes.join(";"),
            Self::Text(text) => guarded(text),
        }
    }
}

impl Serialize for Cell {
    /// The cell as JSON holds it, with its type. Decimals are numbers.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Yes(yes) => serializer.serialize_bool(*yes),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(text) => match text.parse::<f64>() {
                Ok(number) => serializer.serialize_f64(number),
                Err(_) => serializer.serialize_str(text),
            },
            Self::Code(text) | Self::Text(text) => serializer.serialize_str(text),
            Self::Codes(codes) => codes.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_comes_back() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+33 6", "'+33 6"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r\n=1", "'\r\n=1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("'t Hof", "'t Hof"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn a_control_character_does_not_cut_a_table() {
        assert_eq!(guarded("a\u{0}b\nc"), "a\u{fffd}b\nc");
    }
}
