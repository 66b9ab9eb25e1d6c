//! Where everything stands in the drawing of the faisceau: pure geometry over what the findings say.
//!
//! From left to right: families, their clues one to a line, the waist where the lines meet, the lenses.
//! Present clues have a line each. Those that are open, and those that are ruled out, share one row a
//! family until it is unfolded.

use std::collections::BTreeSet;

use crate::findings::lens::LensIx;
use crate::findings::{ClueState, Counts};
use crate::instrument::{ClueIx, Language, Truth};
use crate::state::Current;
use crate::ui::parts::lenses::LensLine;

/// The width of the drawing, in its own units: about one to a pixel on a laptop.
pub const WIDTH: u32 = 1100;
/// Where the names of the clues begin.
pub const NAMES: u32 = 214;
/// Where their lines begin.
pub const LINES: u32 = 506;
/// Where the lines meet.
const WAIST: u32 = 748;
/// Where the lenses stand.
pub const DISCS: u32 = 862;
/// Where their words begin.
pub const WORDS: u32 = 884;
/// The height of a row.
pub const ROW: u32 = 19;
/// What stands between two families.
const GAP: u32 = 9;
/// The height of a lens.
pub const LENS: u32 = 84;
/// The height of the waist, at most, and what stands between two lines there, at most.
const WAIST_HEIGHT: f64 = 64.0;
const WAIST_STEP: f64 = 3.0;

/// The whole drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its height.
    pub height: u32,
    /// The families, from above.
    pub strands: Vec<Strand>,
    /// The lenses, from above.
    pub nodes: Vec<Node>,
}

/// A family.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    /// Its place in the instrument.
    pub family: usize,
    /// Its name.
    pub name: String,
    /// How many of its clues stand where.
    pub counts: Counts,
    /// Whether its open and excluded clues are shown one by one.
    pub unfolded: bool,
    /// Its rows, from above.
    pub rows: Vec<Row>,
    /// Where it stands: the middle of its first row.
    pub y: u32,
}

/// A row: one clue, or the open and the excluded ones of a family together.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it stands for.
    pub what: What,
    /// The line of what is present or open, as far as the waist.
    pub way: Option<String>,
    /// The middle of the row.
    pub y: u32,
    /// The lenses that it feeds.
    pub feeds: Vec<LensIx>,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// One clue.
    Clue {
        /// Which.
        clue: ClueIx,
        /// Where it stands.
        state: ClueState,
        /// Whether the interviewer has set it.
        set: bool,
        /// Its name.
        name: String,
    },
    /// The open clues of the family, and how many are ruled out.
    Gathered {
        /// Those that are open.
        open: Vec<ClueIx>,
        /// How many are ruled out.
        absent: usize,
    },
}

/// A lens.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What is told of it.
    pub line: LensLine,
    /// The middle of its shape.
    pub y: u32,
    /// Its strand from the waist; none where nothing reaches it.
    pub way: String,
}

/// What is lit up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lit {
    /// A clue.
    Clue(ClueIx),
    /// The open clues of a family.
    Open(usize),
    /// A lens.
    Lens(LensIx),
}

impl Row {
    /// Whether its line carries this.
    pub fn carries(&self, lit: Lit, family: usize) -> bool {
        match (lit, &self.what) {
            (Lit::Clue(lit), What::Clue { clue, .. }) => lit == *clue,
            (Lit::Clue(lit), What::Gathered { open, .. }) => open.contains(&lit),
            (Lit::Open(lit), What::Gathered { .. }) => lit == family,
            (Lit::Open(_), What::Clue { .. }) => false,
            (Lit::Lens(lens), _) => self.way.is_some() && self.feeds.contains(&lens),
        }
    }
}

