//! The rows of one question.

use super::form::{Form, Row, SILENCE, YES_NO};
use super::xpath;
use crate::instrument::{Duration, Instrument, Kind, Period, Question, QuestionIx, Text};
use crate::record::rule::Rule;
use crate::record::table::{Allowed, column_name, currencies, period_code, periods, unit_code, units, words};

pub(super) const NONE: &str = "none_of_these";
pub(super) const UNKNOWN: &str = "does_not_know";
pub(super) const DECLINED: &str = "prefers_not_to_answer";

/// The ways of not answering.
pub(super) fn silences() -> [(&'static str, Text); 2] {
    [
        (UNKNOWN, words("Ne sait pas", "Does not know")),
        (DECLINED, words("Préfère ne pas répondre", "Prefers not to answer")),
    ]
}

impl Form {
    pub(super) fn question(&mut self, instrument: &Instrument, at: QuestionIx) {
        let question = instrument.question(at);
        let relevant = match question.relevant.as_ref().map(|condition| Rule::of(condition, instrument)) {
            Some(Ok(rule)) => xpath::of(&rule, instrument),
            Some(Err(_)) => {
                self.untold.push(question.id.clone());
                String::new()
            }
            None => String::new(),
        };
        for row in self.rows(question) {
            let both = [relevant.as_str(), row.relevant.as_str()];
            let both: Vec<_> = both.into_iter().filter(|one| !one.is_empty()).collect();
            let relevant = match both[..] {
                [one] => one.to_owned(),
                _ => both.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" and "),
            };
            self.survey.push(Row { relevant, ..row });
        }
    }

    fn rows(&mut self, question: &Question) -> Vec<Row> {
        let name = column_name(question.id.as_str());
        let asked = |kind: String, name: &str| Row {
            hint: Some(question.note.clone()),
            ..Row::new(kind, name, question.wording.clone())
        };
        let first = match &question.kind {
            Kind::YesNo => {
                let list = format!("{YES_NO}_{SILENCE}");
                if !self.choices.iter().any(|choice| choice.list == list) {
                    self.list(&list, [("yes", words("Oui", "Yes")), ("no", words("Non", "No"))]);
                    self.list(&list, silences());
                }
                return vec![asked(format!("select_one {list}"), &name)];
            }
            Kind::One { options } => {
                self.options(&name, options);
                self.list(&name, silences());
                return vec![asked(format!("select_one {name}"), &name)];
            }
            Kind::Several { options } => {
                self.options(&name, options);
                self.list(&name, [(NONE, words("Rien de tout cela", "None of these"))]);
                self.list(&name, silences());
                let alone = [NONE, UNKNOWN, DECLINED].map(|one| format!("selected(., '{one}')")).join(" or ");
                let constraint = format!("not(count-selected(.) > 1 and ({alone}))");
                let message = words("Cette réponse exclut les autres.", "This answer excludes the others.");
                let row = asked(format!("select_multiple {name}"), &name);
                return vec![Row { constraint, constraint_message: Some(message), ..row }];
            }
            Kind::Number { min, max, unit, .. } => {
                let label = |text: &str, unit: &str| format!("{text} ({unit})");
                let label =
                    words(&label(&question.wording.fr, &unit.fr), &label(&question.wording.en, &unit.en));
                let row = Row { label: Some(label), ..asked("integer".to_owned(), &name) };
                vec![within(row, *min, *max)]
            }
            Kind::Money { currencies: codes, periods: offered } => {
                let amount = format!("{name}__amount");
                let told = format!("${{{amount}}} != ''");
                let offered: Vec<_> =
                    periods().into_iter().filter(|period| offered_period(offered, period)).collect();
                let money = Row { constraint: ". >= 0".to_owned(), ..asked("decimal".to_owned(), &amount) };
                let money = Row { constraint_message: Some(words("Un montant.", "An amount.")), ..money };
                vec![
                    money,
                    self.part(
                        &name,
                        "currency",
                        &currencies(codes),
                        words("La devise", "The currency"),
                        &told,
                    ),
                    self.part(
                        &name,
                        "period",
                        &offered,
                        words("La période couverte", "The period covered"),
                        &told,
                    ),
                ]
            }
            Kind::Date => {
                let constraint = "regex(., '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')";
                let message = words(
                    "Une année, une année et un mois, ou un jour : 2021, 2021-03, 2021-03-14.",
                    "A year, a year and a month, or a day: 2021, 2021-03, 2021-03-14.",
                );
                let date = asked("text".to_owned(), &name);
                let around = words("Cette date est-elle approximative ?", "Is it around that date?");
                let around = Row::new(format!("select_one {YES_NO}"), format!("{name}__around"), around);
                vec![
                    Row { constraint: constraint.to_owned(), constraint_message: Some(message), ..date },
                    Row { relevant: format!("${{{name}}} != ''"), ..around },
                ]
            }
            Kind::Duration { units: offered } => {
                let count = format!("{name}__count");
                let told = format!("${{{count}}} != ''");
                let codes: Vec<_> = offered.iter().map(|unit| unit_code(*unit)).collect();
                let offered: Vec<_> =
                    units().into_iter().filter(|unit| codes.contains(&unit.code.as_str())).collect();
                vec![
                    within(asked("integer".to_owned(), &count), 0, i64::from(Duration::MOST)),
                    self.part(&name, "unit", &offered, words("L’unité", "The unit"), &told),
                ]
            }
            Kind::Text => vec![asked("text".to_owned(), &name)],
            Kind::Note => vec![Row { appearance: "multiline".to_owned(), ..asked("text".to_owned(), &name) }],
        };
        let blank = format!("${{{}}} = ''", first[0].name);
        let why = words("Sinon, pourquoi n’y a-t-il pas de réponse ?", "Otherwise, why is there no answer?");
        let why = Row::new(format!("select_one {SILENCE}"), format!("{name}__why"), why);
        first.into_iter().chain([Row { relevant: blank, ..why }]).collect()
    }

    /// A choice that goes with a number.
    fn part(&mut self, name: &str, end: &str, allowed: &[Allowed], label: Text, told: &str) -> Row {
        let list = format!("{name}__{end}");
        self.list(&list, allowed.iter().map(|one| (one.code.as_str(), one.label.clone())));
        Row { relevant: told.to_owned(), ..Row::new(format!("select_one {list}"), &list, label) }
    }
}

fn offered_period(offered: &[Period], period: &Allowed) -> bool {
    offered.iter().any(|one| period_code(*one) == period.code)
}

fn within(row: Row, min: i64, max: i64) -> Row {
    Row {
        constraint: format!(". >= {min} and . <= {max}"),
        constraint_message: Some(words(&format!("De {min} à {max}."), &format!("From {min} to {max}."))),
        ..row
    }
}
