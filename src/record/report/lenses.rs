//! What each published rule says, on what it stands, and what would still tell.

use super::Writer;
use super::law::Outline;
use crate::findings::lens::{IndicatorIx, Reading, Role, Rule, RuleState, Statement, StatementIx};
use crate::instrument::{ClueIx, Source, Truth};
use crate::record::sheet::{Block, Chapter, Line, Row, Span, Table, plain};
use crate::wording;

/// How many of the smallest sets of clues are looked at for one that may be named.
const SETS: usize = 8;

impl Writer<'_> {
    /// The readings of the rules that are made for this case, or may be.
    fn applying(&self) -> impl Iterator<Item = &Reading> {
        self.findings.readings().iter().filter(|reading| reading.applies() != Truth::No)
    }

    fn is_of_offences(reading: &Reading) -> bool {
        reading.lens().id.as_str() == Outline::carried().lens_of_offences
    }

    /// The rule whose elements are those of the offences.
    pub(super) fn reading_of_offences(&self) -> Option<&Reading> {
        self.applying().find(|reading| Self::is_of_offences(reading))
    }

    /// Whether anything was told that bears on a rule.
    fn bears(reading: &Reading) -> bool {
        let rules = || reading.lens().rules();
        rules().any(|rule| !reading.bearing(rule).present.is_empty())
    }

    /// What every rule says of the whole; then each with its steps. The offences have their own chapter.
    pub(super) fn lenses(&self) -> Chapter {
        let mut blocks = Vec::new();
        if self.applying().next().is_some() {
            blocks.push(Block::Small(plain(self.say(
                "Une grille dit si ce qui a été raconté s’accorde avec une règle publiée. Elle n’identifie personne.",
                "A lens says whether what was told is consistent with a published rule. It identifies nobody.",
            ))));
            blocks.extend(self.overview());
        }
        let steps = self.applying().filter(|reading| Self::bears(reading) && !Self::is_of_offences(reading));
        for reading in steps {
            let lens = reading.lens();
            let title = lens.title.in_language(self.language);
            blocks.push(Block::Title(format!("{title} ({})", lens.version)));
            blocks.extend(self.steps(reading));
            blocks.push(self.sources(&lens.sources));
        }
        self.chapter("lenses", "Constats, par grille de lecture", "Findings, by lens", blocks)
    }

    /// One row a rule that something bears on: where it stands, and the strongest that it says; the others
    /// by name.
    fn overview(&self) -> Vec<Block> {
        let row = |reading: &Reading| {
            let lens = reading.lens();
            let said = reading.strongest().map_or_else(
                || {
                    self.say("Rien n’est établi à ce stade.", "Nothing is established at this point.")
                        .to_owned()
                },
                |at| lens.statement(at).said.established.in_language(self.language).to_owned(),
            );
            Row::Cells(vec![
                vec![plain(self.lens_title(reading))],
                vec![plain(self.state(reading.overall()))],
                vec![plain(said)],
            ])
        };
        let columns =
            [("Grille", "Lens"), ("État", "State"), ("Ce qu’elle dit au plus", "The most that it says")];
        let columns = columns.map(|(fr, en)| self.say(fr, en).to_owned()).into();
        let rows: Vec<_> = self.applying().filter(|reading| Self::bears(reading)).map(row).collect();
        let table = (!rows.is_empty()).then_some(Block::Table(Table { id: "lenses", columns, rows }));
        table.into_iter().chain(self.silent_lenses()).collect()
    }

    /// The rules that nothing told bears on yet, by name.
    fn silent_lenses(&self) -> Option<Block> {
        let silent = self.applying().filter(|reading| !Self::bears(reading));
        let titles: Vec<_> = silent.map(|reading| self.lens_title(reading)).collect();
        let told = self.say("◐ Rien de connu ne porte encore sur", "◐ Nothing known bears yet on");
        (!titles.is_empty())
            .then(|| Block::Small(plain(format!("{told}{}{}.", self.colon(), titles.join(" · ")))))
    }

    fn lens_title(&self, reading: &Reading) -> String {
        let maybe = match reading.applies() {
            Truth::Unknown => self.say(" (s’applique peut-être)", " (may apply)"),
            _ => "",
        };
        format!("{}{maybe}", reading.lens().title.in_language(self.language))
    }

    /// What each rule says of the whole, on one line.
    pub(super) fn lenses_in_short(&self) -> Chapter {
        let pair = |reading: &Reading| {
            let strongest = reading.strongest().map(|at| &reading.lens().statement(at).title);
            let strongest =
                strongest.map(|title| format!("{}{}", self.colon(), title.in_language(self.language)));
            let state = self.state(reading.overall());
            (self.lens_title(reading), plain(format!("{state}{}", strongest.unwrap_or_default())))
        };
        let pairs: Vec<_> = self.applying().filter(|reading| Self::bears(reading)).map(pair).collect();
        let pairs = (!pairs.is_empty()).then_some(Block::Pairs(pairs));
        let blocks = pairs.into_iter().chain(self.silent_lenses()).collect();
        self.chapter("lenses", "Constats, par grille de lecture", "Findings, by lens", blocks)
    }

    /// The elements of the offences, with the answers that speak to them.
    pub(super) fn offences(&self) -> Chapter {
        let mut blocks = Vec::new();
        if let Some(reading) = self.reading_of_offences().filter(|reading| Self::bears(reading)) {
            blocks.push(Block::Small(plain(self.say(
                "Les éléments de chaque infraction, et les faits qui y répondent. La qualification appartient à \
                 la justice.",
                "The elements of each offence, and the facts that speak to them. Which offence it is, justice \
                 decides.",
            ))));
            blocks.extend(self.steps(reading));
            blocks.push(self.sources(&reading.lens().sources));
        }
        let (fr, en) = ("Éléments des infractions (droit français)", "Elements of the offences (French law)");
        self.chapter("offences", fr, en, blocks)
    }

    /// The steps of a rule that something was told of, as a table; the others by name.
    fn steps(&self, reading: &Reading) -> Vec<Block> {
        let lens = reading.lens();
        let statements = || (0..lens.statements.len()).map(StatementIx);
        let with = |role: fn(Role) -> bool| statements().filter(move |at| role(lens.statement(*at).role));
        let steps: Vec<_> = with(|role| role != Role::Conclusion).collect();
        let mut rows = Vec::new();
        let (mut open, mut ruled_out) = (Vec::new(), Vec::new());
        let mut judge = |title: String, rule: Rule, said: Option<Line>, rows: &mut Vec<Row>| {
            if self.withholds_rule(reading, rule) {
                return;
            }
            let state = reading.state(rule);
            let present = reading.bearing(rule).present;
            match state {
                RuleState::RuledOut => ruled_out.push(title),
                RuleState::Open if present.is_empty() => open.push(title),
                RuleState::Open | RuleState::Established => {
                    let carried = said.is_none().then(|| self.carried(&present)).into_iter().chain(said);
                    let lines: Vec<Line> = carried.chain(self.would_tell(reading, rule)).collect();
                    rows.push(Row::Cells(vec![vec![plain(title)], vec![plain(self.state(state))], lines]));
                }
            }
        };
        if steps.is_empty() {
            for at in (0..lens.indicators.len()).map(IndicatorIx) {
                let title = lens.indicator(at).title.in_language(self.language).to_owned();
                judge(title, Rule::Indicator(at), None, &mut rows);
            }
        } else {
            rows.push(Row::Group(self.say("Éléments et dimensions", "Elements and dimensions").to_owned()));
            for at in steps {
                let statement = lens.statement(at);
                let through = self.through(reading, statement);
                judge(self.titled(&statement.title, statement.ours), Rule::Statement(at), through, &mut rows);
            }
        }
        let before = rows.len();
        rows.push(Row::Group(
            self.say("Conclusions, de la plus faible à la plus forte", "Conclusions, from the weakest")
                .to_owned(),
        ));
        for at in with(|role| role == Role::Conclusion) {
            let statement = lens.statement(at);
            let said = match reading.statement(at) {
                RuleState::Established => &statement.said.established,
                _ => &statement.said.open,
            };
            let said = plain(said.in_language(self.language));
            judge(self.titled(&statement.title, statement.ours), Rule::Statement(at), Some(said), &mut rows);
        }
        if rows.len() == before + 1 {
            rows.pop();
        }
        if matches!(rows[..], [Row::Group(_)]) {
            rows.clear();
        }
        let columns = [
            ("Élément ou conclusion", "Element or conclusion"),
            ("État", "State"),
            ("Ce qui le porte, et ce qui manque", "What carries it, and what is missing"),
        ];
        let columns = columns.map(|(fr, en)| self.say(fr, en).to_owned()).into();
        let mut blocks = Vec::new();
        if !rows.is_empty() {
            blocks.push(Block::Table(Table { id: "statements", columns, rows }));
        }
        let listed = |told: &str, titles: Vec<String>| {
            (!titles.is_empty())
                .then(|| Block::Small(plain(format!("{told}{}{}.", self.colon(), titles.join(" · ")))))
        };
        blocks.extend(listed(self.say("◐ Rien n’est encore connu de", "◐ Nothing is known yet of"), open));
        blocks.extend(listed(self.say("○ Aucun signe vu", "○ No sign seen"), ruled_out));
        blocks
    }

    /// The earlier statements that one stands on alone: they cite their own facts.
    fn through(&self, reading: &Reading, statement: &Statement) -> Option<Line> {
        if statement.statements.is_empty() || !statement.groups.is_empty() {
            return None;
        }
        let earlier = statement
            .statements
            .iter()
            .filter(|at| !reading.bearing(Rule::Statement(**at)).present.is_empty());
        let mark = |state| match state {
            RuleState::Established => "●",
            _ => "◐",
        };
        let titles = earlier.map(|at| {
            let title = reading.lens().statement(*at).title.in_language(self.language);
            format!("{} {title}", mark(reading.statement(*at)))
        });
        Some(plain(titles.collect::<Vec<_>>().join(" · ")))
    }

    fn titled(&self, title: &crate::instrument::Text, ours: bool) -> String {
        let ours = if ours { self.say(" (lecture de notre fait)", " (our own reading)") } else { "" };
        format!("{}{ours}", title.in_language(self.language))
    }

    fn carried(&self, present: &[ClueIx]) -> Line {
        plain(present.iter().map(|clue| self.clue(*clue)).collect::<Vec<_>>().join(" · "))
    }

    /// The least that would establish what is open.
    fn would_tell(&self, reading: &Reading, rule: Rule) -> Option<Line> {
        // Beside those that must not be named, another set may be as small.
        let smallest = reading.smallest(rule, if self.withholds { SETS } else { 1 });
        let named = |set: &&Vec<ClueIx>| !set.iter().any(|clue| self.withholds_clue(*clue));
        let set = smallest.sets.iter().find(named)?;
        let clues: Vec<_> = set.iter().map(|clue| self.clue_name(*clue)).collect();
        let told = if smallest.more || smallest.sets.len() > 1 {
            self.say("Reste à savoir, par exemple", "Still to be known, for one")
        } else {
            self.say("Reste à savoir", "Still to be known")
        };
        Some(vec![Span::Plain(format!("{told}{}{}.", self.colon(), clues.join(" + ")))])
    }

    pub(super) fn state(&self, state: RuleState) -> &'static str {
        match state {
            RuleState::Established => self.say("● signes cohérents", "● signs consistent"),
            RuleState::Open => self.say("◐ pas assez connu", "◐ not enough known"),
            RuleState::RuledOut => self.say("○ aucun signe vu", "○ no sign seen"),
        }
    }

    /// What is cited, and what of it is quoted from memory.
    pub(super) fn sources(&self, sources: &[Source]) -> Block {
        let cited: Vec<_> = sources.iter().map(|source| self.source_words(source)).collect();
        let told = self.say("Sources", "Sources");
        Block::Small(plain(format!(
            "{told}{}{}.",
            self.colon(),
            cited.join(wording::semicolon(self.language))
        )))
    }

    pub(super) fn source_words(&self, source: &Source) -> String {
        let memory = self.say(" (de mémoire, à vérifier)", " (from memory, to be checked)");
        let memory = if source.verified { "" } else { memory };
        format!("{}{memory}", wording::source(source, self.language))
    }
}