impl Drawing {
    /// The drawing of a case, with these families unfolded.
    pub fn of(
        current: &Current,
        lines: Vec<LensLine>,
        unfolded: &BTreeSet<usize>,
        language: Language,
    ) -> Self {
        let feeds = |clues: &[ClueIx]| -> Vec<LensIx> {
            let readings = current.findings().readings().iter().enumerate();
            let looks = |at: usize| current.findings().readings()[at].lens().clues();
            readings
                .filter(|(at, reading)| {
                    reading.applies() != Truth::No
                        && clues.iter().any(|clue| looks(*at).binary_search(clue).is_ok())
                })
                .map(|(at, _)| LensIx(at))
                .collect()
        };
        let (instrument, findings) = (current.case().instrument(), current.findings());
        let mut y = ROW;
        let mut strands = Vec::new();
        for (family, told) in instrument.families.iter().enumerate() {
            let of_family = |states: &[ClueState]| {
                let clues = findings.clues().filter(|(clue, finding)| {
                    instrument.clue(*clue).family == family && states.contains(&finding.state)
                });
                clues.map(|(clue, _)| clue).collect::<Vec<_>>()
            };
            let one = |clue: ClueIx| What::Clue {
                clue,
                state: findings.clue(clue).state,
                set: findings.clue(clue).set.is_some(),
                name: instrument.clue(clue).name.in_language(language).to_owned(),
            };
            let open = of_family(&[ClueState::Unknown, ClueState::NotYetAsked]);
            let absent = of_family(&[ClueState::Absent]);
            let mut whats: Vec<_> = of_family(&[ClueState::Present]).into_iter().map(one).collect();
            let unfolded = unfolded.contains(&family);
            if unfolded {
                whats.extend(open.into_iter().chain(absent).map(one));
            } else if !open.is_empty() || !absent.is_empty() {
                whats.push(What::Gathered { open, absent: absent.len() });
            }
            let top = y;
            let rows: Vec<_> = whats
                .into_iter()
                .map(|what| {
                    let feeds = match &what {
                        What::Clue { clue, .. } => feeds(&[*clue]),
                        What::Gathered { open, .. } => feeds(open),
                    };
                    let row = Row { what, way: None, y, feeds };
                    y += ROW;
                    row
                })
                .collect();
            if rows.is_empty() {
                continue;
            }
            y += GAP;
            let name = told.name.in_language(language).to_owned();
            strands.push(Strand { family, name, counts: findings.family(family), unfolded, rows, y: top });
        }
        let tall = u32::try_from(lines.len()).unwrap_or_default() * LENS + ROW;
        let height = y.max(tall) + ROW;
        let middle = f64::from(height) / 2.0;
        tie(&mut strands, middle);
        let count = u32::try_from(lines.len()).unwrap_or_default();
        let first = (height - count * LENS) / 2 + LENS / 2;
        let nodes = lines.into_iter().zip(0..).map(|(line, at)| {
            let y = first + at * LENS;
            let way = format!(
                "M{WAIST},{middle:.1}C{},{middle:.1} {},{y} {},{y}",
                WAIST + 60,
                DISCS - 60,
                DISCS - 9
            );
            Node { line, y, way }
        });
        Self { height, strands, nodes: nodes.collect() }
    }

    /// The ways that are lit: of lines, and of lenses.
    pub fn lit_ways(&self, lit: Lit) -> Vec<String> {
        let rows = self.strands.iter().flat_map(|strand| strand.rows.iter().map(|row| (strand.family, row)));
        let lit_rows: Vec<_> =
            rows.filter(|(family, row)| row.carries(lit, *family)).map(|(_, row)| row).collect();
        let lines = lit_rows.iter().filter_map(|row| row.way.clone());
        let reaches = |lens: LensIx| match lit {
            Lit::Lens(lit) => lit == lens,
            _ => lit_rows.iter().any(|row| row.way.is_some() && row.feeds.contains(&lens)),
        };
        let lenses = self.nodes.iter().filter(|node| reaches(node.line.lens)).map(|node| node.way.clone());
        lines.chain(lenses).collect()
    }
}

/// Leads the lines of what is present or open to the waist, in the order in which they come.
fn tie(strands: &mut [Strand], middle: f64) {
    let runs = |row: &&mut Row| match &row.what {
        What::Clue { state, .. } => *state != ClueState::Absent,
        What::Gathered { open, .. } => !open.is_empty(),
    };
    let rows: Vec<_> = strands.iter_mut().flat_map(|strand| strand.rows.iter_mut()).filter(runs).collect();
    let many = f64::from(u32::try_from(rows.len()).unwrap_or(1));
    let step = (WAIST_HEIGHT / many.max(1.0)).min(WAIST_STEP);
    let mut at = middle - step * (many - 1.0) / 2.0;
    for row in rows {
        let y = row.y;
        row.way = Some(format!("M{LINES},{y}C{},{y} {},{at:.1} {WAIST},{at:.1}", LINES + 110, LINES + 120));
        at += step;
    }
}

/// A text in lines of at most so many letters, broken between words; what is too long for them ends
/// with an ellipsis.
pub fn wrapped(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let many = done.len();
        match done.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if many == lines => {
                line.push('…');
                break;
            }
            _ => done.push(word.to_owned()),
        }
    }
    done
}
