//! Dated tables of published figures: the minimum wage, working time and rest, by country and sector.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::date::YearMonth;
use super::id::{OptionId, SourceId};
use super::parts::Source;
use super::value::Amount;

/// The tables, and what they rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Yardsticks {
    /// What the figures rest on.
    pub sources: Vec<Source>,
    /// The minimum wage.
    pub minimum_wage: Vec<MinimumWage>,
    /// The limits to working time, and the rest that is due.
    pub working_time: Vec<WorkingTime>,
}

/// One table as its file holds it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub format: String,
    pub sources: Vec<Source>,
    #[serde(default)]
    pub minimum_wage: Vec<MinimumWage>,
    #[serde(default)]
    pub working_time: Vec<WorkingTime>,
}

/// The sectors that a row speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Sectors {
    /// Every sector that no other row of the country names.
    Any(AnySector),
    /// These, by the options of the question that asks for the sector.
    These(Vec<OptionId>),
}

/// Every sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnySector {
    /// Every sector that no other row of the country names.
    Any,
}

/// For how much work a minimum wage is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WageUnit {
    /// For an hour.
    Hour,
    /// For a day.
    Day,
}

/// The minimum wage from one month on, until the next row of the same country and sectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumWage {
    /// In which country: an option of the question that asks for it.
    pub country: OptionId,
    /// In which sectors.
    pub sectors: Sectors,
    /// ISO 4217 code of the currency.
    pub currency: String,
    /// For an hour or for a day.
    pub unit: WageUnit,
    /// From which month on.
    pub from: YearMonth,
    /// How much, before any deduction.
    pub amount: Amount,
    /// Where it is published.
    pub source: SourceId,
}

/// The limits to working time from one month on, in hours. What is `None` has no rule that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingTime {
    /// In which country.
    pub country: OptionId,
    /// In which sectors.
    pub sectors: Sectors,
    /// From which month on; as far back as the table goes, without one.
    #[serde(default)]
    pub from: Option<YearMonth>,
    /// Whether the row is for those under 18.
    #[serde(default)]
    pub minor: bool,
    /// Hours of a full week.
    #[serde(default)]
    pub legal_week: Option<i64>,
    /// The most hours in a week.
    #[serde(default)]
    pub most_week: Option<i64>,
    /// The most hours in a day.
    #[serde(default)]
    pub most_day: Option<i64>,
    /// Hours of rest in a row between two days.
    #[serde(default)]
    pub daily_rest: Option<i64>,
    /// Hours of rest in a row in a week.
    #[serde(default)]
    pub weekly_rest: Option<i64>,
    /// The most days of work in a week.
    #[serde(default)]
    pub most_days_week: Option<i64>,
    /// Where it is published.
    pub sources: Vec<SourceId>,
}

impl Sectors {
    fn names(&self, sector: &OptionId) -> bool {
        matches!(self, Self::These(sectors) if sectors.contains(sector))
    }

    /// The sectors named; none for a row that speaks of any.
    #[must_use]
    pub fn named(&self) -> &[OptionId] {
        match self {
            Self::Any(_) => &[],
            Self::These(sectors) => sectors,
        }
    }
}

/// The months in which something can have been. No bound where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Months {
    pub first: Option<YearMonth>,
    pub last: Option<YearMonth>,
}

/// What a row is found by.
trait Row {
    fn country(&self) -> &OptionId;
    fn sectors(&self) -> &Sectors;
    fn from(&self) -> Option<YearMonth>;
}

impl Row for MinimumWage {
    fn country(&self) -> &OptionId {
        &self.country
    }
    fn sectors(&self) -> &Sectors {
        &self.sectors
    }
    fn from(&self) -> Option<YearMonth> {
        Some(self.from)
    }
}

impl Row for WorkingTime {
    fn country(&self) -> &OptionId {
        &self.country
    }
    fn sectors(&self) -> &Sectors {
        &self.sectors
    }
    fn from(&self) -> Option<YearMonth> {
        self.from
    }
}

