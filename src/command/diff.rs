//! `diff`: how two versions of a case differ.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::cases::{Piece, case};
use super::fault::Fault;
use super::{Printed, Tongue, json, name, read};
use crate::findings::Findings;
use crate::instrument::{Language, QuestionIx, Shelf, StageId};
use crate::interview::{Case, Entry};
use crate::record::Assessment;
use crate::wording;

/// Shows how two versions of a case differ, field by field. Leaves with 1 when they do.
#[derive(Args)]
#[command(after_help = "\
Examples:
  faisceau diff monday.json friday.json
  faisceau diff --json monday.json friday.json")]
pub(super) struct Call {
    /// The earlier version.
    before: PathBuf,
    /// The later version.
    after: PathBuf,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// The language of the answers.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

/// One field that differs.
#[derive(Serialize)]
struct Difference {
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let (before, after) = (taken_in(&call.before)?, taken_in(&call.after)?);
    let (one, other) = (&before.instrument().edition, &after.instrument().edition);
    if one != other {
        let named = |edition: &crate::instrument::Edition| format!("{}@{}", edition.id, edition.version);
        return Err(vec![Fault::OtherEditions(named(one), named(other))]);
    }
    let differences = differences(&before, &after, call.language.into());
    let mut printed = Printed { flawed: !differences.is_empty(), ..Printed::default() };
    if call.json {
        printed.out = json(&differences);
        return Ok(printed);
    }
    if differences.is_empty() {
        printed.out.push_str("no difference\n");
    }
    for Difference { field, before, after } in &differences {
        let _ = writeln!(printed.out, "{field}");
        for (sign, told) in [('-', before), ('+', after)] {
            for line in told.iter().flat_map(|told| told.lines()) {
                let _ = writeln!(printed.out, "  {sign} {line}");
            }
        }
    }
    Ok(printed)
}

fn taken_in(path: &Path) -> Result<Case, Vec<Fault>> {
    let piece = Piece { place: name(path), bytes: read(path)? };
    case(&piece, &Shelf::bundled()).map_err(|fault| vec![fault])
}

fn differences(before: &Case, after: &Case, language: Language) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differ = |field: &str, before: Option<String>, after: Option<String>| {
        let [before, after] = [before, after].map(|told| told.filter(|told| !told.is_empty()));
        if before != after {
            found.push(Difference { field: field.to_owned(), before, after });
        }
    };
    let some = |text: &str| Some(text.to_owned());
    differ("case.name", some(before.name()), some(after.name()));
    differ("case.language", some(before.language().tag()), some(after.language().tag()));
    differ("case.track", some(before.track().as_str()), some(after.track().as_str()));
    for stage in StageId::ASKING {
        let told = |case: &Case| {
            let steps = case.agreements().of(stage).iter();
            Some(steps.map(|step| compact(&step)).collect::<Vec<_>>().join("\n"))
        };
        differ(&format!("agreements.{}", stage.as_str()), told(before), told(after));
    }
    for at in (0..before.instrument().questions().len()).map(QuestionIx) {
        let question = before.instrument().question(at);
        let (one, other) = (before.entry(at), after.entry(at));
        let answer =
            |entry: &Entry| entry.answer.as_ref().map(|told| wording::answer(&question.kind, told, language));
        differ(question.id.as_str(), answer(one), answer(other));
        let beside = |what: &str| format!("{}.{what}", question.id);
        differ(&beside("own_words"), some(&one.own_words), some(&other.own_words));
        differ(&beside("observed"), some(&one.observed), some(&other.observed));
        let said_by = |entry: &Entry| entry.said_by.map(|by| compact(&by));
        differ(&beside("said_by"), said_by(one), said_by(other));
        let standing = |case: &Case| Some(format!("{:?}", case.standing(at)));
        if one.is_written() || other.is_written() {
            differ(&beside("standing"), standing(before), standing(after));
        }
    }
    let settings = |case: &Case| {
        Some(
            case.settings()
                .map(|(clue, set)| format!("{clue}: {}", compact(set)))
                .collect::<Vec<_>>()
                .join("\n"),
        )
    };
    differ("set_clues", settings(before), settings(after));
    let decision = |case: &Case| {
        let fields = serde_json::to_value(case.decision()).ok()?;
        let fields = fields.as_object()?.iter().map(|(name, told)| format!("{name}: {told}"));
        Some(fields.collect::<Vec<_>>().join("\n"))
    };
    differ("decision", decision(before), decision(after));
    let clues = |case: &Case| {
        let assessment = Assessment::of(case, &Findings::of(case));
        let clues = assessment.findings.families.into_iter().flat_map(|family| family.clues);
        clues.map(|clue| (clue.clue.to_string(), compact(&clue.state))).collect::<Vec<_>>()
    };
    for ((clue, one), (_, other)) in clues(before).into_iter().zip(clues(after)) {
        differ(&format!("findings.{clue}"), Some(one), Some(other));
    }
    let leavings = |case: &Case| Some(case.leavings().iter().map(compact).collect::<Vec<_>>().join("\n"));
    differ("leavings", leavings(before), leavings(after));
    found
}

/// A part of the document on one line, as it is written there.
fn compact(part: &impl Serialize) -> String {
    serde_json::to_string(part).unwrap_or_default()
}
