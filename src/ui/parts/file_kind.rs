//! What a file is, in words.

use leptos::prelude::*;

use crate::record::Kind;
use crate::ui::text::{t, use_i18n};

/// What a file is, as a sentence.
pub fn file_kind(kind: Kind) -> impl IntoView {
    let i18n = use_i18n();
    match kind {
        Kind::Empty => t!(i18n, leaving.is_empty).into_any(),
        Kind::Sealed | Kind::SealedPage => t!(i18n, leaving.is_sealed).into_any(),
        Kind::CutPage => t!(i18n, leaving.is_cut).into_any(),
        Kind::Report => t!(i18n, leaving.is_report).into_any(),
        Kind::Rescue => t!(i18n, leaving.is_rescue).into_any(),
        Kind::Json => t!(i18n, leaving.is_json).into_any(),
        Kind::Html => t!(i18n, leaving.is_html).into_any(),
        Kind::Pdf => t!(i18n, leaving.is_pdf).into_any(),
        Kind::Picture => t!(i18n, leaving.is_picture).into_any(),
        Kind::Recording => t!(i18n, leaving.is_recording).into_any(),
        Kind::Office => t!(i18n, leaving.is_office).into_any(),
        Kind::Archive => t!(i18n, leaving.is_archive).into_any(),
        Kind::Pgp => t!(i18n, leaving.is_pgp).into_any(),
        Kind::Key => t!(i18n, leaving.is_key).into_any(),
        Kind::Text => t!(i18n, leaving.is_text).into_any(),
        Kind::Other => t!(i18n, leaving.is_other).into_any(),
    }
}
