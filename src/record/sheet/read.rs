//! Reads a document back from its file, to show it again: exactly what [`Sheet::to_html`] writes, and nothing else.
//! Of a page by another hand nothing is taken, so that nothing of it can run, load or lead elsewhere.

use super::{Block, Chapter, Line, Row, Setting, Sheet, Span, Table};
use crate::instrument::Language;
use crate::intake::{self, Kind};
use crate::interview::LanguageTag;

/// The names that chapters and tables have in files. One that is not known is shown without its own style.
const NAMES: &[&str] = &[
    "agreed", "agreements", "clocks", "convergence", "decision", "digest", "evidence", "facts", "first", "kept",
    "lenses", "mismatches", "needs", "offences", "other-facts", "passed-on", "reckonings", "said", "silences",
    "statements", "steps", "trouble", "ways", "withdraw",
];

impl Sheet {
    /// The document of a file that [`Sheet::to_html`] has written, in this version or an earlier one; nothing
    /// where the file is another. Questions to answer by hand are not read back.
    #[must_use]
    pub fn read(file: &[u8]) -> Option<Self> {
        if intake::recognise(file) != Kind::Report {
            return None;
        }
        let mut page = Reader(std::str::from_utf8(file).ok()?);
        page.past("<html lang=\"")?;
        let language = page.until("\"")?;
        let language = Language::ALL.into_iter().find(|known| known.tag() == language)?;
        page.past("<style>\n")?;
        let foot = foot(page.until("</style>")?);
        page.past("<body>\n<main class=\"")?;
        let setting = match page.until("\">\n<header>\n<h1>")? {
            "paper" => Setting::Pages,
            "paper one-page" => Setting::OnePage,
            _ => return None,
        };
        let title = plain(page.until("</h1>")?);
        let head = page.blocks("</header>")?;
        let mut chapters = Vec::new();
        while !page.takes("</main>\n</body>\n</html>") {
            page.expect("<section id=\"")?;
            let id = named(page.until("\">\n<h2>")?);
            let title = plain(page.until("</h2>")?);
            chapters.push(Chapter { id, title, blocks: page.blocks("</section>")? });
        }
        page.0.trim().is_empty().then_some(Self { language, title, foot, setting, head, chapters })
    }
}

fn named(name: &str) -> &'static str {
    NAMES.iter().find(|known| **known == name).copied().unwrap_or_default()
}

/// What stands at the foot of every page, from the style of the file.
fn foot(style: &str) -> String {
    let rule = "@bottom-left { content: \"";
    let Some((_, rest)) = style.split_once(rule) else { return String::new() };
    let mut parts = rest.split_once('"').map_or("", |(written, _)| written).split('\\');
    let mut foot = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // A number in hexadecimal and a space, then letters and digits as they are.
        let (number, letters) = part.split_once(' ').unwrap_or((part, ""));
        foot.extend(u32::from_str_radix(number, 16).ok().and_then(char::from_u32));
        foot.push_str(letters);
    }
    foot
}

/// Text of a file as it reads.
fn plain(text: &str) -> String {
    const MARKS: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    MARKS.iter().fold(text.to_owned(), |text, (written, mark)| text.replace(written, mark))
}

