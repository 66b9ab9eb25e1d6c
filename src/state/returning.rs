//! Back to where one was. After a lock the safe opens on the case and the page that were on the screen, and after
//! the page was loaded again on the case that was open, at the question where it was left. After hiding it opens
//! on the list: who has the passphrase of somebody who had to hide is shown no answer.
//!
//! While the safe is locked, this tab remembers a number drawn by chance and a page. The store knows which case
//! was open from the sealed ledger alone.

use super::app::App;
use super::message::{Effect, Page};
use super::phase::{Errand, Open, Phase};
use crate::vault::{CaseId, Fill, Write};

/// Where one was when the safe was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    case: CaseId,
    /// The page, where this tab remembers it; else the question where the case was left.
    pub page: Option<Page>,
}

impl App {
    /// Opens the case that was open when the safe was locked. Until it is read nothing is shown.
    pub(super) fn come_back_to_case(&mut self, effects: &mut Vec<Effect>) {
        let left = self.left.take();
        let follows = self.is_following();
        let Phase::Open(open) = &mut self.phase else { return };
        // What is told at opening is read first.
        if self.notice.is_some() {
            return;
        }
        // What the ledger says is where the tab that writes is.
        let marked = || open.marked().filter(|_| !follows);
        let Some(left) = left.or_else(marked).filter(|left| open.has(left.case)) else { return };
        open.returning = Some(left);
        self.run_errand(left.case, Errand::Open, effects);
    }

    /// Takes down in the ledger which case is open.
    pub(super) fn mark(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let writes = self.writes();
        let Phase::Open(open) = &mut self.phase else { return };
        if writes && !open.newer {
            let writes = open.mark(fill);
            effects.extend(self.keeping.add(writes));
        }
    }
}

impl Open {
    /// Where one is.
    pub fn left(&self) -> Option<Left> {
        let here = |current: &super::current::Current| {
            let case = current.journal.as_ref()?.head().case();
            Some(Left { case, page: Some(current.page()) })
        };
        self.current.as_ref().and_then(here).or(self.returning)
    }

    fn has(&self, case: CaseId) -> bool {
        self.rows.iter().any(|row| row.id == case && row.card.is_some())
    }

    fn marked(&self) -> Option<Left> {
        let open = self.ledger.open.as_ref()?;
        let case = self.rows.iter().map(|row| row.id).find(|id| format!("{id:?}") == *open)?;
        Some(Left { case, page: None })
    }

    /// Takes down in the ledger which case is open, where it says another.
    fn mark(&mut self, fill: Fill<'_>) -> Vec<Write> {
        let open = self.left().map(|left| format!("{:?}", left.case));
        if open == self.ledger.open {
            return Vec::new();
        }
        self.ledger.open = open;
        let ledger = serde_json::to_vec(&self.ledger).unwrap_or_default();
        vec![self.safe.seal_ledger(&ledger, fill)]
    }
}
