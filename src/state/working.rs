//! Working in an open safe: the list of cases, and the case on the screen.

use super::app::{App, Errand, Now, Open, Phase};
use super::cases::{Row, Trace};
use super::current::{Current, Done};
use super::message::{Effect, Page, Reading, Records, Small, StoreFault};
use super::notice::Notice;
use crate::instrument::{Edition, Shelf, StageId};
use crate::interview::{AgreementState, Case, Collected, Command, Event, Happening, Kept, Refusal, Standing};
use crate::record;
use crate::training::Exercise;
use crate::vault::{CaseId, Fill, Journal, Recovered, Write};

impl App {
    /// Something was read from the store.
    pub(super) fn read(
        &mut self,
        reading: Reading,
        result: Result<Records, StoreFault>,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        match reading {
            Reading::Header => self.header_read(result),
            Reading::Heads => self.heads_read(result, now, effects),
            Reading::Case(id) => self.case_read(id, result, now, fill, effects),
        }
    }

    /// Opens the invented case, in memory only.
    pub(super) fn try_out(&mut self, now: Now) {
        match Exercise::bundled()
            .and_then(|exercise| exercise.half_filled(&self.shelf, self.settings.language, now.moment()))
        {
            Ok(case) => {
                let before = Box::new(std::mem::replace(&mut self.phase, Phase::Starting));
                self.show(Phase::TryOut { current: Box::new(Current::new(case, None)), before });
            }
            Err(flaws) => self.tell(Notice::Exercise(flaws)),
        }
    }

    pub(super) fn go(&mut self, page: Page, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        self.changed.page = true;
        match (&mut self.phase, page) {
            (Phase::TryOut { .. }, Page::Cases) => self.lock(),
            (Phase::Open(open), Page::Cases) => {
                (open.current, open.incoming, open.settings_shown) = (None, None, false);
                open.rows.sort_by_key(|row| std::cmp::Reverse(row.card.as_ref().map(|card| card.changed_at)));
                self.notice = None;
                (self.changed.cases, self.changed.notice) = (true, true);
            }
            (Phase::Open(open), Page::Settings) => open.settings_shown = true,
            (Phase::Open(open), _)
                if open.settings_shown && open.current.is_some() && page == Page::Summary =>
            {
                open.settings_shown = false;
            }
            _ => {
                if let Phase::Open(open) = &mut self.phase {
                    open.settings_shown = false;
                }
                let place = self.current_mut().and_then(|current| current.go(page));
                if let Some(place) = place {
                    self.perform(Command::Move(place), now, fill, effects);
                }
            }
        }
    }

    /// Asks something of the case on the screen.
    pub(super) fn perform(&mut self, command: Command, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let told = match command {
            Command::Undo => Some(Notice::Undone),
            Command::Redo => Some(Notice::Redone),
            _ => None,
        };
        let back = told.is_some();
        let Some(current) = self.current_mut() else { return };
        let page = current.page();
        match current.perform(command, now.moment()) {
            Ok(done) => {
                self.changed.page |= self.current().is_some_and(|current| current.page() != page);
                if !done.set_aside.is_empty() {
                    self.tell(Notice::SetAside(done.set_aside.clone()));
                } else if let Some(told) = told {
                    self.tell(told);
                }
                let seen_on =
                    if back { done.event.as_ref().and_then(|event| self.place_of(event)) } else { None };
                self.done(done, fill, effects);
                // What is taken back is seen, wherever it stands.
                if let Some(place) = seen_on.filter(|place| *place != page) {
                    self.go(place, now, fill, effects);
                }
            }
            Err(refusal) => self.tell(Notice::Refused(refusal)),
        }
    }

    /// The page on which an event is seen; none when its question is not asked.
    fn place_of(&self, event: &Event) -> Option<Page> {
        match &event.what {
            Happening::Entered(question, ..) => {
                let case = self.current()?.case();
                let question = case.instrument().find(question)?;
                (case.standing(question) == Standing::Asked).then_some(Page::Question(question))
            }
            Happening::ClueSet(..) => {
                let page = self.current()?.page();
                Some(if page.is_of_findings() { page } else { Page::Findings })
            }
            Happening::Decided(..) => Some(Page::Decision),
            _ => None,
        }
    }

