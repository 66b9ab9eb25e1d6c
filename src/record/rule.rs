//! When a question is asked, in plain two-valued logic: what forms elsewhere can hold.
//!
//! Our conditions know *unknown*; a form elsewhere knows only what is answered. A condition is
//! brought to *all of* and *any of* over what answers say, so that it is yes exactly when ours is.

use crate::instrument::{Condition, Instrument, Money, OptionId, QuestionIx, Test};

/// When something is so, over answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// All are so; always, when there is none.
    All(Vec<Rule>),
    /// One is so; never, when there is none.
    Any(Vec<Rule>),
    /// The answer to a question says this.
    Says(QuestionIx, Says),
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Yes or no.
    YesNo(bool),
    /// This option is chosen.
    Has(OptionId),
    /// It is answered, and this option is not among those chosen.
    Lacks(OptionId),
    /// None of these.
    NoneOfThese,
    /// It is answered, and not by *none of these*.
    SomeOfThese,
    /// This number or more.
    AtLeast(i64),
    /// This number or less.
    AtMost(i64),
    /// About this many days or more.
    AtLeastDays(i64),
    /// About this many days or less.
    AtMostDays(i64),
    /// In this currency and period, this amount or more, or more alone.
    AtLeastMoney(Money, Edge),
    /// In this currency and period, this amount or less, or less alone.
    AtMostMoney(Money, Edge),
    /// Anything.
    Anything,
    /// Nothing: a blank, or any way of not answering.
    Nothing,
}

/// Whether a limit itself counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// It does.
    Within,
    /// It does not.
    Beyond,
}

/// A condition that a form elsewhere cannot hold: a fact that is computed from answers, or *not ruled
/// out* of an amount, which in another currency is neither more nor less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CannotSay;

impl Rule {
    /// When a condition is yes.
    pub fn of(condition: &Condition, instrument: &Instrument) -> Result<Self, CannotSay> {
        Ok(match condition {
            Condition::Answer(question, test) => yes(*question, test),
            Condition::Reckoned(..) => return Err(CannotSay),
            Condition::All(parts) => Self::All(each(parts, instrument, Self::of)?),
            Condition::Any(parts) => Self::Any(each(parts, instrument, Self::of)?),
            Condition::Not(part) => Self::no(part, instrument)?,
            Condition::NotRuledOut(part) => Self::not_no(part, instrument)?,
        }
        .plain())
    }

    fn no(condition: &Condition, instrument: &Instrument) -> Result<Self, CannotSay> {
        Ok(match condition {
            Condition::Answer(question, test) => no(*question, test, instrument),
            Condition::Reckoned(..) => return Err(CannotSay),
            Condition::All(parts) => Self::Any(each(parts, instrument, Self::no)?),
            Condition::Any(parts) => Self::All(each(parts, instrument, Self::no)?),
            Condition::Not(part) => Self::of(part, instrument)?,
            Condition::NotRuledOut(part) => Self::no(part, instrument)?,
        })
    }

    /// When a condition is yes or unknown.
    fn not_no(condition: &Condition, instrument: &Instrument) -> Result<Self, CannotSay> {
        Ok(match condition {
            Condition::Reckoned(..) | Condition::Answer(_, Test::AtLeastMoney(_) | Test::AtMostMoney(_)) => {
                return Err(CannotSay);
            }
            Condition::Answer(question, test) => {
                Self::Any(vec![Self::Says(*question, Says::Nothing), yes(*question, test)])
            }
            Condition::All(parts) => Self::All(each(parts, instrument, Self::not_no)?),
            Condition::Any(parts) => Self::Any(each(parts, instrument, Self::not_no)?),
            Condition::Not(part) => Self::not_yes(part, instrument)?,
            Condition::NotRuledOut(part) => Self::not_no(part, instrument)?,
        })
    }

    /// When a condition is no or unknown.
    fn not_yes(condition: &Condition, instrument: &Instrument) -> Result<Self, CannotSay> {
        Ok(match condition {
            Condition::Reckoned(..) | Condition::Answer(_, Test::AtLeastMoney(_) | Test::AtMostMoney(_)) => {
                return Err(CannotSay);
            }
            Condition::Answer(question, test) => {
                Self::Any(vec![Self::Says(*question, Says::Nothing), no(*question, test, instrument)])
            }
            Condition::All(parts) => Self::Any(each(parts, instrument, Self::not_yes)?),
            Condition::Any(parts) => Self::All(each(parts, instrument, Self::not_yes)?),
            Condition::Not(part) => Self::not_no(part, instrument)?,
            Condition::NotRuledOut(part) => Self::no(part, instrument)?,
        })
    }

