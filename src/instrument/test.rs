//! What an answer must be for a condition to hold, or for a clue to be raised or ruled out.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;

use super::id::{OptionId, QuestionIx, ReckoningIx};
use super::kind::Kind;
use super::reckoning::{Bound, Reckoning};
use super::truth::Truth;
use super::value::{ChoicesInPart, Money, Value};

/// A test on the answer to one question. A blank, *does not know*, *prefers not to answer* and
/// *not asked* make it [`Truth::Unknown`], never a no.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    /// The answer is yes.
    Yes,
    /// The answer is no.
    No,
    /// This option was chosen.
    Is(OptionId),
    /// One of these was chosen.
    AnyOf(Vec<OptionId>),
    /// At least one of these is among those chosen.
    IncludesAny(Vec<OptionId>),
    /// None of these is among those chosen; true of *none of these* as well.
    IncludesNoneOf(Vec<OptionId>),
    /// The answer is *none of these*.
    NoneOfThese,
    /// The number is this or more.
    AtLeast(i64),
    /// The number is this or less.
    AtMost(i64),
    /// The time is about this many days or more.
    AtLeastDays(i64),
    /// The time is about this many days or less.
    AtMostDays(i64),
    /// The amount is at least that one of these which has its currency and period; unknown if none
    /// has.
    AtLeastMoney(Vec<Money>),
    /// The amount is at most that one of these which has its currency and period; unknown if none
    /// has.
    AtMostMoney(Vec<Money>),
    /// There is an answer.
    Answered,
}

impl Test {
    /// Whether the test holds of an answer; `None` when there is none to look at.
    #[must_use]
    pub fn holds(&self, value: Option<&Value>) -> Truth {
        let Some(value) = value else { return Truth::Unknown };
        let limit = |limits: &[Money], amount: &Money| {
            limits
                .iter()
                .find(|limit| limit.currency == amount.currency && limit.period == amount.period)
                .map(|limit| amount.amount.cmp(&limit.amount))
        };
        if let Value::ChoicesInPart(part) = value {
            return self.holds_in_part(part);
        }
        let holds = match (self, value) {
            (Self::Answered, _) | (Self::NoneOfThese | Self::IncludesNoneOf(_), Value::NoneOfThese) => true,
            (Self::Yes, Value::YesNo(yes)) => *yes,
            (Self::No, Value::YesNo(yes)) => !yes,
            (Self::Is(option), Value::Choice(chosen)) => option == chosen,
            (Self::AnyOf(options), Value::Choice(chosen)) => options.contains(chosen),
            (Self::IncludesAny(options), Value::Choices(chosen)) => {
                chosen.iter().any(|c| options.contains(c))
            }
            (Self::IncludesNoneOf(options), Value::Choices(chosen)) => {
                !chosen.iter().any(|c| options.contains(c))
            }
            (Self::AtLeast(least), Value::Number(number)) => number >= least,
            (Self::AtMost(most), Value::Number(number)) => number <= most,
            (Self::AtLeastDays(least), Value::Duration(duration)) => duration.about_days() >= *least,
            (Self::AtMostDays(most), Value::Duration(duration)) => duration.about_days() <= *most,
            (Self::AtLeastMoney(limits), Value::Money(money)) => match limit(limits, money) {
                Some(order) => order.is_ge(),
                None => return Truth::Unknown,
            },
            (Self::AtMostMoney(limits), Value::Money(money)) => match limit(limits, money) {
                Some(order) => order.is_le(),
                None => return Truth::Unknown,
            },
            _ => false,
        };
        Truth::from(holds)
    }

    /// Whether the test holds of an answer of which a part is known.
    fn holds_in_part(&self, part: &ChoicesInPart) -> Truth {
        let includes = |options: &[OptionId]| {
            if part.chosen.iter().any(|chosen| options.contains(chosen)) {
                Truth::Yes
            } else if options.iter().all(|option| part.not_chosen.contains(option)) {
                Truth::No
            } else {
                Truth::Unknown
            }
        };
        match self {
            Self::Answered => Truth::Yes,
            Self::IncludesAny(options) => includes(options),
            Self::IncludesNoneOf(options) => !includes(options),
            _ => Truth::No,
        }
    }

    /// Whether answers of this kind can be put to the test, and all options that it names exist.
    #[must_use]
    pub fn fits(&self, kind: &Kind) -> bool {
        let offered = |ids: &[OptionId]| {
            !ids.is_empty() && ids.iter().all(|id| kind.options().iter().any(|option| option.id == *id))
        };
        match (self, kind) {
            (Self::Answered, _)
            | (Self::Yes | Self::No, Kind::YesNo)
            | (Self::NoneOfThese, Kind::Several { .. })
            | (Self::AtLeastDays(_) | Self::AtMostDays(_), Kind::Duration { .. }) => true,
            (Self::Is(id), Kind::One { .. }) => offered(std::slice::from_ref(id)),
            (Self::AnyOf(ids), Kind::One { .. })
            | (Self::IncludesAny(ids) | Self::IncludesNoneOf(ids), Kind::Several { .. }) => offered(ids),
            (Self::AtLeast(n) | Self::AtMost(n), Kind::Number { min, max, .. }) => (*min..=*max).contains(n),
            (Self::AtLeastMoney(limits) | Self::AtMostMoney(limits), Kind::Money { currencies, periods }) => {
                !limits.is_empty()
                    && limits.iter().all(|l| currencies.contains(&l.currency) && periods.contains(&l.period))
            }
            _ => false,
        }
    }
}

