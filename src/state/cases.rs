//! The list of cases: what is sealed in the head of each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::app::App;
use super::message::Effect;
use super::phase::Phase;
use crate::findings::Findings;
use crate::instrument::{Edition, Language, StageId};
use crate::interview::{AgreementState, Case, CaseNumber, Event, Happening, Moment, Progress};
use crate::vault::{CaseId, Fill, Head};

/// What is listed of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its pseudonym or number.
    pub name: String,
    /// The edition that it stays with.
    pub edition: Edition,
    /// The language that it is led in.
    pub language: Language,
    /// Its number on paper, if one was drawn.
    #[serde(default)]
    pub number: Option<CaseNumber>,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// The step that it has come to.
    pub stage: StageId,
    /// Questions that are asked and still blank, in the stages that are agreed to.
    pub left: usize,
    /// Questions that are asked, in the stages that are agreed to.
    pub asked: usize,
    /// Questions marked for later.
    pub marked: usize,
    /// Questions under which something stands half written.
    #[serde(default)]
    pub unread: usize,
    /// Forms that were begun and whose button was not pressed.
    #[serde(default)]
    pub begun: usize,
    /// What is missing before the case is finished.
    pub missing: Missing,
    /// Whether something must happen first.
    pub urgent: bool,
}

/// The next thing that is missing in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The agreement to a stage.
    Agreement(StageId),
    /// Answers in a stage.
    Answers(StageId),
    /// The decision.
    Decision,
    /// Nothing.
    Nothing,
}

impl Card {
    pub(super) fn of(case: &Case, findings: &Findings) -> Self {
        let progress: Progress = StageId::ASKING.iter().map(|stage| case.stage_progress(*stage)).sum();
        let reached = |stage: &StageId| case.agreements().state(*stage) != AgreementState::NotSought;
        let decided = !case.decision().is_blank();
        let stage = if decided {
            StageId::Decision
        } else {
            StageId::ASKING.into_iter().rev().find(reached).unwrap_or(StageId::Alert)
        };
        Self {
            name: case.name().to_owned(),
            edition: case.instrument().edition.clone(),
            language: case.language(),
            number: case.number().cloned(),
            opened_at: case.opened_at(),
            changed_at: case.changed_at(),
            stage,
            left: progress.left(),
            asked: progress.asked,
            marked: progress.marked,
            unread: case.unread().len(),
            begun: case.begun().count(),
            missing: missing(case),
            urgent: findings.first_things().next().is_some(),
        }
    }
}

impl Card {
    /// What was opened, as far as the list knows it.
    pub(super) fn opening(&self) -> Event {
        let Self { name, edition, language, number, .. } = self.clone();
        Event { at: self.opened_at, what: Happening::Opened { name, edition, language, number } }
    }
}

fn missing(case: &Case) -> Missing {
    for stage in StageId::ASKING {
        match case.agreements().state(stage) {
            AgreementState::NotSought => return Missing::Agreement(stage),
            AgreementState::Given if case.stage_progress(stage).left() > 0 => return Missing::Answers(stage),
            AgreementState::Given => {}
            // What was refused or withdrawn is not asked for again: the way back is the person's.
            AgreementState::Refused | AgreementState::Withdrawn(_) => break,
        }
    }
    if case.decision().gaps().is_empty() { Missing::Nothing } else { Missing::Decision }
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which case.
    pub id: CaseId,
    /// What is listed; `None` when the record cannot be read.
    pub card: Option<Card>,
    pub(super) head: Option<Head>,
}

impl Row {
    pub(super) fn of(head: Head) -> Self {
        let card = serde_json::from_slice(head.card()).ok();
        Self { id: head.case(), card, head: Some(head) }
    }
}

/// A name that is being typed in the list of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Of a new case.
    New,
    /// A case's other name.
    Rename(CaseId),
    /// Of a case for another person of the same situation.
    Duplicate(CaseId),
}

impl Naming {
    fn key(self) -> String {
        match self {
            Self::New => "new".to_owned(),
            Self::Rename(id) => format!("rename:{id:?}"),
            Self::Duplicate(id) => format!("duplicate:{id:?}"),
        }
    }
}

/// What the organisation counts of a person who refused from the start: no identity, no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    /// One trace an alert.
    pub traces: Vec<Trace>,
    /// When a rescue copy of the whole safe was last taken away.
    pub copied_at: Option<Moment>,
    /// When each case was last passed on whole, as an assessment.
    pub exported: BTreeMap<String, Moment>,
    /// The names that are being typed in the list, and what for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<String, String>,
    /// Which case was last open, if one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
}

impl Ledger {
    /// The name that was typed, as far as it was.
    pub(super) fn name(&self, naming: Naming) -> Option<&str> {
        self.names.get(&naming.key()).map(String::as_str)
    }

    /// Keeps a name as far as it is typed; nothing of one that is not. Whether that changes anything.
    pub(super) fn keep_name(&mut self, naming: Naming, typed: Option<String>) -> bool {
        match typed.filter(|typed| !typed.is_empty()) {
            Some(typed) => self.names.insert(naming.key(), typed.clone()) != Some(typed),
            None => self.names.remove(&naming.key()).is_some(),
        }
    }
}

impl App {
    /// What is being named in the list, with the name as far as it is typed: a new case, or another one.
    #[must_use]
    pub fn naming(&self) -> Option<Naming> {
        let Phase::Open(open) = &self.phase else { return None };
        let of = |row: &Row| [Naming::Rename(row.id), Naming::Duplicate(row.id)];
        open.rows.iter().flat_map(of).find(|naming| open.ledger.name(*naming).is_some())
    }

    /// The name that is being typed in the list, as far as it is.
    #[must_use]
    pub fn typed_name(&self, naming: Naming) -> Option<&str> {
        let Phase::Open(open) = &self.phase else { return None };
        open.ledger.name(naming)
    }

    /// Seals a name as far as it is typed.
    pub(super) fn keep_name(
        &mut self,
        naming: Naming,
        typed: Option<String>,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        if open.newer || !open.ledger.keep_name(naming, typed) {
            return;
        }
        let ledger = serde_json::to_vec(&open.ledger).unwrap_or_default();
        let write = open.safe.seal_ledger(&ledger, fill);
        effects.extend(self.keeping.add(vec![write]));
        self.changed.saving = true;
    }
}

/// One alert that went no further.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The year and month of the refusal.
    pub month: String,
    /// The step that was refused.
    pub refused: StageId,
}
