//! What is computed from which answers, and the tables of yardsticks.

use std::sync::Arc;

use super::super::yardsticks::{Sectors, Table as Written, Yardsticks};
use super::{BTreeSet, Check, Fault, Kind, QuestionIx, Reckoning, ReckoningIx, written};
use crate::instrument::flaw::Flaw;
use crate::instrument::id::{OptionId, SourceId};
use crate::instrument::reckoning::{LARGEST, Needs, Table};

/// The format of the tables that this version reads.
const YARDSTICKS: &str = "faisceau-yardsticks/1";
const HOURS_IN_A_WEEK: i64 = 168;

impl Table {
    const ALL: [Self; 2] = [Self::MinimumWage, Self::WorkingTime];

    const fn file(self) -> &'static str {
        match self {
            Self::MinimumWage => "yardsticks/minimum-wage.json",
            Self::WorkingTime => "yardsticks/working-time.json",
        }
    }

    const fn rows(self) -> &'static str {
        match self {
            Self::MinimumWage => "minimum_wage",
            Self::WorkingTime => "working_time",
        }
    }
}

impl Yardsticks {
    /// Reads the tables from their files, each with its name: `yardsticks/minimum-wage.json` and
    /// `yardsticks/working-time.json`.
    ///
    /// # Errors
    /// Every flaw found, with its place.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Vec<Flaw>> {
        let mut check = Check::default();
        let yardsticks = check.yardsticks(files, &Table::ALL);
        if check.flaws.is_empty() { Ok(yardsticks) } else { Err(check.flaws) }
    }
}

impl Check {
    pub(super) fn reckonings(
        &mut self,
        files: &[(&str, &str)],
        written: Vec<written::Reckoning>,
    ) -> Vec<Arc<Reckoning>> {
        let place = "instrument.json: reckonings";
        self.once(place, written.iter().map(|reckoning| reckoning.id.as_str()));
        let needed: Vec<_> = Table::ALL
            .into_iter()
            .filter(|table| {
                written.iter().any(|it| it.what.table().is_some_and(|(needs, ..)| needs == *table))
            })
            .collect();
        let yardsticks = Arc::new(self.yardsticks(files, &needed));
        let mut asked = BTreeSet::new();
        let mut found = Vec::new();
        for (at, reckoning) in written.into_iter().enumerate() {
            let place = format!("{place}[{at}]");
            self.text(&format!("{place}.name"), &reckoning.name);
            if let Some((table, country, sector)) = reckoning.what.table() {
                asked.insert((table.file(), country.clone(), sector.clone()));
            }
            let Some(reckoning) = self.reckoning(&place, reckoning, &yardsticks) else { continue };
            let (ix, reckoning) = (ReckoningIx(found.len()), Arc::new(reckoning));
            self.reckonings.insert(reckoning.id.clone(), (ix, Arc::clone(&reckoning)));
            found.push(reckoning);
        }
        for (file, country, sector) in asked {
            let options = |check: &Self, id| {
                let kind = check.questions.get(id).map(|ix| &check.kinds[ix.0]);
                let options = kind.map(Kind::options).unwrap_or_default();
                options.iter().map(|option| option.id.clone()).collect::<BTreeSet<_>>()
            };
            let (countries, sectors) = (options(self, &country), options(self, &sector));
            self.offered(file, &yardsticks, &countries, &sectors);
        }
        found
    }

    fn reckoning(
        &mut self,
        place: &str,
        written: written::Reckoning,
        yardsticks: &Arc<Yardsticks>,
    ) -> Option<Reckoning> {
        let mut whole = true;
        for (part, id, needs) in written.what.parts() {
            let place = format!("{place}.what.{part}");
            let fault = match self.questions.get(id) {
                None => Some(Fault::Unknown(id.to_string())),
                Some(question) if !fits(needs, &self.kinds[question.0]) => Some(Fault::Input(id.to_string())),
                Some(_) => None,
            };
            whole &= fault.is_none();
            if let Some(fault) = fault {
                self.flaw(&place, fault);
            }
        }
        let nothing = written.what.nothing_when().cloned();
        let nothing = match nothing {
            Some(when) => {
                Some(self.condition(&format!("{place}.what.nothing_when"), when, self.kinds.len())?)
            }
            None => None,
        };
        let questions = &self.questions;
        let find = |id| questions.get(&id).copied().unwrap_or(QuestionIx(0));
        whole.then(|| Reckoning {
            id: written.id,
            name: written.name,
            what: written.what.found(find, nothing),
            yardsticks: Arc::clone(yardsticks),
        })
    }

