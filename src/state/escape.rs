//! What Escape does, from everywhere.

/// Within how many milliseconds two are one gesture.
const AGAIN: i64 = 1000;

/// What Escape does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// Leaves the field: what is written in it stays.
    LeaveField,
    /// Closes what is open over the page.
    Close,
    /// Shows the neutral page at once.
    Hide,
    /// Comes back from the neutral page, where an exercise waits behind it.
    ComeBack,
    /// Nothing.
    Nothing,
}

/// Where Escape was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscapeFrom {
    /// On the neutral page.
    Hidden,
    /// With something open over the page.
    Covered,
    /// In a field.
    Field,
    /// Anywhere else.
    Page,
}

/// What Escape does, pressed so many milliseconds after it was last pressed.
///
/// Twice within a second hides, from everywhere: a hand in need does not look where the cursor is. Once, it
/// goes out of the field or closes what is open, as in any program, and hides from the page itself. A key
/// that is held down counts once. On the neutral page what follows at once belongs to the same reflex.
#[must_use]
pub fn escape(from: EscapeFrom, since: Option<i64>, repeat: bool) -> Escape {
    let again = since.is_some_and(|since| since < AGAIN);
    match from {
        _ if repeat => Escape::Nothing,
        EscapeFrom::Hidden if again => Escape::Nothing,
        EscapeFrom::Hidden => Escape::ComeBack,
        _ if again => Escape::Hide,
        EscapeFrom::Covered => Escape::Close,
        EscapeFrom::Field => Escape::LeaveField,
        EscapeFrom::Page => Escape::Hide,
    }
}
