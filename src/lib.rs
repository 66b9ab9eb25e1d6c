//! Faisceau guides an interviewer through the identification of possible victims of trafficking for
//! labour exploitation. This is the map of its house.
//!
//! # The rooms
//!
//! Each room's own page says with what to start. From the ground up:
//!
//! | room | what it holds | may import |
//! |---|---|---|
//! | [`intake`] | the door for files: text within limits, or a refusal | nothing |
//! | [`instrument`] | a questionnaire as checked data: stages, questions, conditions, clues, reckonings | `intake` |
//! | [`interview`] | one person's case: agreements, answers, decision; commands in, events out | `instrument` |
//! | [`findings`] | what the answers say: a pure and total function | `instrument`, `interview` |
//! | [`wording`] | facts in words, in both languages: what screens, pages and command say alike | `instrument`, `interview`, `findings` |
//! | [`record`] | the document that leaves and comes back, the report on paper, the field's own formats | `intake`, `instrument`, `interview`, `findings`, `wording` |
//! | [`training`] | invented persons, the conversation, the debrief, the room | `intake`, `instrument`, `interview`, `findings`, `wording` |
//! | [`phrase`] | a secret phrase as people write it: its one form, what was meant, proposals by words | nothing |
//! | [`vault`] | keys, envelopes, sealed and chained journals: bytes in, bytes out | `phrase` |
//! | [`sealing`] | the age format: what leaves, sealed to its recipient, also as a page that opens itself; it draws its own randomness | `phrase` |
//! | [`doors`] | the store as a trait with a twin in memory; behind `doors::browser`, the browser | nothing |
//! | `command` | the native command: one file a verb | the core: all above but `doors`; `phrase`, `sealing`, and `state` for what a rescue copy holds |
//! | [`state`] | the app without a screen: messages in, effects out | all of the above but `doors` and `command` |
//! | `ui` | the screens, which hold no truth | `state` and what it shows, `doors::browser` |
//! | `shell` | where effects are run by the doors, and what comes of them is handed back | `state`, `doors`, `ui` |
//!
//! All but `doors::browser`, `ui`, `shell` and `command` know no browser, read no clock and draw no
//! randomness: both are handed in with each call. They are built and tested natively; the first three of
//! the others exist for WebAssembly alone, `command` for the host alone. `tests/core/house.rs` holds all
//! of this.
//!
//! # The way of one keystroke
//!
//! 1. A letter written under a question becomes [`state::Intent::Write`] in `ui::parts`, which the
//!    bridge (`ui::Bridge`) sends to the shell.
//! 2. The shell adds the clock and hands it to [`state::App::update`]. The letter is taken down; 300 ms
//!    after the last one, and at the latest 900 ms after the first, what is written is taken in. Any other
//!    intent takes it in at once: nothing overtakes a word.
//! 3. [`interview::Case::perform`] turns the command into an [`interview::Event`] or refuses it.
//!    [`interview::Case::apply`] makes the event part of the case and gives back what it
//!    [`interview::Touched`]: this question, and those whose relevance looks at it.
//! 4. [`findings::Findings::update`] judges anew the clues of those questions, and in every
//!    [`findings::lens`] what stands on the clues that changed, and nothing else: an answer costs the
//!    same in a short form and in a long one. `cargo bench` tells how much.
//! 5. [`vault::Journal`] seals the event, chained to the one before, and the card for the list; both
//!    become one [`state::Effect::Commit`].
//! 6. The shell runs it through `doors::browser::IndexedDb`, which has a worker beside the page carry it out,
//!    and does it itself where there is none: in one transaction with strict durability, which looks whether
//!    this tab is still the one that writes.
//!    Only its `complete` event comes back as [`state::Message::Committed`], and only then does
//!    [`state::App::saving`] say *saved*. A failure keeps the records in memory, is told, and is tried
//!    again.
//! 7. What cannot be read yet, half a year or a form before its button, goes the same way as
//!    [`interview::Command::Draft`]: kept as it was typed, and counted nowhere.
//! 8. [`state::Changed`] says what must be shown anew; the bridge wakes the parts of the screen that
//!    show it, and no others.
//!
//! # The way of a passphrase
//!
//! [`state`] asks for a derivation ([`state::Effect::Derive`]) under a ticket, and goes on. `shell::deriving`
//! hands the work as bytes to the worker beside the page, which has the same app compiled and shows
//! nothing, and brings the key back; the page derives it itself where there is no worker. What comes back
//! under a ticket that is not awaited any more is dropped.
//!
//! # What is kept where
//!
//! IndexedDB holds the header that a passphrase opens, twice; sealed records alone beside it: of each case
//! a head, a key and its events and snapshots, what is half written among them; the count of alerts, with
//! the names that are being typed in the list and the case that was open; decoys; bytes that could not be
//! read, as they were found; a number drawn by chance that tells which tab writes, and one that marks the
//! last commit. Where the browser knows storage buckets, one holds all of it a second time. `localStorage`
//! holds the settings, which say nothing of a person, how many wrong passphrases were tried, and a sealed
//! witness that tells when a store came back empty or older. The draft of a scenario and the forms of the
//! training that are being filled in, which are invented, stay in `sessionStorage`, in plain, as long as
//! their tab lives. Nothing else is written, and nothing leaves but the files that the interviewer saves:
//! an export, or a rescue copy, which is the store as it is.

#[cfg(not(target_arch = "wasm32"))]
pub mod command;
pub mod doors;
pub mod findings;
pub mod instrument;
pub mod intake;
pub mod interview;
pub mod phrase;
pub mod record;
pub mod sealing;
#[cfg(target_arch = "wasm32")]
pub mod shell;
pub mod state;
pub mod training;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod vault;
pub mod wording;
