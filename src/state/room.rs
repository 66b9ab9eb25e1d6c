//! A session on the screen: a trainee's seat in it, or the trainer's room.

use std::sync::Arc;

use super::message::Effect;
use super::train::{NewSession, Train, TrainingNotice, TrainingPage};
use super::training::{Training, csv};
use crate::instrument::{Fault, Shelf};
use crate::training::room::{self, Attempt, Played, Refused, Room, Session};
use crate::training::{self, Rules, Scenario};
use crate::vault::Fill;

/// Where the sample starts: the same room each time.
const SAMPLE: u64 = 2023;

/// A trainee's seat in a session.
#[derive(Debug)]
pub struct Seat {
    /// The session.
    pub session: Session,
    /// A number, or the name that she chose; nothing before she sat down.
    pub trainee: String,
    /// The results so far.
    pub done: Vec<Played>,
    /// The scenario that is played, by its place, and at which attempt.
    pub taken: Option<(usize, Attempt)>,
}

impl Seat {
    /// The result of a scenario at an attempt.
    #[must_use]
    pub fn result(&self, at: usize, attempt: Attempt) -> Option<&Played> {
        let chosen = self.session.scenarios.get(at)?;
        self.done.iter().find(|result| result.scenario == *chosen && result.attempt == attempt)
    }

    /// The result of what was played last.
    #[must_use]
    pub fn last(&self) -> Option<&Played> {
        let (at, attempt) = self.taken?;
        self.result(at, attempt)
    }

    pub(super) fn keep(&mut self, result: Played) {
        self.done.retain(|known| known.scenario != result.scenario || known.attempt != result.attempt);
        self.done.push(result);
    }
}

/// What the trainer has on the screen.
#[derive(Debug)]
pub struct RoomDesk {
    /// The session.
    pub session: Session,
    /// The results that were read.
    pub results: Vec<Played>,
    /// What they show together.
    pub room: Room,
}

impl RoomDesk {
    fn new(session: Session, results: Vec<Played>, shelf: &Shelf) -> Self {
        let room = Room::of(&session, results.clone(), shelf);
        Self { session, results, room }
    }

    fn add(&mut self, result: Played, shelf: &Shelf) {
        self.results.push(result);
        self.room = Room::of(&self.session, self.results.clone(), shelf);
    }
}

impl Training {
    /// Does what concerns a session or files.
    pub(super) fn run_room(
        &mut self,
        what: Train,
        shelf: &Shelf,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) -> Option<TrainingNotice> {
        match what {
            Train::Open(bytes) => self.take_in(&bytes, shelf),
            Train::MakeSession(new) => self.make_session(&new, shelf, fill),
            Train::Sit(name) => {
                let name = name.trim();
                if name.chars().count() > Played::TRAINEE {
                    return Some(TrainingNotice::Refused(Refused::Unsound("trainee".to_owned())));
                }
                if let Some(seat) = self.seat.as_mut().filter(|_| !name.is_empty()) {
                    name.clone_into(&mut seat.trainee);
                }
                None
            }
            Train::Take(at, attempt) => {
                let seat = self.seat.as_mut()?;
                let scenario = seat.session.scenario(&seat.session.scenarios.get(at)?.id)?;
                seat.taken = Some((at, attempt));
                self.take(scenario);
                None
            }
            Train::OfferSession => {
                let session = self.room.as_ref().map(|room| &room.session)?;
                Some(offer(
                    effects,
                    format!("faisceau-session-{}.json", session.id),
                    session.to_json().into_bytes(),
                ))
            }
            Train::OfferResult => {
                let seat = self.seat.as_ref()?;
                let result = seat.last()?;
                // The file name holds no name that a trainee chose: the result itself does.
                let number = seat.trainee.chars().all(|c| c.is_ascii_digit());
                let who = if number { format!("-{}", seat.trainee) } else { String::new() };
                let which = match result.attempt {
                    Attempt::First => 1,
                    Attempt::Second => 2,
                };
                let name =
                    format!("faisceau-result-{}-{}-{which}{who}.json", result.session, result.scenario.id);
                Some(offer(effects, name, result.to_json().into_bytes()))
            }
            Train::Typed(text) => {
                let room = self.room.as_mut()?;
                match Played::from_short(&text, &room.session, shelf) {
                    Ok(result) => {
                        room.add(result, shelf);
                        Some(TrainingNotice::Read(1))
                    }
                    Err(why) => Some(TrainingNotice::Mistyped(why)),
                }
            }
            Train::Demonstrate => {
                let scenarios = self.scenarios();
                let bar = scenarios.iter().find(|scenario| scenario.id.as_str() == "f-and-the-bar");
                let scenario = bar.or(scenarios.first())?;
                let name = "Démonstration · Demonstration";
                let (session, results) = room::sample(scenario, name, shelf, SAMPLE)?;
                self.room = Some(RoomDesk::new(session, results, shelf));
                self.turn_to(TrainingPage::Room);
                None
            }
            Train::OfferTable(counts) => {
                let desk = self.room.as_ref()?;
                let rows = if counts { room::counts(&desk.room) } else { room::results(&desk.room) };
                let what = if counts { "counts" } else { "codings" };
                let name = format!("faisceau-session-{}-{what}.csv", desk.session.id);
                Some(offer(effects, name, csv(&rows)))
            }
            _ => None,
        }
    }

