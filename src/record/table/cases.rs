//! One row a case: a group of columns for each question.

use std::sync::Arc;

use super::cell::Cell;
use super::column::{Allowed, Column, Table, Type, column_name, words};
use crate::instrument::{
    Amount, Duration, DurationUnit, Instrument, Kind, OptionId, PartialDate, Period, Question, QuestionId,
    StageId, Value,
};
use crate::interview::{AgreementState, AgreementStep, Need, Outcome};
use crate::record::shared::{Absence, Shared};
use crate::record::{Part, Selection};

/// What a cell of several options holds when none of them applies.
pub(super) const NONE: &str = "none_of_these";

/// The questions of several editions, each once: those of the last edition in its order, then those
/// that only earlier ones ask. A name means the same in every edition that carries it.
fn questions<'a>(instruments: &'a [Arc<Instrument>], selection: &'a Selection) -> Vec<&'a Question> {
    let mut found: Vec<&Question> = Vec::new();
    for question in instruments.iter().rev().flat_map(|instrument| instrument.questions()) {
        let new = !found.iter().any(|other| other.id == question.id);
        if new && selection.takes(&question.id, &question.kind) {
            found.push(question);
        }
    }
    found
}

/// A question as its cells are found: its name, and how many cells its value takes.
pub(super) struct Asked {
    id: QuestionId,
    cells: usize,
}

/// The questions of the table, in its order.
pub(super) fn asked(instruments: &[Arc<Instrument>], selection: &Selection) -> Vec<Asked> {
    let questions = questions(instruments, selection).into_iter();
    questions.map(|question| Asked { id: question.id.clone(), cells: width(&question.kind) }).collect()
}

/// The options that a question has in any of the editions.
fn options(instruments: &[Arc<Instrument>], question: &Question) -> Vec<Allowed> {
    let mut allowed: Vec<Allowed> = Vec::new();
    for instrument in instruments.iter().rev() {
        let Some(found) = instrument.find(&question.id) else { continue };
        for option in Allowed::options(instrument.question(found).kind.options()) {
            if !allowed.iter().any(|other| other.code == option.code) {
                allowed.push(option);
            }
        }
    }
    allowed
}

pub(super) fn case_key() -> Column {
    let meaning = words("Le numéro du dossier dans cet export", "The case’s number in this export");
    Column::new("case", Type::Integer(1, i64::from(u32::MAX)), "Faisceau", meaning)
}

pub(super) fn absence() -> Vec<Allowed> {
    Absence::ALL.map(|absence| Allowed::new(absence.code(), absence.meaning())).into()
}

/// The table of cases of these editions.
pub(super) fn table(instruments: &[Arc<Instrument>], selection: &Selection) -> Table {
    let mut columns = vec![case_key()];
    if selection.has(Part::CaseName) {
        let meaning = words("Le pseudonyme ou le numéro du dossier", "The case’s pseudonym or number");
        columns.push(Column::new("name", Type::Text, "Faisceau", meaning));
    }
    columns.extend(head(instruments));
    columns.extend(decision(instruments, selection));
    for question in questions(instruments, selection) {
        columns.extend(group(question, options(instruments, question)));
    }
    Table {
        name: "cases".to_owned(),
        row: words("Un dossier", "A case"),
        columns,
        key: vec!["case".to_owned()],
    }
}

