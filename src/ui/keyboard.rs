//! All of it by keyboard: one key for each thing done often, listed on `?`. What a key means is decided in
//! [`crate::state::Hand`]; here it is told where the focus is, and what is meant is done.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::desk::{Desk, Hint};
use super::parts::answer::{choose, step_in_group};
use super::parts::confirm::confirm;
use super::parts::focus::{blur, focus_soon, is_in, land_soon, press_soon};
use super::parts::header::{rail_shows, toggle_rail};
use super::parts::track::{choose_track, follow as follow_track};
use super::parts::typed::{is_one_line, is_writing};
use super::{Bridge, Topic};
use crate::instrument::{Kind, QuestionIx, SectionIx};
use crate::interview::{Answer, Command, NotAnswered};
use crate::state::{
    Act, App, Current, Escape, EscapeFrom, Focus, HOLD, Hand, Intent, Key, Meant, Page, Screen, Settings,
    Stroke, Training, TrainingPage, escape,
};

/// How long it is told that a second key locks, in milliseconds.
const ARMED: u64 = 5000;

/// Takes a key wherever the focus is.
pub fn pressed(bridge: Bridge, desk: Desk, event: &KeyboardEvent) {
    // What loads the page again leads back from the neutral page: for an exercise too, which no page
    // that is loaded again would have.
    let loads = event.key() == "F5" || event.ctrl_key() && event.key().eq_ignore_ascii_case("r");
    if loads && bridge.glance(App::hides_exercise) {
        event.prevent_default();
        bridge.send(Intent::ComeBack);
        return;
    }
    desk.unloads(false);
    if event.key() == "Escape" && !event.is_composing() {
        event.prevent_default();
        leave(bridge, desk, event);
        return;
    }
    if event.key() == "Tab" {
        desk.last.update_value(|last| last.by_pointer = false);
    }
    let (key, code) = (event.key(), event.code());
    let stroke = Stroke {
        key: &key,
        code: &code,
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        repeat: event.repeat(),
        composing: event.is_composing(),
    };
    let question = bridge.glance(|app| app.current().and_then(Current::question));
    let waited_at = desk.last.get_value().waited_at;
    let shortcuts = bridge.glance(|app| app.settings().shortcuts);
    let focus = focus(bridge, desk, event);
    let grouped = !desk.last.get_value().by_pointer && !stroke.ctrl && !stroke.alt && step_in_group(event);
    if grouped {
        event.prevent_default();
        return turn_away(bridge, desk);
    }
    let now = moment(event.time_stamp());
    let outcome = desk.hand.try_update_value(|hand| hand.press(&stroke, focus, &shortcuts, now));
    let Some(outcome) = outcome else { return };
    if outcome.key != Key::Browser {
        event.prevent_default();
    }
    if outcome.key == Key::Held {
        desk.last.update_value(|last| last.waited_at = question);
        set_timeout(move || rested(bridge, desk), Duration::from_millis(HOLD.unsigned_abs() + 5));
    }
    // What waited belongs to the question at which it was pressed.
    for meant in outcome.meant {
        obey(bridge, desk, waited_at.or(question), meant);
    }
    if key == "Enter" && focus == Focus::Field && is_one_line(event) && !desk.search.get_untracked() {
        event.prevent_default();
        turn_away(bridge, desk);
        focus_soon(".question.active .wording");
    }
    show(bridge, desk);
}

/// What waited has waited long enough.
fn rested(bridge: Bridge, desk: Desk) {
    let now = gloo_utils::window().performance().map_or(0, |clock| moment(clock.now()));
    let Some(meant) = desk.hand.try_update_value(|hand| hand.rested(now)) else { return };
    let question = desk.last.get_value().waited_at;
    for meant in meant {
        obey(bridge, desk, question, meant);
    }
    show(bridge, desk);
}

/// The hand turns to something else: what waited is done first.
pub fn turn_away(bridge: Bridge, desk: Desk) {
    let Some(meant) = desk.hand.try_update_value(Hand::moved) else { return };
    let question = desk.last.get_value().waited_at;
    for meant in meant {
        obey(bridge, desk, question, meant);
    }
    show(bridge, desk);
}

#[expect(clippy::cast_possible_truncation, reason = "a page does not stay open for millions of years")]
const fn moment(milliseconds: f64) -> i64 {
    milliseconds as i64
}

/// Where the focus is, as far as it matters to keys.
fn focus(bridge: Bridge, desk: Desk, event: &KeyboardEvent) -> Focus {
    if is_writing(event) {
        return Focus::Field;
    }
    let (in_case, several, question) = bridge.glance(|app| {
        let current = app.current().filter(|current| !current.case().is_paused());
        let question = current.and_then(Current::question);
        let several = current.zip(question).is_some_and(|(current, question)| {
            matches!(current.case().instrument().question(question).kind, Kind::Several { .. })
        });
        (current.is_some() && matches!(app.screen(), Screen::Case(_)), several, question.is_some())
    });
    let asked = bridge.glance(|app| app.taking().is_some());
    if !in_case || asked || desk.shortcuts.get_untracked() || desk.search.get_untracked() {
        Focus::Elsewhere
    } else if desk.tracks.get_untracked() {
        Focus::Lines
    } else if is_in(event, ".question.active") || question && is_in(event, "h1") {
        Focus::Question { several }
    } else if is_in(event, "h1") {
        Focus::Heading
    } else {
        Focus::Elsewhere
    }
}

