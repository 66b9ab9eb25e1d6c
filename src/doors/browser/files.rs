//! Files that are taken away or taken in.

use gloo_file::{Blob, File, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// Offers bytes to take away under a name, as a download.
pub fn offer(name: &str, bytes: &[u8]) {
    let blob = Blob::new_with_options(bytes, Some("application/octet-stream"));
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

/// The first bytes of a file, at most so many; none when the browser cannot read it.
pub async fn read(file: web_sys::File, most: usize) -> Vec<u8> {
    let part = File::from(file).slice(0, most as u64);
    gloo_file::futures::read_as_bytes(&part).await.unwrap_or_default()
}
