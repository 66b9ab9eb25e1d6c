//! What is wrong with a key or a sealed file, in words.

use leptos::prelude::*;

use crate::sealing::{NotAKey, NotOpened};
use crate::ui::text::{t, use_i18n};

/// Why something is no key.
pub fn not_a_key(why: NotAKey) -> impl IntoView {
    let i18n = use_i18n();
    match why {
        NotAKey::Secret => t!(i18n, leaving.key_secret).into_any(),
        NotAKey::Public => t!(i18n, leaving.key_public).into_any(),
        NotAKey::Mistyped => t!(i18n, leaving.key_mistyped).into_any(),
        NotAKey::Ssh => t!(i18n, leaving.key_ssh).into_any(),
        NotAKey::Other => t!(i18n, leaving.key_other).into_any(),
    }
}

/// Why a sealed file does not open.
pub fn not_opened(why: NotOpened) -> impl IntoView {
    let i18n = use_i18n();
    match why {
        NotOpened::NotSealed => t!(i18n, leaving.not_sealed).into_any(),
        NotOpened::Newer => t!(i18n, leaving.not_newer).into_any(),
        NotOpened::WantsPassphrase => t!(i18n, leaving.not_passphrase).into_any(),
        NotOpened::WantsIdentity => t!(i18n, leaving.not_identity).into_any(),
        NotOpened::NotForThis => t!(i18n, leaving.not_for_this).into_any(),
        NotOpened::WrongPassphrase => t!(i18n, leaving.not_words).into_any(),
        NotOpened::TooCostly => t!(i18n, leaving.not_costly).into_any(),
        NotOpened::Damaged => t!(i18n, leaving.not_damaged).into_any(),
        NotOpened::TooLarge => t!(i18n, leaving.not_large).into_any(),
    }
}