fn head(instruments: &[Arc<Instrument>]) -> Vec<Column> {
    let ours = |name: &str, kind, fr: &str, en: &str| Column::new(name, kind, "Faisceau", words(fr, en));
    let mut columns = vec![
        ours("instrument", Type::Code("[a-z0-9.-]+"), "Le questionnaire", "The questionnaire"),
        ours("version", Type::Code("[0-9]+[.][0-9]+[.][0-9]+"), "Sa version", "Its version"),
        ours(
            "language",
            Type::One(vec![
                Allowed::new("fr", words("français", "French")),
                Allowed::new("en", words("anglais", "English")),
            ]),
            "La langue dans laquelle le dossier est mené",
            "The language that the case is led in",
        ),
        ours("opened_on", Type::PartialDay, "Le jour de son ouverture", "The day on which it was opened"),
        ours("changed_on", Type::PartialDay, "Le jour du dernier changement", "The day of its last change"),
    ];
    let states = [
        ("not_sought", "non demandé", "not asked for"),
        ("given", "donné", "given"),
        ("refused", "refusé", "refused"),
        ("withdrawn", "retiré", "withdrawn"),
    ]
    .map(|(code, fr, en)| Allowed::new(code, words(fr, en)));
    for stage in StageId::ASKING {
        let name = stage.as_str();
        columns.push(ours(
            &format!("agreement_{name}"),
            Type::One(states.to_vec()),
            &format!("L’accord à l’étape « {name} »"),
            &format!("The agreement to the stage “{name}”"),
        ));
        let mut uses: Vec<Allowed> = Vec::new();
        for asking in
            instruments.iter().rev().filter_map(|instrument| instrument.stage(stage).asking.as_ref())
        {
            let new = |one: &Allowed| !uses.iter().any(|other| other.code == one.code);
            let more: Vec<_> = Allowed::options(&asking.uses).into_iter().filter(new).collect();
            uses.extend(more);
        }
        columns.push(ours(
            &format!("agreement_{name}_uses"),
            Type::Some(uses),
            &format!("Pour quels usages, à l’étape « {name} »"),
            &format!("For which uses, at the stage “{name}”"),
        ));
    }
    columns
}

fn decision(instruments: &[Arc<Instrument>], selection: &Selection) -> Vec<Column> {
    let ours = |name: &str, kind, fr: &str, en: &str| Column::new(name, kind, "Faisceau", words(fr, en));
    let outcomes = Outcome::ALL.map(|outcome| {
        let (fr, en) = match outcome {
            Outcome::Support => ("accompagnement", "support"),
            Outcome::Redirection => ("réorientation", "redirection"),
            Outcome::NotIdentified => ("non identifié", "not identified"),
            Outcome::ToBeContinued => ("à poursuivre", "to be continued"),
        };
        Allowed::new(outcome_code(outcome), words(fr, en))
    });
    let needs = Need::ALL.map(|need| {
        let (fr, en) = match need {
            Need::Shelter => ("hébergement", "shelter"),
            Need::Health => ("soins", "care"),
            Need::Food => ("nourriture", "food"),
            Need::Papers => ("papiers", "papers"),
            Need::Legal => ("aide juridique", "legal help"),
            Need::Psychological => ("aide psychologique", "psychological help"),
        };
        Allowed::new(need_code(need), words(fr, en))
    });
    let mut to: Vec<Allowed> = Vec::new();
    for instrument in instruments.iter().rev() {
        let new = |one: &Allowed| !to.iter().any(|other| other.code == one.code);
        let offered = Allowed::options(&instrument.stage(StageId::Decision).redirections);
        let more: Vec<_> = offered.into_iter().filter(new).collect();
        to.extend(more);
    }
    let mut columns = vec![
        ours("decision", Type::One(outcomes.into()), "Ce qu’une personne a décidé", "What a person decided"),
        ours("decided_on", Type::PartialDay, "Le jour de la décision", "The day of the decision"),
        ours("redirected_to", Type::One(to), "Vers quelle structure", "To which kind of structure"),
        ours("needs", Type::Some(needs.into()), "Les premiers besoins", "What is needed first"),
        ours(
            "person_agrees",
            Type::Boolean,
            "Si la personne est d’accord avec la suite",
            "Whether the person agrees to what follows",
        ),
    ];
    if selection.has(Part::Names) {
        columns.push(ours("decided_by", Type::Text, "Qui a décidé", "Who decided"));
    }
    if selection.has(Part::Reasons) {
        columns.push(ours("reasons", Type::Text, "Les raisons", "The reasons"));
        columns.push(ours(
            "redirection_reason",
            Type::Text,
            "Pourquoi cette structure",
            "Why that structure",
        ));
    }
    columns
}

