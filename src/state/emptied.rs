//! The store was emptied while its safe was open: site data were cleared, or the browser threw the store
//! away. This page holds the last copy then. It says so, goes on in memory, and what it holds is saved as a
//! file or kept here again.

use super::app::{App, Now};
use super::message::{Effect, Reading, Records, Small, StoreFault};
use super::notice::Notice;
use super::phase::{Open, Phase};
use super::tabs::Role;
use crate::vault::{CaseId, Fill, Safe, Write};

/// What is told while the store is empty and this page holds the last copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastCopy {
    /// How many cases were not in the memory of this page, and are in no store any more.
    pub lost: usize,
    /// Their names, as far as they are known; none while the safe is locked.
    pub names: Vec<String>,
}

impl App {
    /// The page is looked at again: where this tab writes, it is looked whether the store is still there.
    pub(super) fn back_in_view(&self, effects: &mut Vec<Effect>) {
        if self.writes() && self.last_copy.is_none() && self.keeping.is_settled() {
            effects.push(Effect::Read(Reading::StillThere, Safe::HEADERS.to_vec()));
        }
    }

    /// The header was looked for when the page was looked at again.
    pub(super) fn still_there(&mut self, result: &Result<Records, StoreFault>, effects: &mut Vec<Effect>) {
        let gone = result.as_ref().is_ok_and(|records| Safe::header(records) == Err(None));
        if gone && self.writes() && self.last_copy.is_none() {
            self.emptied_under(effects);
        }
    }

    /// The store was emptied under this page. First it is looked whether the second copy brings it back.
    pub(super) fn emptied_under(&mut self, effects: &mut Vec<Effect>) {
        self.keeping.emptied(Vec::new());
        self.changed.saving = true;
        effects.push(Effect::Read(Reading::BroughtBack, Vec::new()));
    }

    /// Everything was read after the store was emptied.
    pub(super) fn brought_back(
        &mut self,
        result: Result<Records, StoreFault>,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let stored = result.unwrap_or_default();
        // A safe that was made in another tab meanwhile is not this one.
        let ours = Safe::header(&stored).is_ok_and(|header| self.is_our_header(&header));
        self.came_back = false;
        let unkept = self.keeping.over(stored.clone());
        let (mut lost, mut whole, mut alarm) = (0, Vec::new(), None);
        if let Some(open) = self.phase.open_mut() {
            if ours {
                let contents = open.safe.contents(&stored);
                open.take(&contents);
            }
            whole = open.anew((!ours).then_some(&unkept), fill);
            lost = open.lost.len();
            let seen = self.witness.as_deref().filter(|_| ours);
            alarm = seen.and_then(|seen| open.safe.check(seen, open.heads()).err());
        } else if let Phase::Locked(locked) = &self.phase {
            whole = Safe::header_as_read(&locked.header);
        }
        self.keeping.emptied(whole);
        (self.changed.page, self.changed.cases, self.changed.saving) = (true, true, true);
        if ours {
            self.role = Role::Holding;
            self.claim(fill, effects);
            self.tell(alarm.map_or(Notice::CameBack, Notice::Alarm));
        } else {
            self.last_copy = Some(lost);
        }
    }

    /// Whether a header that was read is of the safe that is open here, or locked.
    fn is_our_header(&mut self, header: &[u8]) -> bool {
        if let Phase::Locked(locked) = &self.phase {
            return locked.header == header;
        }
        self.phase.open_mut().is_some_and(|open| open.safe.is_of(header))
    }

    /// Keeps the safe here again, where the store is still empty.
    pub(super) fn keep_again(&self, effects: &mut Vec<Effect>) {
        if self.last_copy.is_some() {
            effects.push(Effect::Read(Reading::StillEmpty, Safe::HEADERS.to_vec()));
        }
    }

    /// It was looked whether the store is still empty.
    pub(super) fn still_empty(
        &mut self,
        result: &Result<Records, StoreFault>,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        if self.last_copy.is_none() {
            return;
        }
        match result {
            Ok(records) if Safe::header(records) != Err(None) => self.tell(Notice::KeptElsewhere),
            // Why nothing can be kept is told by the claim.
            _ => {
                self.role = Role::Holding;
                self.claim(fill, effects);
            }
        }
    }

    /// Everything that was to be kept again is kept.
    pub(super) fn kept_again(&mut self, effects: &mut Vec<Effect>) {
        let Some(lost) = self.last_copy.take() else { return };
        if let Some(open) = self.phase.open_mut() {
            open.lost.clear();
        }
        // Cleared with the rest.
        effects.push(Effect::PutSmall(Small::Settings, Some(self.settings.written())));
        self.changed.page = true;
        self.tell(Notice::KeptAgain(lost));
    }

    /// What is told while the store is empty and this page holds the last copy.
    #[must_use]
    pub fn last_copy(&self) -> Option<LastCopy> {
        let lost = self.last_copy?;
        let names = match &self.phase {
            Phase::Open(open) => open.lost.iter().filter_map(|(_, name)| name.clone()).collect(),
            _ => Vec::new(),
        };
        Some(LastCopy { lost, names })
    }

    /// Opened again while this page holds the last copy: what the list needs is written down once more.
    pub(super) fn opened_from_memory(&mut self, fill: Fill<'_>) {
        if self.last_copy.is_none() {
            return;
        }
        let held = self.keeping.over(Vec::new());
        if let Phase::Open(open) = &mut self.phase {
            let whole = open.anew(Some(&held), fill);
            self.keeping.emptied(whole);
        }
    }

    /// Takes in what is being written before this page goes, or is put to rest.
    pub(super) fn left(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        self.take_in(now, fill, effects);
        self.draft_rests(None, effects);
    }
}

impl Open {
    /// Writes down the whole safe as far as this page holds it: the case on the screen, and of the others
    /// what these records have. What they do not have is taken from the list, and told. Without records
    /// everything is in the store.
    fn anew(&mut self, held: Option<&Records>, fill: Fill<'_>) -> Vec<Write> {
        let shown = self.current.as_ref().and_then(|current| current.journal.as_ref());
        let shown = shown.map(|journal| journal.head().case());
        let (mut writes, mut gone) = (Vec::new(), Vec::new());
        for row in &self.rows {
            let Some(head) = &row.head else { continue };
            let is_held = held.is_none_or(|held| {
                let (_, recovered, _) = self.safe.read(head, held);
                recovered.snapshot.is_some() || !recovered.events.is_empty()
            });
            if is_held || shown == Some(row.id) {
                writes.extend(self.safe.seal_key_again(head, fill));
            } else {
                gone.push((row.id, row.card.as_ref().map(|card| card.name.clone())));
            }
        }
        let ids: Vec<CaseId> = gone.iter().map(|(id, _)| *id).collect();
        self.rows.retain(|row| !ids.contains(&row.id));
        self.lost.extend(gone);
        let ledger = serde_json::to_vec(&self.ledger).unwrap_or_default();
        writes.extend(self.safe.anew(&ids, &ledger, fill));
        writes.extend(self.snapshot(fill));
        (self.errand, self.turning) = (None, None);
        writes
    }
}

impl Phase {
    /// The open safe: on the screen, or behind what is shown over it.
    pub(super) fn open_mut(&mut self) -> Option<&mut Open> {
        match self {
            Self::Open(open) => Some(open),
            Self::Looking(looking) => looking.before.open_mut(),
            Self::TryOut { before, .. } => before.open_mut(),
            Self::Training(training) => training.before.open_mut(),
            Self::Hidden { exercise: Some(exercise) } => exercise.open_mut(),
            _ => None,
        }
    }
}
