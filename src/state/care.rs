//! What keeps the safe well: whether the browser promises not to clear it, how much room it takes, and
//! which cases exist in this browser alone.

use super::app::{App, Now};
use super::message::Effect;
use super::phase::Phase;
use crate::vault::Fill;

const DAY: i64 = 24 * 60 * 60;

impl App {
    /// Asks the browser once, after the first case was saved, not to clear what is kept here.
    pub(super) fn ask_to_persist(&mut self, saved_a_case: bool, effects: &mut Vec<Effect>) {
        if saved_a_case && self.settings.persisted.is_none() && !self.asked {
            self.asked = true;
            effects.push(Effect::Persist);
        }
    }

    /// A rescue copy was taken away: every case exists elsewhere now.
    pub(super) fn copied(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let writes = self.writes();
        let Phase::Open(open) = &mut self.phase else { return };
        open.ledger.copied_at = Some(now.moment());
        if writes && !open.newer {
            let ledger = serde_json::to_vec(&open.ledger).unwrap_or_default();
            let write = open.safe.seal_ledger(&ledger, fill);
            effects.extend(self.keeping.add(vec![write]));
        }
        self.count_alone(now);
    }

    /// The open case was passed on whole, as a file from which it can be brought back.
    pub(super) fn passed_on_whole(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let writes = self.writes();
        let Phase::Open(open) = &mut self.phase else { return };
        let journal = open.current.as_ref().and_then(|current| current.journal.as_ref());
        let Some(id) = journal.map(|journal| journal.head().case()) else { return };
        open.ledger.exported.insert(format!("{id:?}"), now.moment());
        if writes && !open.newer {
            let ledger = serde_json::to_vec(&open.ledger).unwrap_or_default();
            let write = open.safe.seal_ledger(&ledger, fill);
            effects.extend(self.keeping.add(vec![write]));
        }
    }

    /// Counts the cases that have changed since they were last copied, and of which that is too long ago.
    pub(super) fn count_alone(&mut self, now: Now) {
        let days = i64::from(self.settings.remind_after);
        let Phase::Open(open) = &mut self.phase else { return };
        let now = now.moment();
        let ledger = &open.ledger;
        let is_alone = |row: &&super::cases::Row| {
            let Some(card) = &row.card else { return false };
            let copied = ledger.copied_at.max(ledger.exported.get(&format!("{:?}", row.id)).copied());
            let since = copied.map_or(card.opened_at, |copied| copied.max(card.opened_at));
            copied.is_none_or(|copied| copied < card.changed_at) && now.seconds_since(since) > days * DAY
        };
        open.alone = if days == 0 { 0 } else { open.rows.iter().filter(is_alone).count() };
        self.changed.cases = true;
    }

    /// How many cases have existed in this browser alone for longer than was chosen.
    #[must_use]
    pub fn alone(&self) -> usize {
        match &self.phase {
            Phase::Open(open) => open.alone,
            _ => 0,
        }
    }

    /// How many bytes are kept, when they were last counted.
    #[must_use]
    pub const fn weight(&self) -> Option<usize> {
        self.weight
    }
}