/// The columns of one question.
fn group(question: &Question, mut options: Vec<Allowed>) -> Vec<Column> {
    let name = column_name(question.id.as_str());
    let source = question.id.as_str();
    let about = |fr: &str, en: &str| {
        words(&format!("{} ({fr})", question.wording.fr), &format!("{} ({en})", question.wording.en))
    };
    let plain = |kind| Column::new(&name, kind, source, question.wording.clone());
    let part = |end: &str, kind, fr: &str, en: &str| {
        Column::new(format!("{name}__{end}"), kind, source, about(fr, en))
    };
    let mut columns = match &question.kind {
        Kind::YesNo => vec![plain(Type::Boolean)],
        Kind::One { .. } => vec![plain(Type::One(options))],
        Kind::Several { .. } => {
            options.push(Allowed::new(NONE, words("rien de tout cela", "none of these")));
            vec![plain(Type::Some(options))]
        }
        Kind::Number { min, max, unit, .. } => vec![plain(Type::Integer(*min, *max)).in_unit(unit.clone())],
        Kind::Money { currencies, .. } => vec![
            part("amount", Type::Decimal, "montant", "amount")
                .in_unit(words("unités de la devise", "units of the currency")),
            part("currency", Type::One(self::currencies(currencies)), "devise", "currency"),
            part("period", Type::One(periods()), "période couverte", "period covered"),
        ],
        Kind::Date => vec![
            plain(Type::PartialDay),
            part("first", Type::Day, "premier jour possible", "first day that it can be"),
            part("last", Type::Day, "dernier jour possible", "last day that it can be"),
            part("around", Type::Boolean, "date approximative", "whether it was told as around"),
        ],
        Kind::Duration { .. } => vec![
            part("count", Type::Integer(0, i64::from(Duration::MOST)), "durée", "length of time"),
            part("unit", Type::One(units()), "unité de la durée", "unit of the length of time"),
            part(
                "days",
                Type::Integer(0, i64::from(Duration::MOST) * 365),
                "environ, un mois comptant 30 jours et une année 365",
                "about, a month counting 30 days and a year 365",
            )
            .in_unit(words("jours", "days")),
        ],
        Kind::Text | Kind::Note => vec![plain(Type::Text)],
    };
    columns.push(part(
        "absent",
        Type::One(absence()),
        "pourquoi il n’y a pas de valeur",
        "why there is no value",
    ));
    columns
}

pub(in crate::record) fn currencies(codes: &[String]) -> Vec<Allowed> {
    codes.iter().map(|code| Allowed::new(code, words(code, code))).collect()
}

pub(in crate::record) fn periods() -> Vec<Allowed> {
    [Period::Hour, Period::Day, Period::Week, Period::Month, Period::Year, Period::Once]
        .map(|period| {
            let (fr, en) = match period {
                Period::Hour => ("par heure", "an hour"),
                Period::Day => ("par jour", "a day"),
                Period::Week => ("par semaine", "a week"),
                Period::Month => ("par mois", "a month"),
                Period::Year => ("par an", "a year"),
                Period::Once => ("en une fois", "once"),
            };
            Allowed::new(period_code(period), words(fr, en))
        })
        .into()
}

pub(in crate::record) fn units() -> Vec<Allowed> {
    [DurationUnit::Days, DurationUnit::Weeks, DurationUnit::Months, DurationUnit::Years]
        .map(|unit| {
            let (fr, en) = match unit {
                DurationUnit::Days => ("jours", "days"),
                DurationUnit::Weeks => ("semaines", "weeks"),
                DurationUnit::Months => ("mois", "months"),
                DurationUnit::Years => ("années", "years"),
            };
            Allowed::new(unit_code(unit), words(fr, en))
        })
        .into()
}

/// The row of a case.
pub(super) fn row(number: u32, shared: &Shared, asked: &[Asked]) -> Vec<Cell> {
    let case = shared.case();
    let mut cells = vec![Cell::Integer(i64::from(number))];
    if shared.has(Part::CaseName) {
        cells.push(Cell::Text(case.name().to_owned()));
    }
    let edition = &case.instrument().edition;
    cells.extend([
        Cell::Code(edition.id.to_string()),
        Cell::Code(edition.version.as_str().to_owned()),
        Cell::Code(case.language().tag().to_owned()),
        Cell::code(shared.day(case.opened_at())),
        Cell::code(shared.day(case.changed_at())),
    ]);
    for stage in StageId::ASKING {
        let agreements = case.agreements();
        cells.push(Cell::Code(state_code(agreements.state(stage)).to_owned()));
        cells.push(match agreements.of(stage).last().map(|record| &record.step) {
            Some(AgreementStep::Given(agreement)) => codes(&agreement.uses),
            _ => Cell::Empty,
        });
    }
    let decision = case.decision();
    cells.extend([
        Cell::code(decision.outcome.map(outcome_code)),
        Cell::code(decision.at.and_then(|at| shared.day(at))),
        Cell::code(decision.redirected_to.as_ref()),
        if decision.needs.is_empty() {
            Cell::Empty
        } else {
            Cell::Codes(decision.needs.iter().map(|need| need_code(*need).to_owned()).collect())
        },
        decision.person_agrees.map_or(Cell::Empty, Cell::Yes),
    ]);
    let written = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    if shared.has(Part::Names) {
        cells.push(written(&decision.decided_by));
    }
    if shared.has(Part::Reasons) {
        cells.extend([written(&decision.reasons), written(&decision.redirection_reason)]);
    }
    for question in asked {
        answered(shared, question, &mut cells);
    }
    cells
}