    fn done(&mut self, done: Done, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        self.changed.questions.extend(done.questions);
        self.changed.clues.extend(done.clues);
        self.changed.around |= done.around;
        if let (Phase::Open(open), Some(event)) = (&mut self.phase, done.event) {
            let writes = open.journal(&event, fill);
            effects.extend(self.keeping.add(writes));
            self.changed.saving = true;
        }
    }

    pub(super) fn new_case(&mut self, name: &str, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let (Phase::Open(open), Some(instrument)) = (&mut self.phase, self.shelf.newest()) else { return };
        let name = name.trim();
        if name.is_empty() {
            return self.tell(Notice::Refused(Refusal::NoName));
        }
        let what = Happening::Opened {
            name: name.chars().take(120).collect(),
            edition: instrument.edition.clone(),
            language: self.settings.language,
        };
        let event = Event { at: now.moment(), what };
        let Ok(case) = Case::open(instrument, &event) else { return };
        let journal = open.safe.start(CaseId::random(fill), fill);
        open.current = Some(Current::new(case, Some(journal)));
        let writes = open.journal(&event, fill);
        effects.extend(self.keeping.add(writes));
        (self.changed.page, self.changed.saving, self.changed.cases) = (true, true, true);
    }

    /// Adds a case that was made elsewhere: it starts with a snapshot.
    pub(super) fn add_case(&mut self, case: Case, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let current = Current::new(case, Some(open.safe.start(CaseId::random(fill), fill)));
        open.current = Some(current);
        let writes = open.snapshot(fill);
        effects.extend(self.keeping.add(writes));
        (self.changed.page, self.changed.saving, self.changed.cases) = (true, true, true);
    }

    pub(super) fn run_errand(&mut self, id: CaseId, errand: Errand, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let records = open.heads().find(|head| head.case() == id).map(crate::vault::Head::records);
        if let Some(records) = records {
            effects.push(Effect::Read(Reading::Case(id), records));
            open.errand = Some((id, errand));
        }
    }

    fn case_read(
        &mut self,
        id: CaseId,
        result: Result<Records, StoreFault>,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some((_, errand)) = open.errand.take_if(|(waiting, _)| *waiting == id) else { return };
        let Some(head) = open.heads().find(|head| head.case() == id) else { return };
        let Ok(records) = result else { return self.tell(Notice::Unreadable) };
        let (journal, recovered) = open.safe.read(head, &records);
        let damage = recovered.damage;
        let case = match rebuild(&self.shelf, &recovered) {
            Ok(case) => case,
            Err(Lost::Edition(edition)) => return self.tell(Notice::OtherEdition(edition)),
            Err(Lost::Everything) => return self.tell(Notice::Unreadable),
        };
        match errand {
            Errand::Open => {
                if case.language() != self.settings.language {
                    self.settings.language = case.language();
                    self.changed.settings = true;
                    effects.push(Effect::PutSmall(Small::Settings, Some(self.settings.written())));
                }
                open.current = Some(Current::new(case, Some(journal)));
                if damage.is_some() {
                    let writes = open.snapshot(fill);
                    effects.extend(self.keeping.add(writes));
                }
            }
            Errand::Rename(name) => {
                open.current = Some(Current::new(case, Some(journal)));
                self.perform(Command::Rename(name), now, fill, effects);
                if let Phase::Open(open) = &mut self.phase {
                    open.current = None;
                }
            }
            Errand::Duplicate(name) if name.trim().is_empty() => {
                self.tell(Notice::Refused(Refusal::NoName));
            }
            Errand::Duplicate(name) => {
                let case = case.for_co_victim(name.trim().chars().take(120).collect(), now.moment());
                self.add_case(case, fill, effects);
            }
        }
        if let Some(damage) = damage {
            self.tell(Notice::Damaged(damage.lost.max(1)));
        }
        (self.changed.page, self.changed.cases) = (true, true);
    }

    pub(super) fn erase(&mut self, id: CaseId, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(at) = open.rows.iter().position(|row| row.id == id) else { return };
        if let Some(head) = open.rows.remove(at).head {
            // Until the commit has ended the witness must not expect the case any more.
            effects.push(Effect::PutSmall(Small::Witness, None));
            let writes = open.safe.erase(&head);
            effects.extend(self.keeping.add(writes));
        }
        if let Phase::Open(open) = &mut self.phase {
            open.current = None;
        }
        (self.changed.cases, self.changed.page, self.changed.saving) = (true, true, true);
        self.tell(Notice::Erased);
    }

