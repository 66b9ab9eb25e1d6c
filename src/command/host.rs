//! What the host of `serve` answers: a pure function of a request's head. `serve` does the rest.
//!
//! | the request | the answer |
//! |---|---|
//! | cannot be read, or its `Host` stands not exactly once | 400 |
//! | its head is longer than [`LONGEST`] | 431 |
//! | `Host` is `localhost` at our port | 307 to our own name: the safe belongs to one origin |
//! | `Host` is anything else than `127.0.0.1` at our port | 421: a foreign name that was led here (DNS rebinding) |
//! | comes from another site's page, and is not a link that was followed | 403 |
//! | neither GET nor HEAD | 405 |
//! | [`ASKED`] | who we are, for a second instance |
//! | a file of the app | 200 |
//! | else | 404 |
//!
//! Each answer carries every header of `.headers`, the file that the other hosts read.

use super::site::Site;

/// The longest head of a request that is read, in bytes.
pub(super) const LONGEST: usize = 16 * 1024;

/// The path at which a host says that it is Faisceau.
pub(super) const ASKED: &str = "/.well-known/faisceau";

/// What it says there.
pub(super) const SAID: &str = concat!("faisceau ", env!("CARGO_PKG_VERSION"), "\n");

const HEADERS: &str = include_str!("../../.headers");

/// Where the app is: always on the loopback interface, at the port that the safe belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The port.
    pub port: u16,
}

impl Place {
    /// The one name that the app has in an address.
    pub fn name(self) -> String {
        // A browser leaves out the port that is usual.
        if self.port == 80 { "127.0.0.1".to_owned() } else { format!("127.0.0.1:{}", self.port) }
    }

    /// The address of the app.
    pub fn address(self) -> String {
        format!("http://{}/", self.name())
    }

    fn other_name(self) -> String {
        self.name().replace("127.0.0.1", "localhost")
    }
}

/// An answer to one request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer<'site> {
    /// The status, with its words.
    status: &'static str,
    /// The media type.
    kind: &'static str,
    /// Where it leads, if anywhere.
    location: Option<String>,
    /// What is sent.
    body: &'site [u8],
    /// Whether the body stays here: for HEAD.
    head_only: bool,
}

impl<'site> Answer<'site> {
    const fn says(status: &'static str, body: &'static str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            location: None,
            body: body.as_bytes(),
            head_only: false,
        }
    }

    /// The lines before the body, and the body.
    pub fn written(&self) -> (String, &'site [u8]) {
        let mut lines = format!("HTTP/1.1 {}\r\n", self.status);
        let mut add = |name: &str, value: &str| {
            for part in [name, ": ", value, "\r\n"] {
                lines.push_str(part);
            }
        };
        for (name, value) in careful() {
            add(name, value);
        }
        add("Content-Type", self.kind);
        add("Content-Length", &self.body.len().to_string());
        // Nothing of the app stays behind in the browser's cache: a new version is never mixed with an old one.
        add("Cache-Control", "no-store");
        add("Connection", "close");
        if self.status.starts_with("405") {
            add("Allow", "GET, HEAD");
        }
        if let Some(location) = &self.location {
            add("Location", location);
        }
        lines.push_str("\r\n");
        (lines, if self.head_only { &[] } else { self.body })
    }
}

/// The headers that `.headers` lists, each a name and its value.
pub(super) fn careful() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADERS.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": "))
}

