//! The rescue copy: the whole safe as one file, taken away and taken in.

use super::app::{App, Now};
use super::cases::Card;
use super::message::{Effect, Passphrase, Purpose, Reading, Records, StoreFault};
use super::notice::Notice;
use super::phase::{Locked, Open, Phase};
use super::working::rebuild;
use crate::instrument::Shelf;
use crate::interview::{Case, Moment};
use crate::record::recognise;
use crate::vault::{Derived, Fill, Head, OpenFault, Rescue, RescueFault, Safe, Write};

/// A rescue copy that is looked at before anything of it is taken in.
#[derive(Debug)]
pub(super) struct Looking {
    pub before: Phase,
    rescue: Rescue,
    header: Result<Vec<u8>, OpenFault>,
    pub opening: bool,
    fault: Option<OpenFault>,
    open: Option<(Safe, Vec<Head>)>,
}

/// What is shown of a rescue copy.
#[derive(Clone, Debug, PartialEq)]
pub struct RescueTold {
    /// Whether the file is whole.
    pub whole: bool,
    /// The key is being derived.
    pub opening: bool,
    /// Why it did not open.
    pub fault: Option<OpenFault>,
    /// Its cases, once it is open; `None` for one whose card cannot be read.
    pub cases: Option<Vec<Option<Card>>>,
    /// Whether its cases are added to those of an open safe, rather than the safe put back as it was.
    pub adds: bool,
}

/// A name for a rescue copy, which says nothing of what is in it.
fn file_name(now: Moment) -> String {
    let (year, month, day) = (now.year(), now.month(), now.day());
    format!("faisceau-rescue-{year:04}-{month:02}-{day:02}-{:02}{:02}.fsr", now.hour(), now.minute())
}

impl App {
    /// Everything was read, for a rescue copy. What could not be kept yet goes with it.
    pub(super) fn everything_read(
        &mut self,
        result: Result<Records, StoreFault>,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        // A store that cannot be read may still have its last records in memory.
        let records = self.keeping.over(result.unwrap_or_default());
        if records.is_empty() {
            return self.tell(Notice::Unreadable);
        }
        let bytes = Rescue::write(&records);
        effects.push(Effect::Offer { name: file_name(now.moment()), bytes });
        self.copied(now, fill, effects);
        self.tell(Notice::RescueSaved);
    }

    pub(super) fn look_at_rescue(&mut self, bytes: &[u8]) {
        match Rescue::read(bytes) {
            Ok(rescue) => {
                self.stop_waiting();
                let header = Safe::header(&rescue.records).map_err(|why| why.unwrap_or(OpenFault::Damaged));
                let fault = header.as_ref().err().copied();
                let before = std::mem::replace(&mut self.phase, Phase::Starting);
                let looking = Looking { before, rescue, header, opening: false, fault, open: None };
                self.show(Phase::Looking(Box::new(looking)));
            }
            Err(RescueFault::Other) => self.tell(Notice::NoRescue(recognise(bytes))),
            Err(why) => self.tell(Notice::NotRescued(why)),
        }
    }

    pub(super) fn ask_to_open_rescue(&mut self, passphrase: &Passphrase, effects: &mut Vec<Effect>) {
        let Phase::Looking(looking) = &mut self.phase else { return };
        let work =
            looking.header.as_ref().map_err(|why| *why).and_then(|header| Safe::work(header, &passphrase.0));
        match work {
            Ok(work) => {
                (looking.opening, looking.fault) = (true, None);
                self.derive(Purpose::Rescue, work, effects);
            }
            Err(why) => looking.fault = Some(why),
        }
        self.changed.page = true;
    }

    pub(super) fn rescue_opened(&mut self, result: Result<Derived, OpenFault>) {
        let Phase::Looking(looking) = &mut self.phase else { return };
        looking.opening = false;
        let header = looking.header.as_ref().map_err(|why| *why);
        let opened = header.and_then(|header| result.and_then(|derived| Safe::open(header, &derived)));
        match opened {
            Ok(mut safe) => {
                let contents = safe.contents(&looking.rescue.records);
                looking.open = Some((safe, contents.heads));
            }
            Err(why) => looking.fault = Some(why),
        }
        self.changed.page = true;
    }

    /// Puts the rescue copy away.
    pub(super) fn leave_rescue(&mut self) {
        self.stop_waiting();
        match std::mem::replace(&mut self.phase, Phase::Starting) {
            Phase::Looking(looking) => self.show(looking.before),
            other => self.phase = other,
        }
    }

