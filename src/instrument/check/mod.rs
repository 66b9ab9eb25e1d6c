//! Reads an instrument's files and names every flaw with its place.
//!
//! What is cheap is checked whenever an instrument is read. [`Instrument::check`] searches besides for
//! questions that no answers lead to, which takes its time.

mod conditions;
mod head;
mod reach;
mod reckonings;
mod stages;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::checked::{Clue, Instrument};
use super::flaw::{Fault, Flaw};
use super::id::{ClueId, ClueIx, QuestionId, QuestionIx, ReckoningId, ReckoningIx, SourceId, StageId};
use super::kind::{ChoiceOption, Kind};
use super::reckoning::Reckoning;
use super::test::Condition;
use super::text::{Text, Texts};
use super::topics::TopicTable;
use super::written;
use crate::intake::Limits;

/// The format of the files that this version reads.
const INSTRUMENT: &str = "faisceau-instrument/1";
const CLUES: &str = "faisceau-clues/1";
/// A file may be as large as a form of thousands of questions, and its conditions as deep as a person
/// could still follow.
pub(crate) const LIMITS: Limits = Limits { bytes: 16 * 1024 * 1024, depth: 32 };

impl Instrument {
    /// Reads an instrument from its files, each with its name: `instrument.json`, `clues.json`,
    /// `stages/` with one file a stage, `yardsticks/` with the tables that its reckonings need,
    /// `topics.json` with what tells delicate topics, and `lenses/` with one file a lens, which is kept as
    /// it is.
    ///
    /// # Errors
    /// Every flaw found, with its place.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Vec<Flaw>> {
        let mut check = Check::default();
        let head: Option<written::Head> = check.file(files, "instrument.json");
        let clues: Option<written::Clues> = check.file(files, "clues.json");
        let stages: Vec<Option<written::Stage>> = StageId::ALL
            .iter()
            .map(|stage| check.file(files, &format!("stages/{}.json", stage.as_str())))
            .collect();
        let stages: Option<Vec<_>> = stages.into_iter().collect();
        let (Some(head), Some(clues), Some(stages)) = (head, clues, stages) else { return Err(check.flaws) };
        let mut instrument = check.instrument(files, head, clues, stages);
        for (file, text) in files.iter().filter(|(file, _)| file.starts_with("lenses/")) {
            match LIMITS.text(text.as_bytes()) {
                Ok(text) => instrument.lenses.push(((*file).to_owned(), text.to_owned())),
                Err(beyond) => check.flaw(file, Fault::Beyond(beyond)),
            }
        }
        check.topics(files, &mut instrument);
        if check.flaws.is_empty() { Ok(instrument) } else { Err(check.flaws) }
    }

    /// Every flaw of an instrument's files, and what is worth a look in them
    /// ([`Fault::is_remark`]): all that [`Instrument::read`] finds; and in files that can be read,
    /// questions that no answers lead to, clues that cannot be ruled out for sure, and what speaks of a
    /// delicate topic and is not tagged with it.
    #[must_use]
    pub fn check(files: &[(&str, &str)]) -> Vec<Flaw> {
        match Self::read(files) {
            Ok(instrument) => {
                let mut flaws = reach::search(&instrument);
                flaws.extend(topics::search(files, &instrument));
                flaws
            }
            Err(flaws) => flaws,
        }
    }
}

/// The flaws found so far, and the names that may be referred to.
#[derive(Default)]
struct Check {
    flaws: Vec<Flaw>,
    sources: BTreeSet<SourceId>,
    clues: BTreeMap<ClueId, ClueIx>,
    questions: BTreeMap<QuestionId, QuestionIx>,
    kinds: Vec<Kind>,
    /// The questions that each question's relevance names.
    sees: Vec<Vec<QuestionIx>>,
    reckonings: BTreeMap<ReckoningId, (ReckoningIx, Arc<Reckoning>)>,
}

