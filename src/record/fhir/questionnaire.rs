//! An instrument as a FHIR R4 `Questionnaire`.

use serde_json::{Value, json};

use super::condition::{currency_option, enable, period, time_option};
use super::{NONE, beside, readable, system, url};
use crate::instrument::{
    ChoiceOption, Instrument, Kind, Language, Question, QuestionIx, SectionIx, StageId, Text,
};
use crate::record::rule::Rule;
use crate::record::table::{column_name, words};

const EXTENSION: &str = "http://hl7.org/fhir/StructureDefinition";

/// The questions whose condition the form cannot hold: there they are asked whatever is answered.
#[must_use]
pub fn untold(instrument: &Instrument) -> Vec<QuestionIx> {
    let questions = (0..instrument.questions().len()).map(QuestionIx);
    let cannot = |question: &QuestionIx| {
        let relevant = &instrument.question(*question).relevant;
        relevant.as_ref().is_some_and(|condition| Rule::of(condition, instrument).is_err())
    };
    questions.filter(cannot).collect()
}

/// The questionnaire, in one language with the other beside it.
#[must_use]
pub fn questionnaire(instrument: &Instrument, language: Language) -> Value {
    let mut questionnaire = json!({
        "resourceType": "Questionnaire",
        "id": format!("{}-{}", instrument.edition.id, instrument.edition.version.as_str()),
        "language": language.tag(),
        "url": url(instrument),
        "version": instrument.edition.version.as_str(),
        "name": format!("Faisceau_{}", column_name(instrument.edition.id.as_str())),
        "status": "active",
        "subjectType": ["Patient"],
        "item": StageId::ASKING.map(|stage| stage_item(instrument, stage, language)),
    });
    say(&mut questionnaire, "title", &instrument.title, language);
    say(&mut questionnaire, "description", &instrument.description, language);
    questionnaire
}

/// Puts a text into an element, and its translation beside it.
fn say(element: &mut Value, name: &str, text: &Text, language: Language) {
    let other = language.other();
    element[name] = readable(text.in_language(language)).into();
    element[format!("_{name}")] = json!({
        "extension": [{
            "url": format!("{EXTENSION}/translation"),
            "extension": [
                { "url": "lang", "valueCode": other.tag() },
                { "url": "content", "valueString": readable(text.in_language(other)) },
            ],
        }],
    });
}

fn item(id: &str, kind: &str, text: &Text, language: Language) -> Value {
    let mut item = json!({ "linkId": id, "type": kind });
    say(&mut item, "text", text, language);
    item
}

/// The agreement that comes before a stage: its item's name.
pub(super) fn agreement_id(stage: StageId) -> String {
    format!("agreement/{}", stage.as_str())
}

pub(super) fn uses_id(stage: StageId) -> String {
    format!("agreement/{}/uses", stage.as_str())
}

pub(super) fn uses_system(stage: StageId) -> String {
    format!("urn:faisceau:uses:{}", stage.as_str())
}

fn stage_item(instrument: &Instrument, id: StageId, language: Language) -> Value {
    let stage = instrument.stage(id);
    let mut group = item(id.as_str(), "group", &stage.title, language);
    let mut items = Vec::new();
    if let Some(asking) = &stage.asking {
        let to_say = words(&asking.to_say.fr.join(" "), &asking.to_say.en.join(" "));
        items.push(item(&format!("{}/words", agreement_id(id)), "display", &to_say, language));
        let agrees = words("La personne est d’accord", "The person agrees");
        items.push(item(&agreement_id(id), "boolean", &agrees, language));
        let for_what = words("Pour quels usages", "For which uses");
        let mut uses = item(&uses_id(id), "choice", &for_what, language);
        uses["repeats"] = true.into();
        uses["answerOption"] = options(&asking.uses, &uses_system(id), language).into();
        uses["enableWhen"] = agreed(id);
        items.push(uses);
    }
    for section in &stage.sections {
        let mut section = section_item(instrument, *section, language);
        if stage.asking.is_some() {
            section["enableWhen"] = agreed(id);
        }
        items.push(section);
    }
    group["item"] = items.into();
    group
}

fn agreed(stage: StageId) -> Value {
    json!([{ "question": agreement_id(stage), "operator": "=", "answerBoolean": true }])
}

fn section_item(instrument: &Instrument, at: SectionIx, language: Language) -> Value {
    let section = instrument.section(at);
    let mut group = item(section.id.as_str(), "group", &section.title, language);
    let mut items = Vec::new();
    if let Some(intro) = &section.intro {
        items.push(item(&format!("{}/intro", section.id), "display", intro, language));
    }
    for question in &section.questions {
        items.extend(question_items(instrument, *question, language));
    }
    group["item"] = items.into();
    group
}