/// Shows what waits, and what was written with the cursor in no field. Outside a case nothing of it is kept: it may
/// be a passphrase.
fn show(bridge: Bridge, desk: Desk) {
    let in_case = bridge.glance(|app| matches!(app.screen(), Screen::Case(_)));
    if !in_case {
        desk.hand.update_value(Hand::forget);
    }
    let (waiting, written) =
        desk.hand.with_value(|hand| (hand.waiting(), hand.written().map(ToOwned::to_owned)));
    if waiting.is_empty() {
        desk.last.update_value(|last| last.waited_at = None);
    }
    if desk.waiting.with_untracked(|shown| *shown != waiting) {
        desk.waiting.set(waiting);
    }
    if written.is_some() && desk.nowhere.with_untracked(|shown| *shown != written) {
        desk.nowhere.set(written);
    }
}

/// Escape: out of a field or a sheet, then out of sight; twice at once out of sight, from everywhere.
fn leave(bridge: Bridge, desk: Desk, event: &KeyboardEvent) {
    turn_away(bridge, desk);
    let now = moment(event.time_stamp());
    let asked = bridge.glance(|app| app.taking().is_some());
    let from = if bridge.glance(|app| app.screen() == Screen::Hidden) {
        EscapeFrom::Hidden
    } else if asked || desk.is_covered() {
        EscapeFrom::Covered
    } else if is_writing(event) {
        EscapeFrom::Field
    } else {
        EscapeFrom::Page
    };
    let since = desk.last.get_value().escaped.map(|last| now - last);
    if !event.repeat() {
        desk.last.update_value(|last| last.escaped = Some(now));
    }
    match escape(from, since, event.repeat()) {
        Escape::LeaveField => {
            let asked = is_in(event, ".question.active");
            blur(event);
            focus_soon(if asked { ".question.active .wording" } else { "h1" });
            desk.tell(Hint::LeftField);
        }
        Escape::Close if asked => bridge.send(Intent::KeepWords),
        Escape::Close => drop(desk.close()),
        Escape::Hide => bridge.send(Intent::Hide),
        Escape::ComeBack => bridge.send(Intent::ComeBack),
        Escape::Nothing => {}
    }
}

/// Does what is meant.
fn obey(bridge: Bridge, desk: Desk, question: Option<QuestionIx>, meant: Meant) {
    let open = bridge.glance(|app| app.current().and_then(Current::question));
    let here = question.filter(|question| Some(*question) == open);
    let told = desk.hint.get_untracked();
    let armed = told == Some(Hint::Armed);
    // What was told goes with the next act.
    if told.is_some() {
        desk.hint.set(None);
    }
    match meant {
        Meant::LockNow => lock(bridge),
        Meant::Act(Act::Lock) if armed => lock(bridge),
        Meant::Act(Act::Lock) => {
            if !bridge.glance(|app| app.current().is_some_and(Current::is_exercise)) {
                desk.tell(Hint::Armed);
                let lapse = move || desk.untell(Hint::Armed);
                set_timeout(lapse, Duration::from_millis(ARMED));
            }
        }
        Meant::Act(act) if act.is_of_question() => {
            if let Some(question) = here {
                at(bridge, desk, question, act);
            }
        }
        Meant::Act(act) => anywhere(bridge, desk, act),
        Meant::Digit(digit) if desk.tracks.get_untracked() => drop(follow_track(bridge, desk, digit)),
        Meant::Digit(digit) => {
            if let Some(question) = here
                && choose(bridge, question, digit)
            {
                desk.say(question);
            }
        }
        Meant::After => step(bridge, open, Current::after),
        Meant::Before => step(bridge, open, Current::before),
        Meant::SectionAfter => section(bridge, 1),
        Meant::SectionBefore => section(bridge, -1),
    }
}

fn lock(bridge: Bridge) {
    if !bridge.glance(|app| app.current().is_some_and(Current::is_exercise)) {
        bridge.send(Intent::Lock);
    }
}

fn step(bridge: Bridge, question: Option<QuestionIx>, page: fn(&Current, QuestionIx) -> Page) {
    let page = bridge.glance(|app| Some(page(app.current()?, question?)));
    if let Some(page) = page {
        bridge.send(Intent::Go(page));
    }
}