    /// The same, without a list of one and without a list in a list of its own sort.
    fn plain(self) -> Self {
        let flat = |parts: Vec<Self>, same: fn(Self) -> Result<Vec<Self>, Self>| {
            let parts = parts.into_iter().map(Self::plain);
            let mut parts: Vec<_> =
                parts.flat_map(|part| same(part).unwrap_or_else(|other| vec![other])).collect();
            parts.dedup();
            parts
        };
        let (mut parts, all) = match self {
            Self::All(parts) => {
                (flat(parts, |part| if let Self::All(inner) = part { Ok(inner) } else { Err(part) }), true)
            }
            Self::Any(parts) => {
                (flat(parts, |part| if let Self::Any(inner) = part { Ok(inner) } else { Err(part) }), false)
            }
            says @ Self::Says(..) => return says,
        };
        match (parts.len(), all) {
            (1, _) => parts.remove(0),
            (_, true) => Self::All(parts),
            (_, false) => Self::Any(parts),
        }
    }
}

fn each(
    parts: &[Condition],
    instrument: &Instrument,
    how: fn(&Condition, &Instrument) -> Result<Rule, CannotSay>,
) -> Result<Vec<Rule>, CannotSay> {
    parts.iter().map(|part| how(part, instrument)).collect()
}

/// When a test holds of an answer.
fn yes(question: QuestionIx, test: &Test) -> Rule {
    let says = |says| Rule::Says(question, says);
    let any = |options: &[OptionId]| Rule::Any(options.iter().map(|o| says(Says::Has(o.clone()))).collect());
    match test {
        Test::Yes => says(Says::YesNo(true)),
        Test::No => says(Says::YesNo(false)),
        Test::Is(option) => says(Says::Has(option.clone())),
        Test::AnyOf(options) | Test::IncludesAny(options) => any(options),
        Test::IncludesNoneOf(options) => {
            Rule::All(options.iter().map(|option| says(Says::Lacks(option.clone()))).collect())
        }
        Test::NoneOfThese => says(Says::NoneOfThese),
        Test::AtLeast(least) => says(Says::AtLeast(*least)),
        Test::AtMost(most) => says(Says::AtMost(*most)),
        Test::AtLeastDays(least) => says(Says::AtLeastDays(*least)),
        Test::AtMostDays(most) => says(Says::AtMostDays(*most)),
        Test::AtLeastMoney(limits) => money(limits, |limit| says(Says::AtLeastMoney(limit, Edge::Within))),
        Test::AtMostMoney(limits) => money(limits, |limit| says(Says::AtMostMoney(limit, Edge::Within))),
        Test::Answered => says(Says::Anything),
    }
}

/// When an answer is there, and a test does not hold of it.
fn no(question: QuestionIx, test: &Test, instrument: &Instrument) -> Rule {
    let says = |says| Rule::Says(question, says);
    let has = |option: &OptionId| says(Says::Has(option.clone()));
    let others = |options: &[OptionId]| {
        let offered = instrument.question(question).kind.options().iter().map(|option| &option.id);
        Rule::Any(offered.filter(|id| !options.contains(id)).map(has).collect())
    };
    match test {
        Test::Yes => says(Says::YesNo(false)),
        Test::No => says(Says::YesNo(true)),
        Test::Is(option) => others(std::slice::from_ref(option)),
        Test::AnyOf(options) => others(options),
        Test::IncludesAny(options) => {
            Rule::All(options.iter().map(|option| says(Says::Lacks(option.clone()))).collect())
        }
        Test::IncludesNoneOf(options) => Rule::Any(options.iter().map(has).collect()),
        Test::NoneOfThese => says(Says::SomeOfThese),
        Test::AtLeast(least) => says(Says::AtMost(least - 1)),
        Test::AtMost(most) => says(Says::AtLeast(most + 1)),
        Test::AtLeastDays(least) => says(Says::AtMostDays(least - 1)),
        Test::AtMostDays(most) => says(Says::AtLeastDays(most + 1)),
        Test::AtLeastMoney(limits) => money(limits, |limit| says(Says::AtMostMoney(limit, Edge::Beyond))),
        Test::AtMostMoney(limits) => money(limits, |limit| says(Says::AtLeastMoney(limit, Edge::Beyond))),
        Test::Answered => Rule::Any(Vec::new()),
    }
}

fn money(limits: &[Money], says: impl Fn(Money) -> Rule) -> Rule {
    Rule::Any(limits.iter().cloned().map(says).collect())
}

#[cfg(test)]
mod tests {
    use super::{Edge, Rule, Says};
    use crate::instrument::{Condition, Instrument, Kind, OptionId, QuestionIx, Shelf, Truth, Value};

