//! Making, opening and closing the safe.

use zeroize::Zeroizing;

use super::app::{App, Now};
use super::cases::{Ledger, Row};
use super::message::{
    Effect, Passphrase, Purpose, Reading, Records, Small, StoreFault, Ticket, Wake, WithCode,
};
use super::notice::Notice;
use super::phase::{Locked, Open, Opening, Phase};
use crate::phrase;
use crate::vault::{Contents, Derivation, Derived, Fill, OpenFault, RecoveryCode, Safe, Work};

/// After so many wrong passphrases in a row, each further one waits.
const FREE_TRIES: u32 = 3;
/// The longest that one waits, in seconds. There is no end to the tries: nothing is ever erased.
const LONGEST_WAIT: u32 = 30;

/// How long one waits after so many wrong passphrases in a row, in seconds.
const fn wait_after(tries: u32) -> u32 {
    match tries.checked_sub(FREE_TRIES) {
        None => 0,
        Some(0) => 2,
        Some(1) => 5,
        Some(2) => 10,
        Some(_) => LONGEST_WAIT,
    }
}

impl App {
    pub(super) fn ask_for_safe(
        &mut self,
        passphrase: Passphrase,
        code: WithCode,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        if matches!(self.phase, Phase::Welcome { making: None, .. }) && passphrase.is_long_enough() {
            self.claim(fill, effects);
            self.show(Phase::Welcome { making: Some((passphrase, code)), fault: None });
            self.derive(Purpose::Measure, Work::probe(), effects);
        }
    }

    pub(super) fn ask_to_open(&mut self, passphrase: Passphrase, effects: &mut Vec<Effect>) {
        let Phase::Locked(locked @ Locked { opening: None, wait: 0, .. }) = &mut self.phase else { return };
        match Safe::work(&locked.header, &passphrase.0) {
            Ok(work) => {
                (locked.opening, locked.fault) = (Some(passphrase), None);
                self.derive(Purpose::Open, work, effects);
            }
            Err(why) => locked.fault = Some(why),
        }
        self.changed.page = true;
    }

    pub(super) fn open_by_code(&mut self, written: &Passphrase, effects: &mut Vec<Effect>) {
        let Phase::Locked(Locked { header, opening: None, wait: 0, .. }) = &mut self.phase else { return };
        let code = RecoveryCode::read(&written.0).ok_or(OpenFault::WrongPassphrase);
        match code.and_then(|code| Safe::open_by_code(header, &code)) {
            Ok(safe) => {
                self.forget_tries(effects);
                self.read_catalogue(
                    Opening { safe, derived: None, strengthen: None, by_code: true },
                    effects,
                );
            }
            Err(why) => self.refused(why, effects),
        }
    }

    /// Has a key derived. One at a time: what an earlier one leads to is not taken any more.
    pub(super) fn derive(&mut self, purpose: Purpose, work: Work, effects: &mut Vec<Effect>) {
        self.derivations += 1;
        let ticket = Ticket(self.derivations);
        self.deriving = Some((ticket, purpose));
        effects.push(Effect::Derive(ticket, purpose, work));
    }

    /// Waits for no key any more. What it was wanted for is as it was before.
    pub(super) fn stop_waiting(&mut self) {
        self.deriving = None;
        match &mut self.phase {
            Phase::Welcome { making, .. } => *making = None,
            Phase::Locked(locked) => locked.opening = None,
            Phase::Opening(opening) => self.phase = Phase::locked(opening.safe.header_bytes()),
            Phase::Looking(looking) => looking.opening = false,
            Phase::Open(open) => open.change = None,
            _ => return,
        }
        (self.changed.page, self.changed.settings) = (true, true);
    }

