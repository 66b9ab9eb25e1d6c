//! Reads an instrument's files and names every flaw with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::DeserializeOwned;

use super::checked::{Asking, Clue, ClueLink, FirstThing, Instrument, Question, Section, Stage};
use super::id::{ClueId, ClueIx, QuestionId, QuestionIx, SectionIx, SourceId, StageId};
use super::kind::{ChoiceOption, Kind};
use super::test::{Condition, Test};
use super::text::{Text, Texts};
use super::written;

/// The format of the files that this version reads.
const INSTRUMENT: &str = "faisceau-instrument/1";
const CLUES: &str = "faisceau-clues/1";
/// A digit answers each option.
const OPTIONS: usize = 9;

/// Something wrong in an instrument's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where: the file, then the way to the place in it.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong in an instrument's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not there.
    Missing,
    /// The file cannot be read as what it should be.
    Unreadable(String),
    /// The file is of another format.
    Format(String),
    /// A text is missing in a language.
    Text,
    /// A name is used twice.
    Twice(String),
    /// A name that nothing carries.
    Unknown(String),
    /// A choice offers nothing, or more options than there are digits.
    Options,
    /// The test does not fit the question that it is put to.
    Test,
    /// The condition looks at a question that is not asked earlier.
    Later(String),
    /// The stages are not the four of the practice, in their order.
    Stages,
    /// An asking stage without an agreement, or a decision with one.
    Agreement,
    /// No answer raises the clue.
    Silent(String),
    /// The bounds, the currencies, the periods or the units leave nothing to answer.
    Bounds,
    /// The file is not named after what it holds.
    Name(String),
    /// An expression looks at something that is only said later.
    Ahead(String),
    /// A count that is always reached, or never.
    Count {
        /// How many must hold.
        least: usize,
        /// Of how many.
        of: usize,
    },
    /// No rule uses it.
    Idle(String),
    /// A statement that cites nothing and is not said to be ours.
    Sourceless,
    /// A lens that concludes nothing.
    Conclusion,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.fault {
            Fault::Missing => f.write_str("the file is missing"),
            Fault::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Fault::Format(format) => write!(f, "the format “{format}” is not one that this version reads"),
            Fault::Text => f.write_str("a text is missing in one of the languages"),
            Fault::Twice(name) => write!(f, "“{name}” is used twice"),
            Fault::Unknown(name) => write!(f, "there is no “{name}”"),
            Fault::Options => write!(f, "a choice offers 1 to {OPTIONS} options"),
            Fault::Test => {
                f.write_str("the test does not fit the question, or names an option it does not offer")
            }
            Fault::Later(name) => write!(f, "looks at “{name}”, which is not asked earlier"),
            Fault::Stages => {
                f.write_str("the stages are alert, questionnaire, interview and decision, in order")
            }
            Fault::Agreement => f.write_str("each asking stage has an agreement, the decision has none"),
            Fault::Silent(name) => write!(f, "no answer raises “{name}”"),
            Fault::Bounds => f.write_str("nothing could be answered"),
            Fault::Name(name) => write!(f, "the file is not named after “{name}”"),
            Fault::Ahead(name) => write!(f, "looks at “{name}”, which is only said later"),
            Fault::Count { least: 0, .. } => f.write_str("at least none: that always holds"),
            Fault::Count { least, of } => write!(f, "at least {least} of {of}: that never holds"),
            Fault::Idle(name) => write!(f, "no rule uses “{name}”"),
            Fault::Sourceless => f.write_str("no source is cited, and the rule is not said to be ours"),
            Fault::Conclusion => f.write_str("there is no conclusion"),
        }
    }
}

impl Instrument {
    /// Reads an instrument from its files, each with its name: `instrument.json`, `clues.json`,
    /// `stages/` with one file a stage, and `lenses/` with one file a lens, which is kept as it is.
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
        let mut instrument = check.instrument(head, clues, stages);
        let lens = |(file, text): &(&str, &str)| (file.to_string(), text.to_string());
        instrument.lenses = files.iter().filter(|(file, _)| file.starts_with("lenses/")).map(lens).collect();
        if check.flaws.is_empty() { Ok(instrument) } else { Err(check.flaws) }
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

