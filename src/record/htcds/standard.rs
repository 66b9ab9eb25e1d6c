//! The field table of the standard, as published.

use serde::Deserialize;

use crate::instrument::{Fault, Flaw};

const FORMAT: &str = "faisceau-htcds-standard/1";
const FILE: &str = "standards/htcds-2.0.json";
const TABLE: &str = include_str!("../../../instruments/standards/htcds-2.0.json");

/// The standard: its fields, in the order of the published table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    format: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Who published it.
    pub publisher: String,
    /// The year of publication.
    pub year: u16,
    /// Under which licence its names may be used.
    pub licence: String,
    /// The line that must go with them.
    pub attribution: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field of the standard.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name, with its prefix.
    pub name: String,
    /// Its label.
    pub label: String,
    /// In which of our files it stands: the standard sets none.
    pub table: File,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it is among the fields that every case system should be able to hold.
    #[serde(default)]
    pub core: bool,
    /// Whether the standard replaced it: it is never written.
    #[serde(default)]
    pub deprecated: bool,
    /// What it can tell of whom. Our own reading: the standard sets none.
    #[serde(default)]
    pub privacy: Vec<Privacy>,
    /// The values of a list.
    #[serde(default)]
    pub values: Vec<FieldValue>,
}

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldValue {
    /// Its name, which is what files hold.
    pub name: String,
    /// Its label.
    pub label: String,
}

/// In which of our files a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum File {
    /// One row a person in a case.
    Cases,
    /// One row a step of the way.
    Events,
    /// One row a need.
    Support,
    /// One row an organisation that the case names.
    Organisations,
    /// One row another person of the case.
    Persons,
    /// One row a comment.
    Comments,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A short text.
    Text,
    /// A long text.
    LongText,
    /// A calendar day.
    Date,
    /// A whole number.
    Number,
    /// True or false.
    Boolean,
    /// Decimal degrees.
    Coordinate,
    /// A number as E.164 writes it.
    Telephone,
    /// One of a list.
    One,
    /// Some of a list.
    Some,
    /// A country, as ISO 3166 alpha-2.
    Country,
    /// Some countries.
    Countries,
    /// A language, as ISO 639-2.
    Language,
    /// The key of another row, or a name.
    Link,
}

/// What a field can tell of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// It identifies the person by itself.
    Identifying,
    /// It identifies together with others.
    Combined,
    /// Health, sexual life, origin or offences.
    Special,
    /// It is about somebody else.
    ThirdParty,
    /// It is free text, which may hold all of these.
    FreeText,
}

impl Privacy {
    /// Whether a field with this mark leaves only when it is asked for by name.
    #[must_use]
    pub const fn by_name_only(self) -> bool {
        matches!(self, Self::Identifying | Self::ThirdParty | Self::FreeText)
    }
}

impl Standard {
    /// The standard that the app carries: version 2.0.
    ///
    /// # Errors
    /// What cannot be read in its file.
    pub fn bundled() -> Result<Self, Vec<Flaw>> {
        let standard: Self = serde_json::from_str(TABLE).map_err(|error| {
            vec![Flaw { place: FILE.to_owned(), fault: Fault::Unreadable(error.to_string()) }]
        })?;
        if standard.format == FORMAT {
            Ok(standard)
        } else {
            Err(vec![Flaw { place: FILE.to_owned(), fault: Fault::Format(standard.format) }])
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields of a file that are written, in order.
    pub fn written(&self, file: File) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.table == file && !field.deprecated)
    }
}

impl Field {
    /// Whether the field takes several values.
    #[must_use]
    pub const fn takes_several(&self) -> bool {
        matches!(self.kind, FieldKind::Some | FieldKind::Countries)
    }

    /// Whether the value is in the field's list.
    #[must_use]
    pub fn lists(&self, value: &str) -> bool {
        self.values.iter().any(|listed| listed.name == value)
    }
}

impl File {
    /// All files, in the order in which they are described.
    pub const ALL: [Self; 6] =
        [Self::Cases, Self::Events, Self::Support, Self::Organisations, Self::Persons, Self::Comments];

    /// The file's name without its ending.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Events => "events",
            Self::Support => "support",
            Self::Organisations => "organisations",
            Self::Persons => "persons",
            Self::Comments => "comments",
        }
    }
}
