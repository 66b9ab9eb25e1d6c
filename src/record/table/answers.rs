//! One row an answer, with a column for each kind of value, so that each column has one type.

use std::sync::Arc;

use super::cases::{self, NONE, absence, case_key, codes};
use super::cell::Cell;
use super::column::{Allowed, Column, Table, Type, words};
use crate::instrument::{Instrument, Kind, QuestionIx, StageId, Value};
use crate::interview::{Answer, LanguageTag, Moment, SaidBy, Standing};
use crate::record::shared::{Absence, Shared};
use crate::record::{Part, Selection};

const ID: &str = "[a-z0-9]+([.-][a-z0-9]+)*";

/// The kinds of questions, as the table names them.
const KINDS: &[(&str, &str, &str)] = &[
    ("yes_no", "oui ou non", "yes or no"),
    ("one", "un parmi plusieurs", "one of several"),
    ("several", "plusieurs parmi plusieurs", "several of several"),
    ("number", "nombre entier", "whole number"),
    ("money", "somme d’argent", "amount of money"),
    ("date", "date", "date"),
    ("duration", "durée", "length of time"),
    ("text", "texte court", "short text"),
    ("note", "texte long", "long note"),
];

/// The table of answers of these editions.
pub(super) fn table(instruments: &[Arc<Instrument>], selection: &Selection) -> Table {
    let ours = |name: &str, kind, fr: &str, en: &str| Column::new(name, kind, "Faisceau", words(fr, en));
    let kinds = KINDS.iter().map(|(code, fr, en)| Allowed::new(*code, words(fr, en))).collect();
    let stages = StageId::ASKING.map(|stage| {
        let title = instruments.last().map(|instrument| instrument.stage(stage).title.clone());
        Allowed::new(stage.as_str(), title.unwrap_or_default())
    });
    let any = i64::from(i32::MAX);
    let mut columns = vec![
        case_key().to("cases", "case"),
        ours("stage", Type::One(stages.into()), "L’étape", "The stage"),
        ours("section", Type::Code(ID), "La rubrique", "The section"),
        ours("question", Type::Code(ID), "La question", "The question"),
        ours("kind", Type::One(kinds), "La sorte de question", "The kind of question"),
        ours(
            "said_by",
            Type::One(sayers()),
            "De qui ou de quoi vient la réponse",
            "Who said it, or how it is known",
        ),
        ours("absent", Type::One(absence()), "Pourquoi il n’y a pas de valeur", "Why there is no value"),
        ours("yes", Type::Boolean, "Oui ou non", "Yes or no"),
        ours("option", Type::Code(ID), "La réponse choisie", "The answer chosen"),
        ours(
            "options",
            Type::Code("(none_of_these|[a-z0-9.;-]+)"),
            "Les réponses choisies, séparées par des points-virgules",
            "The answers chosen, joined by semicolons",
        ),
        ours("number", Type::Integer(-any, any), "Le nombre", "The number"),
        ours("unit", Type::Text, "L’unité du nombre, en anglais", "The number’s unit, in English"),
        ours("amount", Type::Decimal, "Le montant", "The amount"),
        ours("currency", Type::Code("[A-Z]{3}"), "La devise (ISO 4217)", "The currency (ISO 4217)"),
        ours("period", Type::One(cases::periods()), "La période couverte", "The period covered"),
        ours("date", Type::PartialDay, "La date, telle qu’elle a été dite", "The date, as it was told"),
        ours("date_first", Type::Day, "Le premier jour possible", "The first day that it can be"),
        ours("date_last", Type::Day, "Le dernier jour possible", "The last day that it can be"),
        ours("date_around", Type::Boolean, "Date approximative", "Whether it was told as around"),
        ours("length", Type::Integer(0, any), "La durée", "The length of time"),
        ours("length_unit", Type::One(cases::units()), "L’unité de la durée", "Its unit"),
        ours("length_days", Type::Integer(0, any), "La durée, environ", "The length of time, about")
            .in_unit(words("jours", "days")),
        ours("answered_on", Type::PartialDay, "Le jour de la réponse", "The day of the answer"),
    ];
    let mut words_of = |part, name: &str, fr: &str, en: &str| {
        if selection.has(part) {
            columns.push(ours(name, Type::Text, fr, en));
        }
    };
    words_of(Part::Texts, "text", "Le texte", "The text");
    words_of(Part::OwnWords, "own_words", "Les mots de la personne", "The person’s own words");
    words_of(Part::Observed, "observed", "Ce qui a été observé", "What was observed");
    words_of(Part::Observed, "why_not_asked", "Pourquoi ce n’a pas été demandé", "Why it was not asked");
    if selection.has(Part::Texts) || selection.has(Part::OwnWords) {
        let meaning = ("La langue de ces mots (BCP 47)", "The language of these words (BCP 47)");
        columns.push(ours("words_in", Type::Code("[a-z]{2,3}"), meaning.0, meaning.1));
    }
    Table {
        name: "answers".to_owned(),
        row: words("Une réponse", "An answer"),
        columns,
        key: vec!["case".to_owned(), "question".to_owned()],
    }
}

