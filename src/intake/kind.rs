//! What a file is, by its first bytes: a refusal says what was handed in, and never calls sound what is damaged, nor
//! damaged what is only something else.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// There is nothing in it.
    Empty,
    /// Sealed in the age format.
    Sealed,
    /// A page that opens itself, with what is sealed in it.
    SealedPage,
    /// The beginning of such a page, or of a sealed file that is written as text: its end is missing.
    CutPage,
    /// A document that Faisceau has written to read and print.
    Report,
    /// A rescue copy of a safe.
    Rescue,
    /// JSON, whole or not: an assessment, or what another program has written.
    Json,
    /// A page of the web that is not ours.
    Html,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A recording or a film.
    Recording,
    /// A text or a table of an office program.
    Office,
    /// An archive.
    Archive,
    /// Sealed in the format of PGP.
    Pgp,
    /// A key of age or of SSH.
    Key,
    /// Text of another kind.
    Text,
    /// Something else.
    Other,
}

impl Kind {
    /// What the name of such a file usually ends with, as far as its kind tells.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Sealed => "age",
            Self::SealedPage | Self::CutPage | Self::Report | Self::Html => "html",
            Self::Rescue => "fsr",
            Self::Json => "json",
            Self::Pdf => "pdf",
            Self::Archive => "zip",
            Self::Key | Self::Text => "txt",
            Self::Empty | Self::Picture | Self::Recording | Self::Office | Self::Pgp | Self::Other => "bin",
        }
    }
}

/// How a sealed file begins, and how it does when it is written as text.
pub const SEALED: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];
/// How a sealed file that is written as text ends.
const SEALED_END: &[u8] = b"-----END AGE ENCRYPTED FILE-----";
/// How a rescue copy begins.
pub const RESCUE: &[u8] = b"FSR";
/// How each document of ours begins, before and after its language.
pub const REPORT: [&str; 2] = [
    "<!doctype html>\n<html lang=\"",
    "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
];
/// How far into a file its kind is looked for.
const BEGINNING: usize = 1024;

/// How kinds begin that are told by their first bytes alone.
const BEGIN: &[(&[u8], Kind)] = &[
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG\r\n\x1a\n", Kind::Picture),
    (b"\xff\xd8\xff", Kind::Picture),
    (b"GIF87a", Kind::Picture),
    (b"GIF89a", Kind::Picture),
    (b"II*\0", Kind::Picture),
    (b"MM\0*", Kind::Picture),
    (b"ID3", Kind::Recording),
    (b"OggS", Kind::Recording),
    (b"fLaC", Kind::Recording),
    (b"#!AMR", Kind::Recording),
    (b"\x1aE\xdf\xa3", Kind::Recording),
    (b"\xff\xfb", Kind::Recording),
    (b"\xff\xf3", Kind::Recording),
    (b"\xff\xf1", Kind::Recording),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Office),
    (b"{\\rtf", Kind::Office),
    (b"\x1f\x8b", Kind::Archive),
    (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
    (b"Rar!\x1a\x07", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"\xfd7zXZ\0", Kind::Archive),
    (b"-----BEGIN PGP ", Kind::Pgp),
    (b"-----BEGIN OPENSSH ", Kind::Key),
    (b"AGE-SECRET-KEY-", Kind::Key),
    (b"# created: ", Kind::Key),
    (b"ssh-", Kind::Key),
    (b"age1", Kind::Key),
];