impl Check {
    fn flaw(&mut self, place: &str, fault: Fault) {
        self.flaws.push(Flaw { place: place.to_owned(), fault });
    }

    fn ensure(&mut self, holds: bool, place: &str, fault: impl FnOnce() -> Fault) {
        if !holds {
            self.flaw(place, fault());
        }
    }

    fn file<T: DeserializeOwned>(&mut self, files: &[(&str, &str)], name: &str) -> Option<T> {
        let Some((_, text)) = files.iter().find(|(file, _)| *file == name) else {
            self.flaw(name, Fault::Missing);
            return None;
        };
        let text = match LIMITS.text(text.as_bytes()) {
            Ok(text) => text,
            Err(beyond) => {
                self.flaw(name, Fault::Beyond(beyond));
                return None;
            }
        };
        match serde_json::from_str(text) {
            Ok(read) => Some(read),
            Err(error) => {
                self.flaw(name, Fault::Unreadable(error.to_string()));
                None
            }
        }
    }

    fn text(&mut self, place: &str, text: &Text) {
        let whole = text.missing().next().is_none();
        self.ensure(whole, place, || Fault::Text);
    }

    fn texts(&mut self, place: &str, texts: &Texts) {
        let whole = texts.missing().next().is_none() && texts.fr.len() == texts.en.len();
        self.ensure(whole, place, || Fault::Text);
    }

    fn sources(&mut self, place: &str, sources: &[SourceId]) {
        for source in sources {
            let known = self.sources.contains(source);
            self.ensure(known, &format!("{place}.sources"), || Fault::Unknown(source.to_string()));
        }
    }

