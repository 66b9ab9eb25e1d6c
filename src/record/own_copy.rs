//! The person's own copy: what they said, what they agreed to, to whom it went, what is kept, and how to
//! withdraw. In their language where we have it.

use super::sheet::{self, Block, Chapter, Line, Setting, Sheet, Span, plain};
use crate::instrument::{Language, QuestionIx, SectionIx, StageId};
use crate::interview::{AgreementStep, Case, Moment, Recipient, Standing};
use crate::wording::{self, colon, say};

/// The copy of a case, cut before to what may leave.
#[must_use]
pub fn own_copy(case: &Case, language: Language) -> Sheet {
    let say = |fr: &'static str, en: &'static str| say(language, fr, en);
    let mut sheet = Sheet {
        language,
        title: say("Votre copie", "Your copy").to_owned(),
        foot: case.name().to_owned(),
        setting: Setting::Pages,
        head: vec![Block::Text(plain(say(
            "Voici ce que vous nous avez dit, ce que vous avez accepté, et comment changer d’avis. Gardez cette \
             copie en lieu sûr, ou ne la gardez pas : vous pouvez en demander une autre.",
            "This is what you told us, what you agreed to, and how to change your mind. Keep this copy in a safe \
             place, or do not keep it: you can ask for another.",
        )))],
        chapters: Vec::new(),
    };
    sheet.add(Chapter::new(
        "said",
        say("Ce que vous avez dit", "What you said").to_owned(),
        said(case, language),
    ));
    sheet.add(Chapter::new(
        "agreed",
        say("Ce que vous avez accepté", "What you agreed to").to_owned(),
        agreed(case, language),
    ));
    sheet.add(Chapter::new(
        "passed-on",
        say("À qui cela a été transmis", "To whom it was passed on").to_owned(),
        passed_on(case, language),
    ));
    let kept = [
        say(
            "Vos réponses, les notes de l’équipe et la décision restent dans un dossier scellé, sur l’ordinateur de \
             l’équipe. Sans la phrase de passe de l’équipe, personne ne l’ouvre.",
            "Your answers, the notes of the team and the decision stay in a sealed file, on the team’s computer. \
             Nobody opens it without the team’s passphrase.",
        ),
        say(
            "Rien n’en part sans votre accord, sauf si un danger grave nous y oblige ; la raison est alors écrite \
             dans le dossier, et vous pouvez la demander.",
            "Nothing of it leaves without your agreement, unless grave danger obliges us; the reason is then written \
             in the file, and you can ask for it.",
        ),
        say(
            "Vous pouvez demander à voir le reste, et faire corriger ce qui est faux.",
            "You can ask to see the rest, and have what is wrong corrected.",
        ),
    ];
    let withdraw = [
        say(
            "Dites-le à une personne de l’équipe, quand vous voulez, sans donner de raison.",
            "Tell anyone of the team, whenever you wish, without giving a reason.",
        ),
        say(
            "Vous choisissez : vos réponses restent fermées et ne comptent plus, ou elles sont effacées pour toujours.",
            "You choose: your answers stay closed and count no more, or they are erased for good.",
        ),
        say(
            "Ce qui a déjà été transmis ne peut pas être repris par nous ; nous pouvons prévenir qui l’a reçu.",
            "What was passed on already cannot be taken back by us; we can tell those who received it.",
        ),
        say("L’aide d’urgence n’en dépend pas.", "Urgent help does not depend on it."),
    ];
    let points =
        |sentences: &[&str]| vec![Block::Points(sentences.iter().map(|told| plain(*told)).collect())];
    sheet.add(Chapter::new("kept", say("Ce qui est gardé", "What is kept").to_owned(), points(&kept)));
    let title = say("Changer d’avis", "Changing your mind").to_owned();
    sheet.add(Chapter::new("withdraw", title, points(&withdraw)));
    sheet
}

fn said(case: &Case, language: Language) -> Vec<Block> {
    let instrument = case.instrument();
    let told = |at: &QuestionIx| case.standing(*at) == Standing::Asked && case.entry(*at).is_written();
    let pair = |at: QuestionIx| {
        let (question, entry) = (instrument.question(at), case.entry(at));
        let mut line: Line = Vec::new();
        if let Some(answer) = &entry.answer {
            line.push(Span::Words(wording::answer(&question.kind, answer, language)));
        }
        if !entry.own_words.is_empty() {
            let gap = if line.is_empty() { "" } else { " — " };
            line.push(Span::Plain(gap.to_owned()));
            line.extend(sheet::said(entry.own_words.clone(), entry.language.as_ref(), language));
        }
        (question.wording_on(case.put(at).track).in_language(language).to_owned(), line)
    };
    let mut blocks = Vec::new();
    for section in (0..instrument.sections().len()).map(SectionIx) {
        let section = instrument.section(section);
        let pairs: Vec<_> = section.questions.iter().copied().filter(told).map(pair).collect();
        if !pairs.is_empty() {
            blocks.push(Block::Title(section.title.in_language(language).to_owned()));
            blocks.push(Block::Pairs(pairs));
        }
    }
    blocks
}

fn day(at: Moment, language: Language) -> String {
    wording::date::day(at, language)
}

fn agreed(case: &Case, language: Language) -> Vec<Block> {
    let instrument = case.instrument();
    let mut lines = Vec::new();
    for stage in [StageId::Questionnaire, StageId::Interview] {
        let asked = instrument.stage(stage);
        let title = asked.title.in_language(language);
        for record in case.agreements().of(stage) {
            let on = day(record.at, language);
            lines.push(plain(match &record.step {
                AgreementStep::Given(given) => {
                    let offered = asked.asking.iter().flat_map(|asking| &asking.uses);
                    let uses: Vec<_> = offered
                        .filter(|offered| given.uses.contains(&offered.id))
                        .map(|offered| offered.label.in_language(language))
                        .collect();
                    format!("{on}, {title}{}{}", colon(language), uses.join(" · "))
                }
                AgreementStep::Refused(_) => format!("{on}, {title}{}", say(language, " : non", ": no")),
                AgreementStep::Withdrawn(_) => {
                    format!(
                        "{on}, {title}{}",
                        say(language, " : vous avez repris votre accord", ": you took your agreement back")
                    )
                }
            }));
        }
    }
    if lines.is_empty() { Vec::new() } else { vec![Block::Points(lines)] }
}

fn passed_on(case: &Case, language: Language) -> Vec<Block> {
    let lines: Vec<_> = case
        .leavings()
        .iter()
        .filter(|leaving| leaving.recipient != Recipient::Person)
        .map(|leaving| {
            plain(format!(
                "{}, {} {}",
                day(leaving.at, language),
                say(language, "préparé pour", "prepared for"),
                wording::recipient(leaving.recipient, language)
            ))
        })
        .collect();
    let nobody = say(language, "À personne jusqu’ici.", "To nobody so far.");
    vec![if lines.is_empty() { Block::Text(plain(nobody)) } else { Block::Points(lines) }]
}
