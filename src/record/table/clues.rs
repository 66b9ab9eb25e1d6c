//! One row a clue of a case: where it stands after the answers that may leave.

use std::sync::Arc;

use super::cases::case_key;
use super::cell::Cell;
use super::column::{Allowed, Column, Table, Type, words};
use crate::findings::{ClueState, Findings};
use crate::instrument::{ClueIx, Instrument};
use crate::record::lens_record::withholds;
use crate::record::shared::Shared;

/// The table of clues of these editions.
pub(super) fn table(instruments: &[Arc<Instrument>]) -> Table {
    let ours = |name: &str, kind, fr: &str, en: &str| Column::new(name, kind, "Faisceau", words(fr, en));
    let (mut families, mut clues): (Vec<Allowed>, Vec<Allowed>) = (Vec::new(), Vec::new());
    for instrument in instruments.iter().rev() {
        for family in &instrument.families {
            if !families.iter().any(|other| other.code == family.id.as_str()) {
                families.push(Allowed::new(family.id.as_str(), family.name.clone()));
            }
        }
        for clue in instrument.clues() {
            if !clues.iter().any(|other| other.code == clue.id.as_str()) {
                clues.push(Allowed::new(clue.id.as_str(), clue.name.clone()));
            }
        }
    }
    let states = ClueState::ALL.map(|state| {
        let (fr, en) = match state {
            ClueState::Present => ("présent", "present"),
            ClueState::Absent => ("écarté", "ruled out"),
            ClueState::Unknown => ("inconnu", "unknown"),
            ClueState::NotYetAsked => ("pas encore demandé", "not yet asked"),
        };
        Allowed::new(code(state), words(fr, en))
    });
    Table {
        name: "clues".to_owned(),
        row: words("Un indice d’un dossier", "A clue of a case"),
        columns: vec![
            case_key().to("cases", "case"),
            ours("family", Type::One(families), "La famille", "The family"),
            ours("clue", Type::One(clues), "L’indice", "The clue"),
            ours(
                "state",
                Type::One(states.into()),
                "Ce que disent les réponses ; ce n’est pas une conclusion",
                "What the answers say; it is no verdict",
            ),
            ours(
                "set",
                Type::Boolean,
                "Si l’état est ce que l’intervieweuse a indiqué elle-même",
                "Whether the interviewer set it herself",
            ),
        ],
        key: vec!["case".to_owned(), "clue".to_owned()],
    }
}

/// The rows of a case: the clues that no withheld answer speaks of.
pub(super) fn rows(number: u32, shared: &Shared) -> Vec<Vec<Cell>> {
    let instrument = shared.case().instrument();
    let findings = Findings::of(shared.case());
    let told = |clue: ClueIx| {
        let mut questions = instrument.questions_behind(clue);
        !withholds(shared.case(), &findings, clue)
            && questions.all(|question| shared.takes_clues_of(&instrument.question(question).id))
    };
    findings
        .clues()
        .filter(|(clue, _)| told(*clue))
        .map(|(at, finding)| {
            let clue = instrument.clue(at);
            vec![
                Cell::Integer(i64::from(number)),
                Cell::code(Some(&instrument.families[clue.family].id)),
                Cell::code(Some(&clue.id)),
                Cell::Code(code(finding.state).to_owned()),
                Cell::Yes(shared.case().setting(at).is_some()),
            ]
        })
        .collect()
}

const fn code(state: ClueState) -> &'static str {
    match state {
        ClueState::Present => "present",
        ClueState::Absent => "absent",
        ClueState::Unknown => "unknown",
        ClueState::NotYetAsked => "not_yet_asked",
    }
}
