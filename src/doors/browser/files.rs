//! Files that are taken away or taken in.

use gloo_file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

pub use gloo_file::File;

/// Offers bytes to take away under a name, as a download.
pub fn offer(name: &str, bytes: &[u8]) {
    let blob = Blob::new_with_options(bytes, Some("application/json"));
    let url = ObjectUrl::from(blob);
    let link = gloo_utils::document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads the blob after the click: it stays until then.
    gloo_timers::callback::Timeout::new(60_000, move || drop(url)).forget();
}

/// The bytes of a file, unless it is larger than `most`.
///
/// # Errors
/// When it is larger, or cannot be read.
pub async fn read(file: &File, most: usize) -> Result<Vec<u8>, TooLargeOrGone> {
    if file.size() > most as u64 {
        return Err(TooLargeOrGone::TooLarge);
    }
    gloo_file::futures::read_as_bytes(file).await.map_err(|_| TooLargeOrGone::Gone)
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLargeOrGone {
    /// It is larger than is taken in.
    TooLarge,
    /// The browser could not read it.
    Gone,
}
