//! The tables in which the fields stand.

use super::mapping::Mapping;
use super::standard::{Field, FieldKind, File, Standard};
use crate::instrument::Text;
use crate::record::shared::Absence;
use crate::record::table::{Allowed, Column, Table, Type, words};

/// The name of the key that begins every row.
pub(super) const CASE: &str = "faisceau_case";
pub(super) const ORGANISATION: &str = "faisceau_organisation";
pub(super) const NAME: &str = "faisceau_name";
const ORGANISATION_KEY: &str = "O[0-9]+";

/// One of the standard's files as a table.
pub(super) fn table(standard: &Standard, file: File, mappings: &[Mapping], named: bool) -> Table {
    let mut columns = vec![case(file)];
    let mut key = vec![CASE.to_owned()];
    match file {
        File::Cases if named => columns.push(name()),
        File::Organisations => {
            columns.push(Column::new(
                ORGANISATION,
                Type::Code(ORGANISATION_KEY),
                "Faisceau",
                words("Le numéro de la structure dans ce fichier", "The organisation’s number in this file"),
            ));
            key = vec![ORGANISATION.to_owned()];
        }
        _ => {}
    }
    if matches!(file, File::Events | File::Support) {
        key.clear();
    }
    columns.extend(standard.written(file).map(|field| column(field, standard)));
    if file == File::Cases {
        columns.extend(
            own(mappings)
                .into_iter()
                .map(|(name, meaning)| Column::new(name, Type::Boolean, "Faisceau", meaning)),
        );
    }
    Table { name: file.name().to_owned(), row: row(file), columns, key }
}

/// Our own columns, of all mappings, each once.
pub(super) fn own(mappings: &[Mapping]) -> Vec<(String, Text)> {
    let mut found: Vec<(String, Text)> = Vec::new();
    for column in mappings.iter().flat_map(|mapping| &mapping.own) {
        if !found.iter().any(|(name, _)| *name == column.column) {
            found.push((column.column.clone(), column.meaning.clone()));
        }
    }
    found
}

/// The same rows with one column a value for the fields that take several.
pub(super) fn one_hot(standard: &Standard) -> Table {
    let spread = spread(standard).map(|(field, value)| {
        let meaning = format!("{}: {}", field.label, value.1);
        let name = format!("{}_{}", field.name, value.0);
        Column::new(name, Type::Integer(0, 1), &field.name, words(&meaning, &meaning))
    });
    Table {
        name: "cases_onehot".to_owned(),
        row: words(
            "Une personne dans un dossier, une colonne par valeur",
            "A person in a case, one column a value",
        ),
        columns: std::iter::once(case(File::Events)).chain(spread).collect(),
        key: vec![CASE.to_owned()],
    }
}

/// Each field of the cases that takes several values of a list, with each value and its label.
pub(super) fn spread(standard: &Standard) -> impl Iterator<Item = (&Field, (&str, &str))> {
    let several = standard.written(File::Cases).filter(|field| field.kind == FieldKind::Some);
    several.flat_map(|field| {
        field.values.iter().map(move |value| (field, (value.name.as_str(), value.label.as_str())))
    })
}

/// Why cells are empty, one row a cell.
pub(super) fn absent() -> Table {
    let reasons = Absence::ALL.map(|absence| Allowed::new(absence.code(), absence.meaning()));
    Table {
        name: "absent".to_owned(),
        row: words("Une cellule vide, et pourquoi", "An empty cell, and why"),
        columns: vec![
            case(File::Events),
            Column::new("field", Type::Code("[a-z]+_[A-Za-z]+"), "HTCDS", words("Le champ", "The field")),
            Column::new(
                "reason",
                Type::One(reasons.into()),
                "HL7 data-absent-reason",
                words("Pourquoi la cellule est vide", "Why the cell is empty"),
            ),
            Column::new(
                "text",
                Type::Text,
                "Faisceau",
                words("Ce qui a été dit à la place", "What was told instead"),
            ),
        ],
        key: vec![CASE.to_owned(), "field".to_owned()],
    }
}

fn case(file: File) -> Column {
    let meaning = words("Le numéro du dossier dans ce fichier", "The case’s number in this file");
    let column = Column::new(CASE, Type::Integer(1, i64::from(u32::MAX)), "Faisceau", meaning);
    if file == File::Cases { column } else { column.to(File::Cases.name(), CASE) }
}

fn name() -> Column {
    let meaning = words("Le pseudonyme ou le numéro du dossier", "The case’s pseudonym or number");
    Column::new(NAME, Type::Text, "Faisceau", meaning)
}

fn column(field: &Field, standard: &Standard) -> Column {
    let allowed =
        || field.values.iter().map(|v| Allowed::new(&v.name, words(&v.label, &v.label))).collect::<Vec<_>>();
    let kind = match field.kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Telephone => Type::Text,
        FieldKind::Date => Type::Day,
        FieldKind::Number => Type::Integer(0, 999),
        FieldKind::Boolean => Type::Boolean,
        FieldKind::Coordinate => Type::Code("-?[0-9]+([.][0-9]+)?"),
        FieldKind::One => Type::One(allowed()),
        FieldKind::Some => Type::Some(allowed()),
        FieldKind::Country => Type::Code("[A-Z]{2}"),
        FieldKind::Countries => Type::Code("[A-Z]{2}(;[A-Z]{2})*"),
        FieldKind::Language => Type::Code("[a-z]{3}"),
        FieldKind::Link => Type::Code(ORGANISATION_KEY),
    };
    let source = format!("HTCDS {}: {}", standard.version, field.name);
    let column = Column::new(&field.name, kind, source, words(&field.label, &field.label));
    match field.kind {
        FieldKind::Link => column.to(File::Organisations.name(), ORGANISATION),
        _ => column,
    }
}

fn row(file: File) -> Text {
    match file {
        File::Cases => words("Une personne dans un dossier", "A person in a case"),
        File::Events => words("Une étape du parcours", "A step of the way"),
        File::Support => words("Un besoin", "A need"),
        File::Organisations => {
            words("Une structure que le dossier nomme", "An organisation that the case names")
        }
        File::Persons => words("Une autre personne du dossier", "Another person of the case"),
        File::Comments => words("Un commentaire", "A comment"),
    }
}
