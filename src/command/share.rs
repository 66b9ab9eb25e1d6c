//! For whom something is converted, and what may leave to them.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::fault::Fault;
use crate::findings::Findings;
use crate::instrument::Instrument;
use crate::interview::{Case, Form, Leaving, Part, Permission, Recipient, Sealing, Selection};
use crate::record::{Assessment, Cover, Folder, NotWritten, Recipients, Sink, agreed, selection_for};

/// For whom, and with which agreement.
#[derive(Args, Clone)]
pub(super) struct Share {
    /// For whom: what leaves by default is theirs, and the agreements must cover them.
    #[arg(long = "for", value_parser = recipient(), value_name = "RECIPIENT")]
    recipient: Option<Recipient>,
    /// Each person was asked about this very passing on, and agrees.
    #[arg(long, value_enum, requires = "recipient", value_name = "HOW")]
    asked: Option<How>,
    /// Nobody agreed, for this reason: it stands in each assessment that leaves.
    #[arg(long, requires = "recipient", conflicts_with = "asked", value_name = "REASON")]
    without_agreement: Option<String>,
}

/// A recipient by its name, as commands write it.
fn recipient() -> impl TypedValueParser<Value = Recipient> {
    let named = |recipient: Recipient| recipient.as_str().replace('_', "-");
    PossibleValuesParser::new(Recipient::ALL.map(named)).try_map(move |given| {
        Recipient::ALL.into_iter().find(|recipient| named(*recipient) == given).ok_or("no recipient")
    })
}

/// How someone agreed.
#[derive(Clone, Copy, ValueEnum)]
enum How {
    Spoken,
    Signed,
}

impl Share {
    /// What leaves of cases of these editions; without a recipient, coded answers alone.
    pub fn selection(&self, instruments: &[Arc<Instrument>]) -> Result<Selection, Vec<Fault>> {
        let Some(recipient) = self.recipient else { return Ok(Selection::default()) };
        selection_for(recipient, instruments)
            .map_err(|edition| vec![Fault::NoRecipients(format!("{}@{}", edition.id, edition.version))])
    }

    /// The same, with the texts that fields asked for by name hold: to a recipient, no more than is theirs.
    pub fn with_named_texts(&self, selection: Selection, named: bool) -> Selection {
        if named && self.recipient.is_none() {
            selection.with(Part::Texts).with(Part::Reasons)
        } else {
            selection
        }
    }

    /// With which agreement a case may leave; none is needed where no recipient is named: the file stays
    /// with who has the case.
    pub fn permission(&self, case: &Case, place: &str) -> Result<Option<Permission>, Fault> {
        let Some(recipient) = self.recipient else { return Ok(None) };
        if let Some(how) = self.asked {
            let form = match how {
                How::Spoken => Form::Spoken,
                How::Signed => Form::Signed,
            };
            return Ok(Some(Permission::Asked(form)));
        }
        if let Some(reason) = self.without_agreement.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
            return Ok(Some(Permission::Without(reason.to_owned())));
        }
        let instrument = case.instrument();
        let edition = || format!("{}@{}", instrument.edition.id, instrument.edition.version);
        let recipients = Recipients::of(instrument).map_err(|_| Fault::NoRecipients(edition()))?;
        let selection = recipients.selection(recipient, instrument);
        let covers = recipients.covers(case, recipient, &selection);
        let missing = || {
            let open = covers.iter().filter(|(_, cover)| matches!(cover, Cover::Not | Cover::Again(_)));
            open.map(|(stage, cover)| (stage.as_str(), matches!(cover, Cover::Again(_)))).collect()
        };
        match agreed(&covers) {
            Some(permission) => Ok(Some(permission)),
            None => Err(Fault::NotAgreed {
                file: place.to_owned(),
                recipient: recipient.as_str(),
                stages: missing(),
            }),
        }
    }
}

/// Assessments as far as they may leave, one a line.
pub(super) struct Assessments<W: Write> {
    file: BufWriter<W>,
    share: Share,
}

impl<W: Write> Assessments<W> {
    pub fn new<F: Folder<File = W>>(mut folder: F, share: &Share) -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(folder.create("assessments.ndjson")?), share: share.clone() })
    }
}

impl<W: Write> Sink for Assessments<W> {
    fn add(&mut self, case: &Case) -> Result<(), NotWritten> {
        let left = match (self.share.recipient, self.share.permission(case, "")) {
            (Some(recipient), Ok(Some(permission))) => {
                let instrument = case.instrument();
                let recipients = Recipients::of(instrument)
                    .map_err(|_| NotWritten::Edition(instrument.edition.clone()))?;
                case.passed_on(&Leaving {
                    at: case.changed_at(),
                    recipient,
                    selection: recipients.selection(recipient, instrument),
                    permission,
                    sealing: Sealing::Plain,
                })
            }
            _ => case.selected(&Selection::default()).0,
        };
        let assessment = Assessment::of(&left, &Findings::of(&left));
        serde_json::to_writer(&mut self.file, &assessment).map_err(io::Error::from)?;
        Ok(self.file.write_all(b"\n")?)
    }

    fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
