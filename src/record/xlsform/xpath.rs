//! Conditions as XPath 1.0, as forms write them.

use super::question::{DECLINED, NONE, UNKNOWN};
use crate::instrument::{Instrument, Kind, Money, QuestionIx};
use crate::record::rule::{Edge, Rule, Says};
use crate::record::table::{column_name, period_code};

/// A rule as XPath.
pub(super) fn of(rule: &Rule, instrument: &Instrument) -> String {
    let joined = |parts: &[Rule], word: &str, none: &str| {
        let parts: Vec<_> = parts.iter().map(|part| of(part, instrument)).collect();
        if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(word)) }
    };
    match rule {
        Rule::All(parts) => joined(parts, " and ", "true()"),
        Rule::Any(parts) => joined(parts, " or ", "false()"),
        Rule::Says(question, said) => says(*question, said, instrument),
    }
}

fn says(at: QuestionIx, says: &Says, instrument: &Instrument) -> String {
    let question = instrument.question(at);
    let name = column_name(question.id.as_str());
    let chosen = |code: &str| match question.kind {
        Kind::Several { .. } => format!("selected(${{{name}}}, '{code}')"),
        _ => format!("${{{name}}} = '{code}'"),
    };
    let choice = matches!(question.kind, Kind::YesNo | Kind::One { .. } | Kind::Several { .. });
    // What carries the value: of money and of a length of time, the number.
    let held = match question.kind {
        Kind::Money { .. } => format!("${{{name}__amount}}"),
        Kind::Duration { .. } => format!("${{{name}__count}}"),
        _ => format!("${{{name}}}"),
    };
    let nothing = if choice {
        format!("({held} = '' or {} or {})", chosen(UNKNOWN), chosen(DECLINED))
    } else {
        format!("{held} = ''")
    };
    let number =
        |sign: &str, number: &dyn std::fmt::Display| format!("({held} != '' and {held} {sign} {number})");
    let days = |sign: &str, days: i64| {
        let unit = format!("${{{name}__unit}}");
        let length =
            format!("if({unit} = 'days', 1, if({unit} = 'weeks', 7, if({unit} = 'months', 30, 365)))");
        format!("({held} != '' and {unit} != '' and {held} * {length} {sign} {days})")
    };
    let money = |sign: &str, limit: &Money| {
        format!(
            "({} and ${{{name}__currency}} = '{}' and ${{{name}__period}} = '{}')",
            number(sign, &limit.amount),
            limit.currency,
            period_code(limit.period)
        )
    };
    match says {
        Says::YesNo(yes) => chosen(if *yes { "yes" } else { "no" }),
        Says::Has(option) => chosen(option.as_str()),
        Says::Lacks(option) => format!("(not({nothing}) and not({}))", chosen(option.as_str())),
        Says::NoneOfThese => chosen(NONE),
        Says::SomeOfThese => format!("(not({nothing}) and not({}))", chosen(NONE)),
        Says::AtLeast(least) => number(">=", least),
        Says::AtMost(most) => number("<=", most),
        Says::AtLeastDays(least) => days(">=", *least),
        Says::AtMostDays(most) => days("<=", *most),
        Says::AtLeastMoney(limit, edge) => money(if *edge == Edge::Within { ">=" } else { ">" }, limit),
        Says::AtMostMoney(limit, edge) => money(if *edge == Edge::Within { "<=" } else { "<" }, limit),
        Says::Anything => format!("not({nothing})"),
        Says::Nothing => nothing,
    }
}
