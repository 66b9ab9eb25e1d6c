//! An instrument of any length, of the shape of a real one, to measure with.
//!
//! Sections of twenty questions labelled `Question 00000` and on; six of twenty are conditional on the
//! question before them; each offers three answers; every third speaks of a clue. There is a clue to
//! five questions, and there are seven lenses over them all, each of the shape of the operational
//! indicators. Nothing in it means anything, and it says so.

use serde_json::{Value, json};

use super::checked::Instrument;
use super::flaw::Flaw;
use super::id::StageId;

/// How many questions a section has.
const SECTION: usize = 20;
/// How many families of clues there are.
const FAMILIES: usize = 12;
/// How many lenses there are, and dimensions in each.
const LENSES: usize = 7;
const DIMENSIONS: usize = 6;
/// How many clues carry an indicator.
const CARRIERS: usize = 5;
/// How many indicators a lens has at least: three strong, three medium and three weak ones a dimension.
const INDICATORS: usize = 9 * DIMENSIONS;
const STRENGTHS: [&str; 3] = ["strong", "medium", "weak"];

/// The instrument of so many questions, at least one; all are asked in the alert.
///
/// # Errors
/// None but for a fault of ours: the tests hold that there is none.
pub fn instrument(questions: usize) -> Result<Instrument, Vec<Flaw>> {
    let files = files(questions.max(1));
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Instrument::read(&files)
}

/// Its files, each with its name.
fn files(questions: usize) -> Vec<(String, String)> {
    let clues = (questions / 5).max(1);
    let lenses = (0..LENSES).map(|at| (format!("lenses/generated-{at}.json"), lens(at, clues)));
    let stages = StageId::ALL.map(|id| {
        let asked = if id == StageId::Alert { questions } else { 0 };
        (format!("stages/{}.json", id.as_str()), stage(id, asked, clues))
    });
    [("instrument.json".to_owned(), head()), ("clues.json".to_owned(), vocabulary(clues))]
        .into_iter()
        .chain(stages)
        .chain(lenses)
        .map(|(name, file)| (name, file.to_string()))
        .collect()
}

fn text(words: &str) -> Value {
    json!({ "fr": words, "en": words })
}

fn texts(words: &str) -> Value {
    json!({ "fr": [words], "en": [words] })
}

fn head() -> Value {
    let families: Vec<_> = (0..FAMILIES)
        .map(|at| {
            let name = format!("Family {at:02}");
            json!({ "id": format!("family-{at:02}"), "name": text(&name), "definition": text("Generated.") })
        })
        .collect();
    json!({
        "format": "faisceau-instrument/1", "id": "generated", "version": "1.0.0", "languages": ["fr", "en"],
        "title": text("Generated"), "description": text("Generated, to measure with."), "sources": [],
        "families": families, "convergence": { "families": 3, "note": text("Generated.") },
        "first_things": [], "stages": StageId::ALL,
    })
}

fn vocabulary(clues: usize) -> Value {
    let clue = |at: usize| {
        json!({
            "id": format!("clue-{at:05}"), "family": format!("family-{:02}", at % FAMILIES),
            "name": text(&format!("Clue {at:05}")), "definition": text("Generated."), "eyes": [], "sources": [],
        })
    };
    json!({ "format": "faisceau-clues/1", "clues": (0..clues).map(clue).collect::<Vec<_>>() })
}

