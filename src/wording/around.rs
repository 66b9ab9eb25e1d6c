//! What stands around the answers, in words: decisions, needs, how an agreement was given.

use super::say;
use crate::instrument::{Language, Topic, Topics};
use crate::interview::{Form, Need, Outcome, Recipient};

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
            say(language, "À poursuivre : on n’en sait pas assez", "To be continued: not enough is known")
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

/// To whom something is passed on, as it stands in a sentence.
#[must_use]
pub const fn recipient(recipient: Recipient, language: Language) -> &'static str {
    match recipient {
        Recipient::Person => say(language, "la personne elle-même", "the person themselves"),
        Recipient::Association => say(language, "une association", "an association"),
        Recipient::Lawyer => say(language, "un avocat", "a lawyer"),
        Recipient::LabourInspectorate => say(language, "l’inspection du travail", "the labour inspectorate"),
        Recipient::Prosecutor => say(language, "le procureur", "the prosecutor"),
        Recipient::Shelter => say(language, "un hébergement", "a shelter"),
        Recipient::Health => say(language, "un service de santé", "a health service"),
        Recipient::Researcher => say(language, "un chercheur", "a researcher"),
        Recipient::Statistics => say(language, "les statistiques de l’année", "the yearly statistics"),
    }
}

/// A delicate topic, as it stands after *nothing on*.
#[must_use]
pub const fn topic(topic: Topic, language: Language) -> &'static str {
    match topic {
        Topic::Stay => say(language, "le droit au séjour", "the right to stay"),
        Topic::Health => say(language, "la santé", "health"),
        Topic::Sexual => {
            say(language, "la vie sexuelle et les violences sexuelles", "sexual life and sexual violence")
        }
        Topic::Origin => say(language, "l’origine et les croyances", "origin and beliefs"),
        Topic::Offences => say(language, "les infractions imposées", "offences that were imposed"),
        Topic::Family => say(language, "la famille et les enfants", "family and children"),
        Topic::Whereabouts => {
            say(language, "les moyens de joindre la personne", "how and where to reach the person")
        }
        Topic::WhistleBlower => say(language, "la personne qui a alerté", "who gave the alert"),
        Topic::Plans => say(language, "ses projets et ses preuves", "their plans and their evidence"),
    }
}

/// What is promised of topics of which nothing leaves; nothing of none.
#[must_use]
pub fn promise(topics: Topics, language: Language) -> Option<String> {
    let mut named: Vec<_> = topics.iter().map(|one| topic(one, language)).collect();
    let last = named.pop()?;
    let nothing_on = say(language, "Rien sur", "Nothing on");
    Some(if named.is_empty() {
        format!("{nothing_on} {last}.")
    } else {
        format!("{nothing_on} {}{}{last}.", named.join(", "), say(language, " ni ", " or "))
    })
}
