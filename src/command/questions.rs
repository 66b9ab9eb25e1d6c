//! `questions`: the questions of an edition.

use std::fmt::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::fault::{Fault, takes};
use super::{Printed, Tongue, edition, json};
use crate::instrument::{Instrument, Language, Question, QuestionId, StageId, Text, TrackId};

/// Lists the questions: their names, their wordings, and what each takes for an answer.
#[derive(Args)]
#[command(after_help = "\
Examples:
  faisceau questions
  faisceau questions --options --track urgent
  faisceau questions --json")]
pub(super) struct Call {
    /// The edition of the instrument, as association@2.0.0; the newest by default.
    #[arg(long, value_name = "EDITION")]
    instrument: Option<String>,
    /// Only those of one track.
    #[arg(long, value_enum)]
    track: Option<Way>,
    /// With what each takes for an answer, as `faisceau answer` reads it.
    #[arg(long)]
    options: bool,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// The language of the list.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

/// A track, on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Way {
    Full,
    Urgent,
    Remote,
}

impl From<Way> for TrackId {
    fn from(way: Way) -> Self {
        match way {
            Way::Full => Self::Full,
            Way::Urgent => Self::Urgent,
            Way::Remote => Self::Remote,
        }
    }
}

#[derive(Serialize)]
struct Record<'a> {
    stage: StageId,
    section: String,
    question: &'a QuestionId,
    kind: &'static str,
    wording: &'a Text,
    note: &'a Text,
    options: Vec<String>,
    takes: String,
    sensitive: bool,
    /// Whether it is asked of everyone.
    always: bool,
    tracks: &'a [TrackId],
    clues: Vec<String>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let instrument = edition(call.instrument.as_deref())?;
    let on_track = |question: &&Question| call.track.is_none_or(|track| question.is_on(track.into()));
    let questions: Vec<_> = instrument.questions().iter().filter(on_track).collect();
    let out = if call.json {
        json(&questions.iter().map(|question| record(&instrument, question)).collect::<Vec<_>>())
    } else {
        list(&instrument, &questions, call.options, call.language.into())
    };
    Ok(Printed { out, ..Printed::default() })
}

fn record<'a>(instrument: &Instrument, question: &'a Question) -> Record<'a> {
    let section = instrument.section(question.section);
    let mut clues: Vec<_> =
        question.clues.iter().map(|link| instrument.clue(link.clue).id.to_string()).collect();
    clues.sort();
    clues.dedup();
    Record {
        stage: section.stage,
        section: section.id.to_string(),
        question: &question.id,
        kind: question.kind.name(),
        wording: &question.wording,
        note: &question.note,
        options: question.kind.options().iter().map(|option| option.id.to_string()).collect(),
        takes: takes(&question.kind),
        sensitive: question.sensitive,
        always: question.relevant.is_none(),
        tracks: &question.tracks,
        clues,
    }
}

fn list(instrument: &Instrument, questions: &[&Question], options: bool, language: Language) -> String {
    let mut out = String::new();
    let mut section = None;
    for question in questions {
        if section != Some(question.section) {
            section = Some(question.section);
            let of = instrument.section(question.section);
            let stage = instrument.stage(of.stage).title.in_language(language);
            let _ = writeln!(out, "{stage} · {}", of.title.in_language(language));
        }
        let mark = if question.relevant.is_some() { "?" } else { " " };
        let wording = question.wording.in_language(language);
        let _ = writeln!(out, " {mark} {:<32} {wording}", question.id.as_str());
        if options {
            let _ = writeln!(out, "     {}", takes(&question.kind));
        }
    }
    out
}
