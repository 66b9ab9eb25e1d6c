//! `paper`: a track of the questionnaire as an empty form to print.

use clap::Args;

use super::fault::Fault;
use super::questions::Way;
use super::{Printed, Tongue, edition};
use crate::instrument::TrackId;
use crate::record::paper::paper;

/// Writes a track of the questionnaire as an empty form, to fill by hand: one HTML file that prints on A4.
#[derive(Args)]
#[command(after_help = "\
Examples:
  faisceau paper --track urgent > urgent.html
  faisceau paper --track full --language fr > entier.html")]
pub(super) struct Call {
    /// The edition of the instrument, as association@2.0.0; the newest by default.
    #[arg(long, value_name = "EDITION")]
    instrument: Option<String>,
    /// Which track.
    #[arg(long, value_enum, default_value = "full")]
    track: Way,
    /// The language of the form.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let instrument = edition(call.instrument.as_deref())?;
    let track = TrackId::from(call.track);
    if !instrument.has_track(track) {
        return Err(vec![Fault::NoTrack { edition: instrument.edition.clone(), track }]);
    }
    let out = paper(&instrument, track, call.language.into()).to_html();
    Ok(Printed { out, ..Printed::default() })
}