/// The answer to what has come of a request so far; nothing while more must come.
pub(super) fn answer<'site>(site: &'site Site, place: Place, come: &[u8]) -> Option<Answer<'site>> {
    let mut room = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Request::new(&mut room);
    let unread = || Answer::says("400 Bad Request", "This is not a request that can be read.\n");
    match head.parse(come) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) if come.len() < LONGEST => return None,
        Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
            return Some(Answer::says("431 Request Header Fields Too Large", "The request is too long.\n"));
        }
        Err(_) => return Some(unread()),
    }
    let (Some(method), Some(target)) = (head.method, head.path) else { return Some(unread()) };
    let all = |name: &str| {
        let found = head.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8_lossy(header.value).trim().to_owned()).collect::<Vec<_>>()
    };
    let [host] = all("host").try_into().unwrap_or_default();
    let mut given = route(site, place, method, target, &host);
    let from = all("sec-fetch-site");
    let foreign = from.iter().any(|site| site != "same-origin" && site != "none");
    let followed = all("sec-fetch-mode").iter().all(|mode| mode == "navigate")
        && all("sec-fetch-dest").iter().all(|wanted| wanted == "document");
    if given.status.starts_with("200") && foreign && !followed {
        given = Answer::says("403 Forbidden", "Another site's page asks for nothing here.\n");
    }
    given.head_only = method == "HEAD";
    Some(given)
}

