//! What can go wrong with a call, as facts with one place for the sentence.

use std::fmt;
use std::path::Path;

use super::manifest::Unbelieved;
use super::name;
use crate::instrument::{Edition, Flaw, Kind, TrackId, Unfit};
use crate::intake::Kind as FileKind;
use crate::interview::Misfit;
use crate::record::Unreadable;
use crate::sealing::{NotAKey, NotOpened};
use crate::vault::{OpenFault, RescueFault};

/// What went wrong.
#[derive(Debug)]
pub(super) enum Fault {
    /// A file cannot be read.
    Unreadable { file: String, why: String },
    /// A document is not taken in.
    Refused { file: String, why: Unreadable, field: Option<String> },
    /// No edition of that name is carried.
    NoEdition { named: String, carried: Vec<String> },
    /// The edition has no such track.
    NoTrack { edition: Edition, track: TrackId },
    /// A moment is not written as RFC 3339 has it.
    NotAMoment(String),
    /// A file is there already.
    Exists(String),
    /// A file cannot be written.
    Unwritable { file: String, why: String },
    /// No file is named.
    NoFiles,
    /// Standard input cannot be read twice.
    ReadTwice,
    /// The standard has no such field.
    NoField(String),
    /// A case of an edition that was not asked for, or that the format has no mapping of.
    NotPrepared { file: String, edition: Edition },
    /// The two versions were led with different editions.
    OtherEditions(String, String),
    /// Data that is carried has a flaw.
    Unsound(Flaw),
    /// An edition does not say who gets what.
    NoRecipients(String),
    /// The agreements do not cover a recipient: the stages, and whether a second agreement is promised.
    NotAgreed { file: String, recipient: &'static str, stages: Vec<(&'static str, bool)> },
    /// Something is no key.
    NotAKey { named: String, why: NotAKey },
    /// A sealed file does not open.
    NotOpened { file: String, why: NotOpened },
    /// A file is no rescue copy.
    NotARescue { file: String, why: RescueFault },
    /// The safe in a rescue copy does not open.
    SafeNotOpened { file: String, why: OpenFault },
    /// A passphrase cannot be had.
    NoPassphrase,
    /// A passphrase is too short to seal with.
    ShortPassphrase,
    /// A passphrase was typed in two ways.
    NotTheSame,
    /// No case opens with the edition.
    NoCase(Misfit),
    /// The executable was built without the app.
    NoSite,
    /// A folder does not hold the app.
    NotASite(String),
    /// Something else answers at the port.
    PortTaken(u16),
    /// The app cannot be served.
    NotServed { port: u16, why: String },
    /// No public key is carried.
    NoReleaseKey,
    /// A file holds no public key.
    NotAReleaseKey(String),
    /// A manifest is not believed.
    Unbelieved { file: String, why: Unbelieved },
    /// Something is wrong in a table.
    Table { file: String, line: u64, fault: TableFault },
}

/// What is wrong in a table.
#[derive(Debug)]
pub(super) enum TableFault {
    /// It cannot be read as a table.
    NotATable(Untabled),
    /// A column is missing.
    NoColumn(&'static str),
    /// A column that is not known.
    OtherColumn { named: String, known: &'static [&'static str] },
    /// No question has that name.
    NoQuestion { named: String, nearest: Option<String> },
    /// A question stands twice.
    Twice { question: String, first: u64 },
    /// The cell is no answer to its question.
    NotAnAnswer { column: &'static str, cell: String, takes: String },
    /// The answer does not fit the question.
    Unfit { cell: String, why: Unfit, takes: String },
    /// A text is longer than is taken.
    TooLong(usize),
}

/// Why a text is no table.
#[derive(Debug)]
pub(super) enum Untabled {
    /// A line has more cells than the first, or fewer.
    Cells { found: u64, expected: u64 },
    /// It is not written in UTF-8.
    NotText,
    /// The reader stops for another reason.
    Other(String),
}

impl From<csv::Error> for Untabled {
    fn from(error: csv::Error) -> Self {
        match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                Self::Cells { found: *len, expected: *expected_len }
            }
            csv::ErrorKind::Utf8 { .. } => Self::NotText,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl fmt::Display for Untabled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cells { found, expected } => write!(
                f,
                "the line has {found} cells, the first line {expected}; cells are separated by commas, and one \
                 that holds a comma, a quote or a line break stands between quotes"
            ),
            Self::NotText => f.write_str("the line is not text in UTF-8"),
            Self::Other(why) => write!(f, "not a table of comma-separated values: {why}"),
        }
    }
}

