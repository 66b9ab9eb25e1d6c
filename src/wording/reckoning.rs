//! What is reckoned, and how, in words.

use std::fmt;

use super::source::with_place;
use super::{colon, quoted, say, titled};
use crate::instrument::{
    Figure, Formula, Gap, Instrument, Interval, Language, Reckoned, Reckoning, Source, Term, WageUnit,
    Yardstick,
};

/// A reckoning in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What comes out, or why it is not known.
    pub result: String,
    /// How it comes out; empty when there is nothing on the way.
    pub working: String,
    /// The published figures used.
    pub figures: Vec<Cited>,
}

/// A published figure in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cited {
    /// What it is, how much, and since when.
    pub figure: String,
    /// Where it is published, with the place there.
    pub source: String,
    /// Where it is published, by title and publisher alone.
    pub titles: String,
    /// Whether that was read, or is quoted from memory.
    pub read: bool,
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.figure, self.source)
    }
}

/// A reckoning in words.
#[must_use]
pub fn told(instrument: &Instrument, reckoning: &Reckoning, out: &Reckoned, language: Language) -> Told {
    let result = match (out.interval, &out.gap) {
        (Some(interval), _) => result(reckoning, out, interval, language),
        (None, Some(gap)) => gap_words(instrument, gap, language),
        (None, None) => say(language, "non connu", "not known").to_owned(),
    };
    let steps = out.working.iter().map(|quantity| {
        let amount = in_unit(unit_of(quantity.term, reckoning, out), quantity.interval, language);
        format!("{} {amount}", term(quantity.term, language))
    });
    let figures = out.yardsticks.iter().filter_map(|used| figure(reckoning, *used, language)).collect();
    Told { result, working: steps.collect::<Vec<_>>().join(", "), figures }
}

/// What a quantity is counted in.
#[derive(Clone)]
enum Unit {
    Hours,
    Days,
    Years,
    Money(String),
    MoneyAnHour(String),
    PerCent,
    SquareMetres,
    Persons,
}

fn currency(reckoning: &Reckoning, out: &Reckoned) -> String {
    let row = out.yardsticks.iter().find_map(|used| match used {
        Yardstick::MinimumWage(row) => reckoning.yardsticks().minimum_wage.get(*row),
        Yardstick::WorkingTime(..) => None,
    });
    row.map_or_else(String::new, |row| row.currency.clone())
}

fn unit_of(term: Term, reckoning: &Reckoning, out: &Reckoned) -> Unit {
    match term {
        Term::HoursDay | Term::HoursWeek | Term::HoursAllowed | Term::RestDue | Term::RestLeft => Unit::Hours,
        Term::DaysWeek | Term::Days => Unit::Days,
        Term::PayHour => Unit::MoneyAnHour(currency(reckoning, out)),
        Term::PayWeek | Term::DueWeek | Term::Due | Term::Paid => Unit::Money(currency(reckoning, out)),
        Term::Area => Unit::SquareMetres,
        Term::Persons => Unit::Persons,
    }
}

fn result_unit(reckoning: &Reckoning, out: &Reckoned) -> Unit {
    match reckoning.what {
        Formula::HoursWeek(_)
        | Formula::OverDay(_)
        | Formula::OverWeek(_)
        | Formula::OverLegalWeek(_)
        | Formula::DailyRestShort(_)
        | Formula::WeeklyRestShort(_) => Unit::Hours,
        Formula::Age { .. } => Unit::Years,
        Formula::Elapsed { .. } => Unit::Days,
        Formula::PayHour(_) => Unit::MoneyAnHour(currency(reckoning, out)),
        Formula::PayShare(_) => Unit::PerCent,
        Formula::Owed(_) => Unit::Money(currency(reckoning, out)),
        Formula::AreaPerson { .. } => Unit::SquareMetres,
    }
}

fn result(reckoning: &Reckoning, out: &Reckoned, interval: Interval, language: Language) -> String {
    let amount = in_unit(result_unit(reckoning, out), interval, language);
    let Formula::Age { .. } = reckoning.what else { return amount };
    // From 18 on a person is an adult (Convention on the Rights of the Child, 1989, article 1).
    let minority = if interval.most() < 1_800 {
        say(language, "certainement mineure", "certainly a minor")
    } else if interval.least() >= 1_800 {
        say(language, "certainement majeure", "certainly an adult")
    } else {
        say(language, "peut-être mineure", "possibly a minor")
    };
    format!("{amount}{}{minority}", colon(language))
}

fn in_unit(unit: Unit, interval: Interval, language: Language) -> String {
    // Money is reckoned in hundredths of the currency, and an interval in hundredths of that.
    let scale = if matches!(unit, Unit::Money(_) | Unit::MoneyAnHour(_)) { 10_000 } else { 100 };
    let (least, most) =
        (decimal(interval.least(), scale, language), decimal(interval.most(), scale, language));
    let number = if least == most {
        least
    } else {
        format!("{} {least} {} {most}", say(language, "entre", "between"), say(language, "et", "and"))
    };
    let one = interval.most() < 2 * scale && (language == Language::Fr || interval.most() == scale);
    let plural = |singular: &'static str, plural: &'static str| if one { singular } else { plural };
    match unit {
        Unit::Hours => format!("{number} h"),
        Unit::Days => format!("{number} {}", say(language, plural("jour", "jours"), plural("day", "days"))),
        Unit::Years => format!("{number} {}", say(language, plural("an", "ans"), plural("year", "years"))),
        Unit::Money(currency) => format!("{number} {currency}").trim_end().to_owned(),
        Unit::MoneyAnHour(currency) => {
            let an_hour = say(language, "par heure", "an hour");
            format!("{} {an_hour}", format!("{number} {currency}").trim_end())
        }
        Unit::PerCent => format!("{number} %"),
        Unit::SquareMetres => format!("{number} m²"),
        Unit::Persons => {
            format!(
                "{number} {}",
                say(language, plural("personne", "personnes"), plural("person", "persons"))
            )
        }
    }
}