/// The answer to a request whose head was read; `host` is empty where it stands not exactly once.
fn route<'site>(site: &'site Site, place: Place, method: &str, target: &str, host: &str) -> Answer<'site> {
    if host.is_empty() {
        return Answer::says("400 Bad Request", "A request names its host exactly once.\n");
    }
    if host.eq_ignore_ascii_case(&place.other_name()) {
        // Not for good: other programs at that port have that name as well.
        let mut led = Answer::says("307 Temporary Redirect", "Faisceau has one address: its own.\n");
        led.location = Some(place.address());
        return led;
    }
    if host != place.name() {
        return Answer::says("421 Misdirected Request", "Faisceau answers to its own address alone.\n");
    }
    if method != "GET" && method != "HEAD" {
        return Answer::says("405 Method Not Allowed", "Faisceau is read, and takes nothing.\n");
    }
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    if path == ASKED {
        return Answer::says("200 OK", SAID);
    }
    match site.find(path) {
        Some((kind, body)) => Answer { status: "200 OK", kind, location: None, body, head_only: false },
        None => Answer::says("404 Not Found", "There is no such file.\n"),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::super::site::tests::site;
    use super::*;

    const PLACE: Place = Place { port: 4173 };

    fn app() -> Site {
        site(&[("index.html", b"the page"), ("app-1/a.wasm", b"code")])
    }

    /// The first line, all headers and the body of the answer to these lines.
    fn asked(lines: &[&str]) -> (String, Vec<u8>) {
        let app = app();
        let request = format!("{}\r\n\r\n", lines.join("\r\n"));
        let (head, body) = answer(&app, PLACE, request.as_bytes()).expect("a whole request").written();
        (head, body.to_vec())
    }

    fn status(lines: &[&str]) -> String {
        asked(lines).0.get(9..12).expect("a status").to_owned()
    }

    #[test]
    fn each_row_of_the_table_is_answered_as_it_says() {
        let own = "Host: 127.0.0.1:4173";
        for (expected, lines) in [
            ("200", &["GET / HTTP/1.1", own][..]),
            ("200", &["GET /index.html?a=b HTTP/1.1", own]),
            ("200", &["HEAD /app-1/a.wasm HTTP/1.1", own]),
            ("200", &["GET /.well-known/faisceau HTTP/1.1", own]),
            ("404", &["GET /app-1/ HTTP/1.1", own]),
            ("404", &["GET /../Cargo.toml HTTP/1.1", own]),
            ("404", &["GET /app-1/../../Cargo.toml HTTP/1.1", own]),
            ("404", &["GET /%2e%2e/Cargo.toml HTTP/1.1", own]),
            ("404", &["GET /app-1\\a.wasm HTTP/1.1", own]),
            ("404", &["GET http://127.0.0.1:4173/ HTTP/1.1", own]),
            ("405", &["POST / HTTP/1.1", own]),
            ("405", &["OPTIONS * HTTP/1.1", own]),
            ("405", &["CONNECT example.org:443 HTTP/1.1", own]),
            ("307", &["GET /app-1/a.wasm HTTP/1.1", "Host: localhost:4173"]),
            ("307", &["GET / HTTP/1.1", "host: LOCALHOST:4173"]),
            ("421", &["GET / HTTP/1.1", "Host: example.org:4173"]),
            ("421", &["GET / HTTP/1.1", "Host: 127.0.0.1:4174"]),
            ("421", &["GET / HTTP/1.1", "Host: 127.0.0.1"]),
            ("421", &["GET / HTTP/1.1", "Host: 127.0.0.1:4173.example.org"]),
            ("421", &["GET / HTTP/1.1", "Host: [::1]:4173"]),
            ("421", &["GET http://127.0.0.1:4173/ HTTP/1.1", "Host: example.org"]),
            ("421", &["GET /.well-known/faisceau HTTP/1.1", "Host: example.org"]),
            ("421", &["POST / HTTP/1.1", "Host: example.org"]),
            ("400", &["GET / HTTP/1.1"]),
            ("400", &["GET / HTTP/1.1", own, own]),
            ("400", &["GET / HTTP/1.1", own, "Host: example.org"]),
            ("400", &["GET / HTTP/9", own]),
            ("400", &["\u{16}\u{3}\u{1} TLS"]),
        ] {
            assert_eq!(status(lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn another_sites_page_may_lead_here_and_may_load_nothing() {
        let own = "Host: 127.0.0.1:4173";
        let from = |site: &str, mode: &str, wanted: &str| {
            let lines = [
                format!("Sec-Fetch-Site: {site}"),
                format!("Sec-Fetch-Mode: {mode}"),
                format!("Sec-Fetch-Dest: {wanted}"),
            ];
            status(&["GET / HTTP/1.1", own, &lines[0], &lines[1], &lines[2]])
        };
        assert_eq!(from("none", "navigate", "document"), "200", "an address that was typed");
        assert_eq!(from("same-origin", "cors", "empty"), "200", "the app's own files");
        assert_eq!(from("cross-site", "navigate", "document"), "200", "a link");
        assert_eq!(from("cross-site", "navigate", "iframe"), "403", "a frame");
        assert_eq!(from("cross-site", "no-cors", "image"), "403", "an image");
        assert_eq!(from("same-site", "cors", "empty"), "403", "a page at another port");
    }

    #[test]
    fn every_answer_carries_every_header_that_a_careful_host_sends() {
        let own = "Host: 127.0.0.1:4173";
        assert!(careful().count() >= 9, "the headers of `.headers`");
        for lines in
            [&["GET / HTTP/1.1", own][..], &["PUT / HTTP/1.1", own], &["GET / HTTP/1.1", "Host: a"], &["x"]]
        {
            let (head, _) = asked(lines);
            for (name, value) in careful() {
                assert!(head.contains(&format!("\r\n{name}: {value}\r\n")), "{lines:?} {name}\n{head}");
            }
            assert!(head.contains("\r\nCache-Control: no-store\r\n"));
            assert!(head.ends_with("\r\n\r\n"));
        }
        let (head, body) = asked(&["HEAD / HTTP/1.1", own]);
        assert!(head.contains("\r\nContent-Length: 8\r\n"), "{head}");
        assert_eq!(body, b"", "a HEAD has the lines of a GET and no body");
        let (head, _) = asked(&["GET /app-1/a.wasm HTTP/1.1", "Host: localhost:4173"]);
        assert!(head.contains("\r\nLocation: http://127.0.0.1:4173/\r\n"), "{head}");
    }

    #[test]
    fn a_head_is_waited_for_until_it_is_too_long() {
        let app = app();
        assert_eq!(answer(&app, PLACE, b"GET / HTTP/1.1\r\nHost: 127.0"), None);
        let mut long = b"GET / HTTP/1.1\r\nX: ".to_vec();
        long.resize(LONGEST, b'x');
        let (head, _) = answer(&app, PLACE, &long).expect("an answer").written();
        assert!(head.starts_with("HTTP/1.1 431"), "{head}");
    }
}