/// The row in force: the one that names the sector before the one for any; then the latest that had
/// begun. Before all time, only a row without a beginning.
fn in_force<R: Row>(
    rows: &[R],
    country: &OptionId,
    sector: Option<&OptionId>,
    month: Option<YearMonth>,
    fits: impl Fn(&R) -> bool,
) -> Option<usize> {
    let latest = |named: bool| {
        let of_sector = |row: &R| match sector {
            Some(sector) if named => row.sectors().names(sector),
            _ => !named && matches!(row.sectors(), Sectors::Any(_)),
        };
        let rows = rows.iter().enumerate();
        rows.filter(|(_, row)| {
            *row.country() == *country && row.from() <= month && of_sector(row) && fits(row)
        })
        .max_by_key(|(_, row)| row.from())
        .map(|(at, _)| at)
    };
    latest(true).or_else(|| latest(false))
}

/// Every sector that can be meant: the one told; otherwise each that a row of the country names, and
/// one that none does.
fn sectors<'a, R: Row>(
    rows: &'a [R],
    country: &OptionId,
    told: Option<&'a OptionId>,
) -> Vec<Option<&'a OptionId>> {
    if told.is_some() {
        return vec![told];
    }
    let named = rows.iter().filter(|row| *row.country() == *country).flat_map(|row| row.sectors().named());
    let named: BTreeSet<_> = named.collect();
    named.into_iter().map(Some).chain([None]).collect()
}

/// The moments at which another row can come into force in these months: their start, and each
/// beginning of a row in them.
fn changes<R: Row>(rows: &[R], country: &OptionId, months: Months) -> BTreeSet<Option<YearMonth>> {
    let inside =
        |from: &YearMonth| Some(*from) > months.first && months.last.is_none_or(|last| *from <= last);
    let own = rows.iter().filter(|row| *row.country() == *country).filter_map(Row::from);
    own.filter(inside).map(Some).chain([months.first]).collect()
}

impl Yardsticks {
    /// The source of that name.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// Whether all of these sources were read, and none is quoted from memory.
    #[must_use]
    pub fn is_verified(&self, sources: &[SourceId]) -> bool {
        sources.iter().all(|id| self.source(id).is_some_and(|source| source.verified))
    }

    /// The rows on working time that can have been in force; `None` when at some moment none was. A
    /// minor is under the rows for minors where there are some.
    pub(super) fn working_time(
        &self,
        country: &OptionId,
        sector: Option<&OptionId>,
        months: Months,
        minor: &[bool],
    ) -> Option<BTreeSet<usize>> {
        let rows = &self.working_time;
        let mut found = BTreeSet::new();
        for month in changes(rows, country, months) {
            for sector in sectors(rows, country, sector) {
                for minor in minor {
                    let own =
                        minor.then(|| in_force(rows, country, sector, month, |row| row.minor)).flatten();
                    let row = own.or_else(|| in_force(rows, country, sector, month, |row| !row.minor));
                    found.insert(row?);
                }
            }
        }
        Some(found)
    }

    /// The minimum wages that can have been in force, by the month from which they were; `None` when
    /// at some moment none was.
    pub(super) fn minimum_wage(
        &self,
        country: &OptionId,
        sector: Option<&OptionId>,
        months: Months,
    ) -> Option<Vec<(Option<YearMonth>, BTreeSet<usize>)>> {
        let rows = &self.minimum_wage;
        let sectors = sectors(rows, country, sector);
        let of_month = |month: Option<YearMonth>| {
            let found = sectors.iter().map(|sector| in_force(rows, country, *sector, month, |_| true));
            found.collect::<Option<BTreeSet<_>>>().map(|found| (month, found))
        };
        changes(rows, country, months).into_iter().map(of_month).collect()
    }
}
