//! Reads a lens and names every flaw with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::definition::{GroupId, Indicator, IndicatorId, Lens, Statement, StatementId, StatementIx};
use super::definition::{Role, Strength};
use super::gates::{Gates, Node};
use super::written::{self, Expression};
use crate::instrument::{ClueId, ClueIx, Fault, Flaw, Instrument, LIMITS, SourceId, Text};

/// The format of the files that this version reads.
const LENS: &str = "faisceau-lens/1";

/// The names of an edition's clues.
#[derive(Clone, Debug)]
pub struct Vocabulary(BTreeMap<ClueId, ClueIx>);

impl Vocabulary {
    /// The clues of an instrument.
    #[must_use]
    pub fn of(instrument: &Instrument) -> Self {
        instrument.clues().iter().map(|clue| clue.id.clone()).collect()
    }
}

/// Clues by their names, in the order of their places.
impl FromIterator<ClueId> for Vocabulary {
    fn from_iter<T: IntoIterator<Item = ClueId>>(ids: T) -> Self {
        Self(ids.into_iter().enumerate().map(|(at, id)| (id, ClueIx(at))).collect())
    }
}

impl Lens {
    /// Reads a lens from its file, `lenses/` and its id and `.json`.
    ///
    /// # Errors
    /// Every flaw found, with its place.
    pub fn read(file: &str, text: &str, vocabulary: &Vocabulary) -> Result<Self, Vec<Flaw>> {
        let flawed = |fault| vec![Flaw { place: file.to_owned(), fault }];
        let text = LIMITS.text(text.as_bytes()).map_err(|beyond| flawed(Fault::Beyond(beyond)))?;
        let written: written::Lens =
            serde_json::from_str(text).map_err(|error| flawed(Fault::Unreadable(error.to_string())))?;
        let mut check = Check::over(file, vocabulary, &written);
        match check.lens(written) {
            Some(lens) if check.flaws.is_empty() => Ok(lens),
            _ => Err(check.flaws),
        }
    }
}

/// The flaws found so far, and what may be referred to.
struct Check<'a> {
    file: &'a str,
    vocabulary: &'a Vocabulary,
    flaws: Vec<Flaw>,
    gates: Gates,
    sources: BTreeSet<SourceId>,
    groups: BTreeMap<GroupId, usize>,
    indicators: Names<IndicatorId>,
    /// Of each indicator, its group and its strength.
    members: Vec<(Option<usize>, Option<Strength>)>,
    statements: Names<StatementId>,
    used: BTreeSet<usize>,
    looks_at: LooksAt,
}

/// What the expression at hand looks at itself.
#[derive(Default)]
struct LooksAt {
    groups: BTreeSet<usize>,
    statements: BTreeSet<usize>,
}

/// Where those of a kind stand, and the gates of those that were read; none where a flaw was found.
struct Names<T> {
    places: BTreeMap<T, usize>,
    roots: Vec<Option<Node>>,
}

impl<T: Ord> Names<T> {
    fn of(ids: impl Iterator<Item = T>) -> Self {
        let mut places = BTreeMap::new();
        ids.enumerate().for_each(|(at, id)| {
            places.entry(id).or_insert(at);
        });
        Self { places, roots: Vec::new() }
    }

    /// Where the one of that name stands, and its gate.
    ///
    /// # Errors
    /// When there is none, or none yet.
    fn find(&self, id: &T, told: &str) -> Result<(usize, Option<Node>), Fault> {
        let at = *self.places.get(id).ok_or_else(|| Fault::Unknown(told.to_owned()))?;
        let root = self.roots.get(at).ok_or_else(|| Fault::Ahead(told.to_owned()))?;
        Ok((at, *root))
    }
}

impl<'a> Check<'a> {
    fn over(file: &'a str, vocabulary: &'a Vocabulary, written: &written::Lens) -> Self {
        let mut named = Vec::new();
        let indicators = written.indicators.iter().map(|indicator| &indicator.when);
        let statements = written.statements.iter().map(|statement| &statement.when);
        let applies = written.applies_when.iter().chain(&written.applies_unless);
        applies.chain(indicators).chain(statements).for_each(|expression| expression.clues(&mut named));
        let groups: Names<GroupId> = Names::of(written.groups.iter().map(|group| group.id.clone()));
        Self {
            file,
            vocabulary,
            flaws: Vec::new(),
            gates: Gates::over(named.into_iter().filter_map(|id| vocabulary.0.get(id).copied()).collect()),
            sources: written.sources.iter().map(|source| source.id.clone()).collect(),
            members: written
                .indicators
                .iter()
                .map(|indicator| (groups.places.get(&indicator.group).copied(), indicator.strength))
                .collect(),
            groups: groups.places,
            indicators: Names::of(written.indicators.iter().map(|indicator| indicator.id.clone())),
            statements: Names::of(written.statements.iter().map(|statement| statement.id.clone())),
            used: BTreeSet::new(),
            looks_at: LooksAt::default(),
        }
    }

