//! What a key means: the table of `state::Hand`, at the paces at which people press and write.

use faisceau::state::{
    Act, Chord, Escape, EscapeFrom, Focus, HOLD, Hand, Key, Meant, Settings, Shortcuts, Stroke, Taken, escape,
};

const QUESTION: Focus = Focus::Question { several: false };
const SEVERAL: Focus = Focus::Question { several: true };

/// Sentences as they are written, dictated or scanned, among them what begins with each answering key.
const WRITTEN: [&str; 9] = [
    "Le soir, elle devait rester dans la cave.",
    "depuis 3 mois, dans une cave",
    "Papa l'a dit : pas de papiers",
    "a dit non",
    "llegó de noche y no la dejaron salir",
    "3401597000123\n",
    "06 12 34 56 78",
    "Nous avons peur, dit-elle",
    "La nuit de lundi, l",
];

struct Desk {
    hand: Hand,
    keys: Shortcuts,
    focus: Focus,
    now: i64,
    meant: Vec<Meant>,
}

impl Desk {
    fn at(focus: Focus) -> Self {
        Self { hand: Hand::default(), keys: Shortcuts::default(), focus, now: 1_000_000, meant: Vec::new() }
    }

    /// Lets time pass; what waited is asked for as the screens do.
    fn wait(&mut self, milliseconds: i64) -> &mut Self {
        self.now += milliseconds;
        self.meant.extend(self.hand.rested(self.now));
        self
    }

    fn stroke(&mut self, stroke: &Stroke<'_>) -> Key {
        let outcome = self.hand.press(stroke, self.focus, &self.keys, self.now);
        self.meant.extend(outcome.meant);
        outcome.key
    }

    fn press(&mut self, key: &str) -> Key {
        self.stroke(&Stroke { key, ..Stroke::default() })
    }

    /// Writes a text at a pace; every letter with capitals and marks as they stand.
    fn write(&mut self, text: &str, pace: i64) {
        for letter in text.chars() {
            self.wait(pace);
            match letter {
                '\n' => self.press("Enter"),
                letter => self.press(&letter.to_string()),
            };
        }
    }

    /// What was meant, once nothing waits any more.
    fn meant(&mut self) -> Vec<Meant> {
        self.wait(HOLD);
        std::mem::take(&mut self.meant)
    }
}

#[test]
fn nothing_that_is_written_is_obeyed_and_all_of_it_is_kept() {
    for focus in [QUESTION, SEVERAL, Focus::Heading, Focus::Lines, Focus::Elsewhere] {
        for pace in [5, 20, 60, 110, 149, 250, 400] {
            for text in WRITTEN {
                let mut desk = Desk::at(focus);
                desk.write(text, pace);
                assert_eq!(desk.meant(), [], "{text:?} at {pace} ms on {focus:?}");
                assert_eq!(desk.hand.written(), Some(text), "at {pace} ms on {focus:?}");
            }
        }
    }
}

#[test]
fn who_stops_to_think_still_writes() {
    for pace in [20, 110, 250] {
        let mut desk = Desk::at(QUESTION);
        desk.write("Le soir", pace);
        desk.wait(3500);
        desk.write(" d", pace);
        desk.wait(2000);
        desk.write("p", pace);
        assert_eq!(desk.meant(), [], "at {pace} ms");
    }
}

#[test]
fn a_key_alone_is_obeyed_after_a_moment_and_at_once_with_an_arrow() {
    let mut desk = Desk::at(QUESTION);
    assert_eq!(desk.press("d"), Key::Held);
    assert_eq!(desk.wait(HOLD - 1).meant, []);
    assert_eq!(desk.wait(1).meant, [Meant::Act(Act::DoesNotKnow)]);
    desk.meant.clear();
    for key in ["1", "ArrowDown", "p", "ArrowDown", "2", "ArrowDown"] {
        desk.wait(200);
        desk.press(key);
    }
    let after = Meant::After;
    let told = [Meant::Digit(1), after, Meant::Act(Act::PrefersNot), after, Meant::Digit(2), after];
    assert_eq!(desk.meant, told, "nothing waits: two keys a question");
    assert_eq!(desk.hand.written(), None);
}

#[test]
fn digits_choose_several_at_a_hand_s_pace_and_a_number_is_no_answer() {
    let mut desk = Desk::at(SEVERAL);
    desk.write("135", 200);
    assert_eq!(desk.meant(), [1, 3, 5].map(Meant::Digit));
    for (focus, text, pace) in
        [(SEVERAL, "135", 100), (SEVERAL, "1994", 250), (SEVERAL, "20", 250), (QUESTION, "31", 250)]
    {
        let mut desk = Desk::at(focus);
        desk.write(text, pace);
        assert_eq!(desk.meant(), [], "{text} at {pace} ms");
    }
}

