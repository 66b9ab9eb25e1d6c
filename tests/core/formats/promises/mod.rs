//! What each recipient is promised not to get: sets of delicate topics, held against every golden case,
//! the corpus and generated cases, in every format and both languages, by names and by words.

mod cases;
mod kept;
mod page;
mod search;

use faisceau::instrument::{Topic, Topics};
use faisceau::interview::{Case, Recipient, Selection};
use faisceau::record::Recipients;

pub use cases::{case_of, full};

/// What each recipient is promised, said here a second time: an edition that promises less is found.
const PROMISES: [(Recipient, &[Topic]); 9] = {
    use Topic::{Family, Health, Offences, Origin, Plans, Sexual, Stay, Whereabouts, WhistleBlower};
    [
        (Recipient::Person, &[Stay, Health, Sexual, Offences, Whereabouts, WhistleBlower, Plans]),
        (Recipient::Association, &[WhistleBlower]),
        (Recipient::Lawyer, &[WhistleBlower]),
        (
            Recipient::LabourInspectorate,
            &[Stay, Health, Sexual, Offences, Family, Whereabouts, WhistleBlower],
        ),
        (Recipient::Prosecutor, &[Stay, Health, Offences, Whereabouts, WhistleBlower]),
        (Recipient::Shelter, &[Stay, Sexual, Origin, Offences, WhistleBlower, Plans]),
        (Recipient::Health, &[Stay, Origin, Offences, Family, Whereabouts, WhistleBlower, Plans]),
        (Recipient::Researcher, &[Stay, Offences, Whereabouts, Plans]),
        (Recipient::Statistics, &[Stay, Health, Sexual, Origin, Offences, Family, Whereabouts, Plans]),
    ]
};

pub fn promised(recipient: Recipient) -> Topics {
    let found = PROMISES.iter().find(|(one, _)| *one == recipient).expect("each is promised something");
    found.1.iter().copied().collect()
}

pub fn usual(case: &Case, recipient: Recipient) -> Selection {
    let recipients = Recipients::of(case.instrument()).unwrap_or_else(|flaws| panic!("{flaws:?}"));
    recipients.selection(recipient, case.instrument())
}
