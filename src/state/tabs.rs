//! One writer: of several tabs one writes, and the others follow it and only show.

use super::app::{App, Now};
use super::leaving::Leave;
use super::message::{Effect, Intent, Lock, LockAsk, Reading, Records, StoreFault};
use super::notice::Notice;
use super::phase::Phase;
use super::working::rebuild;
use crate::instrument::{QuestionIx, Value};
use crate::interview::{Case, Command};
use crate::vault::{CaseId, Fill, Safe};

/// What this tab may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// It is not known yet.
    #[default]
    Waiting,
    /// It has the lock. Nothing is written as long as there is no safe.
    Holding,
    /// It has the lock, and claims the store.
    Claiming,
    /// It has claimed the store, and reads what the other tab has kept before it writes.
    CatchingUp,
    /// It writes.
    Writing,
    /// It writes, and has been asked to give the lock away once everything is kept.
    Giving,
    /// Another tab writes: this one shows what that one keeps.
    Following,
}

impl Role {
    /// Whether something may be written from here.
    pub const fn writes(self) -> bool {
        matches!(self, Self::Writing | Self::Giving)
    }
}

impl App {
    /// Something about the lock.
    pub(super) fn lock_told(&mut self, lock: Lock, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        match lock {
            Lock::Held => {
                self.role = Role::Holding;
                self.claim_for_a_safe(fill, effects);
            }
            Lock::Elsewhere => self.follow(),
            Lock::Asked => {
                self.take_in(now, fill, effects);
                if self.role == Role::Writing {
                    self.role = Role::Giving;
                }
                self.give_when_settled(effects);
            }
            Lock::Lost => self.superseded(now, fill, effects),
        }
    }

    /// Claims the store, where this tab has the lock: there is something to write over, or to write.
    pub(super) fn claim(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if self.role == Role::Holding {
            self.role = Role::Claiming;
            let mut token = [0; 16];
            fill(&mut token);
            effects.push(Effect::Claim(token));
        }
    }

    /// Claims the store where there is a safe to write in.
    pub(super) fn claim_for_a_safe(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if !matches!(self.phase, Phase::Starting | Phase::Welcome { .. } | Phase::Emptied) {
            self.claim(fill, effects);
        }
    }

    /// The store was claimed, or could not be.
    pub(super) fn claimed(&mut self, result: Result<(), StoreFault>, effects: &mut Vec<Effect>) {
        match result {
            Ok(()) if self.role == Role::Claiming => {
                let followed = std::mem::take(&mut self.followed);
                if followed && matches!(self.phase, Phase::Open(_)) {
                    self.role = Role::CatchingUp;
                    effects.push(Effect::Read(Reading::HeaderAgain, Safe::HEADERS.to_vec()));
                } else {
                    self.role = Role::Writing;
                    effects.extend(self.keeping.open());
                    if followed {
                        effects.push(Effect::Read(Reading::Header, Safe::HEADERS.to_vec()));
                    }
                }
                (self.changed.page, self.changed.saving) = (true, true);
            }
            Ok(()) => {}
            // What is there can be read all the same. It is told, and tried again. What this page alone
            // holds stays in any case.
            Err(fault)
                if self.last_copy.is_some() || matches!(fault, StoreFault::Full | StoreFault::Failed) =>
            {
                self.role = Role::Holding;
                effects.push(self.keeping.refused(fault));
                self.changed.saving = true;
            }
            Err(fault) => self.show(Phase::Blocked(fault)),
        }
    }

    /// Everything that the other tab has kept was read: now this one writes.
    fn catch_up(&mut self, effects: &mut Vec<Effect>) {
        if self.role == Role::CatchingUp {
            self.role = Role::Writing;
            effects.extend(self.keeping.open());
            self.tell(Notice::Writing);
            (self.changed.page, self.changed.saving) = (true, true);
        }
    }