#[test]
fn a_key_pressed_twice_acts_once_and_only_twice_locks() {
    for (key, act) in [("d", Act::DoesNotKnow), ("m", Act::Mark), ("u", Act::Undo), ("l", Act::Lock)] {
        let mut desk = Desk::at(QUESTION);
        desk.press(key);
        desk.wait(200);
        desk.press(key);
        let twice = if act == Act::Lock { Meant::LockNow } else { Meant::Act(act) };
        assert_eq!(desk.meant(), [twice], "{key}");
        desk.press(key);
        assert_eq!(desk.meant(), [Meant::Act(act)], "{key} alone");
    }
}

#[test]
fn a_held_key_acts_once_but_for_arrows() {
    let held = |key| Stroke { key, repeat: true, ..Stroke::default() };
    for key in ["u", "1", "d", "l", "Delete"] {
        let mut desk = Desk::at(QUESTION);
        desk.press(key);
        for _ in 0..40 {
            desk.wait(30);
            assert_eq!(desk.stroke(&held(key)), Key::Ours, "{key}");
        }
        assert_eq!(desk.meant().len(), 1, "{key}");
    }
    let mut desk = Desk::at(QUESTION);
    let undo = Stroke { key: "z", ctrl: true, ..Stroke::default() };
    desk.stroke(&undo);
    assert_eq!(desk.stroke(&Stroke { repeat: true, ..undo }), Key::Ours);
    assert_eq!(desk.meant(), [Meant::Act(Act::Undo)]);
    assert_eq!(desk.stroke(&held("Enter")), Key::Ours, "a button is not pressed again and again");
    desk.press("ArrowDown");
    desk.stroke(&held("ArrowDown"));
    assert_eq!(desk.meant(), [Meant::After, Meant::After]);
}

#[test]
fn a_key_does_nothing_away_from_the_question() {
    for key in ["1", "d", "p", "u", "b", "l", "f", "ArrowDown", "ArrowRight", "Delete"] {
        let mut desk = Desk::at(Focus::Elsewhere);
        desk.press(key);
        assert_eq!(desk.meant(), [], "{key}");
    }
    let mut desk = Desk::at(Focus::Heading);
    for (key, meant) in [("d", vec![]), ("1", vec![]), ("u", vec![Meant::Act(Act::Undo)])] {
        desk.wait(10_000);
        desk.press(key);
        assert_eq!(desk.meant(), meant, "{key}");
    }
    for focus in [Focus::Elsewhere, Focus::Field, QUESTION] {
        let mut desk = Desk::at(focus);
        desk.stroke(&Stroke { key: "ArrowDown", ctrl: true, ..Stroke::default() });
        assert_eq!(desk.meant(), [Meant::After], "Ctrl and an arrow, on {focus:?}");
    }
}

#[test]
fn what_goes_on_from_a_field_that_went_is_writing() {
    let mut desk = Desk::at(Focus::Field);
    desk.write("pa", 250);
    desk.focus = QUESTION;
    desk.write("pa", 250);
    assert_eq!(desk.meant(), []);
    assert_eq!(desk.hand.written(), Some("pa"), "what missed the field is kept");
    // Out of a field by Tab, a key is a command again.
    let mut desk = Desk::at(Focus::Field);
    desk.write("pa", 250);
    desk.press("Tab");
    desk.focus = QUESTION;
    desk.wait(100);
    desk.press("p");
    assert_eq!(desk.meant(), [Meant::Act(Act::PrefersNot)]);
}

#[test]
fn what_is_written_presses_no_button() {
    let mut desk = Desk::at(SEVERAL);
    assert_eq!(desk.press(" "), Key::Browser, "a space alone is the button's");
    assert_eq!(desk.press("Enter"), Key::Browser);
    desk.write("la", 110);
    assert_eq!((desk.press(" "), desk.press("Enter")), (Key::Ours, Key::Ours));
    desk.hand.moved();
    assert_eq!((desk.press(" "), desk.press("Enter")), (Key::Browser, Key::Browser));
    assert_eq!(desk.meant(), []);
}

