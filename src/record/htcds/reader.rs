//! Reads a file of the standard, and names every fault with its row and field.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use super::standard::{Field, FieldKind, Standard};
use crate::instrument::Told;
use crate::record::table::unguarded;

/// What prefixes a column that is ours.
const OURS: &str = "faisceau_";
/// Names that tools around the standard misspell, with the right ones.
const MISSPELT: &[(&str, &str)] = &[
    ("prs_First_Name", "prs_FirstName"),
    ("prs_Second_Name", "prs_SecondName"),
    ("vic_Methods_of_Control", "vic_MethodsOfControl"),
    ("vic_TraffickinStatusDecisionMakingOrg", "vic_TraffickingStatusDecisionMakingOrg"),
];

/// One row: the cells that are filled, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    cells: BTreeMap<String, String>,
}

impl Row {
    /// What stands under a field; several values are joined by semicolons.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.cells.get(field).map(String::as_str)
    }

    /// The fields that are filled.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells.iter().map(|(field, cell)| (field.as_str(), cell.as_str()))
    }
}

/// Something in a file that is not as the standard has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the row, from 1 for the header; the header itself for a column.
    pub line: u64,
    /// The field.
    pub field: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What can be wrong in a file of the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The row has more or fewer cells than the header, or cannot be read as text.
    Row(String),
    /// There is no such field.
    UnknownField,
    /// The field's name is misspelt: this is the right one.
    Misspelt(&'static str),
    /// The column stands twice.
    Twice,
    /// The standard replaced the field: it is not taken in.
    Deprecated,
    /// The value is not in the field's list.
    NotListed(String),
    /// The field takes one value, and several stand there.
    Several,
    /// A value stands twice in the cell, or none between two separators.
    Repeated,
    /// It is no calendar day.
    NotADay,
    /// It is no whole number.
    NotANumber,
    /// It is neither true nor false.
    NotABoolean,
    /// It is no number as E.164 writes it.
    NotATelephone,
    /// It is no code of a country or a language.
    NotACode,
    /// The text holds control characters, or is longer than a spreadsheet cell.
    NotAText,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: ", self.line, self.field)?;
        match &self.kind {
            FaultKind::Row(why) => write!(f, "the row cannot be read: {why}"),
            FaultKind::UnknownField => f.write_str("the standard has no such field"),
            FaultKind::Misspelt(right) => write!(f, "the field is named {right}"),
            FaultKind::Twice => f.write_str("the column stands twice"),
            FaultKind::Deprecated => f.write_str("the standard replaced this field; it is not taken in"),
            FaultKind::NotListed(value) => write!(f, "“{value}” is not in the field’s list"),
            FaultKind::Several => f.write_str("the field takes one value"),
            FaultKind::Repeated => f.write_str("a value stands twice, or none between two semicolons"),
            FaultKind::NotADay => f.write_str("not a calendar day (year-month-day)"),
            FaultKind::NotANumber => f.write_str("not a whole number"),
            FaultKind::NotABoolean => f.write_str("neither true nor false"),
            FaultKind::NotATelephone => f.write_str("not a telephone number as E.164 writes it"),
            FaultKind::NotACode => f.write_str("not a code of ISO 3166 or ISO 639-2"),
            FaultKind::NotAText => f.write_str("holds control characters, or over 32767 characters"),
        }
    }
}

/// Reads a file of the standard row by row: `each` takes every row as it comes, with what is wrong
/// in it; what is wrong is left out of the row. Gives back what is wrong with the header.
///
/// # Errors
/// When the file cannot be read at all.
pub fn read<R: Read>(
    file: R,
    standard: &Standard,
    mut each: impl FnMut(Row, Vec<Fault>),
) -> Result<Vec<Fault>, csv::Error> {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(file);
    let names: Vec<String> =
        reader.headers()?.iter().map(|name| name.trim().trim_start_matches('\u{feff}').to_owned()).collect();
    let (fields, faults) = header(&names, standard);
    for (at, record) in reader.records().enumerate() {
        let line = at as u64 + 2;
        match record {
            Ok(record) => {
                let (mut row, mut faults) = (Row::default(), Vec::new());
                for (place, field) in &fields {
                    let name = &names[*place];
                    match cell(record.get(*place).unwrap_or_default(), *field) {
                        Ok(cell) if cell.is_empty() => {}
                        Ok(cell) => {
                            row.cells.insert(name.clone(), cell);
                        }
                        Err(kind) => faults.push(Fault { line, field: name.clone(), kind }),
                    }
                }
                each(row, faults);
            }
            Err(error) => {
                let kind = FaultKind::Row(error.to_string());
                each(Row::default(), vec![Fault { line, field: String::new(), kind }]);
            }
        }
    }
    Ok(faults)
}