    fn once<'a>(&mut self, place: &str, names: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            let first = seen.insert(name);
            self.ensure(first, place, || Fault::Twice(name.to_owned()));
        }
    }

    fn options(&mut self, place: &str, options: &[ChoiceOption], most: usize) {
        self.ensure((1..=most).contains(&options.len()), place, || Fault::Options);
        self.once(place, options.iter().map(|option| option.id.as_str()));
        for option in options {
            self.text(&format!("{place}.{}", option.id), &option.label);
        }
    }

    fn instrument(
        &mut self,
        files: &[(&str, &str)],
        mut head: written::Head,
        clues: written::Clues,
        stages: Vec<written::Stage>,
    ) -> Instrument {
        self.head(&head);
        self.ensure(clues.format == CLUES, "clues.json", || Fault::Format(clues.format.clone()));
        self.once("clues.json", clues.clues.iter().map(|clue| clue.id.as_str()));
        self.clues = clues.clues.iter().enumerate().map(|(at, clue)| (clue.id.clone(), ClueIx(at))).collect();
        self.register(&head, &stages);
        let reckonings = self.reckonings(files, std::mem::take(&mut head.reckonings));
        let exemplary = clues.clues.first().is_some_and(|clue| !clue.examples.is_empty());
        let mut clues: Vec<Clue> = clues
            .clues
            .into_iter()
            .enumerate()
            .map(|(at, clue)| self.clue(clue, at, &head, exemplary))
            .collect();

        let (mut sections, mut questions, mut checked) = (Vec::new(), Vec::new(), Vec::new());
        for (expected, stage) in StageId::ALL.into_iter().zip(stages) {
            checked.push(self.stage(expected, stage, &mut sections, &mut questions));
        }
        let mut dependents = vec![Vec::new(); questions.len()];
        let mut raised = vec![false; clues.len()];
        for (at, question) in questions.iter().enumerate() {
            for seen in question.relevant.iter().flat_map(Condition::questions) {
                dependents[seen.0].push(QuestionIx(at));
            }
            for link in &question.clues {
                raised[link.clue.0] |= link.raised_by.is_some();
                let feeders = &mut clues[link.clue.0].feeders;
                if feeders.last() != Some(&QuestionIx(at)) {
                    feeders.push(QuestionIx(at));
                }
            }
        }
        for (clue, raised) in clues.iter().zip(raised) {
            let raised = raised || clue.reckoned.iter().any(|link| link.raised_by.is_some());
            self.ensure(raised, "clues.json", || Fault::Silent(clue.id.to_string()));
        }
        let (mut reckonings_of, mut clues_of) =
            (vec![Vec::new(); questions.len()], vec![Vec::new(); reckonings.len()]);
        for (at, reckoning) in reckonings.iter().enumerate() {
            reckoning.inputs().iter().for_each(|input| reckonings_of[input.0].push(ReckoningIx(at)));
        }
        for (at, clue) in clues.iter().enumerate() {
            clue.reckoned.iter().for_each(|link| clues_of[link.reckoning.0].push(ClueIx(at)));
        }
        let mismatches = std::mem::take(&mut head.mismatches);
        let mismatches = mismatches
            .into_iter()
            .enumerate()
            .filter_map(|(at, mismatch)| self.mismatch(mismatch, at, questions.len()))
            .collect();
        let first_things = std::mem::take(&mut head.first_things);
        let first_things: Vec<_> = first_things
            .into_iter()
            .enumerate()
            .filter_map(|(at, thing)| self.first_thing(thing, at, questions.len()))
            .collect();
        let mut first_things_of = vec![Vec::new(); questions.len()];
        for (at, thing) in first_things.iter().enumerate() {
            thing.when.questions().iter().for_each(|question| first_things_of[question.0].push(at));
        }
        Instrument {
            edition: head.edition(),
            languages: head.languages,
            title: head.title,
            description: head.description,
            sources: head.sources,
            families: head.families,
            convergence: head.convergence,
            first_things,
            lenses: Vec::new(),
            stages: checked,
            tracks: head.tracks,
            mismatches,
            topics: TopicTable::default(),
            reckonings,
            sections,
            questions,
            clues,
            by_id: std::mem::take(&mut self.questions),
            dependents,
            first_things_of,
            reckonings_of,
            clues_of,
        }
    }

    /// Takes down every question's name and kind, so that conditions can be resolved.
    fn register(&mut self, head: &written::Head, stages: &[written::Stage]) {
        for stage in stages {
            for (at, section) in stage.sections.iter().enumerate() {
                for (number, question) in section.questions.iter().enumerate() {
                    let ix = QuestionIx(self.kinds.len());
                    self.kinds.push(question.kind.clone());
                    if self.questions.insert(question.id.clone(), ix).is_some() {
                        let place =
                            format!("stages/{}.json: sections[{at}].questions[{number}]", stage.id.as_str());
                        self.flaw(&place, Fault::Twice(question.id.to_string()));
                    }
                }
            }
        }
        for stage in stages {
            for question in stage.sections.iter().flat_map(|section| &section.questions) {
                let mut seen = self.seen(head, question.relevant.as_ref());
                seen.sort_unstable();
                self.sees.push(seen);
            }
        }
    }

    /// The questions that a condition names, by itself or by its reckonings.
    fn seen(&self, head: &written::Head, condition: Option<&written::Condition>) -> Vec<QuestionIx> {
        let (mut questions, mut reckonings) = (Vec::new(), Vec::new());
        if let Some(condition) = condition {
            condition.names(&mut questions, &mut reckonings);
        }
        for reckoning in head.reckonings.iter().filter(|reckoning| reckonings.contains(&&reckoning.id)) {
            questions.extend(reckoning.what.parts().into_iter().map(|(_, question, _)| question));
        }
        questions.into_iter().filter_map(|id| self.questions.get(id).copied()).collect()
    }

    /// Whether the relevance of one question leads to another, step by step.
    fn leads(&self, from: QuestionIx, to: QuestionIx) -> bool {
        let (mut waiting, mut seen) = (vec![from], BTreeSet::new());
        while let Some(at) = waiting.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                waiting.extend(&self.sees[at.0]);
            }
        }
        false
    }
}
