//! A document for paper: chapters made of a few kinds of blocks, in one language. Whoever shows it, the
//! screen or a file, shows the same blocks.
//!
//! Start with [`Sheet`]. [`Sheet::to_html`] writes it as one file that needs nothing else.

mod html;
mod read;

use crate::instrument::{Instrument, Language, QuestionIx};
use crate::interview::LanguageTag;
use crate::wording;

/// How many pages a document usually takes, which decides how dense it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// As many as it needs.
    Pages,
    /// One.
    OnePage,
    /// As many as it needs, with room to write by hand.
    Form,
}

/// A document for paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The language that it is written in. What a person said keeps its own.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What stands at the foot of every page, beside the number of the page.
    pub foot: String,
    /// How it is set.
    pub setting: Setting,
    /// What stands under the title.
    pub head: Vec<Block>,
    /// Its chapters, in order.
    pub chapters: Vec<Chapter>,
}

/// A part of a document, with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its name in the file, the same in every language.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Something that stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A title below that of the chapter.
    Title(String),
    /// A paragraph.
    Text(Line),
    /// A paragraph for the reader who wants to know how.
    Small(Line),
    /// Points of a list.
    Points(Vec<Line>),
    /// What must be seen first: a title, and what to do.
    Urgent(String, Vec<Line>),
    /// Names, each with what stands beside it.
    Pairs(Vec<(String, Line)>),
    /// A table.
    Table(Table),
    /// A question to answer by hand.
    Ask(Ask),
}

/// A table. No row of it is cut in two by the end of a page, and its header comes again on the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which table, for its widths.
    pub id: &'static str,
    /// The titles of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// One title for the rows below it.
    Group(String),
    /// One cell a column, each of one or more lines.
    Cells(Vec<Vec<Line>>),
}

/// A question to answer by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Its number, as the screens show it.
    pub number: String,
    /// Whom it is put to, when not to everyone.
    pub when: Option<String>,
    /// Its wording.
    pub wording: String,
    /// How to put it gently.
    pub note: String,
    /// How it is answered.
    pub how: Option<String>,
    /// Its answers, each with a box to tick.
    pub boxes: Vec<String>,
    /// The ways of not answering, each with a box to tick.
    pub silences: Vec<String>,
    /// What is written in short, each on a rule with its name.
    pub blanks: Vec<String>,
    /// How many lines are left for the person's own words.
    pub lines: usize,
    /// Where to go on, in words.
    pub skips: Vec<String>,
}

/// A run of words.
pub type Line = Vec<Span>;

/// Some words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words of ours.
    Plain(String),
    /// Words of ours that weigh.
    Strong(String),
    /// Words that were said or written by someone, as they were: isolated from what stands around them.
    Words(String),
    /// The same, in this language.
    Said(String, LanguageTag),
}

/// The number of a question: the initial of its stage, and its number there, which the screens show.
#[must_use]
pub fn number(instrument: &Instrument, question: QuestionIx, language: Language) -> String {
    let stage = instrument.stage(instrument.stage_of(question)).title.in_language(language);
    let initial = stage.chars().next().unwrap_or_default();
    format!("{initial}{}", instrument.question(question).number)
}

/// A line of plain words.
pub(super) fn plain(words: impl Into<String>) -> Line {
    vec![Span::Plain(words.into())]
}

/// A line of words that weigh.
pub(super) fn strong(words: impl Into<String>) -> Line {
    vec![Span::Strong(words.into())]
}

/// The words of someone, in the language in which they are written; that is told where the reader's is
/// another.
pub(super) fn said(words: String, written_in: Option<&LanguageTag>, language: Language) -> Line {
    let Some(tag) = written_in else { return vec![Span::Words(words)] };
    let mut line = vec![Span::Said(words, tag.clone())];
    if *tag != LanguageTag::from(language) {
        line.push(Span::Plain(format!(" ({})", wording::tongue(tag, language))));
    }
    line
}

impl Chapter {
    pub(super) const fn new(id: &'static str, title: String, blocks: Vec<Block>) -> Self {
        Self { id, title, blocks }
    }
}

impl Sheet {
    /// Adds a chapter, unless it has nothing to say: what is not relevant is not printed.
    pub(super) fn add(&mut self, chapter: Chapter) {
        if !chapter.blocks.is_empty() {
            self.chapters.push(chapter);
        }
    }
}