impl Fault {
    /// A file or folder that cannot be read.
    pub fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable { file: name(path), why: error.to_string() }
    }

    /// The status with which the command leaves.
    pub const fn status(&self) -> u8 {
        match self {
            Self::PortTaken(_) => 3,
            _ => 1,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, why } => write!(f, "{file}: cannot be read: {why}"),
            Self::Refused { file, why, field } => {
                write!(f, "{file}: not taken in: {}", refusal(why))?;
                match field {
                    Some(field) => write!(f, ", in {field}"),
                    None => Ok(()),
                }
            }
            Self::Exists(file) => {
                write!(f, "{file} is there already, and nothing is overwritten: name another with -o")
            }
            Self::Unwritable { file, why } => write!(f, "{file}: cannot be written: {why}"),
            Self::NoFiles => f.write_str("name the files of the cases, or - for standard input"),
            Self::ReadTwice => f.write_str("the files are read twice: standard input cannot be one of them"),
            Self::NoField(field) => write!(f, "the standard has no field “{field}”"),
            Self::NotPrepared { file, edition } => write!(
                f,
                "{file}: left out: led with {} {}, for which this conversion is not prepared",
                edition.id, edition.version
            ),
            Self::OtherEditions(one, other) => {
                write!(f, "led with {one} and {other}: only versions of one case can be compared")
            }
            Self::Unsound(flaw) => write!(f, "{flaw}"),
            Self::NoRecipients(edition) => write!(f, "{edition} does not say who gets what"),
            Self::NotAgreed { file, recipient, stages } => {
                let told = |(stage, again): &(&str, bool)| {
                    if *again { format!("{stage} (a second agreement is promised)") } else { (*stage).to_owned() }
                };
                let stages: Vec<_> = stages.iter().map(told).collect();
                write!(
                    f,
                    "{file}: left out: the agreement does not cover that it goes to “{recipient}”: {}; \
                     --asked if the person was asked, --without-agreement if there is a reason",
                    stages.join(", ")
                )
            }
            Self::NotAKey { named, why } => write!(f, "“{named}”: {}", key(*why)),
            Self::NotOpened { file, why } => write!(f, "{file}: not opened: {}", closed(*why)),
            Self::NotARescue { file, why } => write!(f, "{file}: not taken in: {}", not_a_rescue(*why)),
            Self::SafeNotOpened { file, why } => write!(f, "{file}: not opened: {}", safe_closed(*why)),
            Self::NoPassphrase => f.write_str(
                "no passphrase: there is no terminal to ask at, or the file holds no text; see --passphrase-from",
            ),
            Self::ShortPassphrase => {
                write!(f, "the passphrase is shorter than {} characters: nothing was sealed", crate::phrase::SHORTEST)
            }
            Self::NotTheSame => f.write_str("the two passphrases are not the same: nothing was sealed"),
            Self::NoEdition { named, carried } => {
                write!(f, "there is no edition “{named}”; carried are {}", carried.join(", "))
            }
            Self::NoTrack { edition, track } => {
                write!(f, "{}@{} has no track “{}”", edition.id, edition.version, track.as_str())
            }
            Self::NotAMoment(told) => {
                write!(f, "“{told}” is not a moment: write it as 2024-03-22T15:23:11+01:00")
            }
            Self::NoCase(why) => write!(f, "no case opens with this edition: {why:?}"),
            Self::NoSite => f.write_str(
                "this executable was built without the app: `./dev program` builds one that carries it, and --site \
                 names a folder that holds it",
            ),
            Self::NotASite(folder) => {
                write!(f, "{folder}: holds no app: `./dev build` makes one, which begins with index.html")
            }
            Self::PortTaken(port) => write!(
                f,
                "the port {port} is taken by another program. The safe belongs to its address and port: end that \
                 program; --port names another port, at which the browser shows another safe"
            ),
            Self::NotServed { port, why } => write!(f, "the app cannot be served at port {port}: {why}"),
            Self::NoReleaseKey => {
                f.write_str("this executable carries no public key of the releases: name the file that holds it with --key")
            }
            Self::NotAReleaseKey(file) => {
                write!(f, "{file}: holds no public key of releases, which is 64 hexadecimal digits")
            }
            Self::Unbelieved { file, why } => write!(f, "{file}: not believed: {}", unbelieved(why)),
            Self::Table { file, line, fault } => write!(f, "{file}:{line}: {fault}"),
        }
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATable(why) => write!(f, "{why}"),
            Self::NoColumn(column) => write!(f, "the first line names no column “{column}”"),
            Self::OtherColumn { named, known } => {
                write!(f, "column “{named}” is not known; known are {}", known.join(", "))?;
                let separated = named.contains([';', '\t']);
                if separated { f.write_str("; cells are separated by commas") } else { Ok(()) }
            }
            Self::NoQuestion { named, nearest } => {
                write!(f, "column question: there is no question “{named}”")?;
                match nearest {
                    Some(nearest) => write!(f, "; the nearest is “{nearest}”"),
                    None => f.write_str("; `faisceau questions` lists them"),
                }
            }
            Self::Twice { question, first } => {
                write!(f, "column question: “{question}” is answered on line {first} already")
            }
            Self::NotAnAnswer { column, cell, takes } => {
                write!(f, "column {column}: “{cell}” is no answer here; it takes {takes}")
            }
            Self::Unfit { cell, why, takes } => {
                write!(f, "column answer: “{cell}” does not fit: {}; it takes {takes}", unfit(*why))
            }
            Self::TooLong(most) => write!(f, "the text is longer than {most} characters"),
        }
    }
}

