//! When an item is asked.

use serde_json::{Value, json};

use super::{CURRENCY, NONE, PERIOD, UCUM, beside, system};
use crate::instrument::{DurationUnit, Instrument, Money, Period, Question, QuestionIx};
use crate::record::rule::{Edge, Rule, Says};
use crate::record::table::{period_code, unit_code};

const EXPRESSION: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/// Adds to an item when it is asked.
pub(super) fn enable(item: &mut Value, rule: &Rule, instrument: &Instrument) {
    let (parts, behaviour) = match rule {
        Rule::All(parts) => (parts.as_slice(), "all"),
        Rule::Any(parts) => (parts.as_slice(), "any"),
        says @ Rule::Says(..) => (std::slice::from_ref(says), "all"),
    };
    let tests: Option<Vec<Value>> = parts.iter().map(|part| test(part, instrument)).collect();
    if let Some(tests) = tests.filter(|tests| !tests.is_empty()) {
        if tests.len() > 1 {
            item["enableBehavior"] = behaviour.into();
        }
        item["enableWhen"] = tests.into();
        return;
    }
    let expression = json!({ "language": "text/fhirpath", "expression": path(rule, instrument) });
    let extension = json!({ "url": EXPRESSION, "valueExpression": expression });
    match item["extension"].as_array_mut() {
        Some(extensions) => extensions.push(extension),
        None => item["extension"] = json!([extension]),
    }
}

/// A test as `enableWhen` holds it, if it can.
fn test(rule: &Rule, instrument: &Instrument) -> Option<Value> {
    let Rule::Says(at, says) = rule else { return None };
    let question = instrument.question(*at);
    let id = question.id.as_str();
    Some(match says {
        Says::YesNo(yes) => json!({ "question": id, "operator": "=", "answerBoolean": yes }),
        Says::Has(option) => json!({
            "question": id, "operator": "=", "answerCoding": { "system": system(question), "code": option },
        }),
        Says::NoneOfThese => json!({
            "question": id, "operator": "=", "answerCoding": { "system": system(question), "code": NONE },
        }),
        Says::AtLeast(least) => json!({ "question": id, "operator": ">=", "answerInteger": least }),
        Says::AtMost(most) => json!({ "question": id, "operator": "<=", "answerInteger": most }),
        Says::Anything => json!({ "question": id, "operator": "exists", "answerBoolean": true }),
        Says::Nothing => json!({ "question": id, "operator": "exists", "answerBoolean": false }),
        Says::Lacks(_)
        | Says::SomeOfThese
        | Says::AtLeastDays(_)
        | Says::AtMostDays(_)
        | Says::AtLeastMoney(..)
        | Says::AtMostMoney(..) => return None,
    })
}

/// A rule as FHIRPath.
fn path(rule: &Rule, instrument: &Instrument) -> String {
    let joined = |parts: &[Rule], word: &str, none: &str| {
        let parts: Vec<_> = parts.iter().map(|part| path(part, instrument)).collect();
        if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(word)) }
    };
    match rule {
        Rule::All(parts) => joined(parts, " and ", "true"),
        Rule::Any(parts) => joined(parts, " or ", "false"),
        Rule::Says(question, says) => says_path(*question, says, instrument),
    }
}

fn answer(item: &str) -> String {
    format!("%resource.descendants().where(linkId = '{item}').answer")
}

fn says_path(at: QuestionIx, says: &Says, instrument: &Instrument) -> String {
    let question = instrument.question(at);
    let answer = answer(question.id.as_str());
    let days = |sign: &str, days: i64| {
        let unit = |code: &str, length: u16| format!("(code = '{code}' and value * {length} {sign} {days})");
        let units = [unit("d", 1), unit("wk", 7), unit("mo", 30), unit("a", 365)].join(" or ");
        format!("{answer}.value.exists({units})")
    };
    match says {
        Says::YesNo(yes) => format!("{answer}.value.exists($this = {yes})"),
        Says::Has(option) => format!("{answer}.value.exists(code = '{option}')"),
        Says::Lacks(option) => {
            format!("({answer}.exists() and {answer}.value.exists(code = '{option}').not())")
        }
        Says::NoneOfThese => format!("{answer}.value.exists(code = '{NONE}')"),
        Says::SomeOfThese => format!("{answer}.value.exists(code != '{NONE}')"),
        Says::AtLeast(least) => format!("{answer}.value.exists($this >= {least})"),
        Says::AtMost(most) => format!("{answer}.value.exists($this <= {most})"),
        Says::AtLeastDays(least) => days(">=", *least),
        Says::AtMostDays(most) => days("<=", *most),
        Says::AtLeastMoney(limit, edge) => {
            money(question, limit, if *edge == Edge::Within { ">=" } else { ">" })
        }
        Says::AtMostMoney(limit, edge) => {
            money(question, limit, if *edge == Edge::Within { "<=" } else { "<" })
        }
        Says::Anything => format!("{answer}.exists()"),
        Says::Nothing => format!("{answer}.exists().not()"),
    }
}

fn money(question: &Question, limit: &Money, sign: &str) -> String {
    let (currency, amount) = (&limit.currency, limit.amount);
    format!(
        "({}.value.exists(code = '{currency}' and value {sign} {amount}) and {}.value.exists(code = '{}'))",
        answer(question.id.as_str()),
        answer(&beside(question, "period")),
        period_code(limit.period)
    )
}

/// The codes of units of time, as UCUM has them.
pub(super) const fn ucum(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Days => "d",
        DurationUnit::Weeks => "wk",
        DurationUnit::Months => "mo",
        DurationUnit::Years => "a",
    }
}

/// A coding of a period.
pub(super) fn period(period: Period) -> Value {
    json!({ "system": PERIOD, "code": period_code(period) })
}

/// A unit of currency or time as an option of a quantity.
pub(super) fn unit_option(system: &str, code: &str, display: &str) -> Value {
    json!({
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption",
        "valueCoding": { "system": system, "code": code, "display": display },
    })
}

pub(super) fn currency_option(code: &str) -> Value {
    unit_option(CURRENCY, code, code)
}

pub(super) fn time_option(unit: DurationUnit) -> Value {
    unit_option(UCUM, ucum(unit), unit_code(unit))
}