/// The row of a question under which something stands that may leave.
pub(super) fn row(number: u32, shared: &Shared, question: QuestionIx) -> Option<Vec<Cell>> {
    let (case, value) = (shared.case(), shared.value(question));
    let silent = matches!(case.entry(question).answer, Some(Answer::NotAnswered(_)));
    let written = value.is_some()
        || silent && shared.absence(question) != Some(Absence::Masked)
        || shared.own_words(question).is_some()
        || shared.observed(question).is_some();
    if !written || case.standing(question) != Standing::Asked {
        return None;
    }
    let instrument = case.instrument();
    let asked = instrument.question(question);
    let mut row = vec![
        Cell::Integer(i64::from(number)),
        Cell::Code(instrument.stage_of(question).as_str().to_owned()),
        Cell::code(Some(&instrument.section(asked.section).id)),
        Cell::code(Some(&asked.id)),
        Cell::Code(asked.kind.name().to_owned()),
        Cell::Code(said_by_code(case.said_by(question)).to_owned()),
        Cell::code(shared.absence(question).map(Absence::code)),
    ];
    let value = value.as_ref();
    row.extend(coded(value));
    let unit = match (&asked.kind, value) {
        (Kind::Number { unit, .. }, Some(_)) => Cell::Text(unit.en.clone()),
        _ => Cell::Empty,
    };
    row.push(unit);
    row.extend(measured(value));
    let at = case.entry(question).last_at.and_then(|at: Moment| shared.day(at));
    row.push(Cell::code(at));
    if shared.has(Part::Texts) {
        row.push(match value {
            Some(Value::Text(text) | Value::Note(text)) => Cell::Text(text.clone()),
            _ => Cell::Empty,
        });
    }
    if shared.has(Part::OwnWords) {
        row.push(Cell::text(shared.own_words(question)));
    }
    if shared.has(Part::Observed) {
        row.push(Cell::text(shared.observed(question)));
        row.push(Cell::text(shared.why_not_asked(question)));
    }
    if shared.has(Part::Texts) || shared.has(Part::OwnWords) {
        row.push(Cell::code(shared.words_in(question).map(LanguageTag::as_str)));
    }
    Some(row)
}

fn sayers() -> Vec<Allowed> {
    SaidBy::ALL
        .map(|said_by| {
            let (fr, en) = match said_by {
                SaidBy::Person => ("la personne", "the person"),
                SaidBy::WhistleBlower => ("la personne qui alerte", "the person who alerts"),
                SaidBy::Document => ("un document", "a document"),
                SaidBy::Observed => ("constaté", "seen by the interviewer"),
            };
            Allowed::new(said_by_code(said_by), words(fr, en))
        })
        .into()
}

/// From whom or from what an answer comes, as files name it.
pub(in crate::record) const fn said_by_code(said_by: SaidBy) -> &'static str {
    match said_by {
        SaidBy::Person => "person",
        SaidBy::WhistleBlower => "whistle_blower",
        SaidBy::Document => "document",
        SaidBy::Observed => "observed",
    }
}

fn coded(value: Option<&Value>) -> [Cell; 4] {
    let mut cells = [const { Cell::Empty }; 4];
    match value {
        Some(Value::YesNo(yes)) => cells[0] = Cell::Yes(*yes),
        Some(Value::Choice(option)) => cells[1] = Cell::code(Some(option)),
        Some(Value::Choices(options)) => cells[2] = codes(options),
        Some(Value::ChoicesInPart(part)) => cells[2] = codes(&part.chosen),
        Some(Value::NoneOfThese) => cells[2] = Cell::Codes(vec![NONE.to_owned()]),
        Some(Value::Number(number)) => cells[3] = Cell::Integer(*number),
        _ => {}
    }
    cells
}

fn measured(value: Option<&Value>) -> [Cell; 10] {
    let mut cells = [const { Cell::Empty }; 10];
    match value {
        Some(Value::Money(money)) => {
            cells[0] = cases::amount(money.amount);
            cells[1] = Cell::Code(money.currency.clone());
            cells[2] = Cell::Code(cases::period_code(money.period).to_owned());
        }
        Some(Value::Date(date)) => {
            let (first, last) = cases::bounds(*date);
            cells[3] = Cell::code(Some(date.on));
            cells[4] = first;
            cells[5] = last;
            cells[6] = Cell::Yes(date.around);
        }
        Some(Value::Duration(duration)) => {
            cells[7] = Cell::Integer(i64::from(duration.count));
            cells[8] = Cell::Code(cases::unit_code(duration.unit).to_owned());
            cells[9] = Cell::Integer(duration.about_days());
        }
        _ => {}
    }
    cells
}
