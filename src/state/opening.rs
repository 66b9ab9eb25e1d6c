//! Making, opening and closing the safe.

use zeroize::Zeroizing;

use super::app::{App, Now, Open, Phase};
use super::cases::{Ledger, Row};
use super::message::{Effect, Passphrase, Reading, Records, Small, StoreFault, Wake};
use super::notice::Notice;
use crate::vault::{Derivation, Fill, Safe};

/// The fewest characters of a passphrase.
pub const PASSPHRASE: usize = 12;

/// Long enough for the page to show that the safe is being opened, in milliseconds.
const SHOWN: u32 = 60;

impl App {
    pub(super) fn ask_for_safe(&mut self, passphrase: Passphrase, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Welcome { making: None, .. }) && passphrase.is_long_enough() {
            self.show(Phase::Welcome { making: Some(passphrase), fault: None });
            effects.push(Effect::Wake(Wake::Derive, SHOWN));
        }
    }

    pub(super) fn ask_to_open(&mut self, passphrase: Passphrase, effects: &mut Vec<Effect>) {
        if let Phase::Locked { opening: opening @ None, fault, .. } = &mut self.phase {
            (*opening, *fault) = (Some(passphrase), None);
            self.changed.page = true;
            effects.push(Effect::Wake(Wake::Derive, SHOWN));
        }
    }

    /// Derives the key: the one thing here that takes long.
    pub(super) fn derive(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        match &mut self.phase {
            Phase::Welcome { making, fault } => {
                let Some(passphrase) = making.take() else { return };
                match Safe::create(&passphrase.0, Derivation::USUAL, fill) {
                    Ok((safe, header)) => {
                        let kept = header.value.clone().unwrap_or_default();
                        effects.extend(self.keeping.add(vec![header]));
                        self.changed.saving = true;
                        self.opened(safe, kept, Vec::new(), Ledger::default(), now, effects);
                    }
                    Err(why) => *fault = Some(why),
                }
                self.changed.page = true;
            }
            Phase::Locked { header, opening, fault } => {
                let Some(passphrase) = opening.take() else { return };
                match Safe::open(header, &passphrase.0) {
                    Ok(safe) => {
                        let (header, safe) = (std::mem::take(header), Box::new(safe));
                        self.show(Phase::Opening { header, safe });
                        effects.push(Effect::Read(Reading::Heads, Vec::new()));
                    }
                    Err(why) => *fault = Some(why),
                }
                self.changed.page = true;
            }
            _ => {}
        }
    }

    fn opened(
        &mut self,
        safe: Safe,
        header: Vec<u8>,
        rows: Vec<Row>,
        ledger: Ledger,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let open = Open {
            header,
            safe,
            rows,
            ledger,
            settings_shown: false,
            current: None,
            incoming: None,
            errand: None,
        };
        self.show(Phase::Open(Box::new(open)));
        self.changed.cases = true;
        self.stirred = now.unix;
        effects.push(Effect::Wake(Wake::Idle, self.settings.lock_after * 60_000));
    }

    /// The safe's header was read, or could not be.
    pub(super) fn header_read(&mut self, result: Result<Records, StoreFault>) {
        let phase = match result {
            Err(fault) => Phase::Blocked(fault),
            Ok(records) => match records.into_iter().find(|(key, _)| key == Safe::HEADER) {
                Some((_, header)) => Phase::Locked { header, opening: None, fault: None },
                None if self.witness.is_some() => Phase::Emptied,
                None => Phase::Welcome { making: None, fault: None },
            },
        };
        self.show(phase);
    }

    /// The heads of the cases were read.
    pub(super) fn heads_read(
        &mut self,
        result: Result<Records, StoreFault>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Opening { .. } = self.phase else { return };
        let records = match result {
            Ok(records) => records,
            Err(fault) => return self.show(Phase::Blocked(fault)),
        };
        let Phase::Opening { header, safe } = std::mem::replace(&mut self.phase, Phase::Starting) else {
            return;
        };
        let (mut rows, mut ledger) = (Vec::new(), Ledger::default());
        for (key, record) in records {
            if key == Safe::LEDGER {
                let opened = safe.open_ledger(&record).ok();
                ledger = opened.and_then(|content| serde_json::from_slice(&content).ok()).unwrap_or_default();
            } else if key.starts_with(Safe::HEADS) {
                match safe.head(&key, &record) {
                    Ok(head) => rows.push(Row::of(head)),
                    Err(_) => self.tell(Notice::Unreadable),
                }
            }
        }
        let heads = rows.iter().filter_map(|row| row.head.as_ref());
        let alarm = self.witness.as_deref().map(|witness| safe.check(witness, heads));
        if let Some(Err(alarm)) = alarm {
            self.tell(Notice::Alarm(alarm));
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.card.as_ref().map(|card| card.changed_at)));
        self.opened(*safe, header, rows, ledger, now, effects);
    }

    /// Locks: the keys are wiped, and what is on its way to the store goes on, sealed.
    pub(super) fn lock(&mut self) {
        self.notice = None;
        let phase = std::mem::replace(&mut self.phase, Phase::Starting);
        let phase = match phase {
            Phase::Open(open) => Phase::Locked { header: open.header, opening: None, fault: None },
            Phase::Opening { header, .. } | Phase::Locked { header, .. } => {
                Phase::Locked { header, opening: None, fault: None }
            }
            Phase::Welcome { .. } => Phase::Welcome { making: None, fault: None },
            Phase::TryOut { before, .. } => *before,
            other => other,
        };
        self.show(phase);
    }

    /// Locks when nothing was touched for as long as was chosen; else looks again later.
    pub(super) fn idle(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if self.is_overdue(now) {
            self.take_in(now, fill, effects);
            self.lock();
        } else if matches!(self.phase, Phase::Open(_)) {
            let left = self.locks_at() - now.unix;
            effects.push(Effect::Wake(Wake::Idle, u32::try_from(left).unwrap_or(u32::MAX)));
        }
    }

    /// Whether the safe is open, and should have been locked by now.
    pub(super) fn is_overdue(&self, now: Now) -> bool {
        matches!(self.phase, Phase::Open(_)) && now.unix >= self.locks_at()
    }

    fn locks_at(&self) -> i64 {
        self.stirred + i64::from(self.settings.lock_after) * 60_000
    }

    /// Writes the witness anew once everything is kept: it may lag, and never leads.
    pub(super) fn renew_witness(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &self.phase else { return };
        if self.keeping.is_settled() {
            let witness = open.safe.witness(open.heads(), fill);
            self.witness = Some(witness.clone());
            effects.push(Effect::PutSmall(Small::Witness, Some(witness)));
        }
    }
}

impl Open {
    pub(super) fn heads(&self) -> impl Iterator<Item = &crate::vault::Head> {
        self.rows.iter().filter_map(|row| row.head.as_ref())
    }
}

impl Passphrase {
    /// Whether it has the fewest characters that are asked for.
    #[must_use]
    pub fn is_long_enough(&self) -> bool {
        self.0.chars().count() >= PASSPHRASE
    }

    /// Whether it is the same as another.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        *self.0 == *Zeroizing::new(other.to_owned())
    }
}
