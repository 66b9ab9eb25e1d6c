//! The files of the app that `serve` hands out: those in the executable, or those of a folder.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::fault::Fault;
use super::{files_in, name};

// `CARRIED`: each file of the release that was named when this was built, under its path.
include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// The page that a site begins with.
const FIRST: &str = "index.html";

/// The files of the app, held in memory whole: no request can reach for any other.
pub(super) struct Site(BTreeMap<String, Cow<'static, [u8]>>);

impl Site {
    /// The app in this executable; nothing in one that was built without it.
    pub fn carried() -> Option<Self> {
        let files = CARRIED.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes)));
        Self::of(files.collect())
    }

    /// The app in a folder. What is hidden and what is meant for other hosts is left out; links are not followed.
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let mut files = BTreeMap::new();
        for (told, path) in files_in(folder)? {
            let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '_']));
            if !hidden && path.is_file() && !path.is_symlink() {
                let bytes = std::fs::read(&path).map_err(|error| Fault::unreadable(&path, &error))?;
                files.insert(told, Cow::Owned(bytes));
            }
        }
        Self::of(files).ok_or_else(|| Fault::NotASite(name(folder)))
    }

    fn of(files: BTreeMap<String, Cow<'static, [u8]>>) -> Option<Self> {
        files.contains_key(FIRST).then_some(Self(files))
    }

    /// The file at the path of an address, with its media type.
    pub fn find(&self, path: &str) -> Option<(&'static str, &[u8])> {
        let path = path.strip_prefix('/')?;
        let (found, bytes) = self.0.get_key_value(if path.is_empty() { FIRST } else { path })?;
        Some((media_type(found), bytes))
    }
}

/// The media type of a file, by the end of its name.
fn media_type(path: &str) -> &'static str {
    let file = path.rsplit('/').next().unwrap_or(path);
    match file.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        None => "text/plain; charset=utf-8",
        Some(_) => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
pub(super) mod tests {
    use super::*;

    /// A site of these files.
    pub fn site(files: &[(&str, &[u8])]) -> Site {
        let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Owned(bytes.to_vec())));
        Site::of(files.collect()).expect("a first page")
    }

    #[test]
    fn a_file_is_found_by_its_whole_path_and_by_nothing_else() {
        let site = site(&[("index.html", b"page"), ("app-1/a.wasm", b"code"), ("LICENSE-MIT", b"words")]);
        assert_eq!(site.find("/"), Some(("text/html; charset=utf-8", &b"page"[..])));
        assert_eq!(site.find("/index.html"), site.find("/"));
        assert_eq!(site.find("/app-1/a.wasm"), Some(("application/wasm", &b"code"[..])));
        assert_eq!(site.find("/LICENSE-MIT"), Some(("text/plain; charset=utf-8", &b"words"[..])));
        for none in
            ["", "index.html", "//index.html", "/app-1", "/app-1/", "/app-1/../index.html", "/./index.html"]
        {
            assert_eq!(site.find(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_hidden_is_left_out_of_a_folder_and_links_lead_nowhere() {
        let folder = std::env::temp_dir().join(format!("faisceau-site-{}", std::process::id()));
        let within = folder.join("site/app");
        std::fs::create_dir_all(&within).expect("a folder");
        for (path, text) in
            [("secret", "s"), ("site/index.html", "p"), ("site/_headers", "h"), ("site/.made", "")]
        {
            std::fs::write(folder.join(path), text).expect("a file");
        }
        std::fs::write(within.join("a.js"), "j").expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.join("secret"), folder.join("site/secret")).expect("a link");
        let site = Site::read(&folder.join("site"));
        let none = Site::read(&within);
        std::fs::remove_dir_all(&folder).expect("gone again");
        let site = site.expect("a site");
        assert_eq!(site.0.keys().collect::<Vec<_>>(), ["app/a.js", "index.html"]);
        assert!(matches!(none, Err(Fault::NotASite(_))), "without a first page it is no site");
    }
}