/// What a key does on any page of a case.
fn anywhere(bridge: Bridge, desk: Desk, act: Act) {
    match act {
        Act::Keys => desk.shortcuts.update(|open| *open = !*open),
        Act::Search => desk.search.set(true),
        Act::Findings => toggle_rail(bridge, desk),
        Act::Tracks => choose_track(bridge, desk),
        Act::Skipped => press_soon(".not-asked > summary"),
        Act::Next => {
            if !rail_shows(bridge, desk) {
                toggle_rail(bridge, desk);
            }
            press_soon(".next-questions > summary");
        }
        Act::SecondLanguage => {
            let settings = bridge.glance(App::settings);
            bridge.send(Intent::Set(Settings { second_language: !settings.second_language, ..settings }));
        }
        Act::Pause => bridge.send(Intent::Do(Command::Pause)),
        Act::Undo => bridge.send(Intent::Do(Command::Undo)),
        Act::Redo => bridge.send(Intent::Do(Command::Redo)),
        _ => {}
    }
}

/// Goes to the section after, or before; past the last one to the next stage.
fn section(bridge: Bridge, step: isize) {
    let to = bridge.glance(|app| {
        let current = app.current()?;
        let instrument = current.case().instrument();
        let at = current.section()?;
        let to = SectionIx(at.0.checked_add_signed(step)?);
        let page = instrument.sections().get(to.0).map(|_| Page::Section(to));
        Some(page.unwrap_or(Page::Decision))
    });
    if let Some(to) = to {
        bridge.send(Intent::Go(to));
    }
}

/// What a key does at a question.
fn at(bridge: Bridge, desk: Desk, question: QuestionIx, act: Act) {
    match act {
        Act::DoesNotKnow => silence(bridge, desk, question, NotAnswered::DoesNotKnow),
        Act::PrefersNot => silence(bridge, desk, question, NotAnswered::PrefersNot),
        Act::NotAsked => {
            desk.not_asked.update(|open| {
                open.insert(question);
            });
            focus_soon(format!("#reason-{}", question.0));
        }
        Act::Clear => {
            bridge.send(Intent::Do(Command::Answer(question, None)));
            desk.say(question);
        }
        Act::Field => focus_soon(format!("#question-{} .writing, #question-{0} .typed input", question.0)),
        Act::Words => {
            desk.words.update(|open| {
                open.insert(question);
            });
            focus_soon(format!("#said-{}", question.0));
        }
        Act::Confirm if confirm(bridge, question) => desk.say(question),
        Act::SaidBy => focus_soon(format!("#question-{} .said-by select", question.0)),
        Act::Why => press_soon(format!("#question-{} .why > summary", question.0)),
        Act::Mark => {
            let marked = bridge.glance(|app| app.current().is_some_and(|c| c.case().entry(question).marked));
            bridge.send(Intent::Do(Command::Mark(question, !marked)));
        }
        _ => {}
    }
}

fn silence(bridge: Bridge, desk: Desk, question: QuestionIx, how: NotAnswered) {
    bridge.send(Intent::Do(Command::Answer(question, Some(Answer::NotAnswered(how)))));
    desk.say(question);
}

/// What is on the screen, as far as a move is one.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    screen: Screen,
    section: Option<SectionIx>,
    training: Option<TrainingPage>,
    /// The page of the findings from which a question was reached.
    way_back: Option<Page>,
}

impl Place {
    fn of(app: &App) -> Self {
        let current = app.current();
        Self {
            screen: app.screen(),
            section: current.and_then(Current::section),
            training: app.training().map(Training::page),
            way_back: current.and_then(Current::way_back),
        }
    }

    /// Whether the focus follows. Where the passphrase is asked for, its field has the focus from the first
    /// and after each fault: nothing takes it away.
    fn is_left_for(self, to: Self) -> bool {
        let stays = matches!(
            (self.screen, to.screen),
            (_, Screen::Locked { .. }) | (Screen::Welcome { .. }, Screen::Welcome { .. })
        );
        (self.screen, self.section, self.training) != (to.screen, to.section, to.training) && !stays
    }
}

/// Moves the focus after each move: to the heading of a new page or section, or to the question. Who comes
/// back to a page of the findings from an answer finds it as it was left.
pub fn follow(bridge: Bridge) {
    Effect::new(move |before: Option<Place>| {
        let (now, question) =
            bridge.read(Topic::Page, |app| (Place::of(app), app.current().and_then(Current::question)));
        if let Some(before) = before.filter(|before| before.is_left_for(now)) {
            let was_in_case = matches!(before.screen, Screen::Case(_));
            let same_section = was_in_case && before.section == now.section;
            let left = match now.screen {
                Screen::Case(page) if before.way_back == Some(page) => bridge.seen(page),
                _ => None,
            };
            match (question, left) {
                // In a case that was just opened again: at the question where it was left.
                (Some(question), _) if now.section.is_some() && (same_section || !was_in_case) => {
                    land_soon(format!("#wording-{}", question.0), !was_in_case);
                }
                (_, Some(left)) => {
                    land_soon("h1", false);
                    left.restore_soon();
                }
                _ => land_soon("h1", true),
            }
        }
        now
    });
}
