//! Another passphrase, a recovery code, and everything sealed anew.

use super::app::App;
use super::message::{Effect, Passphrase, Purpose, Reading, Records, StoreFault};
use super::notice::Notice;
use super::phase::{Open, Phase};
use crate::vault::{CaseId, Derivation, Derived, Fill, OpenFault, Safe, Work};

/// A change of the passphrase that is under way.
#[derive(Debug)]
pub(super) struct Change {
    new: Passphrase,
    everything: bool,
}

impl App {
    pub(super) fn ask_to_change(
        &mut self,
        current: Option<&Passphrase>,
        new: Passphrase,
        everything: bool,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        if open.change.is_some() || open.newer || open.safe.is_turning() || !new.is_long_enough() {
            return;
        }
        let derivation = open.safe.derivation().unwrap_or(Derivation::USUAL);
        let (purpose, work) = match current {
            Some(current) => match Safe::work(&open.safe.header_bytes(), &current.0) {
                Ok(work) => (Purpose::Check, work),
                Err(_) => return,
            },
            // Who has opened it by the recovery code has shown enough.
            None if open.by_code => (Purpose::Change, Work::new(&new.0, derivation, fill)),
            None => return self.tell(Notice::NotCurrent),
        };
        open.change = Some(Change { new, everything });
        self.changed.settings = true;
        self.derive(purpose, work, effects);
    }

    /// The current passphrase was derived: it must open the safe that it is to be changed for.
    pub(super) fn current_checked(
        &mut self,
        result: Result<Derived, OpenFault>,
        took: u32,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(change) = &open.change else { return };
        let checked = result.and_then(|derived| {
            Safe::open(&open.safe.header_bytes(), &derived).map(|_| derived.derivation())
        });
        if let Ok(derivation) = checked {
            let work = Work::new(&change.new.0, Derivation::fitting(derivation, took), fill);
            self.derive(Purpose::Change, work, effects);
        } else {
            open.change = None;
            self.changed.settings = true;
            self.tell(Notice::NotCurrent);
        }
    }

    /// The new passphrase was derived: it opens the safe from now on.
    pub(super) fn change(
        &mut self,
        result: Result<Derived, OpenFault>,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(change) = open.change.take() else { return };
        self.changed.settings = true;
        let Ok(derived) = result else { return self.tell(Notice::NotCurrent) };
        open.by_code = false;
        let writes = if change.everything {
            // What is open is closed: each case is sealed anew as it stands in the store.
            open.current = None;
            let ledger = serde_json::to_vec(&open.ledger).unwrap_or_default();
            open.safe.begin_turn(&derived, &ledger, fill)
        } else {
            open.safe.change_passphrase(&derived, fill)
        };
        open.derived = Some(derived);
        effects.extend(self.keeping.add(writes));
        self.changed.saving = true;
        self.tell_once_kept(Notice::PassphraseChanged);
    }

    /// Seals the next case anew, while keys are being changed and no case is open.
    pub(super) fn turn_on(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let writes = self.writes() && self.keeping.is_settled();
        let Phase::Open(open) = &mut self.phase else { return };
        let idle = open.current.is_none() && open.errand.is_none() && open.turning.is_none();
        if !writes || !idle || open.newer || !open.safe.is_turning() {
            return;
        }
        let behind = open.heads().find(|head| open.safe.is_behind(head));
        match behind.map(|head| (head.case(), head.is_lost(), [head.records(), head.asides()].concat())) {
            Some((id, lost, records)) => {
                open.turning = Some(id);
                effects.push(if lost {
                    Effect::Read(Reading::Turn(id), Vec::new())
                } else {
                    Effect::Fetch(Reading::Turn(id), records)
                });
            }
            None => self.end_turn(fill, effects),
        }
    }

    fn end_turn(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        if let Some(derived) = &open.derived {
            let writes = open.safe.end_turn(derived, fill);
            effects.extend(self.keeping.add(writes));
            self.tell_once_kept(Notice::Turned);
            (self.changed.settings, self.changed.saving) = (true, true);
        }
    }

    /// A case was read to be sealed anew.
    pub(super) fn turn_read(
        &mut self,
        id: CaseId,
        result: Result<Records, StoreFault>,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(_) = open.turning.take_if(|turning| *turning == id) else { return };
        // A case that is being opened meanwhile is read under the names that it has now.
        let idle = open.current.is_none() && open.errand.is_none();
        let Ok(records) = result else { return };
        if !idle {
            return;
        }
        let writes = open.turn(id, &records, fill);
        let newer = open.newer;
        effects.extend(self.keeping.add(writes));
        if newer {
            self.tell(Notice::Newer);
        }
        (self.changed.saving, self.changed.cases, self.changed.settings) = (true, true, true);
    }

    pub(super) fn make_code(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        if open.newer || open.safe.is_turning() {
            return;
        }
        let (code, writes) = open.safe.make_code(fill);
        open.code = Some(code);
        effects.extend(self.keeping.add(writes));
        (self.changed.page, self.changed.settings, self.changed.saving) = (true, true, true);
    }

    pub(super) fn forget_code(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let writes = open.safe.forget_code();
        effects.extend(self.keeping.add(writes));
        (self.changed.settings, self.changed.saving) = (true, true);
    }

    pub(super) fn code_kept(&mut self) {
        if let Phase::Open(open) = &mut self.phase {
            open.code = None;
            self.changed.page = true;
        }
    }

    /// A recovery code that was just made, to be written down or printed; it is shown once.
    #[must_use]
    pub fn code(&self) -> Option<zeroize::Zeroizing<String>> {
        match &self.phase {
            Phase::Open(open) => open.code.as_ref().map(crate::vault::RecoveryCode::written),
            _ => None,
        }
    }

    /// What is told of the keys of the open safe.
    #[must_use]
    pub fn keys(&self) -> Option<KeysTold> {
        let Phase::Open(open) = &self.phase else { return None };
        Some(KeysTold {
            has_code: open.safe.has_code(),
            by_code: open.by_code,
            changing: open.change.is_some(),
            left: open
                .safe
                .is_turning()
                .then(|| open.heads().filter(|head| open.safe.is_behind(head)).count()),
            derivation: open.safe.derivation(),
        })
    }
}

/// What is told of the keys of an open safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeysTold {
    /// Whether a recovery code opens it.
    pub has_code: bool,
    /// Whether it was opened by its recovery code, so that another passphrase needs no current one.
    pub by_code: bool,
    /// Whether the passphrase is being changed.
    pub changing: bool,
    /// While everything is sealed anew: how many cases are left.
    pub left: Option<usize>,
    /// How much work its passphrase's key takes.
    pub derivation: Option<Derivation>,
}

impl Open {
    /// Seals a case anew; one that holds something of a newer version is left as it is, and so is all else.
    fn turn(&mut self, id: CaseId, records: &Records, fill: Fill<'_>) -> Vec<crate::vault::Write> {
        let Some(row) = self.rows.iter_mut().find(|row| row.id == id) else { return Vec::new() };
        let Some(head) = &row.head else { return Vec::new() };
        let (mut journal, recovered, found) = self.safe.read(head, records);
        if recovered.newer {
            self.newer = true;
            return Vec::new();
        }
        let writes = journal.reseal(&self.safe, &recovered, &found, fill);
        row.head = Some(journal.head().clone());
        writes
    }
}