    /// Whether a rule is so of these answers.
    fn so(rule: &Rule, look: &impl Fn(QuestionIx) -> Option<Value>) -> bool {
        let (question, says) = match rule {
            Rule::All(parts) => return parts.iter().all(|part| so(part, look)),
            Rule::Any(parts) => return parts.iter().any(|part| so(part, look)),
            Rule::Says(question, says) => (*question, says),
        };
        match (says, look(question)) {
            (Says::Nothing, value) => value.is_none(),
            (_, None) => false,
            (Says::Anything, _) | (Says::NoneOfThese | Says::Lacks(_), Some(Value::NoneOfThese)) => true,
            (Says::YesNo(yes), Some(Value::YesNo(told))) => *yes == told,
            (Says::Has(option), Some(Value::Choice(chosen))) => *option == chosen,
            (Says::Has(option), Some(Value::Choices(chosen))) => chosen.contains(option),
            (Says::Lacks(option), Some(Value::Choices(chosen))) => !chosen.contains(option),
            (Says::SomeOfThese, Some(value)) => value != Value::NoneOfThese,
            (Says::AtLeast(least), Some(Value::Number(number))) => number >= *least,
            (Says::AtMost(most), Some(Value::Number(number))) => number <= *most,
            (Says::AtLeastDays(least), Some(Value::Duration(told))) => told.about_days() >= *least,
            (Says::AtMostDays(most), Some(Value::Duration(told))) => told.about_days() <= *most,
            (Says::AtLeastMoney(limit, edge) | Says::AtMostMoney(limit, edge), Some(Value::Money(told))) => {
                let more = matches!(says, Says::AtLeastMoney(..));
                let same = limit.currency == told.currency && limit.period == told.period;
                let order = told.amount.cmp(&limit.amount);
                let within = if more { order.is_gt() } else { order.is_lt() };
                same && (within || *edge == Edge::Within && order.is_eq())
            }
            _ => false,
        }
    }

    /// An answer to a question, or none, drawn from a number.
    fn answer(kind: &Kind, seed: usize) -> Option<Value> {
        let options = || kind.options().iter().map(|option| option.id.clone()).collect::<Vec<OptionId>>();
        match (seed % 4, kind) {
            (0, _) => None,
            (_, Kind::YesNo) => Some(Value::YesNo(seed.is_multiple_of(2))),
            (_, Kind::One { .. }) => Some(Value::Choice(options()[seed / 4 % options().len()].clone())),
            (1, Kind::Several { .. }) => Some(Value::NoneOfThese),
            (_, Kind::Several { .. }) => {
                let chosen = options().into_iter().enumerate().filter(|(at, _)| seed >> (at + 2) & 1 == 1);
                let chosen: Vec<_> = chosen.map(|(_, id)| id).collect();
                Some(if chosen.is_empty() { Value::NoneOfThese } else { Value::Choices(chosen) })
            }
            (_, Kind::Number { min, max, .. }) => {
                let width = usize::try_from(max - min + 1).unwrap_or(1);
                Some(Value::Number(min + i64::try_from(seed / 4 % width).unwrap_or(0)))
            }
            _ => None,
        }
    }

    fn conditions(instrument: &Instrument) -> Vec<&Condition> {
        let relevant = instrument.questions().iter().filter_map(|question| question.relevant.as_ref());
        relevant.chain(instrument.first_things.iter().map(|thing| &thing.when)).collect()
    }

    #[test]
    fn a_rule_is_so_exactly_when_its_condition_is_yes() {
        let shelf = Shelf::bundled();
        let mut held = 0;
        for instrument in shelf.all() {
            for condition in conditions(&instrument) {
                let Ok(rule) = Rule::of(condition, &instrument) else { continue };
                for seed in 0..400_usize {
                    let mixed = |question: QuestionIx| (seed * 7_919 + question.0 * 104_729) % 65_521;
                    let answers: Vec<_> = (0..instrument.questions().len())
                        .map(QuestionIx)
                        .map(|question| answer(&instrument.question(question).kind, mixed(question)))
                        .collect();
                    let ours = condition.holds(&|question| answers[question.0].as_ref()) == Truth::Yes;
                    assert_eq!(so(&rule, &|question| answers[question.0].clone()), ours, "{condition:?}");
                    held += usize::from(ours);
                }
            }
        }
        assert!(held > 100, "{held} times yes");
    }

    #[test]
    fn not_ruled_out_and_not_are_brought_inside() {
        let shelf = Shelf::bundled();
        let instrument = &shelf.all().next().expect("an edition");
        let at = |id: &str| instrument.find(&id.into()).expect("a question");
        let yes = || Condition::Answer(at("freedom.door"), crate::instrument::Test::Yes);
        let no = Rule::Says(at("freedom.door"), Says::YesNo(false));
        assert_eq!(Rule::of(&Condition::Not(Box::new(yes())), instrument), Ok(no.clone()));
        let asked = Condition::NotRuledOut(Box::new(Condition::Not(Box::new(yes()))));
        let silent = Rule::Says(at("freedom.door"), Says::Nothing);
        assert_eq!(Rule::of(&asked, instrument), Ok(Rule::Any(vec![silent, no])));
    }
}
