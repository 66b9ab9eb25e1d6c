//! A form of any length, to be measured from outside: it opens on its first question, without a
//! passphrase. Only the feature `bench` builds it, and no release has that.

use std::cell::Cell;

use crate::instrument::{Instrument, Shelf, StageId, generated};
use crate::interview::{Agreement, AgreementState, Command, Form};
use crate::state::{App, Intent, Page, Passphrase, Screen, WithCode};

/// Whoever measures writes nothing that must be kept from anyone.
const PASSPHRASE: &str = "four words for measuring";
/// What is put down as the agreement to the only stage that asks.
const MEASURING: &str = "measuring";

thread_local! {
    /// Whether the first question was reached: from there on a hand leads.
    static REACHED: Cell<bool> = const { Cell::new(false) };
    /// The screen that was last led on from: what does not lead on is not tried for ever.
    static LEFT: Cell<Option<Screen>> = const { Cell::new(None) };
}

/// The shelf with the generated instrument of as many questions as the page says; the usual one where it
/// says nothing.
pub(super) fn shelf() -> Shelf {
    questions().and_then(made).unwrap_or_else(Shelf::bundled)
}

fn made(questions: usize) -> Option<Shelf> {
    generated::instrument(questions).ok().map(|instrument: Instrument| Shelf::of(vec![instrument]))
}

/// How many questions are asked, as `./dev bench` has written it into the page.
fn questions() -> Option<usize> {
    let told = gloo_utils::document().query_selector("meta[name=faisceau-bench]").ok()??;
    told.get_attribute("content")?.parse().ok()
}

/// What leads on to the first question, as a hand would; nothing once it is there.
pub(super) fn next(app: &App) -> Option<Intent> {
    let screen = app.screen();
    if REACHED.get() || LEFT.get() == Some(screen) || questions().is_none() {
        return None;
    }
    let intent = match screen {
        Screen::Welcome { making: false, fault: None } => Intent::MakeSafe(passphrase(), WithCode::No),
        Screen::Locked { opening: false, fault: None, wait: 0 } => Intent::Unlock(passphrase()),
        Screen::Emptied => Intent::StartOver,
        Screen::Cases => Intent::NewCase(MEASURING.to_owned()),
        Screen::Case(Page::Question(_)) => {
            REACHED.set(true);
            return None;
        }
        Screen::Case(_) => lead(app)?,
        _ => return None,
    };
    LEFT.set(Some(screen));
    Some(intent)
}

fn lead(app: &App) -> Option<Intent> {
    let case = app.current()?.case();
    if case.agreements().state(StageId::Alert) == AgreementState::Given {
        return Some(Intent::Go(Page::Stage(StageId::Alert)));
    }
    let asking = case.instrument().stage(StageId::Alert).asking.as_ref()?;
    let agreement = Agreement {
        explained_by: MEASURING.to_owned(),
        language: MEASURING.to_owned(),
        interpreter: String::new(),
        form: Form::Spoken,
        uses: asking.uses.iter().map(|offered| offered.id.clone()).collect(),
    };
    Some(Intent::Do(Command::Agree(StageId::Alert, agreement)))
}

fn passphrase() -> Passphrase {
    Passphrase::from(PASSPHRASE.to_owned())
}
