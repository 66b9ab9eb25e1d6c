//! What an export holds of what is computed from the answers: what comes out, and how.

use serde::{Deserialize, Serialize};

use super::findings::name;
use crate::instrument::{
    Amount, Figure, Gap, Interval, OptionId, Quantity, QuestionId, Reckoned, Reckoning, ReckoningId,
    ReckoningIx, Sectors, SourceId, WageUnit, Yardstick, YearMonth,
};
use crate::interview::Case;

/// A fact that is computed from answers, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReckonedRecord {
    /// Which fact.
    pub reckoning: ReckoningId,
    /// What it is called, in the language of the case.
    pub name: String,
    /// The questions that it is computed from.
    pub questions: Vec<QuestionId>,
    /// Everything that it can be, in hundredths of its unit; absent when it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// Why it is not known, when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<GapRecord>,
    /// The quantities on the way, in hundredths of their units.
    pub working: Vec<Quantity>,
    /// The figures taken from the yardsticks.
    pub yardsticks: Vec<YardstickRecord>,
}

/// Why a reckoning is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapRecord {
    /// These questions have no answer that can be reckoned with.
    Missing(Vec<QuestionId>),
    /// No rule is known for that country and sector, at some moment at which it can have been.
    NoRule,
    /// The pay is in another currency than the minimum wage.
    Currency,
    /// No hour of work, no week or no person to divide by.
    NothingToDivide,
    /// What was paid once covers no length of time that is known.
    PaidOnce,
    /// The dates come the other way round.
    Reversed,
}

/// A figure taken from the yardsticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum YardstickRecord {
    /// A limit to working time, or a rest.
    WorkingTime {
        /// Which figure.
        figure: Figure,
        /// Hours; absent when no rule is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<i64>,
        /// In which country.
        country: OptionId,
        /// In which sectors.
        sectors: Sectors,
        /// From which month on; absent as far back as the table goes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<YearMonth>,
        /// Whether it is for those under 18.
        minor: bool,
        /// Where it is published.
        sources: Vec<SourceId>,
        /// Whether that was read, or is quoted from memory.
        verified: bool,
    },
    /// A minimum wage.
    MinimumWage {
        /// How much.
        amount: Amount,
        /// ISO 4217 code of its currency.
        currency: String,
        /// For how much work.
        unit: WageUnit,
        /// In which country.
        country: OptionId,
        /// In which sectors.
        sectors: Sectors,
        /// From which month on.
        from: YearMonth,
        /// Where it is published.
        source: SourceId,
        /// Whether that was read, or is quoted from memory.
        verified: bool,
    },
}

impl YardstickRecord {
    fn of(reckoning: &Reckoning, used: Yardstick) -> Self {
        let yardsticks = reckoning.yardsticks();
        match used {
            Yardstick::WorkingTime(row, figure) => {
                let row = &yardsticks.working_time[row];
                Self::WorkingTime {
                    figure,
                    hours: row.figure(figure),
                    country: row.country.clone(),
                    sectors: row.sectors.clone(),
                    from: row.from,
                    minor: row.minor,
                    sources: row.sources.clone(),
                    verified: yardsticks.is_verified(&row.sources),
                }
            }
            Yardstick::MinimumWage(row) => {
                let row = &yardsticks.minimum_wage[row];
                Self::MinimumWage {
                    amount: row.amount,
                    currency: row.currency.clone(),
                    unit: row.unit,
                    country: row.country.clone(),
                    sectors: row.sectors.clone(),
                    from: row.from,
                    source: row.source.clone(),
                    verified: yardsticks.is_verified(std::slice::from_ref(&row.source)),
                }
            }
        }
    }
}

pub(super) fn reckoned_record(case: &Case, at: ReckoningIx, reckoned: &Reckoned) -> ReckonedRecord {
    let instrument = case.instrument();
    let reckoning = instrument.reckoning(at);
    let gap = reckoned.gap.as_ref().map(|gap| match gap {
        Gap::Missing(questions) => {
            GapRecord::Missing(questions.iter().map(|question| name(instrument, *question)).collect())
        }
        Gap::NoRule => GapRecord::NoRule,
        Gap::Currency => GapRecord::Currency,
        Gap::NothingToDivide => GapRecord::NothingToDivide,
        Gap::PaidOnce => GapRecord::PaidOnce,
        Gap::Reversed => GapRecord::Reversed,
    });
    ReckonedRecord {
        reckoning: reckoning.id.clone(),
        name: reckoning.name.in_language(case.language()).to_owned(),
        questions: reckoning.inputs().into_iter().map(|question| name(instrument, question)).collect(),
        interval: reckoned.interval,
        gap,
        working: reckoned.working.clone(),
        yardsticks: reckoned.yardsticks.iter().map(|used| YardstickRecord::of(reckoning, *used)).collect(),
    }
}
