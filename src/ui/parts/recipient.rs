//! To whom what is passed on, in words.

use crate::interview::{Part, Recipient};
use crate::ui::bridge;
use crate::ui::text::{t_string, use_i18n};
use crate::wording;

/// What a recipient gets by default, in a few words.
pub fn recipient_hint(recipient: Recipient) -> &'static str {
    let i18n = use_i18n();
    match recipient {
        Recipient::Person => t_string!(i18n, leaving.hint_person),
        Recipient::Association => t_string!(i18n, leaving.hint_association),
        Recipient::Lawyer => t_string!(i18n, leaving.hint_lawyer),
        Recipient::LabourInspectorate => t_string!(i18n, leaving.hint_labour_inspectorate),
        Recipient::Prosecutor => t_string!(i18n, leaving.hint_prosecutor),
        Recipient::Shelter => t_string!(i18n, leaving.hint_shelter),
        Recipient::Health => t_string!(i18n, leaving.hint_health),
        Recipient::Researcher => t_string!(i18n, leaving.hint_researcher),
        Recipient::Statistics => t_string!(i18n, leaving.hint_statistics),
    }
}

/// A recipient, as it stands in a sentence.
pub fn recipient_words(recipient: Recipient) -> &'static str {
    wording::recipient(recipient, bridge().language())
}

/// A part of a case.
pub fn part_words(part: Part) -> &'static str {
    let i18n = use_i18n();
    match part {
        Part::CaseName => t_string!(i18n, leaving.part_case_name),
        Part::Texts => t_string!(i18n, leaving.part_texts),
        Part::OwnWords => t_string!(i18n, leaving.part_own_words),
        Part::Observed => t_string!(i18n, leaving.part_observed),
        Part::Names => t_string!(i18n, leaving.part_names),
        Part::Reasons => t_string!(i18n, leaving.part_reasons),
        Part::SetClues => t_string!(i18n, leaving.part_set_clues),
        Part::Decision => t_string!(i18n, leaving.part_decision),
        Part::Needs => t_string!(i18n, leaving.part_needs),
        Part::History => t_string!(i18n, leaving.part_history),
        Part::SetAside => t_string!(i18n, leaving.part_set_aside),
    }
}
