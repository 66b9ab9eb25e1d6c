//! The tables described as a Frictionless data package.

use serde_json::{Map, Value, json};

use super::column::{Column, Table, Type};

/// What a data package says beside its tables.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name: small letters, digits, hyphens.
    pub name: &'static str,
    /// What it is.
    pub title: String,
    /// What holds for it beside the specification's own properties.
    pub properties: Map<String, Value>,
}

/// The package's description (Frictionless Data Package, version 1), ending with a line end.
#[must_use]
pub fn package(about: &Package, tables: &[&Table]) -> String {
    let mut package = Map::new();
    package.insert("profile".into(), "tabular-data-package".into());
    package.insert("name".into(), about.name.into());
    package.insert("title".into(), about.title.clone().into());
    package.extend(about.properties.clone());
    package.insert("resources".into(), tables.iter().map(|table| resource(table, tables)).collect());
    // Maps, lists and texts alone: writing them to memory cannot fail.
    let mut json = serde_json::to_string_pretty(&package).unwrap_or_default();
    json.push('\n');
    json
}

fn resource(table: &Table, tables: &[&Table]) -> Value {
    let mut schema = Map::new();
    schema.insert("fields".into(), table.columns.iter().map(field).collect());
    schema.insert("missingValues".into(), json!([""]));
    if !table.key.is_empty() {
        schema.insert("primaryKey".into(), json!(table.key));
    }
    let foreign: Vec<_> = table.columns.iter().filter_map(|column| foreign(column, tables)).collect();
    if !foreign.is_empty() {
        schema.insert("foreignKeys".into(), foreign.into());
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "title": table.row.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminator": "\r\n", "header": true },
        "schema": schema,
    })
}

fn foreign(column: &Column, tables: &[&Table]) -> Option<Value> {
    let (table, to) = column.refers_to.as_ref()?;
    tables
        .iter()
        .any(|other| other.name == *table)
        .then(|| json!({ "fields": column.name, "reference": { "resource": table, "fields": to } }))
}

fn field(column: &Column) -> Value {
    let words = |codes: &[super::Allowed]| codes.iter().map(|word| word.code.clone()).collect::<Vec<_>>();
    let (kind, constraints) = match &column.kind {
        Type::Boolean => ("boolean", json!({})),
        Type::Integer(least, most) => ("integer", json!({ "minimum": least, "maximum": most })),
        Type::Decimal => ("number", json!({ "minimum": 0 })),
        Type::Day => ("date", json!({})),
        Type::PartialDay => ("string", json!({ "pattern": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" })),
        Type::Moment => ("datetime", json!({})),
        Type::Code(pattern) => ("string", json!({ "pattern": pattern })),
        Type::One(allowed) => ("string", json!({ "enum": words(allowed) })),
        Type::Some(allowed) => {
            let any = words(allowed).join("|");
            ("string", json!({ "pattern": format!("({any})(;({any}))*") }))
        }
        Type::Text => ("string", json!({})),
    };
    let mut field = Map::new();
    field.insert("name".into(), column.name.clone().into());
    field.insert("type".into(), kind.into());
    match column.kind {
        Type::Moment => field.insert("format".into(), "%Y-%m-%dT%H:%M:%S%z".into()),
        Type::Boolean => {
            field.insert("trueValues".into(), json!(["true"]));
            field.insert("falseValues".into(), json!(["false"]))
        }
        _ => None,
    };
    field.insert("description".into(), column.meaning.en.clone().into());
    if constraints != json!({}) {
        field.insert("constraints".into(), constraints);
    }
    field.into()
}
