//! What comes first, and the legal steps with their published time limits.

use super::Writer;
use super::law::{Clock, Clocks, EmergencyNumbers};
use crate::findings::ClueState;
use crate::findings::lens::{Rule, RuleState};
use crate::instrument::{FirstKind, QuestionIx, Source};
use crate::record::sheet::{Block, Chapter, Line, Row, Span, Table, plain};

impl Writer<'_> {
    fn kinds(&self) -> Vec<FirstKind> {
        self.findings.first_things().map(|at| self.case.instrument().first_things[at].kind).collect()
    }

    /// What comes first whatever else is known, and whom to call.
    pub(super) fn first_things(&self) -> Chapter {
        let instrument = self.case.instrument();
        let mut blocks: Vec<_> = self
            .findings
            .first_things()
            .map(|at| {
                let thing = &instrument.first_things[at];
                let facts = self.numbers(self.grounds_of(at));
                let facts = if facts.is_empty() { facts } else { format!(" ({facts})") };
                let title = format!("{}{facts}", thing.title.in_language(self.language));
                let points = thing.what_to_do.in_language(self.language).iter();
                Block::Urgent(title, points.map(|point| plain(point.as_str())).collect())
            })
            .collect();
        blocks.extend(self.emergency_numbers());
        self.chapter("first", "Ce qui passe avant tout", "What comes first", blocks)
    }

    /// The answers from which a first thing is drawn.
    fn grounds_of(&self, at: usize) -> Vec<QuestionIx> {
        let questions = self.case.instrument().first_things[at].when.questions();
        questions.into_iter().filter(|question| self.shared.look(*question).is_some()).collect()
    }

    fn emergency_numbers(&self) -> Option<Block> {
        let (kinds, carried) = (self.kinds(), EmergencyNumbers::carried());
        let numbers = carried.numbers.iter().filter(|it| it.first.iter().any(|kind| kinds.contains(kind)));
        let told: Vec<_> =
            numbers.map(|it| format!("{} {}", it.number, it.what.in_language(self.language))).collect();
        (!told.is_empty()).then(|| {
            let words = self.say("Numéros d’urgence, en France", "Emergency numbers, in France");
            Block::Small(plain(format!(
                "{words}{}{} ({} {}).",
                self.colon(),
                told.join(" · "),
                self.say("relevés en", "as of"),
                self.month(&carried.as_of)
            )))
        })
    }

    /// A month as the data write it, in words.
    fn month(&self, written: &str) -> String {
        let parts = written.split_once('-').and_then(|(year, month)| Some((year, month.parse().ok()?)));
        parts.map_or_else(
            || written.to_owned(),
            |(year, month)| format!("{} {year}", crate::wording::date::month(month, self.language)),
        )
    }

    /// The steps that what was told calls for.
    fn called_for(&self) -> Vec<&'static Clock> {
        let (instrument, kinds) = (self.case.instrument(), self.kinds());
        let present = |id: &crate::instrument::ClueId| {
            let clue = instrument.find_clue(id);
            clue.is_some_and(|clue| self.findings.clue(clue).state == ClueState::Present)
        };
        let offences = self.reading_of_offences();
        let spoken_of = |id: &crate::findings::lens::StatementId| {
            offences.is_some_and(|reading| {
                let rule = reading.lens().find_statement(id).map(Rule::Statement);
                rule.is_some_and(|rule| {
                    reading.state(rule) != RuleState::RuledOut && !reading.bearing(rule).present.is_empty()
                })
            })
        };
        let clocks = Clocks::carried().clocks.iter();
        clocks
            .filter(|clock| {
                clock.when.first.iter().any(|kind| kinds.contains(kind))
                    || clock.when.clues.iter().any(present)
                    || clock.when.statements.iter().any(spoken_of)
            })
            .collect()
    }

    /// The legal steps, each with its time limit and its article.
    pub(super) fn clocks(&self) -> Chapter {
        let carried = Clocks::carried();
        let row = |clock: &Clock| {
            let sources =
                clock.sources.iter().filter_map(|id| carried.sources.iter().find(|it| it.id == *id));
            Row::Cells(vec![
                vec![
                    vec![Span::Strong(clock.title.in_language(self.language).to_owned())],
                    plain(clock.rule.in_language(self.language)),
                ],
                vec![vec![Span::Strong(clock.limit.in_language(self.language).to_owned())]],
                sources.map(|source| self.article(source)).collect(),
            ])
        };
        let rows: Vec<_> = self.called_for().into_iter().map(row).collect();
        let mut blocks = Vec::new();
        if !rows.is_empty() {
            let columns = [("Démarche", "Step"), ("Délai", "Time limit"), ("Texte", "Text")];
            let columns = columns.map(|(fr, en)| self.say(fr, en).to_owned()).into();
            blocks.push(Block::Table(Table { id: "clocks", columns, rows }));
            let told = self.say(
                "Règles françaises, relevées en {month}. À vérifier par un juriste : rien n’est calculé ici, et \
                 le point de départ de chaque délai reste à établir.",
                "French rules, as of {month}. To be checked by a lawyer: nothing is computed here, and from when \
                 each time limit runs is still to be established.",
            );
            blocks.push(Block::Small(plain(told.replace("{month}", &self.month(&carried.as_of)))));
        }
        let (fr, en) = ("Démarches et délais", "Steps and time limits");
        self.chapter("steps", fr, en, blocks)
    }

    /// Where a rule is published.
    fn article(&self, source: &Source) -> Line {
        let memory = self.say(" (de mémoire)", " (from memory)");
        let memory = if source.verified { "" } else { memory };
        let place = source.place.as_ref().map_or("", |place| place.in_language(self.language));
        let place = place.split_once(" (").map_or(place, |(articles, _)| articles);
        let articles = place.split_once(';').map_or(place, |(articles, _)| articles).trim_end();
        plain(format!("{}{}{articles}{memory}", source.title.in_language(self.language), self.colon()))
    }

    /// What comes first, by its titles.
    pub(super) fn first_things_in_short(&self) -> Chapter {
        let instrument = self.case.instrument();
        let titles = self.findings.first_things().map(|at| {
            let facts = self.numbers(self.grounds_of(at));
            plain(format!("{} ({facts})", instrument.first_things[at].title.in_language(self.language)))
        });
        let titles: Vec<_> = titles.collect();
        let mut blocks = Vec::new();
        if !titles.is_empty() {
            blocks.push(Block::Points(titles));
            blocks.extend(self.emergency_numbers());
        }
        self.chapter("first", "Ce qui passe avant tout", "What comes first", blocks)
    }

    /// What converges, and the present clues of each family by name.
    pub(super) fn convergence_in_short(&self) -> Chapter {
        let instrument = self.case.instrument();
        let mut blocks = vec![Block::Text(vec![Span::Strong(self.converging().to_owned())])];
        let mut pairs = Vec::new();
        for (at, family) in instrument.families.iter().enumerate() {
            let present = self.findings.clues().filter(|(clue, finding)| {
                finding.state == ClueState::Present && instrument.clue(*clue).family == at
            });
            let names: Vec<_> = present.map(|(clue, _)| self.clue_name(clue)).collect();
            if !names.is_empty() {
                pairs.push((family.name.in_language(self.language).to_owned(), plain(names.join(" · "))));
            }
        }
        blocks.extend((!pairs.is_empty()).then_some(Block::Pairs(pairs)));
        let told = self.say(
            "Un indice n’est pas un verdict : des personnes décident.",
            "A clue is not a verdict: people decide.",
        );
        blocks.push(Block::Small(plain(told)));
        self.chapter("convergence", "Ce qui converge", "What converges", blocks)
    }

    /// The legal steps by their titles, each with its time limit.
    pub(super) fn clocks_in_short(&self) -> Chapter {
        let pairs: Vec<_> = self
            .called_for()
            .into_iter()
            .map(|clock| {
                (
                    clock.title.in_language(self.language).to_owned(),
                    plain(clock.limit.in_language(self.language)),
                )
            })
            .collect();
        let mut blocks = Vec::new();
        if !pairs.is_empty() {
            blocks.push(Block::Pairs(pairs));
            let told = self.say(
                "Règles françaises, à vérifier par un juriste ; les articles sont dans le rapport.",
                "French rules, to be checked by a lawyer; the articles are in the report.",
            );
            blocks.push(Block::Small(plain(told)));
        }
        self.chapter("steps", "Démarches et délais", "Steps and time limits", blocks)
    }
}
