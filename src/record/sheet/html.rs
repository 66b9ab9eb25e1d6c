//! A document as one HTML file: no script, nothing fetched, its style within it.

use std::fmt::Write;

use super::{Ask, Block, Chapter, Line, Row, Setting, Sheet, Span, Table};

/// How the pages of a file are set; on a screen the app has its own.
const PAGE: &str = include_str!("page.css");
/// How a document is set, in a file as on a screen.
const STYLE: &str = include_str!("sheet.css");

/// Text as markup: what stands in it can become neither an element nor an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No page of HTML may hold them; a reader sees that something stood there.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Text as a string of CSS, each of its characters but letters and digits by its number.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else {
            // Writing to memory does not fail.
            let _ = write!(out, "\\{:x} ", u32::from(c));
        }
    }
    out.push('"');
    out
}

impl Sheet {
    /// The document as one file of HTML: it needs nothing else, runs nothing, and prints on A4 with its
    /// foot and the number on every page. Equal documents give equal bytes.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut out = Html(String::new());
        let (language, title) = (self.language.tag(), escaped(&self.title));
        out.line(format_args!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">"
        ));
        out.line(format_args!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        ));
        out.line(format_args!("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
        out.line(format_args!("<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>"));
        out.line(format_args!("<style>\n{PAGE}{STYLE}{}\n</style>\n</head>", self.page_rule()));
        out.line(format_args!("<body>\n<main class=\"{}\">\n<header>\n<h1>{title}</h1>", self.class()));
        out.blocks(&self.head);
        out.line(format_args!("</header>"));
        for chapter in &self.chapters {
            out.chapter(chapter);
        }
        out.line(format_args!("</main>\n</body>\n</html>"));
        out.0
    }

    /// The rule that puts the foot of the document on every printed page, for a style sheet.
    #[must_use]
    pub fn page_rule(&self) -> String {
        format!(
            "@page {{ @bottom-left {{ content: {} }} @bottom-right {{ content: counter(page) \"\\2009/\\2009\" \
             counter(pages) }} }}",
            css_string(&self.foot)
        )
    }

    /// The class of its style.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self.setting {
            Setting::Pages => "paper",
            Setting::OnePage => "paper one-page",
            Setting::Form => "paper form",
        }
    }
}

struct Html(String);

impl Html {
    fn line(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.0.write_fmt(markup);
        self.0.push('\n');
    }

