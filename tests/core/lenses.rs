//! Lenses: published rules read over clues. Every flaw of a file is named; the rules hold over their
//! whole tables.

use std::path::Path;
use std::sync::Arc;

use faisceau::findings::lens::{Lens, Lenses, Reading, Rule, RuleState, Strength, Vocabulary};
use faisceau::instrument::{ClueId, Truth};
use serde_json::{Value, json};

/// The clues `c.0`, `c.1` and on.
pub fn vocabulary(clues: usize) -> Vocabulary {
    (0..clues).map(|at| ClueId::from(format!("c.{at}").as_str())).collect()
}

pub fn text(words: &str) -> Value {
    json!({ "fr": words, "en": words })
}

pub fn clue(at: usize) -> Value {
    json!({ "clue": format!("c.{at}") })
}

/// An indicator of a group.
pub fn indicator(id: &str, group: &str, strength: Option<&str>, when: &Value) -> Value {
    json!({
        "id": id, "group": group, "title": text(id), "strength": strength, "when": when, "source": "report",
    })
}

/// A statement.
pub fn statement(id: &str, role: &str, when: &Value) -> Value {
    json!({
        "id": id, "role": role, "title": text(id), "when": when, "sources": ["report"],
        "said": { "established": text("signs"), "open": text("not enough known"), "ruled_out": text("no sign") },
    })
}

/// A lens of these groups, indicators and statements.
pub fn written(groups: &[&str], indicators: &[Value], statements: &[Value]) -> Value {
    json!({
        "format": "faisceau-lens/1", "id": "invented", "version": "1.0.0", "title": text("An invented rule"),
        "about": text("For tests."),
        "sources": [{ "id": "report", "title": text("Report"), "publisher": text("Nobody"), "year": 2009, "verified": true }],
        "groups": groups.iter().map(|id| json!({ "id": id, "title": text(id) })).collect::<Vec<_>>(),
        "indicators": indicators, "statements": statements,
    })
}

/// Reads such a lens over so many clues; its flaws in words.
pub fn read(written: &Value, clues: usize) -> Result<Arc<Lens>, Vec<String>> {
    Lens::read("lenses/invented.json", &written.to_string(), &vocabulary(clues))
        .map(Arc::new)
        .map_err(|flaws| flaws.iter().map(ToString::to_string).collect())
}

/// The state of a statement.
fn says(reading: &Reading, statement: &str) -> RuleState {
    reading.statement(reading.lens().find_statement(&statement.into()).expect("it is there"))
}

/// A sound lens, to be spoilt.
fn sound() -> Value {
    let mut lens = written(
        &["means", "work"],
        &[
            indicator("papers", "means", Some("strong"), &json!({ "any": [clue(0), clue(1)] })),
            indicator("debt", "means", Some("medium"), &clue(2)),
            indicator(
                "hours",
                "work",
                None,
                &json!({ "at_least": { "count": 2, "of": [clue(3), clue(4), clue(5)] } }),
            ),
        ],
        &[
            statement("means", "dimension", &json!({ "count": { "group": "means", "at_least": 1 } })),
            statement("work", "dimension", &json!({ "indicator": "hours" })),
            statement(
                "both",
                "conclusion",
                &json!({ "all": [{ "statement": "means" }, { "statement": "work" }] }),
            ),
        ],
    );
    lens["applies_unless"] = clue(6);
    lens
}

