//! XLSForm.

use std::collections::BTreeSet;

use faisceau::instrument::{Kind, Language};
use faisceau::record::xlsform::{Form, workbook};

use super::shelf;

fn column(id: &str) -> String {
    id.replace(['.', '-'], "_")
}

#[test]
fn every_question_stands_in_the_form_in_both_languages() {
    for instrument in shelf().all() {
        let form = Form::of(&instrument);
        for question in instrument.questions() {
            let name = column(question.id.as_str());
            let end = match question.kind {
                Kind::Money { .. } => "__amount",
                Kind::Duration { .. } => "__count",
                _ => "",
            };
            let row = form.survey.iter().find(|row| row.name == format!("{name}{end}"));
            let row = row.unwrap_or_else(|| panic!("{} is not there", question.id));
            assert!(row.label.as_ref().is_some_and(|label| label.fr.contains(&question.wording.fr)));
            assert_eq!(row.hint.as_ref(), Some(&question.note));
            let conditional = question.relevant.is_some() && !form.untold.contains(&question.id);
            assert_eq!(!row.relevant.is_empty(), conditional, "{}", question.id);
        }
        let texts =
            form.survey.iter().flat_map(|row| [&row.label, &row.hint, &row.constraint_message]).flatten();
        let labels = form.choices.iter().map(|choice| &choice.label);
        assert!(texts.chain(labels).all(|text| text.missing().next().is_none()));
    }
}

#[test]
fn names_are_unique_and_whatever_is_named_is_there() {
    for instrument in shelf().all() {
        let form = Form::of(&instrument);
        let names: Vec<_> = form.survey.iter().map(|row| &row.name).filter(|name| !name.is_empty()).collect();
        let unique: BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')));
        let choices: BTreeSet<_> = form.choices.iter().map(|choice| (&choice.list, &choice.name)).collect();
        assert_eq!(choices.len(), form.choices.len(), "a choice stands once in its list");
        assert!(form.choices.iter().all(|choice| !choice.name.contains(' ')));
        for row in &form.survey {
            if let Some((kind, list)) = row.kind.split_once(' ') {
                assert!(kind.starts_with("select_"), "{kind}");
                assert!(form.choices.iter().any(|choice| choice.list == list), "{list}");
            }
            for seen in row.relevant.split("${").skip(1) {
                let seen = seen.split('}').next().expect("a name").to_owned();
                assert!(names.contains(&&seen), "{} looks at {seen}", row.name);
            }
        }
        let opened = form.survey.iter().filter(|row| row.kind == "begin_group").count();
        assert_eq!(opened, form.survey.iter().filter(|row| row.kind == "end_group").count());
    }
}

#[test]
fn conditions_are_translated_and_those_of_the_first_edition_all_are() {
    let form = Form::of(&shelf().all().next().expect("an edition"));
    assert!(form.untold.is_empty());
    let relevant =
        |name: &str| form.survey.iter().find(|row| row.name == name).map_or("", |row| row.relevant.as_str());
    assert_eq!(
        relevant("accident_when"),
        "(${accident_any} = 'declared' or ${accident_any} = 'not-declared' or ${accident_any} = 'told-to-hide' \
         or ${accident_any} = 'unsure')"
    );
    assert!(relevant("pay_amount__amount").starts_with("((${pay_received} = '' or "), "not ruled out");
    assert_eq!(relevant("section__interview_safety"), "${interview__agrees} = 'yes'");
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let form = Form::of(&shelf().newest().expect("an edition"));
    let made = workbook(&form, Language::Fr).expect("it can be written");
    assert_eq!(workbook(&form, Language::Fr).expect("it can be written"), made);
    assert_eq!(made.get(..2), Some(&b"PK"[..]));
}