#[test]
fn keys_are_known_on_other_keyboards() {
    let stroke = |key, code| Stroke { key, code, ..Stroke::default() };
    let digits = [
        ("&", "Digit1", 1),
        ("é", "Digit2", 2),
        ("\"", "Digit3", 3),
        ("'", "Digit4", 4),
        ("(", "Digit5", 5),
        ("-", "Digit6", 6),
        ("è", "Digit7", 7),
        ("_", "Digit8", 8),
        ("ç", "Digit9", 9),
        ("à", "Digit0", 0),
        ("٣", "Digit3", 3),
        ("۴", "Numpad4", 4),
        ("5", "Numpad5", 5),
        ("ě", "Digit2", 2),
    ];
    for (key, code, digit) in digits {
        let mut desk = Desk::at(QUESTION);
        assert_eq!(desk.stroke(&stroke(key, code)), Key::Held, "{key}");
        assert_eq!(desk.meant(), [Meant::Digit(digit)], "{key}");
    }
    let letters = [
        ("в", "KeyD", Act::DoesNotKnow),
        ("З", "KeyP", Act::PrefersNot),
        ("π", "KeyP", Act::PrefersNot),
        ("ي", "KeyD", Act::DoesNotKnow),
        ("ش", "KeyA", Act::NotAsked),
        ("a", "KeyQ", Act::NotAsked),
        ("m", "Semicolon", Act::Mark),
        ("D", "KeyD", Act::DoesNotKnow),
    ];
    for (key, code, act) in letters {
        let mut desk = Desk::at(QUESTION);
        desk.stroke(&stroke(key, code));
        assert_eq!(desk.meant(), [Meant::Act(act)], "{key}");
    }
    // A mark with Shift on the row of digits is no digit, and a letter with an accent no command.
    for (key, code, shift) in [("!", "Digit1", true), ("é", "KeyE", false), (",", "KeyM", false)] {
        let mut desk = Desk::at(QUESTION);
        desk.stroke(&Stroke { key, code, shift, ..Stroke::default() });
        assert_eq!(desk.meant(), [], "{key}");
    }
    for text in ["Это было ночью", "الليل كانت في القبو", "νύχτα"] {
        let mut desk = Desk::at(QUESTION);
        for letter in text.chars() {
            desk.wait(250);
            let letter = letter.to_string();
            desk.stroke(&Stroke { key: &letter, code: "KeyD", ..Stroke::default() });
        }
        assert_eq!(desk.meant(), [], "{text}");
        assert_eq!(desk.hand.written(), Some(text));
    }
}

#[test]
fn keys_can_be_changed_and_switched_off() {
    let chord = |written: &str| written.parse::<Chord>().expect("a key");
    let mut desk = Desk::at(QUESTION);
    assert_eq!(desk.keys.choose(Act::Lock, chord("D")), Err(Taken::By(Act::DoesNotKnow)));
    assert_eq!(desk.keys.choose(Act::Lock, chord("5")), Err(Taken::Digit));
    assert_eq!(desk.keys.choose(Act::Lock, chord("Ctrl+K")), Err(Taken::Browser));
    assert_eq!(desk.keys.choose(Act::DoesNotKnow, chord("K")), Ok(()));
    assert_eq!(desk.keys.choose(Act::Undo, chord("Alt+U")), Ok(()));
    for key in ["d", "u"] {
        desk.press(key);
        assert_eq!(desk.meant(), [], "{key} does nothing any more");
        desk.wait(10_000);
    }
    desk.press("k");
    assert_eq!(desk.meant(), [Meant::Act(Act::DoesNotKnow)]);
    let undo = Stroke { key: "u", alt: true, ..Stroke::default() };
    assert_eq!(desk.stroke(&undo), Key::Ours);
    assert_eq!(desk.meant, [Meant::Act(Act::Undo)], "at once: with Alt nobody writes");
    // With Alt some keyboards write a mark.
    desk.meant.clear();
    desk.stroke(&Stroke { key: "¨", code: "KeyU", alt: true, ..Stroke::default() });
    assert_eq!(desk.meant(), [Meant::Act(Act::Undo)]);

    desk.keys.single = false;
    for key in ["k", "1", "?", "/", "l"] {
        desk.wait(10_000);
        desk.press(key);
        assert_eq!(desk.meant(), [], "{key}");
    }
    desk.wait(10_000);
    desk.stroke(&undo);
    desk.press("ArrowDown");
    assert_eq!(desk.meant(), [Meant::Act(Act::Undo), Meant::After], "what writes nothing goes on");

    let settings = Settings { shortcuts: desk.keys, ..Settings::default() };
    let again = Settings::read(Some(&settings.written()), settings.language);
    assert_eq!(again, settings, "they are kept");
    let old = r#"{"language":"fr","rail":false}"#;
    assert!(Settings::read(Some(old), settings.language).shortcuts.single, "and were not always there");
    desk.keys.as_usual();
    assert!(!desk.keys.is_chosen());
    let same = r#"{"shortcuts":{"single":true,"chosen":{"lock":"D","flying":"X","undo":"Ctrl"}}}"#;
    assert_eq!(
        Settings::read(Some(same), settings.language).shortcuts,
        Shortcuts::default(),
        "never two on one key"
    );
}

#[test]
fn escape_leaves_a_field_first_and_twice_hides_from_everywhere() {
    use EscapeFrom::{Covered, Field, Hidden, Page};
    let rows = [
        (Field, None, false, Escape::LeaveField),
        (Field, Some(999), false, Escape::Hide),
        (Field, Some(1000), false, Escape::LeaveField),
        (Field, Some(30), true, Escape::Nothing),
        (Covered, None, false, Escape::Close),
        (Covered, Some(400), false, Escape::Hide),
        (Page, None, false, Escape::Hide),
        (Page, Some(400), false, Escape::Hide),
        (Page, Some(30), true, Escape::Nothing),
        (Hidden, Some(400), false, Escape::Nothing),
        (Hidden, Some(5000), false, Escape::ComeBack),
    ];
    for (from, since, repeat, done) in rows {
        assert_eq!(escape(from, since, repeat), done, "{from:?} after {since:?}");
    }
}
