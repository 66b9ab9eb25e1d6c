//! What a table holds, column by column.

use crate::instrument::{Amount, ChoiceOption, Text};

/// A table: a name, and its columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, which is also that of its file without the ending.
    pub name: String,
    /// What one row is.
    pub row: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns that tell its rows apart, by name.
    pub key: Vec<String>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name: letters, digits and underscores.
    pub name: String,
    /// What its cells hold.
    pub kind: Type,
    /// What it means.
    pub meaning: Text,
    /// In what it is counted.
    pub unit: Option<Text>,
    /// Where it comes from: a question, a clue, a field of a standard.
    pub source: String,
    /// The column of another table whose rows it names.
    pub refers_to: Option<(String, String)>,
}

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// True or false.
    Boolean,
    /// A whole number, with the smallest and the largest that can be.
    Integer(i64, i64),
    /// A decimal number, never negative.
    Decimal,
    /// A day: `2024-03-22`.
    Day,
    /// A date as precise as it was told: `2024`, `2024-03` or `2024-03-22`.
    PartialDay,
    /// A moment with its offset from UTC.
    Moment,
    /// A key or a name of ours, of this pattern.
    Code(&'static str),
    /// One word of a list.
    One(Vec<Allowed>),
    /// Several words of a list, joined by semicolons in CSV.
    Some(Vec<Allowed>),
    /// Text that someone wrote.
    Text,
}

/// A word that a cell may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The word.
    pub code: String,
    /// What it means.
    pub label: Text,
}

impl Allowed {
    /// A word with its meaning.
    #[must_use]
    pub fn new(code: impl Into<String>, label: Text) -> Self {
        Self { code: code.into(), label }
    }

    /// The options of a question.
    #[must_use]
    pub fn options(options: &[ChoiceOption]) -> Vec<Self> {
        options.iter().map(|option| Self::new(option.id.as_str(), option.label.clone())).collect()
    }
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: Type, source: impl Into<String>, meaning: Text) -> Self {
        Self { name: name.into(), kind, meaning, unit: None, source: source.into(), refers_to: None }
    }

    /// Counted in this.
    #[must_use]
    pub fn in_unit(self, unit: Text) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// Naming a row of another table.
    #[must_use]
    pub fn to(self, table: &str, column: &str) -> Self {
        Self { refers_to: Some((table.to_owned(), column.to_owned())), ..self }
    }
}

impl Type {
    /// The type's name in the codebook.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer(..) => "integer",
            Self::Decimal => "decimal",
            Self::Day => "date",
            Self::PartialDay => "partial date",
            Self::Moment => "date and time",
            Self::Code(_) => "name",
            Self::One(_) => "one of",
            Self::Some(_) => "some of",
            Self::Text => "text",
        }
    }

    /// The words that a cell may hold.
    #[must_use]
    pub fn allowed(&self) -> &[Allowed] {
        match self {
            Self::One(allowed) | Self::Some(allowed) => allowed,
            _ => &[],
        }
    }

    /// The smallest and the largest number, where there are any.
    #[must_use]
    pub fn bounds(&self) -> Option<(i64, i64)> {
        match self {
            Self::Integer(least, most) => Some((*least, *most)),
            Self::Decimal => Some((0, i64::try_from(Amount::MOST.hundredths() / 100).unwrap_or(i64::MAX))),
            _ => None,
        }
    }
}

/// A text in both languages.
pub(in crate::record) fn words(fr: &str, en: &str) -> Text {
    Text { fr: fr.to_owned(), en: en.to_owned() }
}

/// The name of a part of an instrument as a column can carry it.
pub(in crate::record) fn column_name(id: &str) -> String {
    id.replace(['.', '-'], "_")
}
