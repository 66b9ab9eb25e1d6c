//! What a picture may hold: lines and words, and nothing that runs or is fetched.

/// The largest picture, in bytes.
const LARGEST: usize = 40 * 1024;
/// What no picture holds.
const NEVER: [&str; 10] = [
    "<script",
    "<foreignobject",
    "<image",
    "<iframe",
    "<animate",
    "<set",
    "javascript:",
    "data:",
    "<!doctype",
    "@import",
];

/// Why a picture is not shown, if it is not.
#[must_use]
pub(super) fn fault(svg: &str) -> Option<String> {
    let lower = svg.to_lowercase();
    let told = |why: &str| Some(why.to_owned());
    if svg.len() > LARGEST {
        return Some(format!("larger than {LARGEST} bytes"));
    }
    if !lower.trim_start().starts_with("<svg") && !lower.trim_start().starts_with("<?xml") {
        return told("not an SVG");
    }
    if !lower.contains("viewbox") {
        return told("without a viewBox");
    }
    if let Some(found) = NEVER.iter().find(|part| lower.contains(**part)) {
        return Some(format!("holds {found}"));
    }
    let links = lower.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "");
    if links.contains("http:") || links.contains("https:") || links.contains("href=\"/") {
        return told("looks outside");
    }
    let outside = lower.match_indices("url(").any(|(at, part)| !lower[at + part.len()..].starts_with('#'));
    if outside {
        return told("looks outside");
    }
    let listens = lower.split_whitespace().any(|word| {
        word.strip_prefix("on").is_some_and(|rest| {
            rest.split_once('=')
                .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()))
        })
    });
    listens.then(|| "runs something".to_owned())
}