    /// Takes in what the rescue copy holds: into an empty store the whole safe as it was, into an open
    /// safe each of its cases that is not there, or was further when the copy was made.
    pub(super) fn accept_rescue(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let phase = std::mem::replace(&mut self.phase, Phase::Starting);
        let Phase::Looking(looking) = phase else { return self.phase = phase };
        let Looking { before, rescue, header, open: Some((safe, heads)), .. } = *looking else {
            return self.phase = Phase::Looking(looking);
        };
        let header = header.unwrap_or_default();
        self.claim(fill, effects);
        match before {
            Phase::Open(mut open) => {
                let (count, writes) = open.add_rescued(&self.shelf, &safe, &heads, &rescue.records, fill);
                self.show(Phase::Open(open));
                effects.extend(self.keeping.add(writes));
                self.changed.cases = true;
                self.count_alone(now);
                self.tell(Notice::Rescued(count));
            }
            Phase::Welcome { .. } | Phase::Emptied => {
                // The header last: what is interrupted leaves no safe that lacks something.
                let is_header = |key: &[u8]| key.starts_with(Safe::HEADERS);
                let put = |(key, value): (Vec<u8>, Vec<u8>)| Write { key, value: Some(value) };
                let (headers, records): (Vec<_>, Vec<_>) =
                    rescue.records.into_iter().partition(|(key, _)| is_header(key));
                effects.extend(self.keeping.add(records.into_iter().map(put).collect()));
                effects.extend(self.keeping.add_after(headers.into_iter().map(put).collect()));
                self.show(Phase::locked(header));
                self.tell(Notice::Rescued(heads.len()));
            }
            Phase::Locked(_) => {
                // The header here is damaged: it is put back if the data here are of the same safe.
                self.show(Phase::Locked(Locked { header, opening: None, fault: None, wait: 0 }));
                self.mending = Some(safe);
                effects.push(Effect::Read(Reading::Belonging, Safe::CATALOGUE.to_vec()));
            }
            other => self.show(other),
        }
    }

    /// The catalogue beside a damaged header was read: where the rescue copy's keys open it, its header
    /// takes the damaged one's place.
    pub(super) fn belonging_read(&mut self, result: Result<Records, StoreFault>, effects: &mut Vec<Effect>) {
        let Some(mut safe) = self.mending.take() else { return };
        let belongs = result.is_ok_and(|records| safe.contents(&records).ledger.is_some());
        if belongs {
            effects.extend(self.keeping.add(safe.seal_header()));
            self.tell(Notice::Rescued(safe.contents(&[]).heads.len()));
        } else {
            self.tell(Notice::OtherSafe);
            effects.push(Effect::Read(Reading::Header, Safe::HEADERS.to_vec()));
        }
    }

    /// Whether every spelling of the passphrase that is asked for opens: of the safe that is locked, or of the
    /// rescue copy that is looked at.
    #[must_use]
    pub fn takes_every_spelling(&self) -> bool {
        match &self.phase {
            Phase::Locked(locked) => Safe::is_opened_by_every_spelling(&locked.header),
            Phase::Looking(looking) => {
                looking.header.as_ref().is_ok_and(|header| Safe::is_opened_by_every_spelling(header))
            }
            _ => true,
        }
    }

    /// What is shown of the rescue copy that is looked at.
    #[must_use]
    pub fn rescue(&self) -> Option<RescueTold> {
        let Phase::Looking(looking) = &self.phase else { return None };
        let card = |head: &Head| serde_json::from_slice(head.card()).ok();
        Some(RescueTold {
            whole: looking.rescue.whole,
            opening: looking.opening,
            fault: looking.fault,
            cases: looking.open.as_ref().map(|(_, heads)| heads.iter().map(card).collect()),
            adds: matches!(looking.before, Phase::Open(_)),
        })
    }
}

impl Open {
    /// Adds the cases of a rescue copy that are not here, or were further there.
    fn add_rescued(
        &mut self,
        shelf: &Shelf,
        safe: &Safe,
        heads: &[Head],
        records: &Records,
        fill: Fill<'_>,
    ) -> (usize, Vec<Write>) {
        let (mut count, mut all) = (0, Vec::new());
        for head in heads {
            let here = self.heads().find(|known| known.case() == head.case());
            if here.is_some_and(|known| known.last() >= head.last()) {
                continue;
            }
            let (_, recovered, _) = safe.read(head, records);
            let card = serde_json::from_slice(head.card()).ok();
            let Ok((case, _)) = rebuild(shelf, &recovered, card.as_ref()) else { continue };
            all.extend(self.add(case, fill));
            self.current = None;
            count += 1;
        }
        (count, all)
    }
}

/// What a rescue copy holds, for whoever opens it without a browser: its cases as far as they can be
/// read, and how many cannot be.
///
/// # Errors
/// Why the copy does not open.
pub fn open_rescue(
    rescue: &Rescue,
    passphrase: &str,
    shelf: &Shelf,
) -> Result<(Vec<Case>, usize), OpenFault> {
    let header = Safe::header(&rescue.records).map_err(|why| why.unwrap_or(OpenFault::Damaged))?;
    let derived = Safe::work(&header, passphrase)?.run()?;
    let mut safe = Safe::open(&header, &derived)?;
    let contents = safe.contents(&rescue.records);
    let mut cases = Vec::new();
    let mut unreadable = contents.missing.len();
    for head in &contents.heads {
        let (_, recovered, _) = safe.read(head, &rescue.records);
        let card = serde_json::from_slice(head.card()).ok();
        match rebuild(shelf, &recovered, card.as_ref()) {
            Ok((case, _)) => cases.push(case),
            Err(_) => unreadable += 1,
        }
    }
    Ok((cases, unreadable))
}
