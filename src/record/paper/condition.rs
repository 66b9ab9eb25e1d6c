//! When a question is asked, in words that can be followed by hand.

use super::Writer;
use crate::instrument::{Bound, Condition, Language, Money, OptionId, QuestionIx, Test};
use crate::wording;

impl Writer<'_> {
    /// When a condition is yes.
    pub(super) fn condition(&self, condition: &Condition) -> String {
        self.part(condition, false)
    }

    fn part(&self, condition: &Condition, within: bool) -> String {
        match condition {
            Condition::Answer(question, test) => self.answer(*question, test),
            Condition::Reckoned(_, reckoning, bound) => {
                let name = reckoning.name.in_language(self.language);
                let facts: Vec<_> =
                    reckoning.inputs().into_iter().map(|question| self.number(question)).collect();
                let name = wording::quoted(name, self.language);
                format!("{name} ({}){}{}", facts.join(", "), self.colon(), self.bound(*bound))
            }
            Condition::All(parts) => self.joined(parts, self.say(" et ", " and "), within),
            Condition::Any(parts) => self.joined(parts, self.say(" ou ", " or "), within),
            Condition::Not(part) => format!("{}({})", self.say("pas ", "not "), self.part(part, false)),
            Condition::NotRuledOut(part) => {
                let unknown = self.say(", ou si ce n’est pas connu", ", or if that is not known");
                let told = format!("{}{unknown}", self.part(part, true));
                if within { format!("({told})") } else { told }
            }
        }
    }

    fn joined(&self, parts: &[Condition], by: &str, within: bool) -> String {
        let told: Vec<_> = parts.iter().map(|part| self.part(part, true)).collect();
        let told = told.join(by);
        if within && parts.len() > 1 { format!("({told})") } else { told }
    }

    fn answer(&self, question: QuestionIx, test: &Test) -> String {
        format!("{}{}{}", self.number(question), self.colon(), self.test(question, test))
    }

    /// When the answer to a question passes a test.
    pub(super) fn test(&self, question: QuestionIx, test: &Test) -> String {
        let kind = &self.instrument.question(question).kind;
        let label = |id: &OptionId| {
            let option = kind.options().iter().find(|option| option.id == *id);
            let label = option.map(|option| option.label.in_language(self.language)).unwrap_or_default();
            wording::quoted(label, self.language)
        };
        let labels = |ids: &[OptionId]| {
            let labels: Vec<_> = ids.iter().map(label).collect();
            labels.join(self.say(" ou ", " or "))
        };
        let at_least = |told: String| format!("{told} {}", self.say("ou plus", "or more"));
        let at_most = |told: String| format!("{told} {}", self.say("ou moins", "or less"));
        let days = |days: &i64| format!("{days} {}", self.say("jours", "days"));
        match test {
            Test::Yes => self.say("oui", "yes").to_owned(),
            Test::No => self.say("non", "no").to_owned(),
            Test::Is(id) => label(id),
            Test::AnyOf(ids) | Test::IncludesAny(ids) => labels(ids),
            Test::IncludesNoneOf(ids) => {
                format!("{}{}", self.say("répondu, sans ", "answered, without "), labels(ids))
            }
            Test::NoneOfThese => self.say("rien de tout cela", "none of these").to_owned(),
            Test::AtLeast(least) => at_least(least.to_string()),
            Test::AtMost(most) => at_most(most.to_string()),
            Test::AtLeastDays(least) => at_least(days(least)),
            Test::AtMostDays(most) => at_most(days(most)),
            Test::AtLeastMoney(limits) => at_least(self.amounts(limits)),
            Test::AtMostMoney(limits) => at_most(self.amounts(limits)),
            Test::Answered => self.say("répondu", "answered").to_owned(),
        }
    }

    fn amounts(&self, limits: &[Money]) -> String {
        let told = limits.iter().map(|limit| {
            format!("{} {} {}", limit.amount, limit.currency, wording::period(limit.period, self.language))
        });
        told.collect::<Vec<_>>().join(" / ")
    }

    fn bound(&self, bound: Bound) -> String {
        match (bound, self.language) {
            (Bound::AtLeast(least), Language::Fr) => format!("{least} ou plus"),
            (Bound::AtLeast(least), Language::En) => format!("{least} or more"),
            (Bound::AtMost(most), Language::Fr) => format!("{most} ou moins"),
            (Bound::AtMost(most), Language::En) => format!("{most} or less"),
            (Bound::Below(limit), Language::Fr) => format!("moins de {limit}"),
            (Bound::Below(limit), Language::En) => format!("less than {limit}"),
        }
    }
}