    /// A key was derived: the one thing here that takes long.
    pub(super) fn derived(
        &mut self,
        ticket: Ticket,
        result: Result<Derived, OpenFault>,
        took: u32,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Some((_, purpose)) = self.deriving.take_if(|(awaited, _)| *awaited == ticket) else { return };
        match purpose {
            Purpose::Measure => {
                let Phase::Welcome { making: Some((passphrase, _)), .. } = &self.phase else { return };
                // Where not even the measure has the memory, the least is tried.
                let derivation = match result {
                    Ok(measured) => Derivation::fitting(measured.derivation(), took),
                    Err(_) => Derivation::LEAST,
                };
                let work = Work::new(&passphrase.0, derivation, fill);
                self.derive(Purpose::Make, work, effects);
            }
            Purpose::Make => self.make(result, now, fill, effects),
            Purpose::Open => self.open(result, took, fill, effects),
            Purpose::Strengthen => {
                let Phase::Opening(opening) = &mut self.phase else { return };
                if let Ok(derived) = result {
                    let writes = opening.safe.change_passphrase(&derived, fill);
                    opening.derived = Some(derived);
                    effects.extend(self.keeping.add(writes));
                }
                effects.push(Effect::Read(Reading::Catalogue, Safe::CATALOGUE.to_vec()));
            }
            Purpose::Check => self.current_checked(result, took, fill, effects),
            Purpose::Change => self.change(result, fill, effects),
            Purpose::Rescue => self.rescue_opened(result),
        }
    }

    fn make(
        &mut self,
        result: Result<Derived, OpenFault>,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Welcome { making, fault } = &mut self.phase else { return };
        let Some((passphrase, code)) = making.take() else { return };
        match result {
            Ok(derived) => {
                let (mut safe, writes) = Safe::create(&derived, fill);
                effects.extend(self.keeping.add(writes));
                let code = (code == WithCode::Yes).then(|| safe.make_code(fill));
                let (code, writes) = code.map_or((None, Vec::new()), |(code, writes)| (Some(code), writes));
                effects.extend(self.keeping.add(writes));
                self.changed.saving = true;
                let opening = Opening { safe, derived: Some(derived), strengthen: None, by_code: false };
                self.opened(opening, Contents::default(), now, fill, effects);
                if let Phase::Open(open) = &mut self.phase {
                    open.code = code;
                }
            }
            // Less memory may still be had.
            Err(OpenFault::NoMemory) => {
                *making = Some((passphrase.clone(), code));
                let least = Work::new(&passphrase.0, Derivation::LEAST, fill);
                if fault.replace(OpenFault::NoMemory).is_none() {
                    self.derive(Purpose::Make, least, effects);
                } else {
                    *making = None;
                }
            }
            Err(why) => *fault = Some(why),
        }
        self.changed.page = true;
    }

    fn open(
        &mut self,
        result: Result<Derived, OpenFault>,
        took: u32,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Locked(Locked { header, opening: Some(passphrase), .. }) = &self.phase else { return };
        let opened = result.and_then(|derived| Safe::open(header, &derived).map(|safe| (safe, derived)));
        match opened {
            Ok((safe, derived)) => {
                let fits = Derivation::fitting(derived.derivation(), took);
                let more = self.writes() && !safe.is_turning() && derived.derivation().falls_short_of(fits);
                let strengthen = more.then(|| Work::new(&passphrase.0, fits, fill));
                self.forget_tries(effects);
                let opening = Opening { safe, derived: Some(derived), strengthen, by_code: false };
                self.read_catalogue(opening, effects);
            }
            Err(why) => self.refused(why, effects),
        }
    }

    fn read_catalogue(&mut self, mut opening: Opening, effects: &mut Vec<Effect>) {
        match opening.strengthen.take() {
            Some(work) => self.derive(Purpose::Strengthen, work, effects),
            None => effects.push(Effect::Read(Reading::Catalogue, Safe::CATALOGUE.to_vec())),
        }
        self.show(Phase::Opening(Box::new(opening)));
    }

    fn forget_tries(&mut self, effects: &mut Vec<Effect>) {
        if self.tries > 0 {
            self.tries = 0;
            effects.push(Effect::PutSmall(Small::Tries, None));
        }
    }

    /// The safe does not open. After a few wrong passphrases, each further one waits.
    fn refused(&mut self, why: OpenFault, effects: &mut Vec<Effect>) {
        if why == OpenFault::WrongPassphrase {
            self.tries += 1;
            effects.push(Effect::PutSmall(Small::Tries, Some(self.tries.to_string())));
        }
        if let Phase::Locked(locked) = &mut self.phase {
            (locked.opening, locked.fault) = (None, Some(why));
        }
        self.slow_down(effects);
    }

