//! A short text as a QR code, drawn as one path.

#![expect(clippy::needless_pass_by_value, reason = "a component owns what it shows")]

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::ui::text::{t_string, use_i18n};

/// The quiet zone around a code, in modules (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A text as a QR code. Nothing when it is too long for one.
#[component]
pub fn Qr(text: String) -> impl IntoView {
    let i18n = use_i18n();
    QrCode::encode_text(&text, QrCodeEcc::Medium).ok().map(|code| {
        let size = code.size();
        let mut path = String::new();
        for y in 0..size {
            for x in (0..size).filter(|x| code.get_module(*x, y)) {
                // Writing to memory does not fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        let side = size + 2 * QUIET;
        view! {
            <svg
                class="qr"
                viewBox=format!("0 0 {side} {side}")
                shape-rendering="crispEdges"
                role="img"
                aria-label=move || t_string!(i18n, training.qr)
            >
                <rect width=side height=side fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
        }
    })
}
