//! The app's state: messages in, effects out. Pure: time and randomness are handed in, and what is
//! asked of the outside is data.
//!
//! Start with [`App::update`]. [`Message`] is what happens; [`Effect`] is what is to be done outside;
//! [`Changed`] is what must be shown anew; [`App::screen`] and what stands beside it is what the
//! screens show, and they hold nothing else.

mod app;
mod cases;
mod current;
mod incoming;
mod keeping;
mod message;
mod notice;
mod opening;
mod settings;
mod working;

pub use app::{App, Changed, Now, Screen};
pub use cases::{Card, Missing, Row, Trace};
pub use current::Current;
pub use keeping::Saving;
pub use message::{
    Effect, Intent, Message, Page, Passphrase, Reading, Records, Small, StoreFault, Ticket, Wake,
};
pub use notice::Notice;
pub use opening::PASSPHRASE;
pub use settings::{Settings, Theme};