    fn slow_down(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Locked(locked) = &mut self.phase else { return };
        locked.wait = wait_after(self.tries);
        if locked.wait > 0 {
            // Counted by a timer and not by the clock, which may be set back.
            effects.push(Effect::Wake(Wake::MayTry, locked.wait * 1000));
        }
        self.changed.page = true;
    }

    pub(super) fn may_try(&mut self) {
        if let Phase::Locked(locked) = &mut self.phase {
            locked.wait = 0;
            self.changed.page = true;
        }
    }

    fn opened(
        &mut self,
        opening: Opening,
        contents: Contents,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Opening { safe, derived, by_code, .. } = opening;
        let alarm = self.witness.as_deref().map(|witness| safe.check(witness, contents.heads.iter()));
        let mut alarm = alarm.and_then(Result::err);
        if !contents.missing.is_empty() {
            let missing = alarm.map_or(0, |alarm| alarm.missing).max(contents.missing.len());
            alarm = Some(crate::vault::Alarm { missing, behind: alarm.map_or(0, |alarm| alarm.behind) });
        }
        let mut open = Open {
            safe,
            rows: Vec::new(),
            ledger: Ledger::default(),
            settings_shown: false,
            current: None,
            incoming: None,
            passing: super::leaving::Passing::default(),
            errand: None,
            alarm,
            missing: contents.missing.clone(),
            newer: contents.newer,
            by_code,
            code: None,
            change: None,
            derived,
            turning: None,
            alone: 0,
        };
        open.take(&contents);
        let writes = if open.newer || !self.writes() { Vec::new() } else { open.mend(contents, fill) };
        effects.extend(self.keeping.add(writes));
        self.show(Phase::Open(Box::new(open)));
        self.count_alone(now);
        self.changed.cases = true;
        self.stirred = now.unix;
        effects.push(Effect::Wake(Wake::Idle, self.settings.lock_after * 60_000));
    }

    /// The safe's header was read, or could not be.
    pub(super) fn header_read(
        &mut self,
        result: Result<Records, StoreFault>,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let phase = match result {
            Err(fault) => Phase::Blocked(fault),
            Ok(records) => match Safe::header(&records) {
                Ok(header) => Phase::locked(header),
                Err(Some(why)) => {
                    let header = records.into_iter().next().map(|(_, bytes)| bytes).unwrap_or_default();
                    Phase::Locked(Locked { header, opening: None, fault: Some(why), wait: 0 })
                }
                Err(None) if self.witness.is_some() => Phase::Emptied,
                Err(None) => Phase::Welcome { making: None, fault: None },
            },
        };
        if matches!(phase, Phase::Locked(_)) {
            self.claim(fill, effects);
        }
        self.show(phase);
        self.slow_down(effects);
    }

    /// The catalogue was read.
    pub(super) fn catalogue_read(
        &mut self,
        result: Result<Records, StoreFault>,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Opening(_) = self.phase else { return };
        let records = match result {
            Ok(records) => records,
            Err(fault) => return self.show(Phase::Blocked(fault)),
        };
        let Phase::Opening(mut opening) = std::mem::replace(&mut self.phase, Phase::Starting) else { return };
        let contents = opening.safe.contents(&records);
        let (unreadable, newer, by_code) = (contents.unreadable, contents.newer, opening.by_code);
        self.opened(*opening, contents, now, fill, effects);
        let came_back = std::mem::take(&mut self.came_back);
        let Phase::Open(open) = &self.phase else { return };
        match open.alarm {
            Some(alarm) => self.tell(Notice::Alarm(alarm)),
            None if came_back => self.tell(Notice::CameBack),
            None if newer => self.tell(Notice::Newer),
            None if unreadable > 0 => self.tell(Notice::SetAsideRecords(unreadable)),
            None if by_code => self.tell(Notice::OpenedByCode),
            None => {}
        }
        self.turn_on(fill, effects);
    }

    /// Locks: the keys are wiped, and what is on its way to the store goes on, sealed.
    pub(super) fn lock(&mut self) {
        self.stop_waiting();
        self.notice = None;
        let phase = std::mem::replace(&mut self.phase, Phase::Starting);
        let phase = match phase {
            Phase::Open(open) => Phase::locked(open.safe.header_bytes()),
            Phase::Locked(locked) => Phase::Locked(Locked { fault: None, ..locked }),
            Phase::Welcome { .. } => Phase::Welcome { making: None, fault: None },
            Phase::TryOut { before, .. } => *before,
            Phase::Training(training) => *training.before,
            Phase::Looking(looking) => {
                self.phase = looking.before;
                return self.lock();
            }
            other => other,
        };
        self.show(phase);
    }

