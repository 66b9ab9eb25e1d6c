//! What `instrument.json` and `clues.json` say.

use super::super::checked::{Clue, FirstThing, Mismatch};
use super::{Check, Fault, INSTRUMENT, StageId, written};
use crate::instrument::text::Language;

impl Check {
    pub(super) fn head(&mut self, head: &written::Head) {
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
        self.once(&format!("{file}: tracks"), head.tracks.iter().map(|track| track.id.as_str()));
        self.once(
            &format!("{file}: mismatches"),
            head.mismatches.iter().map(|mismatch| mismatch.id.as_str()),
        );
        let both = Language::ALL.iter().all(|language| head.languages.contains(language));
        self.ensure(both, &format!("{file}: languages"), || Fault::Text);
        for (at, track) in head.tracks.iter().enumerate() {
            self.text(&format!("{file}: tracks[{at}].title"), &track.title);
            self.text(&format!("{file}: tracks[{at}].purpose"), &track.purpose);
        }
        self.sources = head.sources.iter().map(|source| source.id.clone()).collect();
        for (at, source) in head.sources.iter().enumerate() {
            for (part, text) in source.texts() {
                self.text(&format!("{file}: sources[{at}].{part}"), text);
            }
        }
        for (at, family) in head.families.iter().enumerate() {
            self.text(&format!("{file}: families[{at}].name"), &family.name);
            self.text(&format!("{file}: families[{at}].definition"), &family.definition);
        }
    }

    pub(super) fn clue(
        &mut self,
        written: written::Clue,
        at: usize,
        head: &written::Head,
        exemplary: bool,
    ) -> Clue {
        let place = format!("clues.json: clues[{at}]");
        self.text(&format!("{place}.name"), &written.name);
        self.text(&format!("{place}.definition"), &written.definition);
        self.sources(&place, &written.sources);
        let family = head.families.iter().position(|family| family.id == written.family);
        self.ensure(family.is_some(), &format!("{place}.family"), || {
            Fault::Unknown(written.family.to_string())
        });
        if exemplary || !written.examples.is_empty() {
            let enough = (2..=3).contains(&written.examples.len());
            self.ensure(enough, &format!("{place}.examples"), || Fault::Examples);
        }
        for (example, text) in written.examples.iter().enumerate() {
            self.text(&format!("{place}.examples[{example}]"), text);
        }
        let reckoned = written.reckoned.iter().enumerate();
        let reckoned = reckoned
            .filter_map(|(link, reckoned)| self.reckoned_link(&format!("{place}.reckoned[{link}]"), reckoned))
            .collect();
        Clue {
            id: written.id,
            family: family.unwrap_or_default(),
            name: written.name,
            definition: written.definition,
            ordinary: written.ordinary,
            eyes: written.eyes,
            sources: written.sources,
            examples: written.examples,
            feeders: Vec::new(),
            reckoned,
        }
    }

    pub(super) fn first_thing(
        &mut self,
        written: written::FirstThing,
        at: usize,
        before: usize,
    ) -> Option<FirstThing> {
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

    pub(super) fn mismatch(
        &mut self,
        written: written::Mismatch,
        at: usize,
        before: usize,
    ) -> Option<Mismatch> {
        let place = format!("instrument.json: mismatches[{at}]");
        self.text(&format!("{place}.text"), &written.text);
        let mut questions = Vec::new();
        for (number, id) in written.questions.iter().enumerate() {
            match self.questions.get(id) {
                Some(question) => questions.push(*question),
                None => self.flaw(&format!("{place}.questions[{number}]"), Fault::Unknown(id.to_string())),
            }
        }
        self.ensure(!written.questions.is_empty(), &format!("{place}.questions"), || Fault::Missing);
        let when = self.condition(&format!("{place}.when"), written.when, before)?;
        Some(Mismatch { id: written.id, questions, when, text: written.text })
    }
}
