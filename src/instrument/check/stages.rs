//! Stages, sections and questions.

use super::super::checked::{Asking, Question, Section, Stage};
use super::{Check, ChoiceOption, Fault, Kind, QuestionId, QuestionIx, StageId, written};
use crate::instrument::id::SectionIx;

impl Check {
    pub(super) fn stage(
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
            self.options(&format!("{place}.uses"), &asking.uses, ChoiceOption::MOST);
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
        written.short.iter().for_each(|short| self.text(&format!("{place}.short"), short));
        let mut tracks = written.tracks.clone();
        tracks.sort_unstable();
        tracks.dedup();
        let each_once = !tracks.is_empty() && tracks.len() == written.tracks.len();
        self.ensure(each_once, &format!("{place}.tracks"), || Fault::Tracks);
        self.sources(place, &written.sources);
        self.kind(&format!("{place}.kind"), &written.kind);
        let relevant = written
            .relevant
            .and_then(|condition| self.condition(&format!("{place}.relevant"), condition, at));
        let confirms = written
            .confirms
            .and_then(|id| self.confirms(&format!("{place}.confirms"), &id, at, &written.kind));
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
            tracks,
            short: written.short,
            confirms,
            relevant,
            clues,
        }
    }
    /// The earlier question whose answers this one takes and confirms.
    fn confirms(&mut self, place: &str, id: &QuestionId, at: usize, kind: &Kind) -> Option<QuestionIx> {
        let Some(earlier) = self.questions.get(id).copied() else {
            self.flaw(place, Fault::Unknown(id.to_string()));
            return None;
        };
        self.ensure(earlier.0 < at, place, || Fault::Later(id.to_string()));
        let takes = kind.takes_all_of(&self.kinds[earlier.0]);
        self.ensure(takes, place, || Fault::Confirms(id.to_string()));
        Some(earlier)
    }
}