#[test]
fn a_spoilt_lens_is_refused_and_each_flaw_has_its_place() {
    type Spoil = dyn Fn(&mut Value);
    read(&sound(), 7).expect("it is sound before it is spoilt");
    let cases: [(&Spoil, &str); 23] = [
        (
            &|lens| {
                lens["indicators"][1]["when"] = (0..40).fold(clue(0), |inner, _| json!({ "all": [inner] }));
            },
            "conditions stand deeper in one another than 32",
        ),
        (&|lens| lens["format"] = json!("faisceau-lens/9"), "lenses/invented.json: format: the format"),
        (&|lens| lens["id"] = json!("other"), "id: the file is not named after “other”"),
        (&|lens| lens["colour"] = json!("blue"), "lenses/invented.json: cannot be read: unknown field"),
        (&|lens| lens["about"]["en"] = json!(" "), "about: a text is missing"),
        (&|lens| lens["indicators"][1]["when"] = clue(9), "indicators[1].when: there is no “c.9”"),
        (
            &|lens| lens["indicators"][0]["when"]["any"][1] = clue(9),
            "indicators[0].when.any[1]: there is no “c.9”",
        ),
        (
            &|lens| lens["indicators"][0]["when"]["any"][1] = clue(0),
            "indicators[0].when.any: “c.0” is used twice",
        ),
        (&|lens| lens["indicators"][0]["group"] = json!("luck"), "indicators[0].group: there is no “luck”"),
        (
            &|lens| lens["indicators"][0]["source"] = json!("rumour"),
            "indicators[0].source: there is no “rumour”",
        ),
        (&|lens| lens["indicators"][1]["id"] = json!("papers"), "indicators: “papers” is used twice"),
        (
            &|lens| lens["indicators"][2]["when"]["at_least"]["count"] = json!(4),
            "indicators[2].when.at_least.of: at least 4 of 3: that never holds",
        ),
        (
            &|lens| lens["indicators"][0]["when"] = json!({ "all": [] }),
            "indicators[0].when.all: at least none",
        ),
        (
            &|lens| lens["indicators"][0]["when"] = json!({ "statement": "work" }),
            "indicators[0].when: looks at “work”, which is only said later",
        ),
        (
            &|lens| lens["indicators"][0]["when"] = json!({ "count": { "group": "work", "at_least": 1 } }),
            "indicators[0].when.count: looks at “work”, which is only said later",
        ),
        (
            &|lens| lens["statements"][0]["when"] = json!({ "statement": "both" }),
            "statements[0].when: looks at “both”, which is only said later",
        ),
        (
            &|lens| lens["statements"][1]["when"] = json!({ "indicator": "x" }),
            "statements[1].when: there is no “x”",
        ),
        (
            &|lens| lens["statements"][0]["when"]["count"]["strengths"] = json!(["weak"]),
            "statements[0].when.count: at least 1 of 0: that never holds",
        ),
        (
            &|lens| lens["statements"][0]["when"]["count"]["strengths"] = json!(["strong"]),
            "indicators[1]: no rule uses “debt”",
        ),
        (&|lens| lens["statements"][0]["sources"] = json!([]), "statements[0]: no source is cited"),
        (&|lens| lens["statements"][2]["role"] = json!("element"), "statements: there is no conclusion"),
        (
            &|lens| lens["statements"][2]["said"]["open"]["fr"] = json!(""),
            "statements[2].said.open: a text is missing",
        ),
        (&|lens| lens["groups"][1]["id"] = json!("empty"), "groups[1]: no rule uses “empty”"),
    ];
    for (spoil, told) in cases {
        let mut lens = sound();
        spoil(&mut lens);
        let flaws = read(&lens, 7).err().unwrap_or_default();
        assert!(flaws.iter().any(|flaw| flaw.contains(told)), "{told}: {flaws:?}");
        assert!(flaws.iter().all(|flaw| flaw.starts_with("lenses/invented.json")), "{flaws:?}");
    }
}

#[test]
fn all_flaws_of_a_lens_are_told_at_once() {
    let mut lens = sound();
    lens["title"]["fr"] = json!("");
    lens["indicators"][0]["when"]["any"][1] = clue(9);
    lens["statements"][2]["sources"] = json!(["rumour"]);
    assert_eq!(read(&lens, 7).err().unwrap_or_default().len(), 3);
}

#[test]
fn a_rule_that_is_ours_needs_no_source_but_says_so() {
    let mut lens = sound();
    lens["statements"][2]["sources"] = json!([]);
    lens["statements"][2]["ours"] = json!(true);
    assert!(read(&lens, 7).is_ok_and(|lens| lens.statements[2].ours));
}

