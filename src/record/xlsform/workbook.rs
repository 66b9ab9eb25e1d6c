//! The sheets of a form as a workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::form::{Form, Row};
use crate::instrument::{Language, Text};

/// The languages as a form names them: a name, then the tag that programs read.
const fn named(language: Language) -> &'static str {
    match language {
        Language::Fr => "Français (fr)",
        Language::En => "English (en)",
    }
}

/// The form as `.xlsx`, opened in this language at first. The same form gives the same bytes.
///
/// # Errors
/// When a text is longer than a cell takes.
pub fn workbook(form: &Form, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A workbook tells when it was made: always the same day, so that equal forms are equal files.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let texts = |name: &str| Language::ALL.map(|language| format!("{name}::{}", named(language)));

    let mut survey = vec![strings(&["type", "name"])];
    survey[0].extend(["label", "hint", "constraint_message"].into_iter().flat_map(texts));
    survey[0].extend(strings(&["relevant", "constraint", "appearance"]));
    survey.extend(form.survey.iter().map(cells));
    sheet(&mut workbook, "survey", &survey)?;

    let mut choices = vec![strings(&["list_name", "name"])];
    choices[0].extend(texts("label"));
    choices.extend(form.choices.iter().map(|choice| {
        let labels = in_both(Some(&choice.label));
        [choice.list.clone(), choice.name.clone()].into_iter().chain(labels).collect()
    }));
    sheet(&mut workbook, "choices", &choices)?;

    let settings = [
        strings(&["form_title", "form_id", "version", "default_language"]),
        vec![
            form.title.in_language(language).to_owned(),
            form.id.clone(),
            form.version.clone(),
            named(language).to_owned(),
        ],
    ];
    sheet(&mut workbook, "settings", &settings)?;
    workbook.save_to_buffer()
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells = vec![row.kind.clone(), row.name.clone()];
    for text in [&row.label, &row.hint, &row.constraint_message] {
        cells.extend(in_both(text.as_ref()));
    }
    cells.extend([row.relevant.clone(), row.constraint.clone(), row.appearance.clone()]);
    cells
}

fn in_both(text: Option<&Text>) -> [String; 2] {
    Language::ALL.map(|language| text.map_or_else(String::new, |text| text.in_language(language).to_owned()))
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn sheet(workbook: &mut Workbook, name: &str, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
