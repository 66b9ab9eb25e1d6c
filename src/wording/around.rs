//! What stands around the answers, in words: decisions, needs, how an agreement was given.

use super::say;
use crate::instrument::Language;
use crate::interview::{Form, Need, Outcome};

/// What was decided.
#[must_use]
pub const fn outcome(outcome: Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::Support => say(language, "Accompagnement par l’association", "Support by the association"),
        Outcome::Redirection => say(
            language,
            "Redirection vers une structure mieux placée",
            "Redirection to a better-placed structure",
        ),
        Outcome::NotIdentified => {
            say(language, "Situation non identifiée comme traite", "Situation not identified as trafficking")
        }
        Outcome::ToBeContinued => {
            say(language, "À poursuivre : on n’en sait pas assez", "To be continued: not enough is known")
        }
    }
}

/// What the person needs first.
#[must_use]
pub const fn need(need: Need, language: Language) -> &'static str {
    match need {
        Need::Shelter => say(language, "un hébergement", "a shelter"),
        Need::Health => say(language, "des soins", "health care"),
        Need::Food => say(language, "de quoi manger", "food"),
        Need::Papers => say(language, "des papiers", "papers"),
        Need::Legal => say(language, "une aide juridique", "legal help"),
        Need::Psychological => say(language, "un soutien psychologique", "psychological support"),
    }
}

/// How an agreement was given.
#[must_use]
pub const fn form(form: Form, language: Language) -> &'static str {
    match form {
        Form::Spoken => say(language, "de vive voix", "spoken"),
        Form::Signed => say(language, "par écrit, signé", "in writing, signed"),
    }
}