#[test]
fn a_reading_tells_its_states_what_carries_them_and_for_whom_it_is() {
    use Truth::{No, Unknown, Yes};
    let lens = read(&sound(), 7).expect("sound");
    let clues = |at: &[usize]| at.iter().map(|at| faisceau::instrument::ClueIx(*at)).collect::<Vec<_>>();
    let rule = |id: &str| Rule::Statement(lens.find_statement(&id.into()).expect("it is there"));

    let told = [Yes, Unknown, No, Yes, No, Unknown, Unknown];
    let mut reading = Reading::of(&lens, |clue| told[clue.0]);
    assert_eq!(says(&reading, "means"), RuleState::Established);
    assert_eq!(says(&reading, "both"), RuleState::Open);
    assert_eq!(reading.strongest(), None);
    assert_eq!(reading.applies(), Unknown, "an uncertain age leaves both lists in view");
    assert_eq!(reading.rests_on(rule("means")), clues(&[0]));
    let bearing = reading.bearing(rule("both"));
    assert_eq!((bearing.present, bearing.open), (clues(&[0, 3]), clues(&[5])));

    assert!(reading.update(faisceau::instrument::ClueIx(5), Yes));
    assert!(!reading.update(faisceau::instrument::ClueIx(5), Yes), "the same again changes nothing");
    assert_eq!(reading.strongest(), lens.conclusions().next());
    assert_eq!(reading.rests_on(rule("both")), clues(&[0, 3, 5]));
    reading.update(faisceau::instrument::ClueIx(6), Yes);
    assert_eq!(reading.applies(), No);

    reading.update(faisceau::instrument::ClueIx(5), No);
    let bearing = reading.bearing(rule("both"));
    assert_eq!((bearing.present, bearing.absent), (vec![], clues(&[4, 5])), "what rules it out is told");
    assert_eq!(lens.clues_of(rule("work")), clues(&[3, 4, 5]));
    assert_eq!(reading.tally(0, Some(Strength::Strong)).established, 1);
}

/// A dimension of the operational indicators (ILO and European Commission, 2009, page 3), over so many
/// strong, medium and weak indicators, a clue to each.
fn dimension([strong, medium, weak]: [usize; 3]) -> Value {
    let strengths = [("strong", strong), ("medium", medium), ("weak", weak)];
    let indicators: Vec<_> = strengths
        .iter()
        .flat_map(|(strength, count)| std::iter::repeat_n(*strength, *count))
        .enumerate()
        .map(|(at, strength)| indicator(&format!("i.{at}"), "dimension", Some(strength), &clue(at)))
        .collect();
    let count = |strengths: &[&str], least: usize| json!({ "count": { "group": "dimension", "strengths": strengths, "at_least": least } });
    let rule = json!({ "any": [
        count(&["strong"], 2),
        { "all": [count(&["strong"], 1), count(&["medium", "weak"], 1)] },
        count(&["medium"], 3),
        { "all": [count(&["medium"], 2), count(&["weak"], 1)] },
    ] });
    written(&["dimension"], &indicators, &[statement("positive", "conclusion", &rule)])
}

#[test]
fn the_rule_of_a_dimension_holds_over_its_whole_table() {
    let of = [3, 4, 2];
    let lens = read(&dimension(of), of.iter().sum()).expect("sound");
    let rule = |[s, m, w]: [usize; 3]| s >= 2 || (s >= 1 && m + w >= 1) || m >= 3 || (m >= 2 && w >= 1);
    // Of each strength: how many are there, and how many are not known.
    let counts = |most: usize| (0..=most).flat_map(move |yes| (0..=most - yes).map(move |open| (yes, open)));
    let mut seen = [0_usize; 3];
    for (s, m, w) in counts(of[0])
        .flat_map(|s| counts(of[1]).map(move |m| (s, m)))
        .flat_map(|(s, m)| counts(of[2]).map(move |w| (s, m, w)))
    {
        let look = |at: usize| {
            let (place, (yes, open)) = match at {
                at if at < of[0] => (at, s),
                at if at < of[0] + of[1] => (at - of[0], m),
                at => (at - of[0] - of[1], w),
            };
            if place < yes {
                Truth::Yes
            } else if place < yes + open {
                Truth::Unknown
            } else {
                Truth::No
            }
        };
        let expected = match (rule([s.0, m.0, w.0]), rule([s.0 + s.1, m.0 + m.1, w.0 + w.1])) {
            (true, _) => RuleState::Established,
            (false, true) => RuleState::Open,
            (false, false) => RuleState::RuledOut,
        };
        let state = says(&Reading::of(&lens, |clue| look(clue.0)), "positive");
        assert_eq!(state, expected, "there and not known: strong {s:?}, medium {m:?}, weak {w:?}");
        seen[state as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > 20), "every state is seen: {seen:?}");
}

