//! A sealed file that was handed in, and what comes out of it: a report is shown, an assessment looked at like any
//! other, and of everything else it is said what it is.

use zeroize::Zeroizing;

use super::app::App;
use super::leaving::{AgeWork, Passing};
use super::message::Effect;
use super::notice::Notice;
use super::phase::Phase;
use crate::record::{Kind, recognise, sheet::Sheet};
use crate::sealing::{self, NotOpened, Wants, With};

/// What was in a file.
pub struct Opened {
    /// The document to read, where it is one of ours.
    pub sheet: Option<Sheet>,
    /// What it is.
    pub kind: Kind,
    /// Whether it was sealed.
    pub was_sealed: bool,
    bytes: Zeroizing<Vec<u8>>,
}

impl Passing {
    /// Puts the file away that was handed in: nothing of it stays.
    pub fn close(&mut self) {
        (self.sealed, self.opened, self.opening) = (None, None, false);
    }
}

impl App {
    /// The sealed file that was handed in: what it wants, and whether it is being opened.
    #[must_use]
    pub fn sealed(&self) -> Option<(Wants, bool)> {
        match &self.phase {
            Phase::Open(open) => {
                open.passing.sealed.as_ref().map(|(_, wants)| (*wants, open.passing.opening))
            }
            _ => None,
        }
    }

    /// What was in the file that was handed in, where it is no assessment.
    #[must_use]
    pub fn shown_file(&self) -> Option<&Opened> {
        match &self.phase {
            Phase::Open(open) => open.passing.opened.as_deref(),
            _ => None,
        }
    }

    /// Shows what a sealed file wants.
    pub(super) fn look_at_sealed(&mut self, bytes: &[u8]) {
        let Phase::Open(open) = &mut self.phase else { return };
        match sealing::wants(bytes) {
            Ok(wants) => {
                open.passing = Passing { sealed: Some((bytes.to_vec(), wants)), ..Passing::default() };
                (open.incoming, open.current, open.settings_shown) = (None, None, false);
                self.notice = None;
                (self.changed.page, self.changed.notice) = (true, true);
            }
            Err(why) => self.tell(Notice::NotOpened(why)),
        }
    }

    pub(super) fn open_sealed(&mut self, with: With, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some((bytes, _)) = &open.passing.sealed else { return };
        let work = AgeWork::Open(bytes.clone(), with);
        open.passing.opening = true;
        self.age(work, effects);
        (self.notice, self.changed.page, self.changed.notice) = (None, true, true);
    }

    /// The sealed file was opened, or could not be.
    pub(super) fn unsealed(&mut self, opened: Result<Zeroizing<Vec<u8>>, NotOpened>) {
        let Phase::Open(open) = &mut self.phase else { return };
        if !std::mem::take(&mut open.passing.opening) {
            return;
        }
        self.changed.page = true;
        match opened {
            Ok(bytes) => {
                open.passing.sealed = None;
                match recognise(&bytes) {
                    Kind::Json | Kind::Sealed | Kind::SealedPage | Kind::Empty => self.look_at(&bytes),
                    kind => self.show_opened(kind, bytes, true),
                }
            }
            Err(why) => self.tell(Notice::NotOpened(why)),
        }
    }

    /// Shows a document of ours, or what else a file is.
    pub(super) fn show_opened(&mut self, kind: Kind, bytes: Zeroizing<Vec<u8>>, was_sealed: bool) {
        let Phase::Open(open) = &mut self.phase else { return };
        let opened = Opened { sheet: Sheet::read(&bytes), kind, was_sealed, bytes };
        open.passing = Passing { opened: Some(Box::new(opened)), ..Passing::default() };
        (open.incoming, open.current, open.settings_shown) = (None, None, false);
        self.notice = None;
        (self.changed.page, self.changed.notice) = (true, true);
    }

    /// Leaves the sealed file closed, or closes what was in it: nothing of it stays.
    pub(super) fn leave_closed(&mut self) {
        let Phase::Open(open) = &mut self.phase else { return };
        let read = open.passing.opened.is_some();
        open.passing.close();
        self.changed.page = true;
        if !read {
            self.tell(Notice::LeftOut);
        }
    }

    /// Offers what was in the sealed file: it is not protected any more.
    pub(super) fn save_opened(&mut self, effects: &mut Vec<Effect>) {
        let Some(Opened { kind, bytes, .. }) = self.shown_file() else { return };
        let name = format!("faisceau-opened.{}", kind.ending());
        effects.push(Effect::Offer { name, bytes: bytes.to_vec() });
    }
}