    /// Locks when nothing was touched for as long as was chosen; else looks again later.
    pub(super) fn idle(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if self.stirred > now.unix {
            // A clock that was set back must not keep the safe open for as long.
            self.stirred = now.unix;
        }
        if self.is_overdue(now) {
            self.take_in(now, fill, effects);
            self.keep_back(None, now, fill, effects);
            self.lock();
        } else if matches!(self.phase, Phase::Open(_) | Phase::Looking(_)) {
            let left = self.locks_at() - now.unix;
            effects.push(Effect::Wake(Wake::Idle, u32::try_from(left).unwrap_or(u32::MAX)));
        }
    }

    /// Whether the safe is open, and should have been locked by now.
    pub(super) fn is_overdue(&self, now: Now) -> bool {
        matches!(self.phase, Phase::Open(_) | Phase::Looking(_)) && now.unix >= self.locks_at()
    }

    fn locks_at(&self) -> i64 {
        self.stirred + i64::from(self.settings.lock_after) * 60_000
    }

    /// A commit has ended. Once everything is kept the witness is written anew, which may lag and never
    /// leads; what two kept snapshots have made needless goes; and what waited for it goes on.
    pub(super) fn settled(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if !self.keeping.is_settled() {
            return;
        }
        self.give_when_settled(effects);
        let writes = self.writes();
        let Phase::Open(open) = &mut self.phase else { return };
        if !writes || open.newer {
            return;
        }
        if open.alarm.is_none() {
            let witness = open.safe.witness(open.heads(), fill);
            self.witness = Some(witness.clone());
            effects.push(Effect::PutSmall(Small::Witness, Some(witness)));
        }
        let compacted = open.compact(fill);
        let saved_a_case = !open.rows.is_empty();
        effects.extend(self.keeping.add(compacted));
        self.ask_to_persist(saved_a_case, effects);
        self.turn_on(fill, effects);
    }

    /// What was missing at opening was read: it is expected no more.
    pub(super) fn accept_alarm(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let writes = self.writes();
        let Phase::Open(open) = &mut self.phase else { return };
        if writes && matches!(self.notice, Some(Notice::Alarm(_))) && open.alarm.take().is_some() {
            let missing = std::mem::take(&mut open.missing);
            let writes = open.safe.accept_missing(&missing, fill);
            effects.extend(self.keeping.add(writes));
            self.changed.saving = true;
        }
    }
}

impl Open {
    pub(super) fn heads(&self) -> impl Iterator<Item = &crate::vault::Head> {
        self.rows.iter().filter_map(|row| row.head.as_ref())
    }

    /// Puts aside what cannot be read, ends erasures that were not ended, and writes single keys twice.
    fn mend(&self, contents: Contents, fill: Fill<'_>) -> Vec<crate::vault::Write> {
        let mut writes = contents.set_aside;
        writes.extend(contents.erasing);
        for head in contents.heads.iter().filter(|head| contents.single.contains(&head.case())) {
            writes.extend(self.safe.seal_key_again(head, fill));
        }
        writes
    }

    fn compact(&mut self, fill: Fill<'_>) -> Vec<crate::vault::Write> {
        let journal = self.current.as_mut().and_then(|current| current.journal.as_mut());
        let Some(journal) = journal.filter(|journal| journal.can_compact()) else { return Vec::new() };
        let writes = journal.compact(&self.safe, fill);
        let row = Row::of(journal.head().clone());
        self.rows.iter_mut().filter(|known| known.id == row.id).for_each(|known| *known = row.clone());
        writes
    }
}

impl Passphrase {
    /// Whether it has the fewest characters that are asked for.
    #[must_use]
    pub fn is_long_enough(&self) -> bool {
        phrase::length(&self.0) >= phrase::SHORTEST
    }

    /// Whether it is the same as another.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        *self.0 == *Zeroizing::new(other.to_owned())
    }
}