    fn kind(&mut self, place: &str, kind: &Kind) {
        match kind {
            Kind::One { options } | Kind::Several { options } => self.options(place, options, OPTIONS),
            Kind::Number { min, max, unit } => {
                self.ensure(min < max, place, || Fault::Bounds);
                self.text(&format!("{place}.unit"), unit);
            }
            Kind::Money { currencies, periods } => {
                let codes =
                    currencies.iter().all(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()));
                let any = !currencies.is_empty() && !periods.is_empty();
                self.ensure(codes && any, place, || Fault::Bounds);
            }
            Kind::Duration { units } => self.ensure(!units.is_empty(), place, || Fault::Bounds),
            Kind::YesNo | Kind::Date | Kind::Text | Kind::Note => {}
        }
    }

    /// The condition with its questions found, if all of them are asked before `before`.
    fn condition(&mut self, place: &str, written: written::Condition, before: usize) -> Option<Condition> {
        use written::Condition as Written;
        let several = |check: &mut Self, parts: Vec<Written>, name: &str| {
            let found: Vec<_> = parts
                .into_iter()
                .enumerate()
                .map(|(at, part)| check.condition(&format!("{place}.{name}[{at}]"), part, before))
                .collect();
            found.into_iter().collect::<Option<Vec<_>>>()
        };
        match written {
            Written::Answer { question, test } => {
                let Some(ix) = self.questions.get(&question).copied() else {
                    self.flaw(place, Fault::Unknown(question.to_string()));
                    return None;
                };
                self.ensure(ix.0 < before, place, || Fault::Later(question.to_string()));
                self.ensure(test.fits(&self.kinds[ix.0].clone()), place, || Fault::Test);
                Some(Condition::Answer(ix, test))
            }
            Written::All(parts) => several(self, parts, "all").map(Condition::All),
            Written::Any(parts) => several(self, parts, "any").map(Condition::Any),
            Written::Not(part) => self
                .condition(&format!("{place}.not"), *part, before)
                .map(|part| Condition::Not(Box::new(part))),
            Written::NotRuledOut(part) => self
                .condition(&format!("{place}.not_ruled_out"), *part, before)
                .map(|part| Condition::NotRuledOut(Box::new(part))),
        }
    }

    fn link(&mut self, place: &str, written: written::ClueLink, kind: &Kind) -> Option<ClueLink> {
        let fits = |test: &Test| test.fits(kind);
        self.ensure(fits(&written.raised_by), &format!("{place}.raised_by"), || Fault::Test);
        self.ensure(written.ruled_out_by.as_ref().is_none_or(fits), &format!("{place}.ruled_out_by"), || {
            Fault::Test
        });
        let Some(clue) = self.clues.get(&written.clue).copied() else {
            self.flaw(&format!("{place}.clue"), Fault::Unknown(written.clue.to_string()));
            return None;
        };
        Some(ClueLink { clue, raised_by: written.raised_by, ruled_out_by: written.ruled_out_by })
    }

    fn clue(&mut self, written: written::Clue, at: usize, head: &written::Head) -> Clue {
        let place = format!("clues.json: clues[{at}]");
        self.text(&format!("{place}.name"), &written.name);
        self.text(&format!("{place}.definition"), &written.definition);
        self.sources(&place, &written.sources);
        let family = head.families.iter().position(|family| family.id == written.family);
        self.ensure(family.is_some(), &format!("{place}.family"), || {
            Fault::Unknown(written.family.to_string())
        });
        Clue {
            id: written.id,
            family: family.unwrap_or_default(),
            name: written.name,
            definition: written.definition,
            eyes: written.eyes,
            sources: written.sources,
            feeders: Vec::new(),
        }
    }

    fn head(&mut self, head: &written::Head) {
        let file = "instrument.json";
        self.ensure(head.format == INSTRUMENT, file, || Fault::Format(head.format.clone()));
        self.ensure(head.stages == StageId::ALL, &format!("{file}: stages"), || Fault::Stages);
        for (place, text) in [
            ("title", &head.title),
            ("description", &head.description),
            ("convergence.note", &head.convergence.note),
        ] {
            self.text(&format!("{file}: {place}"), text);
        }
        self.once(&format!("{file}: sources"), head.sources.iter().map(|source| source.id.as_str()));
        self.once(&format!("{file}: families"), head.families.iter().map(|family| family.id.as_str()));
        self.once(&format!("{file}: first_things"), head.first_things.iter().map(|thing| thing.id.as_str()));
        self.sources = head.sources.iter().map(|source| source.id.clone()).collect();
        for (at, source) in head.sources.iter().enumerate() {
            self.text(&format!("{file}: sources[{at}].title"), &source.title);
        }
        for (at, family) in head.families.iter().enumerate() {
            self.text(&format!("{file}: families[{at}].name"), &family.name);
            self.text(&format!("{file}: families[{at}].definition"), &family.definition);
        }
    }

    fn instrument(
        &mut self,
        mut head: written::Head,
        clues: written::Clues,
        stages: Vec<written::Stage>,
    ) -> Instrument {
        self.head(&head);
        self.ensure(clues.format == CLUES, "clues.json", || Fault::Format(clues.format.clone()));
        self.once("clues.json", clues.clues.iter().map(|clue| clue.id.as_str()));
        let mut clues: Vec<Clue> =
            clues.clues.into_iter().enumerate().map(|(at, clue)| self.clue(clue, at, &head)).collect();
        self.clues = clues.iter().enumerate().map(|(at, clue)| (clue.id.clone(), ClueIx(at))).collect();
        self.register(&stages);

        let (mut sections, mut questions, mut checked) = (Vec::new(), Vec::new(), Vec::new());
        for (expected, stage) in StageId::ALL.into_iter().zip(stages) {
            checked.push(self.stage(expected, stage, &mut sections, &mut questions));
        }
        let mut dependents = vec![Vec::new(); questions.len()];
        for (at, question) in questions.iter().enumerate() {
            for seen in question.relevant.iter().flat_map(Condition::questions) {
                dependents[seen.0].push(QuestionIx(at));
            }
            for link in &question.clues {
                let feeders = &mut clues[link.clue.0].feeders;
                if feeders.last() != Some(&QuestionIx(at)) {
                    feeders.push(QuestionIx(at));
                }
            }
        }
        for clue in clues.iter().filter(|clue| clue.feeders.is_empty()) {
            self.flaw("clues.json", Fault::Silent(clue.id.to_string()));
        }
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
            sections,
            questions,
            clues,
            by_id: std::mem::take(&mut self.questions),
            dependents,
            first_things_of,
        }
    }

    /// Takes down every question's name and kind, so that conditions can be resolved.
    fn register(&mut self, stages: &[written::Stage]) {
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
    }

    fn first_thing(&mut self, written: written::FirstThing, at: usize, before: usize) -> Option<FirstThing> {
        let place = format!("instrument.json: first_things[{at}]");
        self.text(&format!("{place}.title"), &written.title);
        self.texts(&format!("{place}.what_to_do"), &written.what_to_do);
        self.sources(&place, &written.sources);
        let when = self.condition(&format!("{place}.when"), written.when, before)?;
        Some(FirstThing {
            id: written.id,
            kind: written.kind,
            title: written.title,
            what_to_do: written.what_to_do,
            when,
            sources: written.sources,
        })
    }

    fn stage(
        &mut self,
        expected: StageId,
        written: written::Stage,
        sections: &mut Vec<Section>,
        questions: &mut Vec<Question>,
    ) -> Stage {
        let file = format!("stages/{}.json", expected.as_str());
        self.ensure(written.id == expected, &file, || Fault::Stages);
        let asks = StageId::ASKING.contains(&expected);
        self.ensure(asks == written.agreement.is_some(), &file, || Fault::Agreement);
        self.text(&format!("{file}: title"), &written.title);
        self.text(&format!("{file}: purpose"), &written.purpose);
        if !written.redirections.is_empty() {
            self.options(&format!("{file}: redirections"), &written.redirections, usize::MAX);
        }
        let asking = written.agreement.map(|asking| {
            let place = format!("{file}: agreement");
            self.texts(&format!("{place}.to_say"), &asking.to_say);
            self.texts(&format!("{place}.may_refuse"), &asking.may_refuse);
            self.texts(&format!("{place}.information"), &asking.information);
            self.options(&format!("{place}.uses"), &asking.uses, OPTIONS);
            Asking {
                given_by: asking.given_by,
                to_say: asking.to_say,
                may_refuse: asking.may_refuse,
                uses: asking.uses,
                information: asking.information,
            }
        });
        let first = questions.len();
        let mut own = Vec::new();
        for (at, section) in written.sections.into_iter().enumerate() {
            let place = format!("{file}: sections[{at}]");
            let ix = SectionIx(sections.len());
            let twice = sections.iter().any(|other: &Section| other.id == section.id);
            self.ensure(!twice, &place, || Fault::Twice(section.id.to_string()));
            self.text(&format!("{place}.title"), &section.title);
            section.intro.iter().for_each(|intro| self.text(&format!("{place}.intro"), intro));
            let start = questions.len();
            for (number, question) in section.questions.into_iter().enumerate() {
                let place = format!("{place}.questions[{number}]");
                let at = questions.len();
                questions.push(self.question(&place, question, at, ix, at - first + 1));
            }
            own.push(ix);
            sections.push(Section {
                id: section.id,
                stage: expected,
                title: section.title,
                intro: section.intro,
                one_person: section.one_person,
                questions: (start..questions.len()).map(QuestionIx).collect(),
            });
        }
        Stage {
            id: expected,
            title: written.title,
            purpose: written.purpose,
            asking,
            sections: own,
            redirections: written.redirections,
        }
    }

    fn question(
        &mut self,
        place: &str,
        written: written::Question,
        at: usize,
        section: SectionIx,
        number: usize,
    ) -> Question {
        self.text(&format!("{place}.wording"), &written.wording);
        self.text(&format!("{place}.note"), &written.note);
        self.sources(place, &written.sources);
        self.kind(&format!("{place}.kind"), &written.kind);
        let relevant = written
            .relevant
            .and_then(|condition| self.condition(&format!("{place}.relevant"), condition, at));
        let clues = written
            .clues
            .into_iter()
            .enumerate()
            .filter_map(|(link, clue)| self.link(&format!("{place}.clues[{link}]"), clue, &written.kind))
            .collect();
        Question {
            id: written.id,
            section,
            number,
            kind: written.kind,
            wording: written.wording,
            note: written.note,
            sources: written.sources,
            sensitive: written.sensitive,
            relevant,
            clues,
        }
    }
}