/// What of a file is not read yet.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// Goes past the next place of this markup.
    fn past(&mut self, markup: &str) -> Option<()> {
        self.until(markup).map(drop)
    }

    /// What stands before the next place of this markup; goes past it.
    fn until(&mut self, markup: &str) -> Option<&'a str> {
        let (before, after) = self.0.split_once(markup)?;
        self.0 = after;
        Some(before)
    }

    /// Goes past this markup if it comes next, after ends of lines.
    fn takes(&mut self, markup: &str) -> bool {
        let after = self.0.trim_start_matches('\n').strip_prefix(markup);
        self.0 = after.unwrap_or(self.0);
        after.is_some()
    }

    fn expect(&mut self, markup: &str) -> Option<()> {
        self.takes(markup).then_some(())
    }

    fn blocks(&mut self, end: &str) -> Option<Vec<Block>> {
        let mut blocks = Vec::new();
        while !self.takes(end) {
            blocks.push(self.block()?);
        }
        Some(blocks)
    }

    fn block(&mut self) -> Option<Block> {
        Some(if self.takes("<h3>") {
            Block::Title(plain(self.until("</h3>")?))
        } else if self.takes("<p class=\"small\">") {
            Block::Small(self.line("</p>")?)
        } else if self.takes("<p>") {
            Block::Text(self.line("</p>")?)
        } else if self.takes("<ul>") {
            Block::Points(self.points()?)
        } else if self.takes("<div class=\"urgent\">") {
            self.expect("<h3>")?;
            let title = plain(self.until("</h3>")?);
            self.expect("<ul>")?;
            let points = self.points()?;
            self.expect("</div>")?;
            Block::Urgent(title, points)
        } else if self.takes("<dl>") {
            let mut pairs = Vec::new();
            while !self.takes("</dl>") {
                self.expect("<div><dt>")?;
                let name = plain(self.until("</dt><dd>")?);
                pairs.push((name, self.line("</dd></div>")?));
            }
            Block::Pairs(pairs)
        } else {
            self.expect("<table class=\"")?;
            Block::Table(self.table()?)
        })
    }

    fn points(&mut self) -> Option<Vec<Line>> {
        let mut points = Vec::new();
        while !self.takes("</ul>") {
            self.expect("<li>")?;
            points.push(self.line("</li>")?);
        }
        Some(points)
    }

    fn table(&mut self) -> Option<Table> {
        let id = named(self.until("\">")?);
        self.past("<thead>\n<tr>")?;
        let mut columns = Vec::new();
        while self.takes("<th scope=\"col\">") {
            columns.push(plain(self.until("</th>")?));
        }
        self.expect("</tr>")?;
        self.expect("</thead>")?;
        let mut rows = Vec::new();
        while !self.takes("</table>") {
            let body = self.takes("</tbody>") | self.takes("<tbody>");
            if self.takes("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"") {
                self.until("\">")?;
                rows.push(Row::Group(plain(self.until("</th></tr>")?)));
            } else if self.takes("<tr>") {
                let mut cells = Vec::new();
                while !self.takes("</tr>") {
                    self.expect("<td>")?;
                    cells.push(self.cell()?);
                }
                rows.push(Row::Cells(cells));
            } else if !body {
                return None;
            }
        }
        Some(Table { id, columns, rows })
    }

    /// One line as it is, several as paragraphs.
    fn cell(&mut self) -> Option<Vec<Line>> {
        if self.takes("</td>") {
            return Some(Vec::new());
        }
        let mut lines = Vec::new();
        while self.takes("<p>") {
            lines.push(self.line("</p>")?);
        }
        if lines.is_empty() {
            return Some(vec![self.line("</td>")?]);
        }
        self.expect("</td>").map(|()| lines)
    }

    fn line(&mut self, end: &str) -> Option<Line> {
        let mut line = Vec::new();
        loop {
            if let Some(after) = self.0.strip_prefix(end) {
                self.0 = after;
                return Some(line);
            }
            if let Some(after) = self.0.strip_prefix("<strong>") {
                self.0 = after;
                line.push(Span::Strong(plain(self.until("</strong>")?)));
            } else if let Some(after) = self.0.strip_prefix("<bdi>") {
                self.0 = after;
                line.push(Span::Words(plain(self.until("</bdi>")?)));
            } else if let Some(after) = self.0.strip_prefix("<bdi lang=\"") {
                self.0 = after;
                let tag = LanguageTag::try_from(self.until("\">")?.to_owned()).ok()?;
                line.push(Span::Said(plain(self.until("</bdi>")?), tag));
            } else {
                let text = self.0.find('<').filter(|length| *length > 0)?;
                line.push(Span::Plain(plain(&self.0[..text])));
                self.0 = &self.0[text..];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, foot, plain};
    use crate::instrument::Language;
    use crate::record::sheet::{Block, Chapter, Row, Setting, Span, Table};

    fn sheet(words: &str) -> Sheet {
        let span = |words: &str| vec![Span::Plain(words.to_owned()), Span::Words(words.to_owned())];
        let said = vec![Span::Said(words.to_owned(), "ar".to_owned().try_into().expect("a tag"))];
        let cells = vec![vec![span(words)], vec![span("one"), said.clone()], Vec::new()];
        Sheet {
            language: Language::Fr,
            title: words.to_owned(),
            foot: format!("Rapport · dossier {words}"),
            setting: Setting::Pages,
            head: vec![Block::Pairs(vec![(words.to_owned(), span(words)), ("b".to_owned(), Vec::new())])],
            chapters: vec![
                Chapter {
                    id: "facts",
                    title: words.to_owned(),
                    blocks: vec![
                        Block::Title(words.to_owned()),
                        Block::Text(vec![Span::Strong(words.to_owned())]),
                        Block::Small(said),
                        Block::Points(vec![span(words), Vec::new()]),
                        Block::Urgent(words.to_owned(), vec![span(words)]),
                        Block::Table(Table {
                            id: "facts",
                            columns: vec![words.to_owned(), "two".to_owned(), "three".to_owned()],
                            rows: vec![
                                Row::Cells(cells.clone()),
                                Row::Group(words.to_owned()),
                                Row::Cells(cells),
                            ],
                        }),
                    ],
                },
                Chapter { id: "kept", title: "kept".to_owned(), blocks: Vec::new() },
            ],
        }
    }

    #[test]
    fn a_document_is_read_back_as_it_was_written() {
        for words in ["papa", "<script>alert('1 & 2')</script>", "&lt;b&gt; &amp;amp; \"\"", "كتاب", "a\n\nb "] {
            let sheet = sheet(words);
            let html = sheet.to_html();
            let read = Sheet::read(html.as_bytes()).unwrap_or_else(|| panic!("it is read: {words}"));
            assert_eq!(read, sheet);
        }
    }

    #[test]
    fn nothing_of_another_hand_is_read() {
        let html = sheet("papa").to_html();
        for (place, with) in [
            ("<p><strong>", "<p onclick=\"x\"><strong>"),
            ("<p><strong>", "<p><a href=\"https://example.org\">a</a><strong>"),
            ("<ul>", "<ul><script>alert(1)</script>"),
            ("</main>", "<img src=x></main>"),
            ("</html>", "</html><script>alert(1)</script>"),
            ("<main class=\"paper\">", "<main class=\"paper form\">"),
            ("<body>\n", "<body onload=\"x\">\n"),
            ("default-src 'none'", "default-src *"),
            ("lang=\"fr\"", "lang=\"xx\""),
        ] {
            assert!(html.contains(place), "{place}");
            assert_eq!(Sheet::read(html.replacen(place, with, 1).as_bytes()), None, "{with}");
        }
        for end in 0..html.len() - 1 {
            assert_eq!(Sheet::read(&html.as_bytes()[..end]), None, "cut at {end}");
        }
    }

    #[test]
    fn marks_and_feet_are_read_as_they_were_meant() {
        assert_eq!(plain("&amp;lt; &#39;"), "&lt; '");
        assert_eq!(foot("@page { @bottom-left { content: \"Rapport\\20 \\b7 \\20 K7\" } }"), "Rapport · K7");
        assert_eq!(foot("nothing"), "");
    }
}
