//! The paper twin: a track of the questionnaire as an empty form, for the day without a battery.
//!
//! Start with [`paper`]. Its questions bear the numbers that the screens show, in the same order, so that
//! what was written is entered afterwards from the first page to the last.

mod condition;
mod question;

use crate::instrument::{Asking, GivenBy, Instrument, Language, QuestionIx, StageId, Track, TrackId};
use crate::interview::{Form, Need, Outcome};
use crate::wording;

use super::sheet::{Ask, Block, Chapter, Line, Setting, Sheet, plain};

/// A form that is being written.
struct Writer<'a> {
    instrument: &'a Instrument,
    track: TrackId,
    language: Language,
}

/// A track of an instrument as an empty form.
#[must_use]
pub fn paper(instrument: &Instrument, track: TrackId, language: Language) -> Sheet {
    let writer = Writer { instrument, track, language };
    let title = writer.say("Questionnaire sur papier", "Questionnaire on paper");
    let named = instrument.title.in_language(language);
    let edition = format!("{named}, {} {}", writer.say("édition", "edition"), instrument.edition.version);
    let title = match writer.track() {
        Some(track) => {
            format!("{title}{}{}", writer.colon(), track.title.in_language(language).to_lowercase())
        }
        None => title.to_owned(),
    };
    let mut sheet = Sheet {
        language,
        foot: format!("{title} · {edition} · {} ____________", writer.say("dossier", "case")),
        title,
        setting: Setting::Form,
        head: writer.head(edition),
        chapters: Vec::new(),
    };
    for stage in StageId::ASKING {
        sheet.add(writer.stage(stage));
    }
    sheet.add(writer.decision());
    sheet
}

