//! A question with room for its answer, and where to go on.

use super::Writer;
use crate::instrument::{ChoiceOption, Condition, Kind, QuestionIx, Test};
use crate::record::sheet::Ask;
use crate::wording;

impl Writer<'_> {
    pub(super) fn question(&self, question: QuestionIx, on: &[QuestionIx]) -> Ask {
        let asked = self.instrument.question(question);
        let note = asked.note.in_language(self.language);
        // On a short form there is room for how to put each question; on the whole one for the hardest.
        let note = if self.track == crate::instrument::TrackId::Full && !asked.sensitive { "" } else { note };
        let mut ask = Ask {
            number: self.number(question),
            when: asked.relevant.as_ref().map(|condition| {
                format!("{}{}", self.say("Seulement si ", "Only if "), self.condition(condition))
            }),
            wording: asked.wording_on(self.track).in_language(self.language).to_owned(),
            note: note.to_owned(),
            lines: 1,
            skips: self.skips(question, on),
            silences: vec![
                self.say("ne sait pas", "does not know").to_owned(),
                self.say("préfère ne pas répondre", "prefers not to answer").to_owned(),
                self.say("non posée, parce que…", "not asked, because…").to_owned(),
            ],
            ..Ask::default()
        };
        let labels = |options: &[ChoiceOption]| -> Vec<String> {
            options.iter().map(|option| option.label.in_language(self.language).to_owned()).collect()
        };
        match &asked.kind {
            Kind::YesNo => {
                ask.boxes =
                    [("oui", "yes"), ("non", "no")].map(|(fr, en)| self.say(fr, en).to_owned()).into();
            }
            Kind::One { options } => ask.boxes = labels(options),
            Kind::Several { options } => {
                ask.how =
                    Some(self.say("plusieurs réponses possibles", "several answers possible").to_owned());
                ask.boxes = labels(options);
                ask.boxes.push(self.say("rien de tout cela", "none of these").to_owned());
            }
            Kind::Number { unit, .. } => ask.blanks = vec![unit.in_language(self.language).to_owned()],
            Kind::Money { currencies, periods } => {
                ask.blanks = vec![self.say("somme", "amount").to_owned(), currencies.join(" / ")];
                ask.boxes =
                    periods.iter().map(|period| wording::period(*period, self.language).to_owned()).collect();
            }
            Kind::Date => {
                let parts = [("jour", "day"), ("mois", "month"), ("année", "year")];
                ask.blanks = parts.map(|(fr, en)| self.say(fr, en).to_owned()).into();
                ask.boxes = vec![self.say("vers cette date", "around that date").to_owned()];
                ask.how = Some(
                    self.say(
                        "une partie suffit : l’année, ou le mois et l’année",
                        "a part will do: the year, or month and year",
                    )
                    .to_owned(),
                );
            }
            Kind::Duration { units } => {
                ask.blanks = vec![self.say("combien", "how many").to_owned()];
                ask.boxes =
                    units.iter().map(|unit| wording::unit(*unit, 2, self.language).to_owned()).collect();
            }
            Kind::Text => ask.lines = 2,
            Kind::Note => ask.lines = 6,
        }
        ask
    }

    /// Where to go on after a question: the run of questions that follows it and is asked after one of its
    /// answers alone is entered by that answer, and passed over otherwise.
    fn skips(&self, question: QuestionIx, on: &[QuestionIx]) -> Vec<String> {
        let after: Vec<_> = on.iter().copied().filter(|other| *other > question).collect();
        let Some(test) = after.first().and_then(|next| self.asked_after(*next, question)) else {
            return Vec::new();
        };
        let run = after.iter().take_while(|next| self.asked_after(**next, question) == Some(test)).count();
        // The next question may be asked after another of its answers: then each says when it is.
        if after.get(run).is_some_and(|next| self.asked_after(*next, question).is_some()) {
            return Vec::new();
        }
        let inside = self.number(after[0]);
        let past = after.get(run).map_or_else(
            || self.say("la fin de cette étape", "the end of this stage").to_owned(),
            |next| self.number(*next),
        );
        let answer = self.test(question, test);
        vec![match self.language {
            crate::instrument::Language::Fr => format!("si {answer} : {inside} ; sinon : {past}"),
            crate::instrument::Language::En => format!("if {answer}: {inside}; otherwise: {past}"),
        }]
    }

    /// The test on one question after which alone another is asked.
    fn asked_after(&self, asked: QuestionIx, question: QuestionIx) -> Option<&Test> {
        match &self.instrument.question(asked).relevant {
            Some(Condition::Answer(seen, test)) if *seen == question => Some(test),
            _ => None,
        }
    }
}