    fn chapter(&mut self, Chapter { id, title, blocks }: &Chapter) {
        self.line(format_args!("<section id=\"{id}\">\n<h2>{}</h2>", escaped(title)));
        self.blocks(blocks);
        self.line(format_args!("</section>"));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.line(format_args!("<h3>{}</h3>", escaped(title))),
            Block::Text(line) => self.line(format_args!("<p>{}</p>", spans(line))),
            Block::Small(line) => self.line(format_args!("<p class=\"small\">{}</p>", spans(line))),
            Block::Points(points) => self.points(points),
            Block::Urgent(title, points) => {
                self.line(format_args!("<div class=\"urgent\">\n<h3>{}</h3>", escaped(title)));
                self.points(points);
                self.line(format_args!("</div>"));
            }
            Block::Pairs(pairs) => {
                self.line(format_args!("<dl>"));
                for (name, line) in pairs {
                    let (name, line) = (escaped(name), spans(line));
                    self.line(format_args!("<div><dt>{name}</dt><dd>{line}</dd></div>"));
                }
                self.line(format_args!("</dl>"));
            }
            Block::Table(table) => self.table(table),
            Block::Ask(ask) => self.ask(ask),
        }
    }

    fn points(&mut self, points: &[Line]) {
        self.line(format_args!("<ul>"));
        for line in points {
            self.line(format_args!("<li>{}</li>", spans(line)));
        }
        self.line(format_args!("</ul>"));
    }

    fn table(&mut self, Table { id, columns, rows }: &Table) {
        let widths = "<col>".repeat(columns.len());
        self.line(format_args!("<table class=\"{id}\">\n<colgroup>{widths}</colgroup>\n<thead>\n<tr>"));
        for column in columns {
            self.line(format_args!("<th scope=\"col\">{}</th>", escaped(column)));
        }
        self.line(format_args!("</tr>\n</thead>"));
        let mut open = false;
        for row in rows {
            match row {
                Row::Group(title) => {
                    // A body a group: its title never stays alone at the foot of a page.
                    self.line(format_args!("{}<tbody>", if open { "</tbody>\n" } else { "" }));
                    open = true;
                    let (columns, title) = (columns.len(), escaped(title));
                    self.line(format_args!(
                        "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{columns}\">{title}</th></tr>"
                    ));
                }
                Row::Cells(cells) => {
                    if !open {
                        self.line(format_args!("<tbody>"));
                        open = true;
                    }
                    let cells: Vec<_> =
                        cells.iter().map(|lines| format!("<td>{}</td>", cell(lines))).collect();
                    self.line(format_args!("<tr>{}</tr>", cells.concat()));
                }
            }
        }
        self.line(format_args!("{}</table>", if open { "</tbody>\n" } else { "" }));
    }

    fn ask(&mut self, ask: &Ask) {
        self.line(format_args!("<div class=\"ask\">"));
        if let Some(when) = &ask.when {
            self.line(format_args!("<p class=\"when\">{}</p>", escaped(when)));
        }
        let (number, wording) = (escaped(&ask.number), escaped(&ask.wording));
        self.line(format_args!("<p class=\"wording\"><b>{number}</b> {wording}</p>"));
        if !ask.note.is_empty() {
            self.line(format_args!("<p class=\"small\">{}</p>", escaped(&ask.note)));
        }
        if let Some(how) = &ask.how {
            self.line(format_args!("<p class=\"how\">{}</p>", escaped(how)));
        }
        if !ask.boxes.is_empty() {
            self.line(format_args!("<ul class=\"boxes\">"));
            for label in &ask.boxes {
                self.line(format_args!("<li><i></i>{}</li>", escaped(label)));
            }
            self.line(format_args!("</ul>"));
        }
        if !ask.silences.is_empty() {
            let label = |label: &String| format!("<span><i></i>{}</span>", escaped(label));
            let labels: Vec<_> = ask.silences.iter().map(label).collect();
            self.line(format_args!("<p class=\"silences\">{}</p>", labels.concat()));
        }
        if !ask.blanks.is_empty() {
            let blank = |name: &String| format!("<span>{} <i></i></span>", escaped(name));
            let blanks: Vec<_> = ask.blanks.iter().map(blank).collect();
            self.line(format_args!("<p class=\"blanks\">{}</p>", blanks.concat()));
        }
        if ask.lines > 0 {
            self.line(format_args!("<div class=\"lines\">{}</div>", "<i></i>".repeat(ask.lines)));
        }
        for skip in &ask.skips {
            self.line(format_args!("<p class=\"skip\">{}</p>", escaped(skip)));
        }
        self.line(format_args!("</div>"));
    }
}

/// A cell: one line as it is, several as paragraphs.
fn cell(lines: &[Line]) -> String {
    match lines {
        [line] => spans(line),
        lines => {
            let lines: Vec<_> = lines.iter().map(|line| format!("<p>{}</p>", spans(line))).collect();
            lines.concat()
        }
    }
}

fn spans(line: &Line) -> String {
    let span = |span: &Span| match span {
        Span::Plain(words) => escaped(words),
        Span::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
        Span::Words(words) => format!("<bdi>{}</bdi>", escaped(words)),
        Span::Said(words, tag) => format!("<bdi lang=\"{}\">{}</bdi>", tag.as_str(), escaped(words)),
    };
    line.iter().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::{css_string, escaped};

    #[test]
    fn no_text_becomes_markup_or_style() {
        assert_eq!(escaped("<b a='\"'>&\u{0}\n"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{fffd}\n");
        let style = css_string("A-7\"; } </style>");
        assert!(!style.contains('<') && !style.contains('}') && style.matches('"').count() == 2, "{style}");
    }
}