fn unfit(why: Unfit) -> String {
    match why {
        Unfit::Kind => "another kind of answer is asked for".to_owned(),
        Unfit::Option => "an option that is not offered, or twice, or not in the question’s order".to_owned(),
        Unfit::Bounds { min, max } => format!("outside {min} to {max}"),
        Unfit::Currency => "the currency is not offered".to_owned(),
        Unfit::Period => "the period is not offered".to_owned(),
        Unfit::Duration => "the unit is not offered, or the count is too large".to_owned(),
        Unfit::Empty => "nothing is written".to_owned(),
        Unfit::TooLong { most } => format!("longer than {most} characters"),
    }
}

/// What a question of that kind takes, for a message.
pub(super) fn takes(kind: &Kind) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    let own = match kind {
        Kind::YesNo => "yes or no".to_owned(),
        Kind::One { options } => {
            format!("one of {}", list(options.iter().map(|option| option.id.to_string()).collect()))
        }
        Kind::Several { options } => format!(
            "some of {} joined by “;”, or none_of_these",
            list(options.iter().map(|option| option.id.to_string()).collect())
        ),
        Kind::Number { min, max, unit, .. } => format!("a whole number from {min} to {max} ({})", unit.en),
        Kind::Money { currencies, periods } => {
            let periods: Vec<_> = periods.iter().map(|period| format!("{period:?}").to_lowercase()).collect();
            format!("an amount, a currency ({}) and a period ({})", currencies.join(", "), periods.join(", "))
        }
        Kind::Date => "a date as 2011, 2011-03 or 2011-03-14, with “around ” before it if need be".to_owned(),
        Kind::Duration { units } => {
            let units: Vec<_> = units.iter().map(|unit| format!("{unit:?}").to_lowercase()).collect();
            format!("a count and a unit ({})", units.join(", "))
        }
        Kind::Text | Kind::Note => "words".to_owned(),
    };
    format!("{own}; or does_not_know, prefers_not, not_asked: REASON")
}

fn not_a_rescue(why: RescueFault) -> &'static str {
    match why {
        RescueFault::Empty => "it is empty",
        RescueFault::TooLarge => "it is larger than any safe",
        RescueFault::Other => {
            "it is no rescue copy of the app; `faisceau open` opens what was sealed with age"
        }
        RescueFault::Newer => "it was made by a newer version",
    }
}

fn safe_closed(why: OpenFault) -> &'static str {
    match why {
        OpenFault::WrongPassphrase => {
            "the passphrase is not the one that the safe had when the copy was made"
        }
        OpenFault::Damaged => "what a passphrase would open is damaged",
        OpenFault::Newer => "it was made by a newer version",
        OpenFault::Derivation => "it asks for absurd work, as no safe of ours does",
        OpenFault::NoMemory => "there is not enough memory to derive its key",
        OpenFault::NoCode => "it has no recovery code",
    }
}