    /// Counts an alert whose person refused, without identity and without answers, and erases it.
    pub(super) fn leave_trace(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(current) = &open.current else { return };
        let refused = |stage: &StageId| current.case().agreements().state(*stage) == AgreementState::Refused;
        let Some(refused) = StageId::ASKING.into_iter().find(refused) else { return };
        let Some(id) = current.journal.as_ref().map(|journal| journal.head().case()) else { return };
        let moment = now.moment();
        let month = format!("{:04}-{:02}", moment.year(), moment.month());
        open.ledger.traces.push(Trace { month, refused });
        let ledger = serde_json::to_vec(&open.ledger).unwrap_or_default();
        let write = open.safe.seal_ledger(&ledger, fill);
        effects.extend(self.keeping.add(vec![write]));
        self.erase(id, effects);
        self.tell(Notice::TraceLeft);
    }

    pub(super) fn export(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(current) = self.current() else { return };
        let bytes = record::Assessment::of(current.case(), current.findings()).to_json().into_bytes();
        effects.push(Effect::Offer { name: record::file_name(now.moment()), bytes });
        self.tell(Notice::Exported);
    }
}

impl Open {
    /// Seals an event of the case on the screen, and brings its row up to date.
    fn journal(&mut self, event: &Event, fill: Fill<'_>) -> Vec<Write> {
        let Some(current) = &mut self.current else { return Vec::new() };
        let Some(mut journal) = current.journal.take() else { return Vec::new() };
        let card = serde_json::to_vec(&current.card()).unwrap_or_default();
        let kept = || serde_json::to_vec(&current.case().kept()).unwrap_or_default();
        let writes = if matches!(event.what, Happening::Withdrawn(_, Collected::Erased)) {
            journal.rekey(&self.safe, &kept(), &card, fill)
        } else {
            let event = serde_json::to_vec(event).unwrap_or_default();
            let mut writes = journal.append(&self.safe, &event, &card, fill);
            if journal.needs_snapshot() {
                writes.extend(journal.snapshot(&self.safe, &kept(), &card, fill));
            }
            writes
        };
        current.journal = Some(journal);
        self.list();
        writes
    }

    /// Seals the whole case on the screen.
    fn snapshot(&mut self, fill: Fill<'_>) -> Vec<Write> {
        let Some(current) = &mut self.current else { return Vec::new() };
        let card = serde_json::to_vec(&current.card()).unwrap_or_default();
        let kept = serde_json::to_vec(&current.case().kept()).unwrap_or_default();
        let Some(journal) = &mut current.journal else { return Vec::new() };
        let writes = journal.snapshot(&self.safe, &kept, &card, fill);
        self.list();
        writes
    }

    fn list(&mut self) {
        let Some(head) =
            self.current.as_ref().and_then(|current| current.journal.as_ref()).map(Journal::head)
        else {
            return;
        };
        let row = Row::of(head.clone());
        match self.rows.iter_mut().find(|known| known.id == row.id) {
            Some(known) => *known = row,
            None => self.rows.insert(0, row),
        }
    }
}

/// Why a case that was read cannot be shown.
enum Lost {
    Edition(Edition),
    Everything,
}

/// The case that a journal holds.
fn rebuild(shelf: &Shelf, recovered: &Recovered) -> Result<Case, Lost> {
    let events: Vec<Event> =
        recovered.events.iter().map_while(|event| serde_json::from_slice(event).ok()).collect();
    let find = |edition: &Edition| shelf.find(edition).ok_or_else(|| Lost::Edition(edition.clone()));
    let (mut case, rest) = if let Some(snapshot) = &recovered.snapshot {
        let kept: Kept = serde_json::from_slice(snapshot).map_err(|_| Lost::Everything)?;
        (Case::from_kept(find(kept.edition())?, kept).map_err(|_| Lost::Everything)?, &events[..])
    } else {
        let (first, rest) = events.split_first().ok_or(Lost::Everything)?;
        let Happening::Opened { edition, .. } = &first.what else { return Err(Lost::Everything) };
        (Case::open(find(edition)?, first).map_err(|_| Lost::Everything)?, rest)
    };
    for event in rest {
        if case.apply(event.clone()).is_err() {
            break;
        }
    }
    Ok(case)
}