/// The cells of one question.
fn answered(shared: &Shared, question: &Asked, cells: &mut Vec<Cell>) {
    let found = shared.case().instrument().find(&question.id);
    let value = found.and_then(|found| shared.value(found));
    if let Some(value) = value {
        cells.extend(value_cells(&value));
        // Of an answer of which a part alone leaves, why there is no more.
        let rest = found.and_then(|found| shared.absence(found));
        cells.push(Cell::code(rest.map(Absence::code)));
    } else {
        cells.extend(std::iter::repeat_n(Cell::Empty, question.cells));
        let absence = found.map_or(Some(Absence::NotAsked), |found| shared.absence(found));
        cells.push(Cell::code(absence.map(Absence::code)));
    }
}

const fn width(kind: &Kind) -> usize {
    match kind {
        Kind::Date => 4,
        Kind::Money { .. } | Kind::Duration { .. } => 3,
        _ => 1,
    }
}

fn value_cells(value: &Value) -> Vec<Cell> {
    match value {
        Value::YesNo(yes) => vec![Cell::Yes(*yes)],
        Value::Choice(option) => vec![Cell::code(Some(option))],
        Value::Choices(options) => vec![codes(options)],
        Value::ChoicesInPart(part) => vec![codes(&part.chosen)],
        Value::NoneOfThese => vec![Cell::Codes(vec![NONE.to_owned()])],
        Value::Number(number) => vec![Cell::Integer(*number)],
        Value::Money(money) => vec![
            amount(money.amount),
            Cell::Code(money.currency.clone()),
            Cell::Code(period_code(money.period).to_owned()),
        ],
        Value::Date(date) => {
            let (first, last) = bounds(*date);
            vec![Cell::Code(date.on.to_string()), first, last, Cell::Yes(date.around)]
        }
        Value::Duration(duration) => vec![
            Cell::Integer(i64::from(duration.count)),
            Cell::Code(unit_code(duration.unit).to_owned()),
            Cell::Integer(duration.about_days()),
        ],
        Value::Text(text) | Value::Note(text) => vec![Cell::Text(text.clone())],
    }
}

pub(super) fn amount(amount: Amount) -> Cell {
    // With its cents even when there are none, so that every reader sees the type.
    let cents = amount.hundredths();
    Cell::Decimal(format!("{}.{:02}", cents / 100, cents % 100))
}

/// The first and the last day that a date can be; nothing of one that was told as around.
pub(super) fn bounds(date: PartialDate) -> (Cell, Cell) {
    if date.around {
        (Cell::Empty, Cell::Empty)
    } else {
        (Cell::code(Some(date.on.first_day())), Cell::code(Some(date.on.last_day())))
    }
}

pub(super) fn codes(options: &[OptionId]) -> Cell {
    Cell::Codes(options.iter().map(ToString::to_string).collect())
}

const fn state_code(state: AgreementState) -> &'static str {
    match state {
        AgreementState::NotSought => "not_sought",
        AgreementState::Given => "given",
        AgreementState::Refused => "refused",
        AgreementState::Withdrawn(_) => "withdrawn",
    }
}

const fn outcome_code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Support => "support",
        Outcome::Redirection => "redirection",
        Outcome::NotIdentified => "not_identified",
        Outcome::ToBeContinued => "to_be_continued",
    }
}

const fn need_code(need: Need) -> &'static str {
    match need {
        Need::Shelter => "shelter",
        Need::Health => "health",
        Need::Food => "food",
        Need::Papers => "papers",
        Need::Legal => "legal",
        Need::Psychological => "psychological",
    }
}

pub(in crate::record) const fn period_code(period: Period) -> &'static str {
    match period {
        Period::Hour => "hour",
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Year => "year",
        Period::Once => "once",
    }
}

pub(in crate::record) const fn unit_code(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Days => "days",
        DurationUnit::Weeks => "weeks",
        DurationUnit::Months => "months",
        DurationUnit::Years => "years",
    }
}