    fn flaw(&mut self, place: &str, fault: Fault) {
        let place = if place.is_empty() { self.file.to_owned() } else { format!("{}: {place}", self.file) };
        self.flaws.push(Flaw { place, fault });
    }

    fn ensure(&mut self, holds: bool, place: &str, fault: impl FnOnce() -> Fault) {
        if !holds {
            self.flaw(place, fault());
        }
    }

    fn text(&mut self, place: &str, text: &Text) {
        let whole = text.missing().next().is_none();
        self.ensure(whole, place, || Fault::Text);
    }

    fn once<'b>(&mut self, place: &str, names: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            let first = seen.insert(name);
            self.ensure(first, place, || Fault::Twice(name.to_owned()));
        }
    }

    fn source(&mut self, place: &str, source: &SourceId) {
        let known = self.sources.contains(source);
        self.ensure(known, place, || Fault::Unknown(source.to_string()));
    }

    fn lens(&mut self, written: written::Lens) -> Option<Lens> {
        self.head(&written);
        let when = written.applies_when.as_ref().map(|applies| self.expression("applies_when", applies));
        let unless =
            written.applies_unless.as_ref().map(|applies| self.expression("applies_unless", applies));
        let mut indicators = Vec::new();
        for (at, indicator) in written.indicators.into_iter().enumerate() {
            indicators.push(self.indicator(at, indicator));
        }
        let mut statements = Vec::new();
        for (at, statement) in written.statements.into_iter().enumerate() {
            statements.push(self.statement(at, statement));
        }
        for (at, indicator) in indicators.iter().enumerate() {
            let Some(indicator) = indicator else { continue };
            let used = self.used.contains(&at);
            self.ensure(used, &format!("indicators[{at}]"), || Fault::Idle(indicator.id.to_string()));
        }
        Some(Lens {
            id: written.id,
            version: written.version,
            title: written.title,
            about: written.about,
            sources: written.sources,
            groups: written.groups,
            indicators: indicators.into_iter().collect::<Option<_>>()?,
            statements: statements.into_iter().collect::<Option<_>>()?,
            applies_when: when.map_or(Some(None), |root| root.map(Some))?,
            applies_unless: unless.map_or(Some(None), |root| root.map(Some))?,
            gates: std::mem::take(&mut self.gates),
        })
    }

    fn head(&mut self, written: &written::Lens) {
        self.ensure(written.format == LENS, "format", || Fault::Format(written.format.clone()));
        let named = self.file == format!("lenses/{}.json", written.id);
        self.ensure(named, "id", || Fault::Name(written.id.to_string()));
        self.text("title", &written.title);
        self.text("about", &written.about);
        self.once("sources", written.sources.iter().map(|source| source.id.as_str()));
        for (at, source) in written.sources.iter().enumerate() {
            for (part, text) in source.texts() {
                self.text(&format!("sources[{at}].{part}"), text);
            }
        }
        self.once("groups", written.groups.iter().map(|group| group.id.as_str()));
        for (at, group) in written.groups.iter().enumerate() {
            self.text(&format!("groups[{at}].title"), &group.title);
            let filled = self.members.iter().any(|(of, _)| *of == Some(at));
            self.ensure(filled, &format!("groups[{at}]"), || Fault::Idle(group.id.to_string()));
        }
        self.once("indicators", written.indicators.iter().map(|indicator| indicator.id.as_str()));
        self.once("statements", written.statements.iter().map(|statement| statement.id.as_str()));
        let concludes = written.statements.iter().any(|statement| statement.role == Role::Conclusion);
        self.ensure(concludes, "statements", || Fault::Conclusion);
    }

    fn indicator(&mut self, at: usize, written: written::Indicator) -> Option<Indicator> {
        let place = format!("indicators[{at}]");
        self.text(&format!("{place}.title"), &written.title);
        self.source(&format!("{place}.source"), &written.source);
        let group = self.groups.get(&written.group).copied();
        self.ensure(group.is_some(), &format!("{place}.group"), || Fault::Unknown(written.group.to_string()));
        let root = self.expression(&format!("{place}.when"), &written.when);
        self.indicators.roots.push(root);
        Some(Indicator {
            id: written.id,
            group: group?,
            title: written.title,
            strength: written.strength,
            source: written.source,
            place: written.place,
            root: root?,
        })
    }

    fn statement(&mut self, at: usize, written: written::Statement) -> Option<Statement> {
        let place = format!("statements[{at}]");
        self.text(&format!("{place}.title"), &written.title);
        for (state, text) in [
            ("established", &written.said.established),
            ("open", &written.said.open),
            ("ruled_out", &written.said.ruled_out),
        ] {
            self.text(&format!("{place}.said.{state}"), text);
        }
        self.ensure(written.ours || !written.sources.is_empty(), &place, || Fault::Sourceless);
        for (number, source) in written.sources.iter().enumerate() {
            self.source(&format!("{place}.sources[{number}]"), source);
        }
        self.looks_at = LooksAt::default();
        let root = self.expression(&format!("{place}.when"), &written.when);
        self.statements.roots.push(root);
        let looks_at = std::mem::take(&mut self.looks_at);
        Some(Statement {
            id: written.id,
            role: written.role,
            title: written.title,
            said: written.said,
            sources: written.sources,
            ours: written.ours,
            groups: looks_at.groups.into_iter().collect(),
            statements: looks_at.statements.into_iter().map(StatementIx).collect(),
            root: root?,
        })
    }

    /// The expression's gate, if there is no flaw in it.
    fn expression(&mut self, place: &str, written: &Expression) -> Option<Node> {
        match written {
            Expression::Clue(id) => {
                let leaf = self.vocabulary.0.get(id).and_then(|clue| self.gates.leaf(*clue));
                self.ensure(leaf.is_some(), place, || Fault::Unknown(id.to_string()));
                leaf
            }
            Expression::Indicator(id) => {
                let found = self.indicators.find(id, id.as_str());
                let at = self.named(place, found)?;
                self.used.insert(at.0);
                self.looks_at.groups.extend(self.members[at.0].0);
                at.1
            }
            Expression::Statement(id) => {
                let found = self.statements.find(id, id.as_str());
                let at = self.named(place, found)?;
                self.looks_at.statements.insert(at.0);
                at.1
            }
            Expression::Any(parts) => self.gate(&format!("{place}.any"), 1, parts),
            Expression::All(parts) => self.gate(&format!("{place}.all"), parts.len(), parts),
            Expression::AtLeast { count, of } => self.gate(&format!("{place}.at_least.of"), *count, of),
            Expression::Count { group, strengths, at_least } => {
                self.count(&format!("{place}.count"), group, strengths.as_deref(), *at_least)
            }
        }
    }

    fn named(
        &mut self,
        place: &str,
        found: Result<(usize, Option<Node>), Fault>,
    ) -> Option<(usize, Option<Node>)> {
        found.map_err(|fault| self.flaw(place, fault)).ok()
    }

    fn gate(&mut self, place: &str, least: usize, parts: &[Expression]) -> Option<Node> {
        self.once(place, parts.iter().filter_map(Expression::name));
        let nodes: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| self.expression(&format!("{place}[{at}]"), part))
            .collect();
        self.threshold(place, least, nodes)
    }

    fn count(
        &mut self,
        place: &str,
        group: &GroupId,
        strengths: Option<&[Strength]>,
        least: usize,
    ) -> Option<Node> {
        let Some(at) = self.groups.get(group).copied() else {
            self.flaw(place, Fault::Unknown(group.to_string()));
            return None;
        };
        if self.indicators.roots.len() < self.members.len() {
            self.flaw(place, Fault::Ahead(group.to_string()));
            return None;
        }
        let counts = |strength: Option<Strength>| match (strengths, strength) {
            (None, _) => true,
            (Some(strengths), Some(strength)) => strengths.contains(&strength),
            (Some(_), None) => false,
        };
        let members = self.members.iter().enumerate();
        let counted: Vec<_> = members
            .filter(|(_, (of, strength))| *of == Some(at) && counts(*strength))
            .map(|(indicator, _)| indicator)
            .collect();
        self.used.extend(&counted);
        self.looks_at.groups.insert(at);
        self.threshold(
            place,
            least,
            counted.iter().map(|indicator| self.indicators.roots[*indicator]).collect(),
        )
    }

    fn threshold(&mut self, place: &str, least: usize, parts: Vec<Option<Node>>) -> Option<Node> {
        let of = parts.len();
        let within = (1..=of).contains(&least);
        self.ensure(within, place, || Fault::Count { least, of });
        let parts: Vec<_> = parts.into_iter().collect::<Option<_>>()?;
        within.then(|| self.gates.add(least, parts))
    }
}
