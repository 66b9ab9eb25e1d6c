//! Working in an open safe: the list of cases, and the case on the screen.

use super::app::{App, Now};
use super::cases::{Card, Naming, Row, Trace};
use super::current::{Current, Done};
use super::message::{Effect, Page, Reading, Records, Small, StoreFault};
use super::notice::{Loss, Notice};
use super::phase::{Errand, Open, Phase};
use crate::instrument::{Edition, Shelf, StageId, excess};
use crate::interview::{
    AgreementState, Case, CaseNumber, Collected, Command, Event, Happening, Kept, Moment, Refusal, Standing,
};
use crate::training::Exercise;
use crate::vault::{CaseId, Fill, Journal, Numbered, Records as Found, Recovered, Safe, Write};

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
        let result = match reading {
            // What was read of the store itself, and of nothing else.
            Reading::StillThere => return self.still_there(&result, effects),
            Reading::BroughtBack => return self.brought_back(result, fill, effects),
            Reading::StillEmpty => return self.still_empty(&result, fill, effects),
            // What could not be kept yet is read from memory, as if it were.
            _ => result.map(|records| self.keeping.over(records)),
        };
        match reading {
            Reading::Header => self.header_read(result, fill, effects),
            Reading::Catalogue => self.catalogue_read(result, now, fill, effects),
            Reading::Case(id) | Reading::Search(id) => self.case_read(id, result, now, fill, effects),
            Reading::HeaderAgain => self.header_again(result, effects),
            Reading::CatalogueAgain => self.catalogue_again(result, effects),
            Reading::CaseAgain(id) => self.case_again(id, result, effects),
            Reading::Turn(id) => self.turn_read(id, result, fill, effects),
            Reading::Everything => self.everything_read(result, now, fill, effects),
            Reading::Belonging => self.belonging_read(result, effects),
            Reading::StillThere | Reading::BroughtBack | Reading::StillEmpty => {}
        }
    }

    /// Opens the invented case, in memory only.
    pub(super) fn try_out(&mut self, now: Now) {
        match Exercise::bundled()
            .and_then(|exercise| exercise.half_filled(&self.shelf, self.settings.language, now.moment()))
        {
            Ok(case) => {
                self.stop_waiting();
                let before = Box::new(std::mem::replace(&mut self.phase, Phase::Starting));
                self.show(Phase::TryOut {
                    current: Box::new(Current::new(case, None)),
                    before,
                    leaving: None,
                });
            }
            Err(flaws) => self.tell(Notice::Exercise(flaws)),
        }
    }

    pub(super) fn go(&mut self, page: Page, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        self.changed.page = true;
        match (&mut self.phase, page) {
            (Phase::TryOut { .. }, Page::Cases) => self.lock(),
            (Phase::Training(_), Page::Cases) => self.leave_exercise(),
            // An exercise is no case, and leaves in files of its own.
            (Phase::Training(_), Page::Leaving | Page::Settings) => {}
            (Phase::Training(training), _) if training.is_blind() && page.is_of_findings() => {}
            (Phase::Open(open), Page::Cases) => {
                let writes = if self.role.writes() { open.close(fill) } else { Vec::new() };
                (open.current, open.incoming, open.settings_shown) = (None, None, false);
                open.passing.close();
                open.sort();
                effects.extend(self.keeping.add(writes));
                self.notice = None;
                (self.changed.cases, self.changed.notice) = (true, true);
                self.count_alone(now);
                self.turn_on(fill, effects);
                self.mark(fill, effects);
            }
            (Phase::Open(open), Page::Settings) => {
                open.settings_shown = true;
                effects.push(Effect::Weigh);
            }
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
                    self.mark(fill, effects);
                }
            }
        }
    }

    /// Asks something of the case on the screen. Where another tab writes, only an exercise changes.
    pub(super) fn perform(
        &mut self,
        mut command: Command,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.person_lets(&mut command, now) {
            return;
        }
        let case = self.current().map(Current::case);
        let told = match command {
            Command::Undo => {
                case.and_then(Case::to_undo).map(|(past, of)| Notice::Undone { of, past: past > 0 })
            }
            Command::Redo => case.and_then(Case::to_redo).map(|(_, of)| Notice::Redone { of }),
            _ => None,
        };
        let back = told.is_some();
        let held = self.is_following() || matches!(&self.phase, Phase::Open(open) if open.newer);
        if held && !self.in_exercise() {
            return;
        }
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
                let followed = done.track;
                self.done(done, fill, effects);
                if let Some(page) = self.current().filter(|_| followed).and_then(Current::back_on_track) {
                    self.go(page, now, fill, effects);
                }
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
        self.changed.track |= done.track;
        self.changed.drafts |= done.drafts;
        let Some(event) = done.event else { return };
        match &mut self.phase {
            Phase::Open(open) => {
                let writes = open.journal(&event, fill);
                if matches!(event.what, Happening::Left(_)) {
                    open.passing.line = writes.first().map(|write| write.key.clone());
                }
                effects.extend(self.keeping.add(writes));
                self.changed.saving = true;
            }
            Phase::Training(training) => training.note(event),
            _ => {}
        }
    }

    pub(super) fn new_case(&mut self, name: &str, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let (Phase::Open(open), Some(instrument)) = (&mut self.phase, self.shelf.newest()) else { return };
        let name = name.trim();
        if name.is_empty() {
            return self.tell(Notice::Refused(Refusal::NoName));
        }
        if excess(name, Case::NAME) > 0 {
            return self.tell(Notice::Refused(Refusal::TooLong(Case::NAME)));
        }
        let what = Happening::Opened {
            name: name.to_owned(),
            edition: instrument.edition.clone(),
            language: self.settings.language,
            number: Some(number(fill)),
        };
        let event = Event { at: now.moment(), what };
        let Ok(case) = Case::open(instrument, &event) else { return };
        let (journal, mut writes) = open.safe.start(CaseId::random(fill), fill);
        open.current = Some(Current::new(case, Some(journal)));
        writes.extend(open.journal(&event, fill));
        effects.extend(self.keeping.add(writes));
        self.mark(fill, effects);
        (self.changed.page, self.changed.saving, self.changed.cases) = (true, true, true);
        self.keep_name(Naming::New, None, fill, effects);
    }

    /// Adds a case that was made elsewhere: it starts with a snapshot.
    pub(super) fn add_case(&mut self, case: Case, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let writes = open.add(case, fill);
        effects.extend(self.keeping.add(writes));
        self.mark(fill, effects);
        (self.changed.page, self.changed.saving, self.changed.cases) = (true, true, true);
    }

    pub(super) fn run_errand(&mut self, id: CaseId, errand: Errand, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let head = open.heads().find(|head| head.case() == id);
        if let Some((lost, records)) = head.map(|head| (head.is_lost(), head.records())) {
            effects.push(if lost {
                Effect::Read(Reading::Search(id), Safe::RECORDS.to_vec())
            } else {
                Effect::Fetch(Reading::Case(id), records)
            });
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
        let writes = self.writes();
        let Phase::Open(open) = &mut self.phase else { return };
        let Some((_, errand)) = open.errand.take_if(|(waiting, _)| *waiting == id) else { return };
        let returning = open.returning.take();
        self.changed.page = true;
        let Some(row) = open.rows.iter().find(|row| row.id == id) else { return };
        let (Some(head), card) = (&row.head, row.card.clone()) else { return };
        let Ok(records) = result else { return self.tell(Notice::Unreadable) };
        let (journal, recovered, found) = open.safe.read(head, &records);
        if recovered.newer {
            return self.tell(Notice::Newer);
        }
        let (case, loss) = match rebuild(&self.shelf, &recovered, card.as_ref()) {
            Ok(rebuilt) => rebuilt,
            Err(Lost::Edition(edition)) => return self.tell(Notice::OtherEdition(edition)),
            Err(Lost::Everything) => return self.tell(Notice::Unreadable),
        };
        let mended = recovered.damage.is_some() || !loss.unfit.is_empty();
        match errand {
            Errand::Open => {
                if case.language() != self.settings.language {
                    self.settings.language = case.language();
                    self.changed.settings = true;
                    effects.push(Effect::PutSmall(Small::Settings, Some(self.settings.written())));
                }
                let mut current = Current::new(case, Some(journal));
                if let Some(page) = returning.and_then(|left| left.page) {
                    current.go(page);
                }
                open.current = Some(current);
                if mended && writes && !open.newer {
                    let writes = open.mend_case(&found, &loss.unfit, fill);
                    effects.extend(self.keeping.add(writes));
                }
            }
            Errand::Rename(name) => {
                open.current = Some(Current::new(case, Some(journal)));
                let wished = name.trim().to_owned();
                self.perform(Command::Rename(name), now, fill, effects);
                let renamed = self.current().is_some_and(|current| current.case().name() == wished);
                if let Phase::Open(open) = &mut self.phase {
                    open.current = None;
                }
                if renamed {
                    self.keep_name(Naming::Rename(id), None, fill, effects);
                }
            }
            Errand::Duplicate(name) if name.trim().is_empty() => {
                self.tell(Notice::Refused(Refusal::NoName));
            }
            Errand::Duplicate(name) if excess(name.trim(), Case::NAME) > 0 => {
                self.tell(Notice::Refused(Refusal::TooLong(Case::NAME)));
            }
            Errand::Duplicate(name) => {
                let name = name.trim().to_owned();
                let case = case.for_co_victim(name, number(fill), now.moment());
                self.add_case(case, fill, effects);
                self.keep_name(Naming::Duplicate(id), None, fill, effects);
            }
        }
        if mended {
            self.tell(Notice::Damaged(loss.told(&recovered)));
        }
        (self.changed.page, self.changed.cases) = (true, true);
    }

    pub(super) fn erase(&mut self, id: CaseId, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(at) = open.rows.iter().position(|row| row.id == id) else { return };
        for naming in [Naming::Rename(id), Naming::Duplicate(id)] {
            self.keep_name(naming, None, fill, effects);
        }
        let Phase::Open(open) = &mut self.phase else { return };
        if let Some(head) = open.rows.remove(at).head {
            // Until the commit has ended the witness must not expect the case any more.
            effects.push(Effect::PutSmall(Small::Witness, None));
            let (destroy, clear) = open.safe.erase(&head, fill);
            effects.extend(self.keeping.add(destroy));
            effects.extend(self.keeping.add_after(clear));
        }
        if let Phase::Open(open) = &mut self.phase {
            open.current = None;
        }
        self.mark(fill, effects);
        (self.changed.cases, self.changed.page, self.changed.saving) = (true, true, true);
        self.tell_once_kept(Notice::Erased);
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
        self.erase(id, fill, effects);
        self.tell_once_kept(Notice::TraceLeft);
    }
}