fn stage(id: StageId, questions: usize, clues: usize) -> Value {
    let agreement = json!({
        "given_by": "person", "to_say": texts("Generated."), "may_refuse": texts("Generated."),
        "uses": [{ "id": "measure", "label": text("To measure") }], "information": texts("Generated."),
    });
    let sections: Vec<_> = (0..questions.div_ceil(SECTION))
        .map(|section| {
            let asked = section * SECTION..((section + 1) * SECTION).min(questions);
            json!({
                "id": format!("section-{section:03}"), "title": text(&format!("Section {section:03}")),
                "questions": asked.map(|at| question(at, clues)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "id": id, "title": text(id.as_str()), "purpose": text("Generated."),
        "agreement": if id == StageId::Decision { Value::Null } else { agreement }, "sections": sections,
    })
}

fn question(at: usize, clues: usize) -> Value {
    let place = at % SECTION;
    let relevant = (place % 3 == 2).then(
        || json!({ "answer": { "question": format!("question-{:05}", at - 1), "test": { "is": "yes" } } }),
    );
    let link = at.is_multiple_of(3).then(|| {
        json!({
            "clue": format!("clue-{:05}", at / 3 % clues),
            "raised_by": { "any_of": ["yes", "at-times"] }, "ruled_out_by": { "is": "no" },
        })
    });
    let option = |id: &str, fr: &str, en: &str| json!({ "id": id, "label": { "fr": fr, "en": en } });
    json!({
        "id": format!("question-{at:05}"), "wording": text(&format!("Question {at:05}")),
        "note": text("Generated, to measure with."), "sources": [], "relevant": relevant,
        "kind": { "one": { "options": [
            option("yes", "Oui", "Yes"), option("at-times", "Parfois", "At times"), option("no", "Non", "No"),
        ] } },
        "clues": link.into_iter().collect::<Vec<_>>(),
    })
}

fn lens(lens: usize, clues: usize) -> Value {
    let id = |at: usize| format!("dimension-{at}");
    let groups: Vec<_> = (0..DIMENSIONS).map(|at| json!({ "id": id(at), "title": text(&id(at)) })).collect();
    let indicators: Vec<_> = (0..INDICATORS.max(clues / CARRIERS))
        .map(|at| {
            let mut carriers: Vec<_> =
                (0..CARRIERS).map(|number| (at * CARRIERS + number + lens * 7) % clues).collect();
            carriers.sort_unstable();
            carriers.dedup();
            let any: Vec<_> =
                carriers.iter().map(|clue| json!({ "clue": format!("clue-{clue:05}") })).collect();
            json!({
                "id": format!("indicator-{at:03}"), "group": id(at % DIMENSIONS), "when": { "any": any },
                "title": text(&format!("Indicator {at:03}")), "source": "generated",
                "strength": STRENGTHS[at / DIMENSIONS % STRENGTHS.len()],
            })
        })
        .collect();
    let said = json!({
        "established": text("Generated: there."), "open": text("Generated: open."),
        "ruled_out": text("Generated: not there."),
    });
    let statement = |id: &str, role: &str, when: Value| json!({ "id": id, "role": role, "title": text(id), "when": when, "said": said, "ours": true });
    let mut statements: Vec<_> =
        (0..DIMENSIONS).map(|at| statement(&id(at), "dimension", dimension(&id(at)))).collect();
    let stands = |at: usize| json!({ "statement": id(at) });
    let any = json!({ "any": (0..DIMENSIONS).map(stands).collect::<Vec<_>>() });
    statements.push(statement("one", "conclusion", any));
    let three = json!({ "at_least": { "count": 3, "of": (0..DIMENSIONS).map(stands).collect::<Vec<_>>() } });
    statements.push(statement("three", "conclusion", three));
    let all = json!({ "all": [{ "any": [stands(0), stands(1), stands(2)] }, stands(3), stands(4)] });
    statements.push(statement("whole", "conclusion", all));
    json!({
        "format": "faisceau-lens/1", "id": format!("generated-{lens}"), "version": "1.0.0",
        "title": text(&format!("Lens {lens}")), "about": text("Generated, to measure with."),
        "sources": [{
            "id": "generated", "title": text("Generated"), "publisher": text("Faisceau"), "year": 2026, "verified": true,
        }],
        "groups": groups, "indicators": indicators, "statements": statements,
    })
}

/// The rule of a dimension of the operational indicators.
fn dimension(group: &str) -> Value {
    let count = |strengths: &[&str], least: usize| json!({ "count": { "group": group, "strengths": strengths, "at_least": least } });
    json!({ "any": [
        count(&["strong"], 2),
        { "all": [count(&["strong"], 1), count(&["medium", "weak"], 1)] },
        count(&["medium"], 3),
        { "all": [count(&["medium"], 2), count(&["weak"], 1)] },
    ] })
}

#[cfg(test)]
mod tests {
    use super::{SECTION, instrument};

    #[test]
    fn it_is_sound_at_any_length_and_has_the_shape_that_it_says() {
        for questions in [0, 1, 2, 19, 60, 600] {
            let made = instrument(questions).unwrap_or_else(|flaws| panic!("{questions}: {flaws:?}"));
            assert_eq!(made.questions().len(), questions.max(1));
        }
        let made = instrument(600).unwrap_or_else(|flaws| panic!("{flaws:?}"));
        assert_eq!((made.sections().len(), made.clues().len(), made.lenses.len()), (30, 120, 7));
        for section in made.sections() {
            let asked = section.questions.iter().map(|question| made.question(*question));
            assert_eq!(asked.clone().count(), SECTION);
            assert_eq!(asked.clone().filter(|question| question.relevant.is_some()).count(), 6);
            assert!(asked.clone().all(|question| question.kind.options().len() == 3));
        }
        assert_eq!(made.questions().iter().filter(|question| !question.clues.is_empty()).count(), 200);
        assert_eq!(made.questions()[7].wording.en, "Question 00007");
    }
}