/// On what a condition rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// On the answer to a question, or on there being none.
    Answer(QuestionIx),
    /// On a fact that is computed from answers, or on its not being known.
    Reckoning(ReckoningIx),
}

/// A condition over several answers, with the questions found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A test on one answer.
    Answer(QuestionIx, Test),
    /// A test on a fact that is computed from answers.
    Reckoned(ReckoningIx, Arc<Reckoning>, Bound),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// It holds, or cannot be told yet.
    NotRuledOut(Box<Condition>),
}

impl Condition {
    /// Whether the condition holds; `look` gives the answer that stands to a question.
    #[must_use]
    pub fn holds<'a>(&self, look: &impl Fn(QuestionIx) -> Option<&'a Value>) -> Truth {
        match self {
            Self::Answer(question, test) => test.holds(look(*question)),
            Self::Reckoned(_, reckoning, bound) => bound.holds(reckoning.reckon(look).interval),
            Self::All(parts) => parts.iter().fold(Truth::Yes, |so_far, part| so_far.and(part.holds(look))),
            Self::Any(parts) => parts.iter().fold(Truth::No, |so_far, part| so_far.or(part.holds(look))),
            Self::Not(part) => !part.holds(look),
            Self::NotRuledOut(part) => Truth::from(part.holds(look) != Truth::No),
        }
    }

    /// What makes the condition hold, not hold, or leaves it untold: the tests of which it rests, each
    /// once, in the order in which they are written.
    #[must_use]
    pub fn rests_on<'a>(&self, look: &impl Fn(QuestionIx) -> Option<&'a Value>) -> Vec<Basis> {
        let mut found = Vec::new();
        self.rest(look, &mut found);
        let mut seen = BTreeSet::new();
        found.retain(|basis| seen.insert(*basis));
        found
    }

    fn rest<'a>(&self, look: &impl Fn(QuestionIx) -> Option<&'a Value>, found: &mut Vec<Basis>) {
        match self {
            Self::Answer(question, _) => found.push(Basis::Answer(*question)),
            Self::Reckoned(reckoning, ..) => found.push(Basis::Reckoning(*reckoning)),
            Self::All(parts) | Self::Any(parts) => {
                let whole = self.holds(look);
                parts.iter().filter(|part| part.holds(look) == whole).for_each(|part| part.rest(look, found));
            }
            Self::Not(part) | Self::NotRuledOut(part) => part.rest(look, found),
        }
    }

    /// The questions that the condition looks at, each once.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionIx> {
        let mut found = Vec::new();
        self.gather(&mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn gather(&self, found: &mut Vec<QuestionIx>) {
        match self {
            Self::Answer(question, _) => found.push(*question),
            Self::Reckoned(_, reckoning, _) => found.extend(reckoning.inputs()),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.gather(found)),
            Self::Not(part) | Self::NotRuledOut(part) => part.gather(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, Test};
    use crate::instrument::{Money, OptionId, Period, QuestionIx, Truth, Value};

    #[test]
    fn what_is_not_answered_is_unknown_to_every_test() {
        for test in [Test::Yes, Test::No, Test::AtLeast(3), Test::NoneOfThese, Test::Answered] {
            assert_eq!(test.holds(None), Truth::Unknown);
        }
    }

    #[test]
    fn none_of_these_includes_none_of_them() {
        let cellar = vec![OptionId::from("cellar")];
        assert_eq!(Test::IncludesNoneOf(cellar.clone()).holds(Some(&Value::NoneOfThese)), Truth::Yes);
        assert_eq!(Test::IncludesAny(cellar.clone()).holds(Some(&Value::NoneOfThese)), Truth::No);
        assert_eq!(Test::IncludesAny(cellar.clone()).holds(Some(&Value::Choices(cellar))), Truth::Yes);
    }

    #[test]
    fn money_is_compared_in_its_own_currency_and_period_only() {
        let money = |amount: &str, period| Money {
            amount: amount.parse().expect("an amount"),
            currency: "EUR".into(),
            period,
        };
        let test = Test::AtMostMoney(vec![money("600", Period::Month)]);
        assert_eq!(test.holds(Some(&Value::Money(money("400", Period::Month)))), Truth::Yes);
        assert_eq!(test.holds(Some(&Value::Money(money("900", Period::Month)))), Truth::No);
        assert_eq!(test.holds(Some(&Value::Money(money("4", Period::Hour)))), Truth::Unknown);
    }

    #[test]
    fn not_ruled_out_is_yes_until_a_no() {
        let asked = Condition::NotRuledOut(Box::new(Condition::Answer(QuestionIx(0), Test::Yes)));
        assert_eq!(asked.holds(&|_| None), Truth::Yes);
        let no = Value::YesNo(false);
        assert_eq!(asked.holds(&|_| Some(&no)), Truth::No);
    }
}
