//! Cases into the standard's files, one at a time.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::json;

use super::cells::{Content, Reading, identifies};
use super::files::{self, table};
use super::mapping::Mapping;
use super::standard::{Field, File, Standard};
use crate::instrument::{PartialDate, Truth, Value};
use crate::interview::Case;
use crate::record::shared::Shared;
use crate::record::sink::{Folder, NotWritten, Sink};
use crate::record::table::{Cell, Csv, Package, Table, codebook, package};
use crate::record::{Part, Selection};

/// What a conversion to the standard writes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What of each case may leave.
    pub selection: Selection,
    /// The fields that identify, are about others or hold free text, and are asked for by name.
    pub by_name: BTreeSet<String>,
    /// Whether a second file spreads the fields that take several values, one column a value.
    pub one_hot: bool,
}

/// The standard's files, written a case at a time.
pub struct Htcds<F: Folder> {
    folder: F,
    standard: Standard,
    mappings: Vec<Mapping>,
    options: Options,
    cases: Csv<F::File>,
    one_hot: Option<Csv<F::File>>,
    events: Later<F>,
    support: Later<F>,
    organisations: Later<F>,
    absent: Later<F>,
    written: u32,
    organisations_written: u32,
    identifying: bool,
}

/// A file that is started with its first row.
struct Later<F: Folder> {
    table: Table,
    csv: Option<Csv<F::File>>,
}

impl<F: Folder> Later<F> {
    const fn new(table: Table) -> Self {
        Self { table, csv: None }
    }

    fn row(&mut self, folder: &mut F, cells: &[Cell]) -> io::Result<()> {
        let csv = match self.csv.take() {
            Some(csv) => csv,
            None => Csv::new(folder.create(&format!("{}.csv", self.table.name))?, &self.table)?,
        };
        self.csv.insert(csv).row(cells)
    }

    fn finish(self) -> io::Result<Option<Table>> {
        let Some(csv) = self.csv else { return Ok(None) };
        csv.finish()?;
        Ok(Some(self.table))
    }
}

impl<F: Folder> Htcds<F> {
    /// Starts the files, for cases of the editions that these mappings read.
    ///
    /// # Errors
    /// When a file cannot be started.
    pub fn new(
        mut folder: F,
        standard: Standard,
        mappings: Vec<Mapping>,
        options: Options,
    ) -> io::Result<Self> {
        let named = options.selection.has(Part::CaseName);
        let cases = Csv::new(folder.create("cases.csv")?, &table(&standard, File::Cases, &mappings, named))?;
        let one_hot = if options.one_hot {
            Some(Csv::new(folder.create("cases_onehot.csv")?, &files::one_hot(&standard))?)
        } else {
            None
        };
        let later = |file| Later::new(table(&standard, file, &mappings, named));
        let (events, support) = (later(File::Events), later(File::Support));
        let organisations = later(File::Organisations);
        Ok(Self {
            folder,
            standard,
            mappings,
            options,
            cases,
            one_hot,
            events,
            support,
            organisations,
            absent: Later::new(files::absent()),
            written: 0,
            organisations_written: 0,
            identifying: false,
        })
    }
}

