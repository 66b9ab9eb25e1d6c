//! The codebook: one row a column of every table.

use std::io::{self, Write};

use super::cell::Cell;
use super::column::{Allowed, Column, Table, Type, words};
use super::writer::Csv;
use crate::instrument::Language;

/// Writes the codebook of these tables.
///
/// # Errors
/// When it cannot be written.
pub fn codebook<W: Write>(file: W, tables: &[Table]) -> io::Result<()> {
    let mut csv = Csv::new(file, &own())?;
    tables.iter().flat_map(rows).try_for_each(|row| csv.row(&row))?;
    csv.finish()
}

/// The codebook's own columns.
fn own() -> Table {
    let column = |name: &str, fr: &str, en: &str| Column::new(name, Type::Text, "codebook", words(fr, en));
    Table {
        name: "codebook".to_owned(),
        row: words("Une colonne d’un tableau", "A column of a table"),
        columns: vec![
            column("file", "Le tableau", "The table"),
            column("column", "Le nom de la colonne", "The column’s name"),
            column("type", "Ce que contiennent ses cellules", "What its cells hold"),
            column("meaning_fr", "Ce qu’elle signifie, en français", "What it means, in French"),
            column("meaning_en", "Ce qu’elle signifie, en anglais", "What it means, in English"),
            column("unit_fr", "L’unité, en français", "The unit, in French"),
            column("unit_en", "L’unité, en anglais", "The unit, in English"),
            column("allowed", "Les valeurs admises", "The values allowed"),
            column(
                "labels_fr",
                "Leur sens, dans le même ordre",
                "Their meaning in French, in the same order",
            ),
            column(
                "labels_en",
                "Leur sens en anglais, dans le même ordre",
                "Their meaning, in the same order",
            ),
            column(
                "source",
                "La question, l’indice ou le champ dont elle vient",
                "The question, clue or field that it comes from",
            ),
            column(
                "guarded",
                "Si une apostrophe précède ce qu’un tableur exécuterait",
                "Whether an apostrophe comes before what a spreadsheet would run",
            ),
        ],
        key: vec!["file".to_owned(), "column".to_owned()],
    }
}

/// What the codebook says of a table.
fn rows(table: &Table) -> impl Iterator<Item = Vec<Cell>> + '_ {
    table.columns.iter().map(|column| {
        let text = |text: &str| Cell::Text(text.to_owned());
        let unit = |language| column.unit.as_ref().map(|unit| unit.in_language(language));
        let labels = |language| {
            let label = |word: &Allowed| word.label.in_language(language).replace(" | ", " / ");
            text(&column.kind.allowed().iter().map(label).collect::<Vec<_>>().join(" | "))
        };
        vec![
            text(&table.name),
            text(&column.name),
            text(column.kind.name()),
            text(&column.meaning.fr),
            text(&column.meaning.en),
            Cell::text(unit(Language::Fr)),
            Cell::text(unit(Language::En)),
            text(&allowed(&column.kind)),
            labels(Language::Fr),
            labels(Language::En),
            text(&column.source),
            Cell::Yes(column.kind == Type::Text),
        ]
    })
}

fn allowed(kind: &Type) -> String {
    match kind {
        Type::Boolean => "true | false".to_owned(),
        Type::One(_) | Type::Some(_) => {
            kind.allowed().iter().map(|word| word.code.as_str()).collect::<Vec<_>>().join(" | ")
        }
        Type::Code(pattern) => (*pattern).to_owned(),
        _ => kind.bounds().map_or_else(String::new, |(least, most)| format!("{least} to {most}")),
    }
}