    fn yardsticks(&mut self, files: &[(&str, &str)], tables: &[Table]) -> Yardsticks {
        let mut all = Yardsticks::default();
        for table in tables {
            let file = table.file();
            let Some(written) = self.file::<Written>(files, file) else { continue };
            self.ensure(written.format == YARDSTICKS, file, || Fault::Format(written.format.clone()));
            for (at, source) in written.sources.iter().enumerate() {
                for (part, text) in source.texts() {
                    self.text(&format!("{file}: sources[{at}].{part}"), text);
                }
            }
            self.once(&format!("{file}: sources"), written.sources.iter().map(|source| source.id.as_str()));
            let (wages, times) = (written.minimum_wage, written.working_time);
            let rows = match table {
                Table::MinimumWage => wages.len(),
                Table::WorkingTime => times.len(),
            };
            self.ensure(rows > 0, &format!("{file}: {}", table.rows()), || Fault::Missing);
            let known: BTreeSet<_> = written.sources.iter().map(|source| source.id.clone()).collect();
            self.rows(file, &wages, &times, &known);
            let new = |source: &super::super::Source| all.sources.iter().all(|other| other.id != source.id);
            let new: Vec<_> = written.sources.into_iter().filter(new).collect();
            all.sources.extend(new);
            all.minimum_wage.extend(wages);
            all.working_time.extend(times);
        }
        all
    }

    fn rows(
        &mut self,
        file: &str,
        wages: &[super::super::MinimumWage],
        times: &[super::super::WorkingTime],
        known: &BTreeSet<SourceId>,
    ) {
        let mut seen = BTreeSet::new();
        for (at, row) in wages.iter().enumerate() {
            let place = format!("{file}: minimum_wage[{at}]");
            let code = row.currency.len() == 3 && row.currency.bytes().all(|b| b.is_ascii_uppercase());
            self.ensure(code && row.amount.hundredths() > 0, &place, || Fault::Bounds);
            self.ensure(known.contains(&row.source), &place, || Fault::Unknown(row.source.to_string()));
            let key = (row.country.clone(), row.sectors.named().to_vec(), Some(row.from), false);
            self.row(&place, &row.sectors, seen.insert(key));
        }
        for (at, row) in times.iter().enumerate() {
            let place = format!("{file}: working_time[{at}]");
            let figures = [
                row.legal_week,
                row.most_week,
                row.most_day,
                row.daily_rest,
                row.weekly_rest,
                row.most_days_week,
            ];
            let possible = figures.iter().flatten().all(|hours| (0..=HOURS_IN_A_WEEK).contains(hours));
            self.ensure(possible, &place, || Fault::Figure);
            for source in row.sources.iter().filter(|source| !known.contains(source)) {
                self.flaw(&place, Fault::Unknown(source.to_string()));
            }
            self.ensure(!row.sources.is_empty(), &format!("{place}.sources"), || Fault::Missing);
            let key = (row.country.clone(), row.sectors.named().to_vec(), row.from, row.minor);
            self.row(&place, &row.sectors, seen.insert(key));
        }
    }

    fn row(&mut self, place: &str, sectors: &Sectors, first: bool) {
        self.ensure(first, place, || Fault::Twice("country, sectors, from".to_owned()));
        let empty = matches!(sectors, Sectors::These(sectors) if sectors.is_empty());
        self.ensure(!empty, &format!("{place}.sectors"), || Fault::Missing);
    }

    /// Holds that the countries and sectors of a table are answers that the questions offer.
    fn offered(
        &mut self,
        file: &str,
        yardsticks: &Yardsticks,
        countries: &BTreeSet<OptionId>,
        sectors: &BTreeSet<OptionId>,
    ) {
        let wages = yardsticks.minimum_wage.iter().map(|row| (&row.country, &row.sectors));
        let times = yardsticks.working_time.iter().map(|row| (&row.country, &row.sectors));
        let rows: Vec<_> = if file == Table::MinimumWage.file() { wages.collect() } else { times.collect() };
        for (at, (country, named)) in rows.into_iter().enumerate() {
            let place = format!("{file}: row {at}");
            self.ensure(countries.contains(country), &place, || Fault::Unknown(country.to_string()));
            for sector in named.named().iter().filter(|sector| !sectors.contains(sector)) {
                self.flaw(&place, Fault::Unknown(sector.to_string()));
            }
        }
    }
}

fn fits(needs: Needs, kind: &Kind) -> bool {
    let bounded = match kind {
        Kind::Number { min, max, .. } => *min >= 0 && *max <= LARGEST,
        _ => true,
    };
    bounded && needs.fits(kind)
}
