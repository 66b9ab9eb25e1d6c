//! A phrase or keys out of a file, as editors and shells of each system write one.

use zeroize::Zeroizing;

/// The text of a file: UTF-8 with a byte order mark or without, UTF-16 as a Windows shell writes it, or else
/// Windows-1252, in which any bytes are a text.
#[must_use]
pub fn text(bytes: &[u8]) -> Zeroizing<String> {
    if let Some(bytes) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(bytes, u16::from_le_bytes);
    }
    if let Some(bytes) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(bytes, u16::from_be_bytes);
    }
    // Without a mark: no text of one line has a zero byte, and in UTF-16 every ASCII character has one.
    match bytes {
        [first, 0, ..] if *first != 0 => return utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Zeroizing::new(text.to_owned()),
        Err(_) => gathered(bytes.iter().map(|byte| windows(*byte)), bytes.len()),
    }
}

/// The first line of a file that is not blank, as it is written; `None` when all are.
#[must_use]
pub fn first_line(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let text = text(bytes);
    let line = text.split(['\n', '\r']).find(|line| !line.trim().is_empty())?;
    Some(Zeroizing::new(line.to_owned()))
}

fn utf16(bytes: &[u8], number: fn([u8; 2]) -> u16) -> Zeroizing<String> {
    let pairs = bytes.chunks_exact(2).map(|pair| number([pair[0], pair[1]]));
    let letters = char::decode_utf16(pairs).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    gathered(letters, bytes.len())
}

fn gathered(letters: impl Iterator<Item = char>, bytes: usize) -> Zeroizing<String> {
    // Large enough from the start: what grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(3 * bytes));
    text.extend(letters);
    text
}

/// A character of Windows-1252: of those that Latin-1 does not have, the ones that are in words.
const fn windows(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x8c => 'Œ',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        0x9c => 'œ',
        0x9f => 'Ÿ',
        _ => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::first_line;

    fn line(bytes: &[u8]) -> Option<String> {
        first_line(bytes).map(|line| line.to_string())
    }

    #[test]
    fn a_phrase_is_read_however_its_file_was_written() {
        let words = "écaille écran cœur";
        let little: Vec<u8> =
            format!("\u{feff}{words}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = format!("\u{feff}{words}\n").encode_utf16().flat_map(u16::to_be_bytes).collect();
        let files: [&[u8]; 8] = [
            words.as_bytes(),
            "écaille écran cœur\n".as_bytes(),
            "\u{feff}écaille écran cœur\r\nanother line\r\n".as_bytes(),
            "\n\r\n  \nécaille écran cœur".as_bytes(),
            "écaille écran cœur\ranother line".as_bytes(),
            b"\xe9caille \xe9cran c\x9cur\r\n",
            &little,
            &big,
        ];
        for file in files {
            assert_eq!(line(file).as_deref(), Some(words), "{file:x?}");
        }
        let unmarked: Vec<u8> = "quatre mots".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(line(&unmarked).as_deref(), Some("quatre mots"));
        assert_eq!(line(b" edges stay "), Some(" edges stay ".to_owned()));
        for nothing in [&b""[..], b"\n\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b" \t\n", b"\xff\xfe\x0a"] {
            assert_eq!(line(nothing), None, "{nothing:x?}");
        }
    }
}