/// A question, then the person's own words and what was observed: where they can be written even
/// when there is no answer.
fn question_items(instrument: &Instrument, at: QuestionIx, language: Language) -> [Value; 3] {
    let question = instrument.question(at);
    let mut asked = item(question.id.as_str(), kind(&question.kind), &question.wording, language);
    asked["prefix"] = question.number.to_string().into();
    let mut inside = vec![help(question, language)];
    shape(&mut asked, &mut inside, question, language);
    asked["item"] = inside.into();
    let own = words("Ses propres mots", "Their own words");
    let observed = words("Ce qui est observé", "What is observed");
    let beside = |what: &str, text: &Text| {
        let mut item = item(&beside(question, what), "text", text, language);
        item["maxLength"] = Kind::NOTE.into();
        item
    };
    let mut items = [asked, beside("own-words", &own), beside("observed", &observed)];
    if let Some(Ok(rule)) = question.relevant.as_ref().map(|condition| Rule::of(condition, instrument)) {
        for item in &mut items {
            enable(item, &rule, instrument);
        }
    }
    items
}

/// The note for the interviewer, as help beside the question.
fn help(question: &Question, language: Language) -> Value {
    let mut help = item(&beside(question, "note"), "display", &question.note, language);
    let control = json!({ "system": "http://hl7.org/fhir/questionnaire-item-control", "code": "help" });
    help["extension"] = json!([{
        "url": format!("{EXTENSION}/questionnaire-itemControl"),
        "valueCodeableConcept": { "coding": [control] },
    }]);
    help
}

const fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::YesNo => "boolean",
        Kind::One { .. } | Kind::Several { .. } => "choice",
        Kind::Number { .. } => "integer",
        Kind::Money { .. } | Kind::Duration { .. } => "quantity",
        Kind::Date => "date",
        Kind::Text => "string",
        Kind::Note => "text",
    }
}

/// What a question takes.
fn shape(asked: &mut Value, inside: &mut Vec<Value>, question: &Question, language: Language) {
    match &question.kind {
        Kind::YesNo => {}
        Kind::One { options: offered } => {
            asked["answerOption"] = options(offered, &system(question), language).into();
        }
        Kind::Several { options: offered } => {
            let mut offered = options(offered, &system(question), language);
            let none = words("Rien de tout cela", "None of these");
            let mut none = coding(&system(question), NONE, &none, language);
            none["extension"] = json!([{ "url": format!("{EXTENSION}/questionnaire-optionExclusive"), "valueBoolean": true }]);
            offered.push(none);
            asked["repeats"] = true.into();
            asked["answerOption"] = offered.into();
        }
        Kind::Number { min, max, unit, .. } => {
            asked["extension"] = json!([
                { "url": format!("{EXTENSION}/minValue"), "valueInteger": min },
                { "url": format!("{EXTENSION}/maxValue"), "valueInteger": max },
                {
                    "url": format!("{EXTENSION}/questionnaire-unit"),
                    "valueCoding": { "display": readable(unit.in_language(language)) },
                },
            ]);
        }
        Kind::Money { currencies, periods } => {
            asked["extension"] = currencies.iter().map(|code| currency_option(code)).collect();
            let covered = words("La période couverte", "The period covered");
            let mut inner = item(&beside(question, "period"), "choice", &covered, language);
            inner["answerOption"] = periods.iter().map(|p| json!({ "valueCoding": period(*p) })).collect();
            inside.push(inner);
        }
        Kind::Date => {
            let around = words("Date approximative", "Around that date");
            inside.push(item(&beside(question, "around"), "boolean", &around, language));
        }
        Kind::Duration { units } => {
            asked["extension"] = units.iter().map(|unit| time_option(*unit)).collect();
        }
        Kind::Text => asked["maxLength"] = Kind::TEXT.into(),
        Kind::Note => asked["maxLength"] = Kind::NOTE.into(),
    }
}

fn options(options: &[ChoiceOption], system: &str, language: Language) -> Vec<Value> {
    options.iter().map(|option| coding(system, option.id.as_str(), &option.label, language)).collect()
}

fn coding(system: &str, code: &str, label: &Text, language: Language) -> Value {
    let mut coding = json!({ "system": system, "code": code });
    say(&mut coding, "display", label, language);
    json!({ "valueCoding": coding })
}