#[test]
fn the_rule_of_a_survey_dimension_holds_over_its_whole_table() {
    // Involuntariness strong and medium, penalty strong and medium: "Hard to see, harder to count".
    let names = [("iv", "strong"), ("iv", "medium"), ("pe", "strong"), ("pe", "medium")];
    let indicators: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, (group, strength))| indicator(&format!("i.{at}"), group, Some(strength), &clue(at)))
        .collect();
    let any = |group: &str| json!({ "count": { "group": group, "at_least": 1 } });
    let strong = |group: &str| json!({ "count": { "group": group, "strengths": ["strong"], "at_least": 1 } });
    let rule = json!({ "all": [any("iv"), any("pe"), { "any": [strong("iv"), strong("pe")] }] });
    let lens = written(&["iv", "pe"], &indicators, &[statement("forced", "conclusion", &rule)]);
    let lens = read(&lens, 4).expect("sound");
    for case in 0..81_usize {
        let told: Vec<_> =
            (0..4).map(|at| [Truth::No, Truth::Unknown, Truth::Yes][case / 3_usize.pow(at) % 3]).collect();
        let rule = |holds: &dyn Fn(Truth) -> bool| {
            let at = |at: usize| usize::from(holds(told[at]));
            at(0) + at(1) >= 1 && at(2) + at(3) >= 1 && at(0) + at(2) >= 1
        };
        let expected = match (rule(&|truth| truth == Truth::Yes), rule(&|truth| truth != Truth::No)) {
            (true, _) => RuleState::Established,
            (false, true) => RuleState::Open,
            (false, false) => RuleState::RuledOut,
        };
        assert_eq!(says(&Reading::of(&lens, |clue| told[clue.0]), "forced"), expected, "{told:?}");
    }
}

/// The lenses that stand in an edition's folder, over the clues that stand there.
pub fn on_disk(edition: &str) -> Option<(Lenses, Vocabulary)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments").join(edition);
    let clues: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("clues.json")).ok()?).ok()?;
    let ids = clues["clues"].as_array()?.iter().filter_map(|clue| clue["id"].as_str());
    let vocabulary: Vocabulary = ids.map(ClueId::from).collect();
    let files: Vec<_> = std::fs::read_dir(folder.join("lenses"))
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| {
            let name = format!("lenses/{}", entry.file_name().to_string_lossy());
            (name, std::fs::read_to_string(entry.path()).expect("a lens can be read"))
        })
        .collect();
    let files = files.iter().map(|(file, text)| (file.as_str(), text.as_str()));
    Some((Lenses::read(files, &vocabulary), vocabulary))
}

#[test]
fn the_lenses_of_every_edition_are_without_a_flaw() {
    let association = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments/association");
    for edition in std::fs::read_dir(association).expect("the editions") {
        let name = edition.expect("an edition").file_name().to_string_lossy().into_owned();
        let Some((lenses, _)) = on_disk(&format!("association/{name}")) else { continue };
        let flaws: Vec<_> = lenses.flaws().iter().map(ToString::to_string).collect();
        assert!(flaws.is_empty(), "{}", flaws.join("\n"));
    }
}

#[test]
fn a_lens_says_of_the_whole_what_its_conclusions_say() {
    let mut lens = written(
        &["facts"],
        &[indicator("one", "facts", None, &clue(0)), indicator("two", "facts", None, &clue(1))],
        &[
            statement(
                "some",
                "conclusion",
                &json!({ "any": [{ "indicator": "one" }, { "indicator": "two" }] }),
            ),
            statement(
                "both",
                "conclusion",
                &json!({ "all": [{ "indicator": "one" }, { "indicator": "two" }] }),
            ),
        ],
    );
    lens["applies_when"] = clue(3);
    lens["applies_unless"] = clue(2);
    let lens = read(&lens, 4).expect("sound");
    let scope: Vec<_> = lens.scope().into_iter().map(|clue| clue.0).collect();
    assert_eq!(scope, [2, 3], "what tells whether it is made for a case");
    let (yes, no, open) = (Truth::Yes, Truth::No, Truth::Unknown);
    for (one, two, whole) in [
        (yes, yes, RuleState::Established),
        (yes, no, RuleState::Established),
        (yes, open, RuleState::Established),
        (no, open, RuleState::Open),
        (open, open, RuleState::Open),
        (no, no, RuleState::RuledOut),
    ] {
        let reading = Reading::of(&lens, |clue| [one, two, open, open][clue.0]);
        assert_eq!(reading.overall(), whole, "{one:?} {two:?}");
    }
}