    /// Another tab writes here now: this one stops at once. What could not be kept any more stands on the
    /// screen until that of the other tab was read, and is told then.
    pub(super) fn superseded(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if self.last_copy.is_some() {
            // There was nothing to take over: what this page holds stays here.
            return;
        }
        let under_way = self.keeping.close();
        self.take_in(now, fill, &mut Vec::new());
        let unsaved = self.keeping.close() || under_way;
        self.follow();
        let open = matches!(self.phase, Phase::Open(_));
        self.unsaved |= open && unsaved;
        if self.give_up_what_waits() {
            self.tell(Notice::NotLeft(StoreFault::Superseded));
        } else if open {
            self.tell(Notice::TakenOver { unsaved });
        }
        self.look_again(effects);
    }

    /// Gives the lock to the tab that asked for it, once everything is kept.
    pub(super) fn give_when_settled(&mut self, effects: &mut Vec<Effect>) {
        if self.role == Role::Giving && self.keeping.is_settled() && self.pending.is_none() {
            self.keeping.close();
            self.follow();
            if matches!(self.phase, Phase::Open(_)) {
                self.tell(Notice::TakenOver { unsaved: false });
            }
            effects.push(Effect::Lock(LockAsk::Give));
        }
    }

    fn follow(&mut self) {
        self.keeping.close();
        (self.role, self.followed) = (Role::Following, true);
        (self.changed.page, self.changed.saving) = (true, true);
    }

    /// Whether another tab writes, and this one only shows.
    #[must_use]
    pub const fn is_following(&self) -> bool {
        matches!(self.role, Role::Following | Role::CatchingUp)
    }

    /// Whether nothing of the open safe may be changed here: another tab writes, or a newer version has.
    #[must_use]
    pub fn is_shut(&self) -> bool {
        matches!(&self.phase, Phase::Open(open) if self.is_following() || open.newer)
    }

    /// Tells why nothing may be changed.
    pub(super) fn tell_shut(&mut self) {
        self.tell(if self.is_following() { Notice::Following } else { Notice::Newer });
    }

    /// Whether something may be written from here.
    pub(super) const fn writes(&self) -> bool {
        self.role.writes()
    }

    /// Whether the intent changes what is kept.
    pub(super) const fn changes(intent: &Intent) -> bool {
        matches!(
            intent,
            Intent::NewCase(_)
                | Intent::Rename(..)
                | Intent::Duplicate(..)
                | Intent::Erase(_)
                | Intent::LeaveTrace
                | Intent::Write(_)
                | Intent::WriteName(..)
                | Intent::TakeAway
                | Intent::TakeIn
                | Intent::MakeSafe(..)
                | Intent::StartOver
                | Intent::ChangePassphrase { .. }
                | Intent::MakeCode
                | Intent::ForgetCode
                | Intent::AcceptRescue
                | Intent::KeepAgain
                | Intent::Leave(Leave::PassOn(_))
        ) || matches!(intent, Intent::Do(command) if !matches!(command, Command::Move(_)))
    }

    /// Another tab has kept something: looks at it.
    pub(super) fn look_again(&mut self, effects: &mut Vec<Effect>) {
        if self.role != Role::Following {
            return;
        }
        match self.phase {
            Phase::Open(_) => effects.push(Effect::Read(Reading::HeaderAgain, Safe::HEADERS.to_vec())),
            Phase::Welcome { .. } | Phase::Emptied | Phase::Locked { .. } => {
                effects.push(Effect::Read(Reading::Header, Safe::HEADERS.to_vec()));
            }
            _ => {}
        }
    }

    /// The header was read again: where another passphrase opens it now, this tab locks.
    pub(super) fn header_again(&mut self, result: Result<Records, StoreFault>, effects: &mut Vec<Effect>) {
        if !matches!(self.phase, Phase::Open(_)) {
            return;
        }
        let Some(records) = self.caught(result) else { return };
        let Phase::Open(open) = &self.phase else { return };
        match Safe::header(&records) {
            Ok(header) if header == open.safe.header_bytes() => {
                effects.push(Effect::Read(Reading::CatalogueAgain, Safe::CATALOGUE.to_vec()));
            }
            Ok(header) => {
                self.show(Phase::locked(header));
                self.catch_up(effects);
            }
            // The other tab has gone, and the store was emptied: what stands here is the last copy.
            Err(None) if self.role == Role::CatchingUp => {
                self.role = Role::Writing;
                self.emptied_under(effects);
            }
            Err(_) => {}
        }
    }

