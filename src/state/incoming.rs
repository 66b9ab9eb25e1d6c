//! A file that was read: it is shown before it is taken in, and nothing changes until then.

use zeroize::Zeroizing;

use super::app::App;
use super::cases::Card;
use super::message::Effect;
use super::notice::Notice;
use super::phase::Phase;
use crate::record::{self, Found, Kind, LARGEST};
use crate::sealing::{NotOpened, sealed_in};
use crate::vault::Fill;

/// The largest file that is read to look at it, in bytes: the largest that is taken in, sealed in a page, where
/// three bytes are written as four letters.
pub const LARGEST_SEALED: usize = LARGEST / 2 * 3;

impl App {
    /// Reads a file that was handed in, and shows what it is.
    pub(super) fn look_at(&mut self, bytes: &[u8]) {
        match record::recognise(bytes) {
            // What is larger was not read to its end.
            Kind::Sealed | Kind::SealedPage | Kind::CutPage if bytes.len() > LARGEST_SEALED => {
                return self.tell(Notice::NotOpened(NotOpened::TooLarge));
            }
            Kind::Sealed => return self.look_at_sealed(bytes),
            Kind::SealedPage => return self.look_at_sealed(sealed_in(bytes).unwrap_or_default()),
            Kind::Report if bytes.len() <= LARGEST => {
                return self.show_opened(Kind::Report, Zeroizing::new(bytes.to_vec()), false);
            }
            _ => {}
        }
        let Phase::Open(open) = &mut self.phase else { return };
        match record::look(bytes, &self.shelf) {
            Ok(found) => {
                (open.incoming, open.current, open.settings_shown) = (Some(Box::new(found)), None, false);
                self.notice = None;
                (self.changed.page, self.changed.notice) = (true, true);
            }
            Err(why) => self.tell(Notice::NotImported(why)),
        }
    }

    /// Takes the file that is shown in, as a new case.
    pub(super) fn accept(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let Phase::Open(open) = &mut self.phase else { return };
        if let Some(found) = open.incoming.take() {
            self.add_case(found.case, fill, effects);
            self.tell(Notice::Imported);
        }
    }

    /// Leaves the file that is shown: nothing of it stays.
    pub(super) fn decline(&mut self) {
        let Phase::Open(open) = &mut self.phase else { return };
        if open.incoming.take().is_some() {
            self.changed.page = true;
            self.tell(Notice::LeftOut);
        }
    }

    /// The file that is shown before it is taken in.
    #[must_use]
    pub fn incoming(&self) -> Option<&Found> {
        match &self.phase {
            Phase::Open(open) => open.incoming.as_deref(),
            _ => None,
        }
    }

    /// Whether the case of the file that is shown seems to be here already: one of the same number, or of
    /// the same name and opened at the same moment.
    #[must_use]
    pub fn incoming_is_here(&self) -> bool {
        let Some(Found { case, .. }) = self.incoming() else { return false };
        let mut cards = self.rows().iter().filter_map(|row| row.card.as_ref());
        let numbered = |card: &Card| card.number.is_some() && card.number.as_ref() == case.number();
        let named = |card: &Card| card.name == case.name() && card.opened_at == case.opened_at();
        cards.any(|card| numbered(card) || named(card))
    }
}
