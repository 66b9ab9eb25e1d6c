//! All of it by keyboard: one key for each thing done often, listed on `?`.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::desk::Desk;
use super::parts::answer::choose;
use super::parts::confirm::confirm;
use super::parts::focus::{focus_soon, land_soon, press_soon};
use super::parts::header::{rail_shows, toggle_rail};
use super::parts::track::{choose_track, follow as follow_track};
use super::parts::typed::{is_one_line, is_writing};
use super::{Bridge, Topic};
use crate::instrument::{QuestionIx, SectionIx};
use crate::interview::{Answer, Command, NotAnswered};
use crate::state::{App, Current, Intent, Page, Screen, Settings, Training, TrainingPage};

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
    if event.ctrl_key() && matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
        if let Some(question) = bridge.glance(|app| app.current().and_then(Current::question)) {
            at(bridge, desk, question, &event.key());
            event.prevent_default();
        }
        return;
    }
    if let Some(command) = taken_back(event) {
        let in_case = bridge.glance(|app| app.current().is_some_and(|current| !current.case().is_paused()));
        // In a field the browser takes back letters itself.
        if in_case && !is_writing(event) {
            bridge.send(Intent::Do(command));
            event.prevent_default();
        }
        return;
    }
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let key = event.key();
    if key == "Escape" {
        event.prevent_default();
        leave(bridge, desk);
        return;
    }
    let screen = bridge.glance(App::screen);
    let Screen::Case(_) = screen else { return };
    if is_writing(event) || desk.search.get_untracked() {
        if key == "Enter" && is_one_line(event) && !desk.search.get_untracked() {
            focus_soon(".question.active .wording");
            event.prevent_default();
        }
        return;
    }
    if bridge.glance(|app| app.current().is_some_and(|current| current.case().is_paused())) {
        return;
    }
    if desk.tracks.get_untracked() {
        if key.parse().is_ok_and(|digit| follow_track(bridge, desk, digit)) {
            event.prevent_default();
        }
        return;
    }
    let question = bridge.glance(|app| app.current().and_then(Current::question));
    let done =
        anywhere(bridge, desk, &key) || question.is_some_and(|question| at(bridge, desk, question, &key));
    if done {
        event.prevent_default();
    }
}

/// The keys for it that every program has.
fn taken_back(event: &KeyboardEvent) -> Option<Command> {
    let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match (held, event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        (true, "z", false) => Some(Command::Undo),
        (true, "z", true) | (true, "y", false) => Some(Command::Redo),
        _ => None,
    }
}

/// Escape: out of a sheet, then out of sight; from there back to an exercise, and to nothing else.
fn leave(bridge: Bridge, desk: Desk) {
    let hidden = bridge.glance(|app| app.screen() == Screen::Hidden);
    if !desk.close() {
        bridge.send(if hidden { Intent::ComeBack } else { Intent::Hide });
    }
}

fn anywhere(bridge: Bridge, desk: Desk, key: &str) -> bool {
    match key {
        "?" => desk.shortcuts.update(|open| *open = !*open),
        "/" => desk.search.set(true),
        "f" | "F" => toggle_rail(bridge, desk),
        "t" | "T" => choose_track(bridge, desk),
        "h" | "H" => press_soon(".not-asked > summary"),
        "v" | "V" => {
            if !rail_shows(bridge, desk) {
                toggle_rail(bridge, desk);
            }
            press_soon(".next-questions > summary");
        }
        "s" | "S" => {
            let settings = bridge.glance(App::settings);
            bridge.send(Intent::Set(Settings { second_language: !settings.second_language, ..settings }));
        }
        "b" | "B" => bridge.send(Intent::Do(Command::Pause)),
        "u" | "U" => bridge.send(Intent::Do(Command::Undo)),
        "r" | "R" => bridge.send(Intent::Do(Command::Redo)),
        "l" | "L" => {
            if !bridge.glance(|app| app.current().is_some_and(Current::is_exercise)) {
                bridge.send(Intent::Lock);
            }
        }
        "ArrowRight" => section(bridge, 1),
        "ArrowLeft" => section(bridge, -1),
        _ => return false,
    }
    true
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

/// A key at a question.
fn at(bridge: Bridge, desk: Desk, question: QuestionIx, key: &str) -> bool {
    let go = |page: fn(&Current, QuestionIx) -> Page| {
        if let Some(page) = bridge.glance(|app| app.current().map(|current| page(current, question))) {
            bridge.send(Intent::Go(page));
        }
    };
    match key {
        "ArrowDown" => go(Current::after),
        "ArrowUp" => go(Current::before),
        "d" | "D" => silence(bridge, question, NotAnswered::DoesNotKnow),
        "p" | "P" => silence(bridge, question, NotAnswered::PrefersNot),
        "a" | "A" => {
            desk.not_asked.update(|open| {
                open.insert(question);
            });
            focus_soon(format!("#reason-{}", question.0));
        }
        "e" | "E" => focus_soon(format!("#question-{} .writing, #question-{0} .typed input", question.0)),
        "n" | "N" => {
            desk.words.update(|open| {
                open.insert(question);
            });
            focus_soon(format!("#said-{}", question.0));
        }
        "c" | "C" => return confirm(bridge, question),
        "q" | "Q" => focus_soon(format!("#question-{} .said-by select", question.0)),
        "w" | "W" => press_soon(format!("#question-{} .why > summary", question.0)),
        "m" | "M" => {
            let marked = bridge.glance(|app| app.current().is_some_and(|c| c.case().entry(question).marked));
            bridge.send(Intent::Do(Command::Mark(question, !marked)));
        }
        digit => return digit.parse().is_ok_and(|digit| choose(bridge, question, digit)),
    }
    true
}

fn silence(bridge: Bridge, question: QuestionIx, how: NotAnswered) {
    let given = Answer::NotAnswered(how);
    let again = bridge.glance(|app| {
        app.current().is_some_and(|current| current.case().entry(question).answer.as_ref() == Some(&given))
    });
    bridge.send(Intent::Do(Command::Answer(question, (!again).then_some(given))));
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