impl Writer<'_> {
    const fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        wording::say(self.language, fr, en)
    }

    const fn colon(&self) -> &'static str {
        wording::colon(self.language)
    }

    fn track(&self) -> Option<&Track> {
        self.instrument.tracks.iter().find(|track| track.id == self.track)
    }

    fn number(&self, question: QuestionIx) -> String {
        super::sheet::number(self.instrument, question, self.language)
    }

    /// Whether a question stands on the form: it is on the track, and answers on the track can lead to it.
    fn is_on(&self, question: QuestionIx) -> bool {
        let asked = self.instrument.question(question);
        let on_track = |seen: &QuestionIx| self.instrument.question(*seen).is_on(self.track);
        asked.is_on(self.track)
            && asked.relevant.as_ref().is_none_or(|condition| condition.questions().iter().any(on_track))
    }

    fn head(&self, edition: String) -> Vec<Block> {
        let blanks = [("Dossier", "Case"), ("Date", "Date"), ("Rempli par", "Filled in by")];
        let mut blocks = vec![Block::Small(plain(edition))];
        if let Some(track) = self.track() {
            blocks.push(Block::Small(plain(track.purpose.in_language(self.language))));
        }
        blocks.push(Block::Ask(Ask {
            blanks: blanks.map(|(fr, en)| self.say(fr, en).to_owned()).into(),
            ..Ask::default()
        }));
        let points = [
            self.say(
                "Pas de nom sur ces pages : un numéro ou un nom de travail.",
                "No name on these pages: a number or a working name.",
            ),
            self.say(
                "Rien ne se demande avant l’accord de l’étape. Un silence est une réponse : cochez-le.",
                "Nothing is asked before the agreement to the stage. A silence is an answer: tick it.",
            ),
            self.say(
                "Sur les lignes : les mots de la personne, tels quels ; ce que vous voyez, précédé de « vu ».",
                "On the lines: the person’s words as they are; what you see, after “seen”.",
            ),
            self.say(
                "Si la réponse vient d’ailleurs, notez dans la marge : A (qui alerte), D (document), V (vu).",
                "If the answer comes from elsewhere, note in the margin: A (whistle-blower), D (document), S (seen).",
            ),
            self.say(
                "Saisie ensuite dans l’ordre des pages, sous les mêmes numéros ; puis détruire le papier ou le \
                 mettre sous clé.",
                "Entered afterwards in the order of the pages, under the same numbers; then destroy the paper or lock \
                 it away.",
            ),
        ];
        blocks.push(Block::Points(points.map(plain).into()));
        blocks
    }

    /// A stage: first its agreement, then its sections.
    fn stage(&self, stage: StageId) -> Chapter {
        let told = self.instrument.stage(stage);
        let on: Vec<_> =
            self.instrument.questions_of(stage).filter(|question| self.is_on(*question)).collect();
        let mut blocks = Vec::new();
        if !on.is_empty() {
            blocks.extend(told.asking.iter().flat_map(|asking| self.agreement(asking)));
            for section in &told.sections {
                let section = self.instrument.section(*section);
                let asked: Vec<_> =
                    section.questions.iter().filter(|question| on.contains(question)).collect();
                if asked.is_empty() {
                    continue;
                }
                blocks.push(Block::Title(section.title.in_language(self.language).to_owned()));
                let intro = section.intro.as_ref().map(|intro| intro.in_language(self.language));
                blocks.extend(intro.map(|intro| Block::Small(plain(intro))));
                blocks.extend(asked.into_iter().map(|question| Block::Ask(self.question(*question, &on))));
            }
        }
        Chapter::new(stage.as_str(), told.title.in_language(self.language).to_owned(), blocks)
    }

    /// What to say and to ask before a stage.
    fn agreement(&self, asking: &Asking) -> Vec<Block> {
        let who = match asking.given_by {
            GivenBy::WhistleBlower => {
                self.say("Accord de la personne qui alerte", "Agreement of the whistle-blower")
            }
            GivenBy::Person => self.say("Accord de la personne", "Agreement of the person"),
        };
        let points = |texts: &[String]| texts.iter().map(|text| plain(text.as_str())).collect::<Vec<Line>>();
        let forms = [Form::Spoken, Form::Signed].map(|form| wording::form(form, self.language));
        let given = forms.map(|form| format!("{}, {form}", self.say("donné", "given")));
        let mut boxes: Vec<_> = given.into();
        boxes.push(self.say("non donné", "not given").to_owned());
        let blanks = [
            ("Expliqué par", "Explained by"),
            ("Langue", "Language"),
            ("Interprète", "Interpreter"),
            ("Jour et heure", "Day and time"),
        ];
        let uses = asking.uses.iter().map(|option| option.label.in_language(self.language).to_owned());
        vec![
            Block::Title(who.to_owned()),
            Block::Points(points(asking.to_say.in_language(self.language))),
            Block::Points(points(asking.may_refuse.in_language(self.language))),
            Block::Ask(Ask {
                wording: who.to_owned(),
                boxes,
                blanks: blanks.map(|(fr, en)| self.say(fr, en).to_owned()).into(),
                skips: vec![
                    self.say(
                        "non donné : arrêter ici, et donner l’information",
                        "not given: stop here, and give the information",
                    )
                    .to_owned(),
                ],
                ..Ask::default()
            }),
            Block::Ask(Ask {
                wording: self.say("Pour quels usages", "For which uses").to_owned(),
                boxes: uses.collect(),
                ..Ask::default()
            }),
        ]
    }

    /// The decision, to be written by hand.
    fn decision(&self) -> Chapter {
        let stage = self.instrument.stage(StageId::Decision);
        let ask = |fr, en, boxes: Vec<String>, lines| {
            Block::Ask(Ask { wording: self.say(fr, en).to_owned(), boxes, lines, ..Ask::default() })
        };
        let outcomes = Outcome::ALL.map(|outcome| wording::outcome(outcome, self.language).to_owned());
        let to = stage.redirections.iter().map(|option| option.label.in_language(self.language).to_owned());
        let needs = Need::ALL.map(|need| wording::need(need, self.language).to_owned());
        let yes_no = [("oui", "yes"), ("non", "no"), ("pas encore demandé", "not asked yet")];
        let blocks = vec![
            ask("Ce qui est décidé", "What is decided", outcomes.into(), 0),
            ask("Vers quelle structure, et pourquoi", "To which structure, and why", to.collect(), 2),
            ask("Besoins à couvrir d’abord", "Needs to meet first", needs.into(), 0),
            ask("Raisons", "Reasons", Vec::new(), 6),
            ask(
                "La personne est-elle d’accord avec la suite",
                "Does the person agree to what follows",
                yes_no.map(|(fr, en)| self.say(fr, en).to_owned()).into(),
                0,
            ),
            Block::Ask(Ask {
                blanks: vec![
                    self.say("Décision prise par", "Decided by").to_owned(),
                    self.say("Le", "On").to_owned(),
                ],
                ..Ask::default()
            }),
        ];
        let title = stage.title.in_language(self.language).to_owned();
        Chapter::new(StageId::Decision.as_str(), title, blocks)
    }
}
