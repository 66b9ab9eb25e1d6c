//! The app's state: messages in, effects out. Pure: time and randomness are handed in, and what is
//! asked of the outside is data.
//!
//! Start with [`App::update`]. [`Message`] is what happens; [`Effect`] is what is to be done outside;
//! [`Changed`] is what must be shown anew; [`App::screen`] and what stands beside it is what the
//! screens show, and they hold nothing else.

mod app;
mod care;
mod cases;
mod current;
mod hiding;
mod incoming;
mod keeping;
mod keys;
mod leaving;
mod locking;
mod message;
mod notice;
mod offering;
mod opened;
mod opening;
mod past;
mod phase;
mod rescuing;
mod returning;
mod room;
mod settings;
mod shown;
mod tabs;
mod train;
mod training;
mod working;
mod writing;

pub use crate::vault::{Derived, OpenFault, Work, derive};
pub use app::{App, Now};
pub use cases::{Card, Missing, Naming, Row, Trace};
pub use current::Current;
pub use keeping::Saving;
pub use keys::KeysTold;
pub use leaving::{
    AgeWork, Aged, AnswerPreview, Leave, PassOn, Preview, Protection, Said, SectionPreview, Shape,
};
pub use locking::WARNING;
pub use message::{
    Effect, Intent, Lock, LockAsk, Message, Page, Passphrase, Purpose, Reading, Records, Small, StoreFault,
    Ticket, Wake, WithCode,
};
pub use incoming::LARGEST_SEALED;
pub use notice::{Loss, Notice};
pub use offering::HowToOpen;
pub use opened::Opened;
pub use past::{Past, Step, Stop, Turn};
pub use rescuing::{RescueTold, open_rescue};
pub use room::{RoomDesk, Seat};
pub use settings::{Settings, Theme};
pub use shown::{Changed, Screen};
pub use train::{NewSession, Train, TrainingNotice, TrainingPage};
pub use training::Training;
pub use writing::{Author, Writing};