fn key(why: NotAKey) -> &'static str {
    match why {
        NotAKey::Secret => {
            "this is a secret key, which must not be given away; the public key begins with age1"
        }
        NotAKey::Public => "this is a public key; the secret one begins with AGE-SECRET-KEY-1",
        NotAKey::Mistyped => "it begins like an age key, and is cut or mistyped",
        NotAKey::Ssh => "this is a key of SSH; an age key begins with age1",
        NotAKey::Other => "no age key; a public one begins with age1, a secret one with AGE-SECRET-KEY-1",
    }
}

fn closed(why: NotOpened) -> &'static str {
    match why {
        NotOpened::NotSealed => "it is not sealed with age",
        NotOpened::Newer => "it was sealed in a newer version of the format",
        NotOpened::WantsPassphrase => "it was sealed with a passphrase, not to a key",
        NotOpened::WantsIdentity => "it was sealed to a key: name the secret one with --identity",
        NotOpened::NotForThis => "it was sealed to another key",
        NotOpened::WrongPassphrase => "the passphrase is not the one",
        NotOpened::TooCostly => "it asks for more work than is taken: it was not made by an honest program",
        NotOpened::Damaged => "it was altered, or is cut",
        NotOpened::TooLarge => "what comes out is larger than is taken",
    }
}

fn unbelieved(why: &Unbelieved) -> String {
    match why {
        Unbelieved::NoSignature => "the signature beside it is damaged or cut".to_owned(),
        Unbelieved::OtherSignature => {
            "it was altered, or signed with another key. Do not use this release".to_owned()
        }
        Unbelieved::NewerForm(form) => format!("it is of form {form}, newer than ours"),
        Unbelieved::NotAManifest => "it is signed, and is no manifest of a release".to_owned(),
        Unbelieved::Older { found, least } => format!(
            "it is of the release {found}, older than {least}: old faults come back with an old release; \
             --at-least {found} takes it all the same"
        ),
    }
}

/// What a file is that is no assessment.
const fn what_is(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Empty => "empty",
        FileKind::Sealed | FileKind::SealedPage => "sealed: `faisceau open` opens it",
        FileKind::CutPage => "a sealed file whose end is missing: it was cut on its way",
        FileKind::Report => "a document of Faisceau to read and print, which becomes no case",
        FileKind::Rescue => "a rescue copy of a safe: `faisceau rescue` opens it",
        FileKind::Json => "JSON, and not an assessment",
        FileKind::Html => "a page of the web, and not an assessment",
        FileKind::Pdf => "a PDF, and not an assessment",
        FileKind::Picture => "a picture, and not an assessment",
        FileKind::Recording => "a recording or a film, and not an assessment",
        FileKind::Office => "a document of an office program, and not an assessment",
        FileKind::Archive => "an archive: take the file out of it first",
        FileKind::Pgp => "sealed in the format of PGP, which another program opens",
        FileKind::Key => "a key, and not an assessment",
        FileKind::Text => "text, and not an assessment",
        FileKind::Other => "of a kind that is not known, and not an assessment",
    }
}

fn refusal(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => "there is nothing in it".to_owned(),
        Unreadable::TooLarge => format!("it is larger than {} bytes", crate::record::LARGEST),
        Unreadable::NotText => "it is not text in UTF-8".to_owned(),
        Unreadable::Is(kind) => format!("it is {}", what_is(*kind)),
        Unreadable::NotJson { line } => {
            format!("it is damaged or cut: reading stopped at line {line}")
        }
        Unreadable::OtherSchema => "it is JSON, and not an assessment".to_owned(),
        Unreadable::NewerSchema(version) => {
            format!("it follows version {version} of the schema, newer than ours")
        }
        Unreadable::NotTheSchema { line } => format!("it does not follow the schema at line {line}"),
        Unreadable::UnknownEdition(edition) => {
            format!("it was led with {} {}, which is not carried here", edition.id, edition.version)
        }
        Unreadable::UnknownQuestion(question) => format!("the edition does not ask “{question}”"),
        Unreadable::Twice(question) => format!("it answers “{question}” twice"),
        Unreadable::Unfit(question) => format!("the answer to “{question}” does not fit it"),
        Unreadable::Around(_) => "what stands around the answers is not as the app writes it".to_owned(),
        Unreadable::TooDeep { line } => {
            format!("lists and objects stand deeper in one another than in any assessment, at line {line}")
        }
        Unreadable::Altered => {
            "it was altered after it was written: what it says of the answers is not what the answers say"
                .to_owned()
        }
    }
}