    /// What was read again. A tab that is to write and cannot read what the other one has kept does not.
    fn caught(&mut self, result: Result<Records, StoreFault>) -> Option<Records> {
        match result {
            Ok(records) => Some(records),
            Err(fault) => {
                if self.role == Role::CatchingUp {
                    self.show(Phase::Blocked(fault));
                }
                None
            }
        }
    }

    /// The catalogue was read again, and with it the case on the screen.
    pub(super) fn catalogue_again(&mut self, result: Result<Records, StoreFault>, effects: &mut Vec<Effect>) {
        let Some(records) = self.caught(result) else { return };
        let Phase::Open(open) = &mut self.phase else { return };
        let contents = open.safe.contents(&records);
        open.take(&contents);
        let current = open.current.as_ref().and_then(|current| current.journal.as_ref());
        let id = current.map(|journal| journal.head().case());
        if let Some(id) = id {
            let records = open.heads().find(|head| head.case() == id).map(crate::vault::Head::records);
            if let Some(records) = records {
                effects.push(Effect::Fetch(Reading::CaseAgain(id), records));
            } else {
                // It was erased in the other tab.
                (open.current, self.changed.page) = (None, true);
                self.catch_up(effects);
            }
        }
        if id.is_none() {
            self.catch_up(effects);
        }
        self.changed.cases = true;
    }

    /// The case on the screen was read again: it stays on its page.
    pub(super) fn case_again(
        &mut self,
        id: CaseId,
        result: Result<Records, StoreFault>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(records) = self.caught(result) else { return };
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(current) = &open.current else { return };
        if current.journal.as_ref().is_none_or(|journal| journal.head().case() != id) {
            return;
        }
        let page = current.page();
        let Some(head) = open.heads().find(|head| head.case() == id) else { return };
        let (journal, recovered, _) = open.safe.read(head, &records);
        let row = open.rows.iter().find(|row| row.id == id);
        let Ok((case, _)) = rebuild(&self.shelf, &recovered, row.and_then(|row| row.card.as_ref())) else {
            return;
        };
        let mut shown = super::current::Current::new(case, Some(journal));
        shown.go(page);
        let before = open.current.replace(shown);
        let (Some(before), Some(shown)) = (before, &open.current) else { return };
        // Every open field shows what the other tab has kept, and nothing older.
        let (older, newer) = (before.case(), shown.case());
        let questions = (0..newer.instrument().questions().len()).map(QuestionIx);
        let differs = |at: &QuestionIx| {
            older.entry(*at) != newer.entry(*at)
                || older.standing(*at) != newer.standing(*at)
                || older.typed(*at) != newer.typed(*at)
        };
        let questions: Vec<_> = questions.filter(differs).collect();
        let left =
            if std::mem::take(&mut self.unsaved) { left_over(older, newer, &questions) } else { Vec::new() };
        self.changed.questions.extend(questions);
        (self.changed.page, self.changed.drafts) = (true, true);
        self.catch_up(effects);
        if !left.is_empty() {
            self.tell(Notice::LeftOver(left));
        }
    }
}

/// The words that stand under questions in one version of a case and not in the other.
fn left_over(older: &Case, newer: &Case, questions: &[QuestionIx]) -> Vec<(QuestionIx, String)> {
    let words = |case: &Case, at: QuestionIx| {
        let entry = case.entry(at);
        let text = match entry.value() {
            Some(Value::Text(text) | Value::Note(text)) => text.clone(),
            _ => String::new(),
        };
        [text, entry.own_words.clone(), entry.observed.clone()]
    };
    let lost = |at: &QuestionIx| {
        let pairs = words(older, *at).into_iter().zip(words(newer, *at));
        let lost = pairs.filter(|(here, there)| !here.trim().is_empty() && !there.contains(here.as_str()));
        lost.map(|(here, _)| (*at, here)).collect::<Vec<_>>()
    };
    questions.iter().flat_map(lost).collect()
}