/// The columns that are taken in, each with its field, or none when it is ours.
type Columns<'a> = Vec<(usize, Option<&'a Field>)>;

fn header<'a>(names: &[String], standard: &'a Standard) -> (Columns<'a>, Vec<Fault>) {
    let (mut columns, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (at, name) in names.iter().enumerate() {
        let mut fault = |kind| faults.push(Fault { line: 1, field: name.clone(), kind });
        if !seen.insert(name) {
            fault(FaultKind::Twice);
            continue;
        }
        match standard.field(name) {
            Some(field) if field.deprecated => fault(FaultKind::Deprecated),
            Some(field) => columns.push((at, Some(field))),
            None if name.starts_with(OURS) => columns.push((at, None)),
            None => fault(match MISSPELT.iter().find(|(wrong, _)| wrong == name) {
                Some((_, right)) => FaultKind::Misspelt(right),
                None => FaultKind::UnknownField,
            }),
        }
    }
    (columns, faults)
}

fn cell(written: &str, field: Option<&Field>) -> Result<String, FaultKind> {
    let Some(field) = field else { return Ok(written.to_owned()) };
    if written.is_empty() {
        return Ok(String::new());
    }
    let ensure = |holds: bool, fault: FaultKind| if holds { Ok(written.to_owned()) } else { Err(fault) };
    let letters = |code: &str, length: usize, case: fn(&u8) -> bool| {
        code.len() == length && code.as_bytes().iter().all(case)
    };
    match field.kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Link => text(unguarded(written)),
        FieldKind::Telephone => telephone(unguarded(written)),
        FieldKind::Date => {
            let day = written.parse::<Told>().is_ok_and(|told| told.day().is_some());
            ensure(day, FaultKind::NotADay)
        }
        FieldKind::Number => ensure(written.parse::<u16>().is_ok(), FaultKind::NotANumber),
        FieldKind::Coordinate => {
            let degrees = written.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= 180.0);
            ensure(degrees, FaultKind::NotANumber)
        }
        FieldKind::Boolean => match written.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok("true".to_owned()),
            "false" | "no" | "0" => Ok("false".to_owned()),
            _ => Err(FaultKind::NotABoolean),
        },
        FieldKind::Country => ensure(letters(written, 2, u8::is_ascii_uppercase), FaultKind::NotACode),
        FieldKind::Language => ensure(letters(written, 3, u8::is_ascii_lowercase), FaultKind::NotACode),
        FieldKind::Countries => several(written, |code| {
            if letters(code, 2, u8::is_ascii_uppercase) { Ok(code) } else { Err(FaultKind::NotACode) }
        }),
        FieldKind::One => {
            let value = listed(written, field);
            if written.contains(';') && value.is_err() {
                Err(FaultKind::Several)
            } else {
                value.map(str::to_owned)
            }
        }
        FieldKind::Some => several(written, |value| listed(value, field)),
    }
}

fn several<'a>(
    written: &'a str,
    each: impl Fn(&'a str) -> Result<&'a str, FaultKind>,
) -> Result<String, FaultKind> {
    let values = written.split(';').map(|value| each(value.trim())).collect::<Result<Vec<_>, _>>()?;
    let distinct: BTreeSet<_> = values.iter().collect();
    if distinct.len() == values.len() { Ok(values.join(";")) } else { Err(FaultKind::Repeated) }
}

/// The value's name; the published list's one misspelling is read in either spelling.
fn listed<'a>(value: &'a str, field: &Field) -> Result<&'a str, FaultKind> {
    match value {
        "" => Err(FaultKind::Repeated),
        "Unacquainted" if field.lists("Unaquainted") => Ok("Unaquainted"),
        _ if field.lists(value) => Ok(value),
        _ => Err(FaultKind::NotListed(value.to_owned())),
    }
}

fn text(text: &str) -> Result<String, FaultKind> {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.chars().any(control) || text.chars().count() > 32_767 {
        return Err(FaultKind::NotAText);
    }
    Ok(text.to_owned())
}

/// As E.164 writes it: digits, the first not zero, fifteen at most, with or without a plus.
fn telephone(number: &str) -> Result<String, FaultKind> {
    let digits = number.strip_prefix('+').unwrap_or(number);
    let sound = (2..=15).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && !digits.starts_with('0');
    if sound { Ok(number.to_owned()) } else { Err(FaultKind::NotATelephone) }
}
