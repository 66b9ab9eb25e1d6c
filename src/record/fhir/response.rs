//! An assessment as a FHIR R4 `QuestionnaireResponse`.

use serde_json::{Value, json};

use super::condition::{period, ucum};
use super::questionnaire::{agreement_id, uses_id, uses_system};
use super::{CURRENCY, NONE, UCUM, beside, readable, system, url};
use crate::instrument::{self, Question, QuestionIx, SectionIx, StageId};
use crate::interview::{AgreementState, AgreementStep, Outcome, Standing};
use crate::record::Part;
use crate::record::shared::{Absence, Shared};
use crate::record::table::{said_by_code, unit_code};

const SAID_BY: &str = "urn:faisceau:said-by";
const LANGUAGE: &str = "http://hl7.org/fhir/StructureDefinition/language";
const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// The response of a case, which bears this number in its export.
#[must_use]
pub fn response(number: u32, shared: &Shared) -> Value {
    let case = shared.case();
    let instrument = case.instrument();
    let done = matches!(
        case.decision().outcome,
        Some(Outcome::Support | Outcome::Redirection | Outcome::NotIdentified)
    );
    let mut subject = json!({ "identifier": { "system": "urn:faisceau:case", "value": number.to_string() } });
    if shared.has(Part::CaseName) {
        subject["display"] = readable(case.name()).into();
    }
    let stages = StageId::ASKING.into_iter().filter_map(|stage| stage_item(shared, stage));
    let mut response = json!({
        "resourceType": "QuestionnaireResponse",
        "id": format!("case-{number}"),
        "language": case.language().tag(),
        "questionnaire": format!("{}|{}", url(instrument), instrument.edition.version.as_str()),
        "status": if done { "completed" } else { "in-progress" },
        "subject": subject,
        "item": stages.collect::<Vec<_>>(),
    });
    if let Some(day) = shared.day(case.changed_at()) {
        response["authored"] = day.to_string().into();
    }
    without_empty(&mut response, "item");
    response
}

/// FHIR knows no empty list.
fn without_empty(element: &mut Value, name: &str) {
    if element[name].as_array().is_some_and(Vec::is_empty)
        && let Some(fields) = element.as_object_mut()
    {
        fields.remove(name);
    }
}

fn stage_item(shared: &Shared, stage: StageId) -> Option<Value> {
    let case = shared.case();
    let instrument = case.instrument();
    let state = case.agreements().state(stage);
    if state == AgreementState::NotSought {
        return None;
    }
    let given = state == AgreementState::Given;
    let mut items = vec![json!({ "linkId": agreement_id(stage), "answer": [{ "valueBoolean": given }] })];
    if let Some(AgreementStep::Given(agreement)) =
        case.agreements().of(stage).last().map(|record| &record.step)
    {
        let uses = agreement.uses.iter();
        let uses: Vec<_> =
            uses.map(|id| json!({ "valueCoding": { "system": uses_system(stage), "code": id } })).collect();
        if !uses.is_empty() {
            items.push(json!({ "linkId": uses_id(stage), "answer": uses }));
        }
        let sections = instrument.stage(stage).sections.iter();
        items.extend(sections.filter_map(|section| section_item(shared, *section)));
    }
    Some(json!({ "linkId": stage.as_str(), "item": items }))
}

fn section_item(shared: &Shared, at: SectionIx) -> Option<Value> {
    let section = shared.case().instrument().section(at);
    let items: Vec<_> =
        section.questions.iter().flat_map(|question| question_items(shared, *question)).collect();
    (!items.is_empty()).then(|| json!({ "linkId": section.id, "item": items }))
}

fn question_items(shared: &Shared, at: QuestionIx) -> Vec<Value> {
    let case = shared.case();
    if case.standing(at) != Standing::Asked {
        return Vec::new();
    }
    let question = case.instrument().question(at);
    let wording = readable(question.wording.in_language(case.language()));
    let mut items = Vec::new();
    match (shared.value(at), shared.absence(at)) {
        (Some(value), _) => {
            let answer = answers(question, &value);
            let mut item = json!({ "linkId": question.id, "text": wording, "answer": answer });
            // Told only where it is not whom the stage speaks with.
            if let Some(said_by) = case.entry(at).said_by {
                item["extension"] = json!([{ "url": SAID_BY, "valueCode": said_by_code(said_by) }]);
            }
            items.push(item);
        }
        (None, Some(why @ (Absence::AskedDeclined | Absence::AskedUnknown | Absence::NotAsked))) => {
            let reason = json!({ "url": ABSENT, "valueCode": why.code() });
            items.push(json!({ "linkId": question.id, "text": wording, "extension": [reason] }));
        }
        (None, _) => {}
    }
    let beside_it = [("own-words", shared.own_words(at)), ("observed", shared.observed(at))];
    for (what, text) in beside_it.into_iter().filter_map(|(what, text)| text.map(|text| (what, text))) {
        let mut answer = json!([{ "valueString": readable(text) }]);
        if what == "own-words"
            && let Some(tag) = shared.words_in(at)
        {
            answer[0]["_valueString"] = json!({ "extension": [{ "url": LANGUAGE, "valueCode": tag }] });
        }
        items.push(json!({ "linkId": beside(question, what), "answer": answer }));
    }
    items
}

fn answers(question: &Question, value: &instrument::Value) -> Vec<Value> {
    let coded = |code: &str| json!({ "valueCoding": { "system": system(question), "code": code } });
    vec![match value {
        instrument::Value::YesNo(yes) => json!({ "valueBoolean": yes }),
        instrument::Value::Choice(option) => coded(option.as_str()),
        instrument::Value::Choices(options) => {
            return options.iter().map(|option| coded(option.as_str())).collect();
        }
        instrument::Value::ChoicesInPart(part) => {
            let masked = json!({ "url": ABSENT, "valueCode": Absence::Masked.code() });
            let rest = json!({ "valueCoding": { "extension": [masked] } });
            return part.chosen.iter().map(|option| coded(option.as_str())).chain([rest]).collect();
        }
        instrument::Value::NoneOfThese => coded(NONE),
        instrument::Value::Number(number) => json!({ "valueInteger": number }),
        instrument::Value::Money(money) => json!({
            "valueQuantity": {
                "value": decimal(&money.amount.to_string()),
                "unit": money.currency,
                "system": CURRENCY,
                "code": money.currency,
            },
            "item": [{
                "linkId": beside(question, "period"),
                "answer": [{ "valueCoding": period(money.period) }],
            }],
        }),
        instrument::Value::Date(date) => json!({
            "valueDate": date.on,
            "item": [{
                "linkId": beside(question, "around"),
                "answer": [{ "valueBoolean": date.around }],
            }],
        }),
        instrument::Value::Duration(duration) => json!({
            "valueQuantity": {
                "value": duration.count,
                "unit": unit_code(duration.unit),
                "system": UCUM,
                "code": ucum(duration.unit),
            },
        }),
        instrument::Value::Text(text) | instrument::Value::Note(text) => {
            json!({ "valueString": readable(text) })
        }
    }]
}

/// A decimal as JSON's number.
fn decimal(text: &str) -> Value {
    text.parse::<f64>().map_or(Value::Null, |number| {
        if number.fract() == 0.0 { json!(text.parse::<u64>().unwrap_or_default()) } else { json!(number) }
    })
}