/// A number for a new case.
fn number(fill: Fill<'_>) -> CaseNumber {
    let mut drawn = [0; 8];
    fill(&mut drawn);
    CaseNumber::drawn(drawn)
}

impl Open {
    /// Adds a case that was made elsewhere, and shows it.
    pub(super) fn add(&mut self, case: Case, fill: Fill<'_>) -> Vec<Write> {
        let (journal, mut writes) = self.safe.start(CaseId::random(fill), fill);
        self.current = Some(Current::new(case, Some(journal)));
        writes.extend(self.snapshot(fill));
        writes
    }

    /// Closes the case on the screen: where much was written since the last snapshot, one is taken.
    fn close(&mut self, fill: Fill<'_>) -> Vec<Write> {
        let journal = self.current.as_ref().and_then(|current| current.journal.as_ref());
        if journal.is_some_and(Journal::is_worth_a_snapshot) { self.snapshot(fill) } else { Vec::new() }
    }

    /// Puts aside what could not be read of the case on the screen, and what does not fit, and seals the
    /// case as it stands.
    fn mend_case(&mut self, found: &Found<'_>, unfit: &[u64], fill: Fill<'_>) -> Vec<Write> {
        let journal = self.current.as_mut().and_then(|current| current.journal.as_mut());
        let mut writes = journal.map(|journal| journal.set_aside(found, unfit)).unwrap_or_default();
        writes.extend(self.snapshot(fill));
        writes
    }

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
    pub(super) fn snapshot(&mut self, fill: Fill<'_>) -> Vec<Write> {
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
pub(super) enum Lost {
    Edition(Edition),
    Everything,
}

/// What was read and does not fit what is left.
#[derive(Default)]
pub(super) struct Misfits {
    unfit: Vec<u64>,
    times: Vec<(u64, Moment)>,
}

impl Misfits {
    fn told(&self, recovered: &Recovered) -> Loss {
        let lost = recovered.damage.as_ref().map(|damage| damage.lost.clone()).unwrap_or_default();
        let first = lost.first().map_or(0, |gap| gap.from);
        let last = lost.last().map_or(0, |gap| gap.to);
        let before = self.times.iter().rev().find(|(seq, _)| *seq < first).map(|(_, at)| *at);
        let after = self.times.iter().find(|(seq, _)| *seq > last).map(|(_, at)| *at);
        Loss { lost, between: (before, after), unfit: self.unfit.len() }
    }
}

/// The case that a journal holds. An event says what stands after it, so that those after a gap stand as
/// well. Where neither a snapshot nor the opening can be read, the card of the list says what was opened.
pub(super) fn rebuild(
    shelf: &Shelf,
    recovered: &Recovered,
    card: Option<&Card>,
) -> Result<(Case, Misfits), Lost> {
    let find = |edition: &Edition| shelf.find(edition).ok_or_else(|| Lost::Edition(edition.clone()));
    let read = |(seq, event): &Numbered| (*seq, serde_json::from_slice::<Event>(event).ok());
    let mut events = recovered.events.iter().map(read).peekable();
    let kept = recovered.snapshot.as_ref().map(|(_, state)| serde_json::from_slice::<Kept>(state));
    let mut case = if let Some(kept) = kept {
        let kept = kept.map_err(|_| Lost::Everything)?;
        Case::from_kept(find(kept.edition())?, kept).map_err(|_| Lost::Everything)?
    } else {
        let opens = |(_, event): &(u64, Option<Event>)| {
            matches!(event, Some(Event { what: Happening::Opened { .. }, .. }))
        };
        let opening = match (events.next_if(opens), card) {
            (Some((_, Some(opening))), _) => opening,
            (_, Some(card)) => card.opening(),
            _ => return Err(Lost::Everything),
        };
        let Happening::Opened { edition, .. } = &opening.what else { return Err(Lost::Everything) };
        Case::open(find(edition)?, &opening).map_err(|_| Lost::Everything)?
    };
    let mut misfits = Misfits::default();
    for (seq, event) in events {
        let at = event.as_ref().map(|event| event.at);
        match event.map(|event| case.apply(event)) {
            Some(Ok(_)) => misfits.times.extend(at.map(|at| (seq, at))),
            _ => misfits.unfit.push(seq),
        }
    }
    Ok((case, misfits))
}
