//! Published rules as data, read over one body of clues.
//!
//! Start with [`Lens`]: one published rule (its citation, its indicators, its statements) once
//! [`Lens::read`] has found no flaw in its file. [`Reading`] is what it says of a case: the state of
//! every indicator and statement, kept up to date by the clues that change. [`Lenses`] are those of an
//! edition.
//!
//! Every expression of a lens is monotone in the clues: one present clue more never weakens what is
//! established, and what is not known is counted neither as there nor as absent. So what is said is
//! exact: *established* is what holds even if all that is unknown were absent, *ruled out* is what would
//! not hold even if all of it were present, and *open* is what lies between.

mod check;
mod definition;
mod gates;
mod lenses;
mod nearest;
mod reading;
mod smallest;
mod written;

pub use check::Vocabulary;
pub use definition::{
    Group, GroupId, Indicator, IndicatorId, IndicatorIx, Lens, LensId, Role, Rule, Said, Statement,
    StatementId, StatementIx, Strength,
};
pub use lenses::{LensIx, Lenses};
pub use reading::{Bearing, Reading, RuleState, Tally};
pub use smallest::Smallest;