impl<F: Folder> Sink for Htcds<F> {
    fn add(&mut self, case: &Case) -> Result<(), NotWritten> {
        let edition = &case.instrument().edition;
        let Some(mapping) = self.mappings.iter().find(|mapping| mapping.edition == *edition) else {
            return Err(NotWritten::Edition(edition.clone()));
        };
        self.written += 1;
        let key = Cell::Integer(i64::from(self.written));
        let (case, selection) = case.selected(&self.options.selection);
        let shared = Shared::of(&case, &selection);
        let reading = Reading { shared, mapping, standard: &self.standard, by_name: &self.options.by_name };

        let mut row = vec![key.clone()];
        if shared.has(Part::CaseName) {
            row.push(Cell::Text(case.name().to_owned()));
            self.identifying = true;
        }
        for field in self.standard.written(File::Cases) {
            let content = reading.field(field);
            self.identifying |= identifies(field) && !matches!(content, None | Some(Content::Nothing(..)));
            row.push(match content {
                None => Cell::Empty,
                Some(Content::Nothing(why, told)) => {
                    let reason = Cell::Code(why.code().to_owned());
                    let name = Cell::Code(field.name.clone());
                    let cells = [key.clone(), name, reason, Cell::text(told.as_deref())];
                    self.absent.row(&mut self.folder, &cells)?;
                    Cell::Empty
                }
                Some(Content::Organisation(kind)) => {
                    self.organisations_written += 1;
                    let organisation = Cell::Code(format!("O{}", self.organisations_written));
                    let keys = [key.clone(), organisation.clone()];
                    let kind = [("org_Type", Cell::Code(kind))];
                    let cells = only(&self.standard, File::Organisations, &keys, &kind);
                    self.organisations.row(&mut self.folder, &cells)?;
                    organisation
                }
                Some(content) => cell(field, content),
            });
        }
        for (name, _) in files::own(&self.mappings) {
            let column = mapping.own.iter().find(|own| own.column == name);
            row.push(match column.map(|own| own.when.holds(&|question| shared.look(question))) {
                Some(Truth::Yes) => Cell::Yes(true),
                Some(Truth::No) => Cell::Yes(false),
                Some(Truth::Unknown) | None => Cell::Empty,
            });
        }
        self.cases.row(&row)?;

        if let Some(one_hot) = &mut self.one_hot {
            let spread =
                files::spread(&self.standard).map(|(field, (value, _))| match reading.holds(field, value) {
                    Truth::Yes => Cell::Integer(1),
                    Truth::No => Cell::Integer(0),
                    Truth::Unknown => Cell::Empty,
                });
            one_hot.row(&std::iter::once(key.clone()).chain(spread).collect::<Vec<_>>())?;
        }
        for event in &mapping.events {
            let Some(Value::Date(date)) = shared.value(event.date) else { continue };
            if !self.standard.field("hte_Date").is_some_and(|field| reading.may_leave(field)) {
                continue;
            }
            let known = [("hte_Date", whole_day(date)), ("hte_Type", Cell::Code(event.kind.clone()))];
            let cells = only(&self.standard, File::Events, std::slice::from_ref(&key), &known);
            self.events.row(&mut self.folder, &cells)?;
        }
        for need in &case.decision().needs {
            let Some((_, kind)) = mapping.needs.iter().find(|(of, _)| of == need) else { continue };
            let known = [("spl_Type", Cell::Code(kind.clone()))];
            let cells = only(&self.standard, File::Support, std::slice::from_ref(&key), &known);
            self.support.row(&mut self.folder, &cells)?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.cases.finish()?;
        let named = self.options.selection.has(Part::CaseName);
        let mut tables = vec![table(&self.standard, File::Cases, &self.mappings, named)];
        if let Some(one_hot) = self.one_hot {
            one_hot.finish()?;
            tables.push(files::one_hot(&self.standard));
        }
        for later in [self.events, self.support, self.organisations, self.absent] {
            tables.extend(later.finish()?);
        }
        codebook(self.folder.create("codebook.csv")?, &tables)?;
        let consent = "con_Consent is true only when the agreement was given after all seven points of the \
                       standard’s note were told, false once it was refused or withdrawn, and empty otherwise. \
                       What is about a person is left out once they refused or withdrew.";
        let properties = json!({
            "htcds": self.standard.version,
            "attribution": self.standard.attribution,
            "licenses": [{ "name": "CC-BY-4.0", "title": "Field names and value names alone" }],
            "identifying": self.identifying,
            "consent": consent,
            "instruments": self.mappings.iter().map(|m| {
                format!("{} {}", m.edition.id, m.edition.version.as_str())
            }).collect::<Vec<_>>(),
        });
        let about = Package {
            name: "htcds",
            title: format!("{} {}", self.standard.title, self.standard.version),
            properties: properties.as_object().cloned().unwrap_or_default(),
        };
        let mut file = self.folder.create("datapackage.json")?;
        file.write_all(package(&about, &tables.iter().collect::<Vec<_>>()).as_bytes())?;
        file.flush()
    }
}

/// A row of a case's other file, of whose fields these alone are known.
fn only(standard: &Standard, file: File, key: &[Cell], known: &[(&str, Cell)]) -> Vec<Cell> {
    let fields = standard.written(file).map(|field| {
        let found = known.iter().find(|(name, _)| *name == field.name);
        found.map_or(Cell::Empty, |(_, cell)| cell.clone())
    });
    key.iter().cloned().chain(fields).collect()
}

fn whole_day(date: PartialDate) -> Cell {
    Cell::code((date.on.day().is_some() && !date.around).then_some(date.on))
}

fn cell(field: &Field, content: Content) -> Cell {
    match content {
        Content::Values(values) if field.takes_several() => Cell::Codes(values),
        Content::Values(values) => Cell::code(values.first()),
        Content::Organisation(kind) => Cell::Code(kind),
        Content::Day(day) => Cell::Code(day.to_string()),
        Content::Number(number) => Cell::Integer(number),
        Content::Yes(yes) => Cell::Yes(yes),
        Content::Text(text) => Cell::Text(text),
        Content::Nothing(..) => Cell::Empty,
    }
}
