//! To whom something is passed on, in words.

use crate::interview::Recipient;
use crate::ui::text::{t_string, use_i18n};

/// A recipient, as it stands in a sentence.
pub fn recipient_words(recipient: Recipient) -> String {
    let i18n = use_i18n();
    match recipient {
        Recipient::Person => t_string!(i18n, leaving.to_person),
        Recipient::Association => t_string!(i18n, leaving.to_association),
        Recipient::Lawyer => t_string!(i18n, leaving.to_lawyer),
        Recipient::LabourInspectorate => t_string!(i18n, leaving.to_labour_inspectorate),
        Recipient::Prosecutor => t_string!(i18n, leaving.to_prosecutor),
        Recipient::Shelter => t_string!(i18n, leaving.to_shelter),
        Recipient::Health => t_string!(i18n, leaving.to_health),
        Recipient::Researcher => t_string!(i18n, leaving.to_researcher),
        Recipient::Statistics => t_string!(i18n, leaving.to_statistics),
    }
    .to_owned()
}
