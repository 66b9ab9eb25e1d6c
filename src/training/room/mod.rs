//! A room of trainees: the session that the trainer makes, the result that each leaves, and what the room
//! shows together.
//!
//! Start with [`Session`], [`Played`] and [`Room::of`]. Trainees are numbers unless they choose a name,
//! and nothing here puts them in an order.

mod agreement;
mod file;
mod played;
mod reading;
mod sample;
mod session;
mod short;
mod table;
mod talk;

pub use agreement::{Estimate, Measure, alpha, gwet, interval};
pub use file::Refused;
pub use played::{Played, Stand};
pub use reading::{ClueCount, Group, QuestionCount, Room, Spread};
pub use sample::sample;
pub use session::{Attempt, Chosen, LiveOrBlind, Session, SessionId};
pub use short::NotAShortText;
pub use table::{counts, results};
pub use talk::{HardClue, Talk};
