//! Reads a mapping and names every flaw with its place.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::consent::Consent;
use super::mapping::{ByOutcome, EventRule, FieldRule, From, Mapping, OwnColumn, ValueRule};
use super::standard::{Field, FieldKind, File, Standard};
use crate::instrument::{
    Condition, Fault, Flaw, Instrument, Kind, OptionId, QuestionId, QuestionIx, Shelf, StageId, Text,
    WrittenCondition,
};
use crate::interview::{Need, Outcome};

const FORMAT: &str = "faisceau-htcds/1";
const FILE: &str = "htcds.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    standard: String,
    fields: Vec<WrittenField>,
    own: Vec<WrittenOwn>,
    events: Vec<WrittenEvent>,
    needs: Vec<WrittenNeed>,
    consent: Consent,
    unmapped: Vec<WrittenUnmapped>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    field: String,
    from: WrittenFrom,
    #[serde(default)]
    after: Vec<Outcome>,
    #[serde(default)]
    with: Option<WrittenWith>,
    #[serde(default)]
    note: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWith {
    field: String,
    any_of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum WrittenFrom {
    Values(Vec<WrittenValue>),
    Date(QuestionId),
    Number(QuestionId),
    YesNo(QuestionId),
    Text {
        question: QuestionId,
        #[serde(default)]
        when: Option<WrittenCondition>,
    },
    Age {
        birth: QuestionId,
        start: QuestionId,
    },
    Outcome(ByOutcome),
    Redirection(Vec<WrittenRedirection>),
    RedirectionDay,
    RedirectionReason,
    Reasons,
    Consent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenValue {
    value: String,
    when: WrittenCondition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRedirection {
    to: OptionId,
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOwn {
    column: String,
    meaning: Text,
    when: WrittenCondition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEvent {
    kind: String,
    date: QuestionId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNeed {
    need: Need,
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnmapped {
    fields: Vec<String>,
    why: Text,
}

impl Mapping {
    /// The mapping of an edition that the app carries; `None` when it carries none.
    ///
    /// # Errors
    /// Every flaw found, with its place.
    pub fn bundled(instrument: &Instrument, standard: &Standard) -> Result<Option<Self>, Vec<Flaw>> {
        let mut files = Shelf::files(&instrument.edition).iter();
        files
            .find(|(file, _)| *file == FILE)
            .map(|(_, text)| Self::read(text, instrument, standard))
            .transpose()
    }

    /// Reads a mapping and checks it against its edition and the standard.
    ///
    /// # Errors
    /// Every flaw found, with its place.
    pub fn read(text: &str, instrument: &Instrument, standard: &Standard) -> Result<Self, Vec<Flaw>> {
        let written: Written = serde_json::from_str(text).map_err(|error| {
            vec![Flaw { place: FILE.to_owned(), fault: Fault::Unreadable(error.to_string()) }]
        })?;
        let mut check = Check { instrument, standard, flaws: Vec::new(), spoken: BTreeSet::new() };
        let mapping = check.mapping(written);
        if check.flaws.is_empty() { Ok(mapping) } else { Err(check.flaws) }
    }
}

struct Check<'a> {
    instrument: &'a Instrument,
    standard: &'a Standard,
    flaws: Vec<Flaw>,
    spoken: BTreeSet<String>,
}

impl Check<'_> {
    fn flaw(&mut self, place: &str, fault: Fault) {
        self.flaws.push(Flaw { place: format!("{FILE}: {place}"), fault });
    }

    fn ensure(&mut self, holds: bool, place: &str, fault: impl FnOnce() -> Fault) {
        if !holds {
            self.flaw(place, fault());
        }
    }

    fn text(&mut self, place: &str, text: &Text) {
        self.ensure(text.missing().next().is_none(), place, || Fault::Text);
    }

    fn mapping(&mut self, written: Written) -> Mapping {
        self.ensure(written.format == FORMAT, "format", || Fault::Format(written.format.clone()));
        self.ensure(written.standard == self.standard.version, "standard", || {
            Fault::Unknown(written.standard.clone())
        });
        let fields = written.fields.into_iter().enumerate();
        let fields = fields.filter_map(|(at, field)| self.field(at, field)).collect();
        let own = written.own.into_iter().enumerate();
        let own = own.filter_map(|(at, column)| self.own(at, column)).collect();
        let events = written.events.into_iter().enumerate();
        let events = events.filter_map(|(at, event)| self.event(at, event)).collect();
        let needs = written.needs.into_iter().enumerate();
        let needs = needs.map(|(at, need)| self.need(at, need)).collect();
        for (at, unmapped) in written.unmapped.iter().enumerate() {
            let place = format!("unmapped[{at}]");
            self.text(&place, &unmapped.why);
            unmapped.fields.iter().for_each(|field| self.speak(&place, field));
        }
        self.ensure(!written.consent.stages.is_empty(), "consent.stages", || Fault::Agreement);
        self.complete();
        Mapping {
            edition: self.instrument.edition.clone(),
            fields,
            own,
            events,
            needs,
            consent: written.consent,
            unmapped: written.unmapped.into_iter().map(|unmapped| (unmapped.fields, unmapped.why)).collect(),
        }
    }

    /// Takes down that a field is spoken of, once.
    fn speak(&mut self, place: &str, name: &str) {
        let known = self.standard.field(name).is_some_and(|field| !field.deprecated);
        self.ensure(known, place, || Fault::Unknown(name.to_owned()));
        let first = self.spoken.insert(name.to_owned());
        self.ensure(first, place, || Fault::Twice(name.to_owned()));
    }

    /// Every field of the standard is fed, or said to stay empty.
    fn complete(&mut self) {
        let of_rows = ["hte_Type", "hte_Date", "spl_Type", "org_Type"];
        let silent: Vec<_> = (self.standard.fields.iter())
            .filter(|field| !field.deprecated && !of_rows.contains(&field.name.as_str()))
            .filter(|field| !self.spoken.contains(&field.name))
            .map(|field| field.name.clone())
            .collect();
        for name in silent {
            self.flaw("fields", Fault::Silent(name));
        }
    }

    fn question(&mut self, place: &str, id: &QuestionId, takes: fn(&Kind) -> bool) -> Option<QuestionIx> {
        let Some(found) = self.instrument.find(id) else {
            self.flaw(place, Fault::Unknown(id.to_string()));
            return None;
        };
        self.ensure(takes(&self.instrument.question(found).kind), place, || Fault::Test);
        Some(found)
    }

    fn condition(&mut self, place: &str, written: WrittenCondition) -> Option<Condition> {
        self.instrument.resolve(written).map_err(|fault| self.flaw(place, fault)).ok()
    }

    /// Holds that a value is in the list of the field, or of what a link names.
    fn value(&mut self, place: &str, field: &Field, value: &str) {
        let list = match field.kind {
            FieldKind::Link => self.standard.field("org_Type"),
            _ => Some(field),
        };
        let listed = list.is_some_and(|list| list.lists(value));
        self.ensure(listed, place, || Fault::Unknown(value.to_owned()));
    }

    fn field(&mut self, at: usize, written: WrittenField) -> Option<FieldRule> {
        let place = format!("fields[{at}]");
        self.speak(&place, &written.field);
        let standard = self.standard;
        let field = standard.field(&written.field)?;
        self.ensure(field.table == File::Cases, &place, || Fault::Unknown(field.name.clone()));
        written.note.iter().for_each(|note| self.text(&format!("{place}.note"), note));
        let with = written.with.map(|with| {
            let place = format!("{place}.with");
            match standard.field(&with.field) {
                Some(other) => with.any_of.iter().for_each(|value| self.value(&place, other, value)),
                None => self.flaw(&place, Fault::Unknown(with.field.clone())),
            }
            (with.field, with.any_of)
        });
        let place = format!("{place}.from");
        self.ensure(suits(field, &written.from), &place, || Fault::Test);
        let from = self.from(&place, field, written.from)?;
        Some(FieldRule { field: written.field, from, after: written.after, with, note: written.note })
    }

    fn from(&mut self, place: &str, field: &Field, written: WrittenFrom) -> Option<From> {
        Some(match written {
            WrittenFrom::Values(values) => {
                let rules = values.into_iter().enumerate().filter_map(|(at, rule)| {
                    let place = format!("{place}.values[{at}]");
                    self.value(&place, field, &rule.value);
                    let when = self.condition(&format!("{place}.when"), rule.when)?;
                    Some(ValueRule { value: rule.value, when })
                });
                From::Values(rules.collect())
            }
            WrittenFrom::Date(id) => From::Date(self.question(place, &id, |kind| *kind == Kind::Date)?),
            WrittenFrom::Number(id) => {
                From::Number(self.question(place, &id, |kind| matches!(kind, Kind::Number { .. }))?)
            }
            WrittenFrom::YesNo(id) => From::YesNo(self.question(place, &id, |kind| *kind == Kind::YesNo)?),
            WrittenFrom::Text { question, when } => {
                let text = |kind: &Kind| matches!(kind, Kind::Text | Kind::Note);
                let question = self.question(place, &question, text)?;
                let when = match when {
                    Some(when) => Some(self.condition(&format!("{place}.when"), when)?),
                    None => None,
                };
                From::Text(question, when)
            }
            WrittenFrom::Age { birth, start } => From::Age {
                birth: self.question(place, &birth, |kind| *kind == Kind::Date)?,
                start: self.question(place, &start, |kind| *kind == Kind::Date)?,
            },
            WrittenFrom::Outcome(by) => {
                let outcomes = [None].into_iter().chain(Outcome::ALL.map(Some));
                outcomes.filter_map(|outcome| by.of(outcome)).for_each(|v| self.value(place, field, v));
                From::Outcome(by)
            }
            WrittenFrom::Redirection(to) => {
                let offered = &self.instrument.stage(StageId::Decision).redirections;
                for (at, redirection) in to.iter().enumerate() {
                    let place = format!("{place}.redirection[{at}]");
                    self.value(&place, field, &redirection.value);
                    let known = offered.iter().any(|option| option.id == redirection.to);
                    self.ensure(known, &place, || Fault::Unknown(redirection.to.to_string()));
                }
                From::Redirection(to.into_iter().map(|to| (to.to, to.value)).collect())
            }
            WrittenFrom::RedirectionDay => From::RedirectionDay,
            WrittenFrom::RedirectionReason => From::RedirectionReason,
            WrittenFrom::Reasons => From::Reasons,
            WrittenFrom::Consent => From::Consent,
        })
    }

    fn own(&mut self, at: usize, written: WrittenOwn) -> Option<OwnColumn> {
        let place = format!("own[{at}]");
        self.text(&place, &written.meaning);
        let ours = written.column.starts_with("faisceau_");
        self.ensure(ours, &place, || Fault::Unknown(written.column.clone()));
        let first = self.spoken.insert(written.column.clone());
        self.ensure(first, &place, || Fault::Twice(written.column.clone()));
        let when = self.condition(&format!("{place}.when"), written.when)?;
        Some(OwnColumn { column: written.column, meaning: written.meaning, when })
    }

    fn event(&mut self, at: usize, written: WrittenEvent) -> Option<EventRule> {
        let place = format!("events[{at}]");
        let listed = self.standard.field("hte_Type").is_some_and(|field| field.lists(&written.kind));
        self.ensure(listed, &place, || Fault::Unknown(written.kind.clone()));
        let date = self.question(&place, &written.date, |kind| *kind == Kind::Date)?;
        Some(EventRule { kind: written.kind, date })
    }

    fn need(&mut self, at: usize, written: WrittenNeed) -> (Need, String) {
        let listed = self.standard.field("spl_Type").is_some_and(|field| field.lists(&written.kind));
        self.ensure(listed, &format!("needs[{at}]"), || Fault::Unknown(written.kind.clone()));
        (written.need, written.kind)
    }
}

/// Whether a field can be fed from there.
fn suits(field: &Field, from: &WrittenFrom) -> bool {
    match (from, field.kind) {
        (WrittenFrom::Values(_) | WrittenFrom::Redirection(_), kind) => {
            matches!(kind, FieldKind::One | FieldKind::Some | FieldKind::Link)
        }
        (WrittenFrom::Outcome(_), kind) => kind == FieldKind::One,
        (WrittenFrom::Date(_) | WrittenFrom::RedirectionDay, kind) => kind == FieldKind::Date,
        (WrittenFrom::Number(_) | WrittenFrom::Age { .. }, kind) => kind == FieldKind::Number,
        (WrittenFrom::YesNo(_) | WrittenFrom::Consent, kind) => kind == FieldKind::Boolean,
        (WrittenFrom::Text { .. }, kind) => matches!(kind, FieldKind::Text | FieldKind::LongText),
        (WrittenFrom::RedirectionReason | WrittenFrom::Reasons, kind) => kind == FieldKind::LongText,
    }
}
