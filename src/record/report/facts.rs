//! What was told and seen, by family, each source apart.

use std::collections::BTreeMap;

use super::{Writer, law::Outline};
use crate::findings::{ClueState, Weight};
use crate::instrument::{Kind, Language, QuestionIx, Value};
use crate::interview::Part;
use crate::interview::{SaidBy, Standing};
use crate::record::sheet::{Block, Chapter, Line, Row, Span, Table, plain, said};
use crate::wording;

impl Writer<'_> {
    /// What converges, and on what it rests.
    pub(super) fn convergence(&self) -> Chapter {
        let instrument = self.case.instrument();
        let convergence = self.findings.convergence(self.case);
        let mut blocks = vec![Block::Text(vec![Span::Strong(self.converging().to_owned())])];
        if !convergence.families.is_empty() {
            let names = convergence.families.iter();
            let names: Vec<_> =
                names.map(|at| instrument.families[*at].name.in_language(self.language)).collect();
            let told = self.say("Familles où un indice est présent", "Families in which a clue is present");
            blocks.push(Block::Text(plain(format!("{told}{}{}.", self.colon(), names.join(" · ")))));
        }
        if !convergence.rests_on.is_empty() {
            let clues: Vec<_> = convergence.rests_on.iter().map(|clue| self.clue(*clue)).collect();
            let told = self.say(
                "Cela repose sur ces seuls indices ; sans l’un d’eux, on ne le dirait plus",
                "It rests on these clues alone; without one of them it would not be said any more",
            );
            blocks.push(Block::Text(plain(format!("{told}{}{}.", self.colon(), clues.join(" · ")))));
        }
        let note = instrument.convergence.note.in_language(self.language);
        blocks.push(Block::Small(plain(note)));
        self.chapter("convergence", "Ce qui converge", "What converges", blocks)
    }

    /// The families of clues that something was told of, each with its facts.
    pub(super) fn facts(&self) -> Chapter {
        let by_family = self.facts_by_family();
        let mut blocks = Vec::new();
        for (at, family) in self.case.instrument().families.iter().enumerate() {
            let facts = by_family.get(&Some(at));
            let clues = self.clues(at);
            if facts.is_none() && clues.is_none() {
                continue;
            }
            blocks.push(Block::Title(family.name.in_language(self.language).to_owned()));
            blocks.extend(clues);
            blocks.extend(facts.map(|facts| self.table(facts)));
            blocks.extend(self.open_and_absent(at));
        }
        self.chapter("facts", "Faits et indices, par famille", "Facts and clues, by family", blocks)
    }

    /// The facts that speak of no clue, by section; not those that have a chapter of their own.
    pub(super) fn other_facts(&self) -> Chapter {
        let (by_family, instrument) = (self.facts_by_family(), self.case.instrument());
        let outline = Outline::carried();
        let mut facts: Vec<_> = by_family.get(&None).cloned().unwrap_or_default();
        facts.retain(|question| !outline.has(&instrument.question(*question).id));
        let mut rows = Vec::new();
        for facts in facts.chunk_by(|a, b| instrument.question(*a).section == instrument.question(*b).section)
        {
            let section = instrument.section(instrument.question(facts[0]).section);
            rows.extend(self.rows(facts, Some(section.title.in_language(self.language))));
        }
        let blocks = if rows.is_empty() { Vec::new() } else { vec![self.facts_table(rows)] };
        self.chapter("other-facts", "Autres faits", "Other facts", blocks)
    }

    /// What is computed from the answers; not where dates are kept less precise than they were told.
    pub(super) fn reckonings(&self) -> Chapter {
        let instrument = self.case.instrument();
        let known = self.findings.reckonings().filter(|(_, out)| out.interval.is_some());
        let (mut lines, mut figures, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        for (at, out) in known.filter(|_| self.shared.has_whole_dates()) {
            let reckoning = instrument.reckoning(at);
            let told = wording::told(instrument, reckoning, out, self.language);
            let name = reckoning.name.in_language(self.language);
            let working =
                if told.working.is_empty() { String::new() } else { format!(" — {}", told.working) };
            let facts = self.numbers(self.answered(reckoning.inputs()));
            lines.push(vec![
                Span::Strong(format!("{name}{}{}", self.colon(), told.result)),
                Span::Plain(format!("{working} ({facts})")),
            ]);
            for cited in told.figures {
                let memory = self.say(" (de mémoire, à vérifier)", " (from memory, to be checked)");
                let source = format!("{}{}", cited.titles, if cited.read { "" } else { memory });
                figures.extend((!figures.contains(&cited.figure)).then_some(cited.figure));
                sources.extend((!sources.contains(&source)).then_some(source));
            }
        }
        let mut blocks = Vec::new();
        if !lines.is_empty() {
            blocks.push(Block::Points(lines));
        }
        if !figures.is_empty() {
            let told = self.say("Chiffres publiés", "Published figures");
            blocks.push(Block::Small(plain(format!("{told}{}{}.", self.colon(), figures.join(" · ")))));
            let told = self.say("Sources", "Sources");
            blocks.push(Block::Small(plain(format!("{told}{}{}.", self.colon(), sources.join(" · ")))));
        }
        self.chapter(
            "reckonings",
            "Ce qui se calcule des réponses",
            "What is reckoned from the answers",
            blocks,
        )
    }

    /// Answers that do not fit together, for whoever takes the statement up again.
    pub(super) fn mismatches(&self) -> Chapter {
        let instrument = self.case.instrument();
        let line = |at: usize| {
            let mismatch = &instrument.mismatches[at];
            let text = mismatch.text.in_language(self.language);
            plain(format!("{text} ({})", self.numbers(mismatch.questions.iter().copied())))
        };
        let lines: Vec<_> = self.case.mismatches().map(line).collect();
        let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Points(lines)] };
        let (fr, en) = ("Réponses à reprendre ensemble", "Answers to take up together again");
        self.chapter("mismatches", fr, en, blocks)
    }

    fn answered(&self, questions: Vec<QuestionIx>) -> impl Iterator<Item = QuestionIx> {
        questions.into_iter().filter(|question| self.shared.look(*question).is_some())
    }

    /// Whether something may be told of what stands under a question.
    pub(super) fn is_told(&self, question: QuestionIx) -> bool {
        let shared = &self.shared;
        self.case.standing(question) == Standing::Asked
            && (shared.look(question).is_some()
                || shared.own_words(question).is_some()
                || shared.observed(question).is_some())
    }

    /// Every question of which something is told, under one family: the first of which it raises a clue,
    /// otherwise the first that it speaks of.
    fn facts_by_family(&self) -> BTreeMap<Option<usize>, Vec<QuestionIx>> {
        let instrument = self.case.instrument();
        let mut facts: BTreeMap<Option<usize>, Vec<QuestionIx>> = BTreeMap::new();
        for question in (0..instrument.questions().len()).map(QuestionIx) {
            if !self.is_told(question) {
                continue;
            }
            let links = || instrument.question(question).clues.iter();
            let raises = |clue| {
                let grounds = &self.findings.clue(clue).grounds;
                grounds.iter().any(|it| it.question == question && it.weight == Weight::Raises)
            };
            let link = links().find(|link| raises(link.clue)).or_else(|| links().next());
            facts.entry(link.map(|link| instrument.clue(link.clue).family)).or_default().push(question);
        }
        facts
    }

    /// The present clues of a family, each with the facts that raise it.
    fn clues(&self, family: usize) -> Option<Block> {
        let instrument = self.case.instrument();
        let present = self.findings.clues().filter(|(clue, finding)| {
            finding.state == ClueState::Present && instrument.clue(*clue).family == family
        });
        let mut line = Line::new();
        for (clue, _) in present {
            if line.is_empty() {
                line.push(Span::Strong(self.say("■ Présents : ", "■ Present: ").to_owned()));
            } else {
                line.push(Span::Plain(" · ".to_owned()));
            }
            line.push(Span::Plain(self.clue(clue)));
            if let Some(setting) = self.case.setting(clue).filter(|_| self.shared.has(Part::Reasons)) {
                line.push(Span::Plain(self.say(", avec cette raison : ", ", for this reason: ").to_owned()));
                line.push(Span::Words(self.quoted(&setting.reason)));
            }
        }
        (!line.is_empty()).then_some(Block::Text(line))
    }

    /// The clues of a family that are ruled out, and how many are open.
    fn open_and_absent(&self, family: usize) -> Option<Block> {
        let instrument = self.case.instrument();
        let absent = self.findings.clues().filter(|(clue, finding)| {
            finding.state == ClueState::Absent
                && instrument.clue(*clue).family == family
                && !self.withholds_clue(*clue)
        });
        let absent: Vec<_> = absent.map(|(clue, _)| self.clue_name(clue)).collect();
        let open = self.findings.clues().filter(|(clue, finding)| {
            finding.state.is_open() && instrument.clue(*clue).family == family && !self.withholds_clue(*clue)
        });
        let open = open.count();
        let mut told = Vec::new();
        if !absent.is_empty() {
            told.push(format!(
                "▢ {}{}{}",
                self.say("Écartés", "Ruled out"),
                self.colon(),
                absent.join(" · ")
            ));
        }
        if open > 0 {
            told.push(match (self.language, open) {
                (Language::Fr, 1) => "□ 1 indice reste ouvert".to_owned(),
                (Language::Fr, _) => format!("□ {open} indices restent ouverts"),
                (Language::En, 1) => "□ 1 clue stays open".to_owned(),
                (Language::En, _) => format!("□ {open} clues stay open"),
            });
        }
        (!told.is_empty()).then(|| Block::Small(plain(format!("{}.", told.join(". ")))))
    }

    /// A table of facts, those of each source under its name.
    pub(super) fn table(&self, facts: &[QuestionIx]) -> Block {
        self.facts_table(self.rows(facts, None))
    }

    fn facts_table(&self, rows: Vec<Row>) -> Block {
        let columns = [("N°", "No."), ("Question posée", "Question put"), ("Réponse", "Answer")];
        let columns = columns.map(|(fr, en)| self.say(fr, en).to_owned()).into();
        Block::Table(Table { id: "facts", columns, rows })
    }

    /// The facts of each source under its name.
    fn rows(&self, facts: &[QuestionIx], under: Option<&str>) -> Vec<Row> {
        let mut rows = Vec::new();
        for source in SaidBy::ALL {
            let mut of_source =
                facts.iter().filter(|question| self.case.said_by(**question) == source).peekable();
            if of_source.peek().is_some() {
                let named = self.source(source);
                let title = under.map_or_else(|| named.to_owned(), |under| format!("{under} · {named}"));
                rows.push(Row::Group(title));
            }
            rows.extend(of_source.map(|question| self.fact(*question)));
        }
        rows
    }

    /// From whom or from what facts come.
    const fn source(&self, said_by: SaidBy) -> &'static str {
        match said_by {
            SaidBy::Person => self.say("La personne dit", "The person says"),
            SaidBy::WhistleBlower => self.say("La personne qui alerte dit", "The whistle-blower says"),
            SaidBy::Document => self.say("Un document montre", "A document shows"),
            SaidBy::Observed => self.say("L’intervenant a vu", "The interviewer saw"),
        }
    }

    fn fact(&self, question: QuestionIx) -> Row {
        let wording = self.case.instrument().question(question).wording_on(self.case.put(question).track);
        Row::Cells(vec![
            vec![plain(self.number(question))],
            vec![plain(wording.in_language(self.language))],
            self.told(question),
        ])
    }

    /// What is told under a question: the answer, the person's words, what was observed.
    pub(super) fn told(&self, question: QuestionIx) -> Vec<Line> {
        let kind = &self.case.instrument().question(question).kind;
        let written_in = self.case.entry(question).language.as_ref();
        let mut lines = Vec::new();
        match self.shared.value(question) {
            Some(Value::Text(words) | Value::Note(words)) => {
                lines.push(said(self.quoted(&words), written_in, self.language));
            }
            Some(value) => lines.push(plain(wording::value(kind, &value, self.language))),
            None if matches!(kind, Kind::Text | Kind::Note) => {}
            None => {
                let why = self.shared.absence(question);
                lines.extend(why.map(|why| plain(why.meaning().in_language(self.language))));
            }
        }
        if let Some(words) = self.shared.own_words(question) {
            lines.push(said(self.quoted(words), written_in, self.language));
        }
        if let Some(seen) = self.shared.observed(question) {
            let seen = Span::Words(seen.to_owned());
            lines.push(vec![
                Span::Plain(format!("{}{}", self.say("Observé", "Observed"), self.colon())),
                seen,
            ]);
        }
        lines
    }

    /// Words as they were said or written, in quotation marks unless they bear some.
    pub(super) fn quoted(&self, words: &str) -> String {
        if words.starts_with(['«', '“', '„', '"']) {
            words.to_owned()
        } else {
            wording::quoted(words, self.language)
        }
    }
}
