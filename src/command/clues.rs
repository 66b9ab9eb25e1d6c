//! `clues`: the vocabulary of clues.

use std::fmt::Write;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::{Printed, Tongue, edition, json};
use crate::findings::lens::{IndicatorIx, Lenses, Rule};
use crate::instrument::{Clue, ClueId, ClueIx, Eye, Instrument, Language, QuestionId, Text};
use crate::wording::say;

/// Lists the clues: what each means, which answers speak of it, which published indicators stand on it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  faisceau clues
  faisceau clues --json
  faisceau clues --markdown > docs/clues.md")]
pub(super) struct Call {
    /// The edition of the instrument, as association@2.0.0; the newest by default.
    #[arg(long, value_name = "EDITION")]
    instrument: Option<String>,
    /// As JSON, for programs.
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// As a page, in both languages.
    #[arg(long)]
    markdown: bool,
    /// The language of the list.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let instrument = edition(call.instrument.as_deref())?;
    let lenses = Lenses::of(&instrument);
    let out = if call.json {
        let told = (0..instrument.clues().len()).map(|at| record(&instrument, &lenses, ClueIx(at)));
        json(&told.collect::<Vec<_>>())
    } else if call.markdown {
        page(&instrument, &lenses)
    } else {
        list(&instrument, call.language.into())
    };
    Ok(Printed { out, ..Printed::default() })
}

#[derive(Serialize)]
struct Record<'a> {
    clue: &'a ClueId,
    family: String,
    name: &'a Text,
    definition: &'a Text,
    examples: &'a [Text],
    eyes: &'a [Eye],
    questions: Vec<&'a QuestionId>,
    reckonings: Vec<String>,
    /// Whether any ordinary job can have it: it does not count for what converges.
    ordinary: bool,
    indicators: Vec<String>,
    sources: Vec<String>,
}

fn record<'a>(instrument: &'a Instrument, lenses: &Lenses, at: ClueIx) -> Record<'a> {
    let clue = instrument.clue(at);
    Record {
        clue: &clue.id,
        family: instrument.families[clue.family].id.to_string(),
        name: &clue.name,
        definition: &clue.definition,
        examples: &clue.examples,
        eyes: &clue.eyes,
        questions: clue.feeders.iter().map(|question| &instrument.question(*question).id).collect(),
        reckonings: reckonings(instrument, clue),
        ordinary: clue.ordinary,
        indicators: indicators(lenses, at),
        sources: clue.sources.iter().map(ToString::to_string).collect(),
    }
}

fn reckonings(instrument: &Instrument, clue: &Clue) -> Vec<String> {
    clue.reckoned.iter().map(|link| instrument.reckoning(link.reckoning).id.to_string()).collect()
}

/// The published indicators that stand on a clue, each with its lens.
fn indicators(lenses: &Lenses, clue: ClueIx) -> Vec<String> {
    let of = |lens: &std::sync::Arc<crate::findings::lens::Lens>| {
        let lens = std::sync::Arc::clone(lens);
        let at = (0..lens.indicators.len()).map(IndicatorIx);
        at.filter(|at| lens.clues_of(Rule::Indicator(*at)).contains(&clue))
            .map(|at| format!("{}/{}", lens.id, lens.indicator(at).id))
            .collect::<Vec<_>>()
    };
    lenses.all().iter().flat_map(of).collect()
}

fn list(instrument: &Instrument, language: Language) -> String {
    let mut out = String::new();
    for (at, family) in instrument.families.iter().enumerate() {
        let _ = writeln!(out, "{}", family.name.in_language(language));
        for clue in instrument.clues().iter().filter(|clue| clue.family == at) {
            let _ = writeln!(out, "  {:<44} {}", clue.id.as_str(), clue.name.in_language(language));
        }
    }
    out
}

/// The vocabulary as a page, in both languages.
fn page(instrument: &Instrument, lenses: &Lenses) -> String {
    let mut out = String::from("# Identification clues\n\n");
    let edition = &instrument.edition;
    let _ = writeln!(
        out,
        "The vocabulary of edition {} {}: {} clues in {} families. A clue is a fact that can be told, never \
         a verdict. Made from the data by `faisceau clues --markdown`; not edited by hand.\n",
        edition.id,
        edition.version,
        instrument.clues().len(),
        instrument.families.len()
    );
    for (family_at, family) in instrument.families.iter().enumerate() {
        let _ = writeln!(out, "## {} · {}\n", family.name.en, family.name.fr);
        let _ = writeln!(out, "{}\n\n*{}*\n", family.definition.en, family.definition.fr);
        if family.circumstance {
            out.push_str("Circumstances: they do not count when clues are said to converge.\n\n");
        }
        for (at, clue) in instrument.clues().iter().enumerate() {
            if clue.family == family_at {
                entry(&mut out, instrument, lenses, ClueIx(at));
            }
        }
    }
    sources(&mut out, instrument);
    out
}

fn entry(out: &mut String, instrument: &Instrument, lenses: &Lenses, at: ClueIx) {
    let clue = instrument.clue(at);
    let _ = writeln!(out, "### `{}`\n", clue.id);
    for language in [Language::En, Language::Fr] {
        let examples: Vec<_> = clue.examples.iter().map(|text| text.in_language(language)).collect();
        let _ = writeln!(
            out,
            "- **{}** — {}{}",
            clue.name.in_language(language),
            clue.definition.in_language(language),
            if examples.is_empty() {
                String::new()
            } else {
                format!(" {}*{}*", say(language, "Exemples : ", "Examples: "), examples.join(" · "))
            }
        );
    }
    let eyes: Vec<_> = clue.eyes.iter().map(|eye| format!("{eye:?}").to_lowercase()).collect();
    let _ = writeln!(out, "- Looked at with {} eyes.", eyes.join(", "));
    if clue.ordinary {
        out.push_str("- Any ordinary job can have it: it does not count when clues are said to converge.\n");
    }
    let named =
        |names: Vec<String>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let questions: Vec<_> =
        clue.feeders.iter().map(|question| instrument.question(*question).id.to_string()).collect();
    if !questions.is_empty() {
        let _ = writeln!(out, "- Told by {}.", named(questions));
    }
    let reckoned = reckonings(instrument, clue);
    if !reckoned.is_empty() {
        let _ = writeln!(out, "- Reckoned by {}.", named(reckoned));
    }
    let read = indicators(lenses, at);
    if !read.is_empty() {
        let _ = writeln!(out, "- Read by {}.", named(read));
    }
    let _ = writeln!(out, "- Sources: {}.\n", named(clue.sources.iter().map(ToString::to_string).collect()));
}

fn sources(out: &mut String, instrument: &Instrument) {
    out.push_str(
        "## Sources\n\n| name | title | publisher | year | place | read |\n|---|---|---|---|---|---|\n",
    );
    for source in &instrument.sources {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            source.id,
            source.title.en,
            source.publisher.en,
            source.year,
            source.place.as_ref().map_or("", |place| &place.en),
            if source.verified { "yes" } else { "from memory" }
        );
    }
}
