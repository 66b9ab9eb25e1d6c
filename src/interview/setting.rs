//! What the interviewer says of a clue herself, with her reason.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use crate::instrument::StageId;

/// What a clue is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetState {
    /// It is there.
    Present,
    /// It is not there.
    Absent,
}

/// What the interviewer asks to set a clue to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetClue {
    /// To what.
    pub state: SetState,
    /// Her reason.
    pub reason: String,
}

/// A clue that the interviewer has set. It stays marked so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// To what.
    pub state: SetState,
    /// Her reason.
    pub reason: String,
    /// Under the agreement to which stage: it counts while that stands, and is erased with what the
    /// stage had collected.
    pub stage: StageId,
    /// When.
    pub at: Moment,
}