/// What a file is.
#[must_use]
pub fn recognise(file: &[u8]) -> Kind {
    if file.is_empty() {
        return Kind::Empty;
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let shown = file.trim_ascii_start();
    let beginning = &shown[..shown.len().min(BEGINNING)];
    if file.starts_with(SEALED[0]) {
        return Kind::Sealed;
    }
    if shown.starts_with(SEALED[1]) {
        return if has(file, SEALED_END) { Kind::Sealed } else { Kind::CutPage };
    }
    if file.starts_with(RESCUE) && file.get(RESCUE.len()).is_some_and(|format| *format < b' ') {
        return Kind::Rescue;
    }
    if let Some((_, kind)) = BEGIN.iter().find(|(begin, _)| file.starts_with(begin)) {
        return *kind;
    }
    if is_html(beginning) {
        return html(file);
    }
    container(file).unwrap_or_else(|| match shown.first() {
        Some(b'{' | b'[') => Kind::Json,
        _ if is_text(file) => Kind::Text,
        _ => Kind::Other,
    })
}

fn has(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

fn is_html(beginning: &[u8]) -> bool {
    let small = beginning.to_ascii_lowercase();
    let opens = [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"];
    opens.iter().any(|open| small.starts_with(open)) || is_preamble(&small) && has(&small, b"<html")
}

/// Whether it begins with markup that may stand before any document of the web.
fn is_preamble(small: &[u8]) -> bool {
    small.starts_with(b"<!--") || small.starts_with(b"<?xml")
}

fn is_svg(beginning: &[u8]) -> bool {
    let small = beginning.to_ascii_lowercase();
    small.starts_with(b"<svg")
        || small.starts_with(b"<!doctype svg")
        || is_preamble(&small) && has(&small, b"<svg")
}

fn html(file: &[u8]) -> Kind {
    let after = file.strip_prefix(REPORT[0].as_bytes()).and_then(|rest| rest.get(2..));
    if after.is_some_and(|rest| rest.starts_with(REPORT[1].as_bytes())) {
        Kind::Report
    } else if !has(file, SEALED[1]) {
        // The beginning of a page of ours, cut before what is sealed in it.
        let ours = has(&file[..file.len().min(BEGINNING)], b"A page of Faisceau that opens itself");
        if ours { Kind::CutPage } else { Kind::Html }
    } else if has(file, SEALED_END) {
        Kind::SealedPage
    } else {
        Kind::CutPage
    }
}

/// What is told by more than its first bytes.
fn container(file: &[u8]) -> Option<Kind> {
    let beginning = &file[..file.len().min(BEGINNING)];
    if file.starts_with(b"PK\x03\x04") || file.starts_with(b"PK\x05\x06") {
        // The texts and tables of office programs are archives with these names in them.
        let parts =
            [b"[Content_Types].xml".as_slice(), b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis"];
        return Some(if parts.iter().any(|part| has(beginning, part)) {
            Kind::Office
        } else {
            Kind::Archive
        });
    }
    if file.starts_with(b"RIFF") {
        return Some(if file.get(8..12) == Some(b"WEBP") { Kind::Picture } else { Kind::Recording });
    }
    if file.get(4..8) == Some(b"ftyp") {
        let brand = file.get(8..12).unwrap_or_default();
        let pictures = [b"heic", b"heix", b"mif1", b"msf1", b"avif"];
        let is_picture = pictures.iter().any(|known| brand == known.as_slice());
        return Some(if is_picture { Kind::Picture } else { Kind::Recording });
    }
    let bitmap = file.starts_with(b"BM") && !is_text(file);
    (bitmap || is_svg(beginning.trim_ascii_start())).then_some(Kind::Picture)
}

/// Whether it is text, in UTF-8 or with the mark of UTF-16.
fn is_text(file: &[u8]) -> bool {
    let utf16 = file.starts_with(b"\xff\xfe") || file.starts_with(b"\xfe\xff");
    utf16 || std::str::from_utf8(file).is_ok_and(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::{Kind, recognise};

    #[test]
    fn each_kind_of_file_is_told_from_the_others() {
        let page = |inside: &str| format!("<!DOCTYPE html>\n<html><body><pre>{inside}</pre></body></html>");
        let begun = "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n";
        let whole = format!("{begun}-----END AGE ENCRYPTED FILE-----\n");
        let report = "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<meta \
                      http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
                      'unsafe-inline'\">\n";
        let cases: Vec<(Vec<u8>, Kind)> = vec![
            (b"".to_vec(), Kind::Empty),
            (b"age-encryption.org/v1\n-> X25519".to_vec(), Kind::Sealed),
            (whole.clone().into(), Kind::Sealed),
            (format!("\n{whole}").into(), Kind::Sealed),
            (begun.into(), Kind::CutPage),
            (page(&whole).into(), Kind::SealedPage),
            (page(begun).into(), Kind::CutPage),
            (b"<!doctype html>\n<!-- A page of Faisceau that opens itself: what".to_vec(), Kind::CutPage),
            (report.into(), Kind::Report),
            (page("").into(), Kind::Html),
            (b"<?xml version=\"1.0\"?>\n<html xmlns=\"x\">".to_vec(), Kind::Html),
            (b"FSR\x01\x00\x02".to_vec(), Kind::Rescue),
            (b"FSR is the railway".to_vec(), Kind::Text),
            (b"\xef\xbb\xbf {\"a\": 1}".to_vec(), Kind::Json),
            (b"[1, 2".to_vec(), Kind::Json),
            (b"%PDF-1.7\n".to_vec(), Kind::Pdf),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF".to_vec(), Kind::Picture),
            (b"\x00\x00\x00\x18ftypheic".to_vec(), Kind::Picture),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), Kind::Picture),
            (b"<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg>".to_vec(), Kind::Picture),
            (b"{\"name\": \"<svg onload=x>\"}".to_vec(), Kind::Json),
            (b"a text about <svg and <html".to_vec(), Kind::Text),
            (b"\x00\x00\x00\x18ftypM4A ".to_vec(), Kind::Recording),
            (b"RIFF\x00\x00\x00\x00WAVEfmt ".to_vec(), Kind::Recording),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ".to_vec(), Kind::Picture),
            (b"PK\x03\x04\x14\x00[Content_Types].xml".to_vec(), Kind::Office),
            (b"PK\x03\x04\x14\x00case.json".to_vec(), Kind::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Kind::Office),
            (b"{\\rtf1\\ansi".to_vec(), Kind::Office),
            (b"-----BEGIN PGP MESSAGE-----".to_vec(), Kind::Pgp),
            (b"# created: 2024-03-22\nAGE-SECRET-KEY-1".to_vec(), Kind::Key),
            (b"question,answer\n".to_vec(), Kind::Text),
            ("\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect(), Kind::Text),
            (b"\x00\x01\x02\xfe".to_vec(), Kind::Other),
        ];
        for (bytes, kind) in cases {
            assert_eq!(recognise(&bytes), kind, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn no_beginning_makes_the_recogniser_fall() {
        let file = b"<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n";
        for end in 0..file.len() {
            assert_ne!(recognise(&file[..end]), Kind::Report);
            assert_ne!(recognise(&file[end..]), Kind::Report);
        }
    }
}