/// A number of hundredths (or of ten-thousandths) with at most two decimals, as the language writes it.
fn decimal(parts: i64, scale: i64, language: Language) -> String {
    let hundredths =
        (i128::from(parts) * 100 + i128::from(scale / 2) * i128::from(parts.signum())) / i128::from(scale);
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let sign = if hundredths < 0 { "−" } else { "" };
    let point = say(language, ",", ".");
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole}{point}{}", rest / 10),
        _ => format!("{sign}{whole}{point}{rest:02}"),
    }
}

const fn term(term: Term, language: Language) -> &'static str {
    match term {
        Term::HoursDay => say(language, "par jour", "a day"),
        Term::DaysWeek => say(language, "par semaine", "a week"),
        Term::HoursWeek => say(language, "soit par semaine", "which is a week"),
        Term::HoursAllowed => say(language, "permis au plus", "allowed at most"),
        Term::RestDue => say(language, "repos dû", "rest due"),
        Term::RestLeft => say(language, "repos qui reste", "rest left"),
        Term::Days => say(language, "durée", "length"),
        Term::PayWeek => say(language, "reçu par semaine", "received a week"),
        Term::PayHour => say(language, "reçu", "received"),
        Term::DueWeek => say(language, "dû par semaine", "due a week"),
        Term::Due => say(language, "dû en tout", "due in all"),
        Term::Paid => say(language, "reçu en tout", "received in all"),
        Term::Area => say(language, "surface", "area"),
        Term::Persons => say(language, "pour", "for"),
    }
}

/// A published figure in words, and whether its source was read.
fn figure(reckoning: &Reckoning, used: Yardstick, language: Language) -> Option<Cited> {
    let tables = reckoning.yardsticks();
    let source = |id: &crate::instrument::SourceId| tables.sources.iter().find(|source| source.id == *id);
    let titled = |source: &Source| titled(source, language);
    let cited = |source: &Source| with_place(titled(source), source, language);
    match used {
        Yardstick::MinimumWage(row) => {
            let row = tables.minimum_wage.get(row)?;
            let source = source(&row.source)?;
            let of = match row.unit {
                WageUnit::Hour => say(language, "par heure", "an hour"),
                WageUnit::Day => say(language, "par jour", "a day"),
            };
            let from = say(language, "depuis", "since");
            let name = say(language, "salaire minimum", "minimum wage");
            let figure = format!("{name} {} {} {of} {from} {}", row.amount, row.currency, row.from);
            Some(Cited { figure, source: cited(source), titles: titled(source), read: source.verified })
        }
        Yardstick::WorkingTime(row, figure) => {
            let row = tables.working_time.get(row)?;
            let hours = row.figure(figure)?;
            let sources: Vec<_> = row.sources.iter().filter_map(source).collect();
            let read = sources.iter().all(|source| source.verified);
            let what = match figure {
                Figure::LegalWeek => say(language, "semaine à temps plein", "full week"),
                Figure::MostWeek => say(language, "maximum par semaine", "most in a week"),
                Figure::MostDay => say(language, "maximum par jour", "most in a day"),
                Figure::DailyRest => say(language, "repos entre deux journées", "rest between two days"),
                Figure::WeeklyRest => say(language, "repos de la semaine", "weekly rest"),
            };
            let titles = sources.iter().map(|source| titled(source)).collect::<Vec<_>>().join("; ");
            let cited: Vec<_> = sources.into_iter().map(cited).collect();
            Some(Cited { figure: format!("{what} {hours} h"), source: cited.join("; "), titles, read })
        }
    }
}

fn gap_words(instrument: &Instrument, gap: &Gap, language: Language) -> String {
    match gap {
        Gap::Missing(questions) => {
            let wording = |at: &crate::instrument::QuestionIx| {
                quoted(instrument.question(*at).wording.in_language(language), language)
            };
            let missing: Vec<_> = questions.iter().map(wording).collect();
            format!("{}{}", say(language, "non connu, il manque ", "not known, missing "), missing.join(", "))
        }
        Gap::NoRule => say(
            language,
            "non connu : aucune règle connue pour ce pays et ce secteur à ce moment",
            "not known: no rule known for that country and sector at that time",
        )
        .to_owned(),
        Gap::Currency => say(
            language,
            "non connu : l’argent est dans une autre monnaie que le salaire minimum",
            "not known: the money is in another currency than the minimum wage",
        )
        .to_owned(),
        Gap::NothingToDivide => {
            say(language, "non connu : rien à diviser", "not known: nothing to divide by").to_owned()
        }
        Gap::PaidOnce => say(
            language,
            "non connu : payé une fois, pour une durée qui n’est pas connue",
            "not known: paid once, for a length of time that is not known",
        )
        .to_owned(),
        Gap::Reversed => {
            say(language, "non connu : les dates sont à l’envers", "not known: the dates are reversed")
                .to_owned()
        }
    }
}