    fn make_session(&mut self, new: &NewSession, shelf: &Shelf, fill: Fill<'_>) -> Option<TrainingNotice> {
        let mut drawn = [0; 4];
        fill(&mut drawn);
        let known = self.scenarios();
        let chosen: Vec<Arc<Scenario>> =
            new.scenarios.iter().filter_map(|id| known.iter().find(|it| it.id == *id)).cloned().collect();
        match Session::make(&new.name, &chosen, new.findings, new.minutes, new.before_and_after, drawn) {
            Ok(session) => {
                self.room = Some(RoomDesk::new(session, Vec::new(), shelf));
                self.turn_to(TrainingPage::Room);
                None
            }
            Err(why) => Some(TrainingNotice::Refused(why)),
        }
    }

    /// Takes a file in, whichever of the training's it is.
    fn take_in(&mut self, bytes: &[u8], shelf: &Shelf) -> Option<TrainingNotice> {
        let rules = match Rules::bundled() {
            Ok(rules) => rules,
            Err(flaws) => return Some(TrainingNotice::Flawed(flaws.into_iter().next())),
        };
        if let Some(desk) = self.room.as_mut() {
            return Some(match Played::read(bytes, &desk.session, shelf) {
                Ok(result) => {
                    desk.add(result, shelf);
                    TrainingNotice::Read(1)
                }
                Err(Refused::OtherKind(_)) => match Session::read(bytes, shelf, &rules) {
                    Ok(session) => {
                        *desk = RoomDesk::new(session, Vec::new(), shelf);
                        TrainingNotice::Read(0)
                    }
                    Err(why) => TrainingNotice::Refused(why),
                },
                Err(why) => TrainingNotice::Refused(why),
            });
        }
        match Session::read(bytes, shelf, &rules) {
            Ok(session) => {
                self.seat = Some(Seat { session, trainee: String::new(), done: Vec::new(), taken: None });
                self.turn_to(TrainingPage::Seat);
                None
            }
            Err(Refused::OtherKind(format)) if format.starts_with("faisceau-scenario/") => {
                let told = String::from_utf8_lossy(bytes);
                let flaws = match Scenario::read("", &told) {
                    Ok(scenario) => {
                        let file = format!("{}.json", scenario.id);
                        let picture = |name: &str| training::picture(name).map(std::borrow::Cow::Borrowed);
                        let flaws = scenario.check(&file, shelf, &rules, &picture);
                        if flaws.is_empty() {
                            self.add(scenario);
                            return None;
                        }
                        flaws
                    }
                    Err(flaws) => flaws,
                };
                let unreadable = |flaw: &crate::instrument::Flaw| matches!(flaw.fault, Fault::Beyond(_));
                let first = flaws.iter().find(|flaw| unreadable(flaw)).or(flaws.first());
                Some(TrainingNotice::Flawed(first.cloned()))
            }
            Err(why) => Some(TrainingNotice::Refused(why)),
        }
    }
}

fn offer(effects: &mut Vec<Effect>, name: String, bytes: Vec<u8>) -> TrainingNotice {
    effects.push(Effect::Offer { name, bytes });
    TrainingNotice::Offered
}
