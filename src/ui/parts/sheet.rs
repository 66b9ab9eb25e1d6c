//! A document for paper, on the screen: the same blocks as in its file.

use leptos::prelude::*;

use crate::doors::browser;
use crate::record::sheet::{Ask, Block, Chapter, Line, Row, Sheet, Span, Table};

/// A document, with its foot on every page that is printed while it is shown.
#[component]
pub fn SheetView(
    /// The document; nothing is shown without one.
    #[prop(into)]
    sheet: Signal<Option<Sheet>>,
) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(rule) = sheet.with(|sheet| sheet.as_ref().map(Sheet::page_rule)) {
            browser::rule_pages(Some(&rule));
            on_cleanup(|| browser::rule_pages(None));
        }
    });
    move || {
        sheet.get().map(|sheet| {
            let (class, language) = (sheet.class(), sheet.language.tag());
            let chapters = sheet.chapters.into_iter().map(chapter).collect_view();
            view! {
                <article class=class lang=language>
                    <header><h1 tabindex="-1">{sheet.title}</h1>{blocks(sheet.head)}</header>
                    {chapters}
                </article>
            }
        })
    }
}

fn chapter(Chapter { id, title, blocks: own }: Chapter) -> AnyView {
    view! { <section id=id><h2>{title}</h2>{blocks(own)}</section> }.into_any()
}

/// Blocks of a document, one after the other.
pub fn blocks(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Title(title) => view! { <h3>{title}</h3> }.into_any(),
        Block::Text(line) => view! { <p>{spans(line)}</p> }.into_any(),
        Block::Small(line) => view! { <p class="small">{spans(line)}</p> }.into_any(),
        Block::Points(lines) => points(lines),
        Block::Urgent(title, lines) => {
            view! { <div class="urgent"><h3>{title}</h3>{points(lines)}</div> }.into_any()
        }
        Block::Pairs(pairs) => {
            let pair = |(name, line)| view! { <div><dt>{name}</dt><dd>{spans(line)}</dd></div> };
            view! { <dl>{pairs.into_iter().map(pair).collect_view()}</dl> }.into_any()
        }
        Block::Table(told) => table(told),
        Block::Ask(told) => ask(told),
    }
}

fn points(lines: Vec<Line>) -> AnyView {
    let point = |line| view! { <li>{spans(line)}</li> };
    view! { <ul>{lines.into_iter().map(point).collect_view()}</ul> }.into_any()
}

fn table(Table { id, columns, rows }: Table) -> AnyView {
    let width = columns.len();
    let mut bodies: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match (&row, bodies.last_mut()) {
            (Row::Cells(_), Some(body)) => body.push(row),
            _ => bodies.push(vec![row]),
        }
    }
    let row = move |row| match row {
        Row::Group(title) => {
            view! { <tr class="group"><th scope="rowgroup" colspan=width.to_string()>{title}</th></tr> }
                .into_any()
        }
        Row::Cells(cells) => {
            let cells: Vec<_> = cells.into_iter().map(|lines| view! { <td>{cell(lines)}</td> }).collect();
            view! { <tr>{cells}</tr> }.into_any()
        }
    };
    let body = |rows: Vec<Row>| view! { <tbody>{rows.into_iter().map(row).collect_view()}</tbody> };
    let widths: Vec<_> = columns.iter().map(|_| view! { <col/> }).collect();
    let heads: Vec<_> = columns.into_iter().map(|title| view! { <th scope="col">{title}</th> }).collect();
    view! {
        <table class=id>
            <colgroup>{widths}</colgroup>
            <thead><tr>{heads}</tr></thead>
            {bodies.into_iter().map(body).collect_view()}
        </table>
    }
    .into_any()
}

fn cell(mut lines: Vec<Line>) -> AnyView {
    if lines.len() == 1 {
        return spans(lines.remove(0)).into_any();
    }
    lines.into_iter().map(|line| view! { <p>{spans(line)}</p> }).collect_view().into_any()
}

fn spans(line: Line) -> Vec<AnyView> {
    let span = |span| match span {
        Span::Plain(words) => words.into_any(),
        Span::Strong(words) => view! { <strong>{words}</strong> }.into_any(),
        Span::Words(words) => view! { <bdi>{words}</bdi> }.into_any(),
        Span::Said(words, tag) => view! { <bdi lang=String::from(tag)>{words}</bdi> }.into_any(),
    };
    line.into_iter().map(span).collect()
}

fn ask(ask: Ask) -> AnyView {
    let ticked = |label: String| view! { <li><i></i>{label}</li> };
    let boxes = (!ask.boxes.is_empty())
        .then(|| view! { <ul class="boxes">{ask.boxes.into_iter().map(ticked).collect_view()}</ul> });
    let silence = |label: String| view! { <span><i></i>{label}</span> };
    let silences = (!ask.silences.is_empty())
        .then(|| view! { <p class="silences">{ask.silences.into_iter().map(silence).collect_view()}</p> });
    let blank = |label: String| view! { <span>{label}" "<i></i></span> };
    let blanks = (!ask.blanks.is_empty())
        .then(|| view! { <p class="blanks">{ask.blanks.into_iter().map(blank).collect_view()}</p> });
    let rules: Vec<_> = (0..ask.lines).map(|_| view! { <i></i> }).collect();
    let lines = (ask.lines > 0).then(|| view! { <div class="lines">{rules}</div> });
    let skips: Vec<_> = ask.skips.into_iter().map(|skip| view! { <p class="skip">{skip}</p> }).collect();
    view! {
        <div class="ask">
            {ask.when.map(|when| view! { <p class="when">{when}</p> })}
            {(!ask.wording.is_empty()).then(|| view! {
                <p class="wording"><b>{ask.number}</b>" "{ask.wording}</p>
            })}
            {(!ask.note.is_empty()).then(|| view! { <p class="small">{ask.note}</p> })}
            {ask.how.map(|how| view! { <p class="how">{how}</p> })}
            {boxes}
            {silences}
            {blanks}
            {lines}
            {skips}
        </div>
    }
    .into_any()
}
