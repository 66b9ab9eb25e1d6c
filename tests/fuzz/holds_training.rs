//! What holds whatever bytes the readers of training files and of lenses are handed: as in `holds.rs`.

use std::sync::{Arc, LazyLock};

use faisceau::findings::lens::{Lens, Vocabulary};
use faisceau::instrument::Shelf;
use faisceau::training::room::{Played, Session, sample};
use faisceau::training::{Rules, Scenario};

use super::holds::shown;

const COOK: &str = include_str!("../corpus/training/a-cook.json");
const RULES: &str = include_str!("../corpus/training/trust.json");
/// The sound lens that is spoilt.
pub const LENS: &str = include_str!("../../instruments/association/2.0.0/lenses/association-criteria.json");
const PLACE: &str = "lenses/association-criteria.json";

/// What the files refer to, and sound files of each kind.
pub struct Around {
    shelf: Shelf,
    rules: Arc<Rules>,
    vocabulary: Vocabulary,
    session: Session,
    /// A scenario, a session that carries it, and one of its results, as files.
    pub sound: [String; 3],
}

/// What the files refer to.
pub static AROUND: LazyLock<Around> = LazyLock::new(|| {
    let shelf = Shelf::bundled();
    let rules = Arc::new(Rules::read(RULES).unwrap_or_else(|flaws| panic!("{flaws:?}")));
    let cook = Arc::new(Scenario::read("a-cook.json", COOK).unwrap_or_else(|flaws| panic!("{flaws:?}")));
    let newest = shelf.newest().unwrap_or_else(|| panic!("an edition"));
    let (session, results) = sample(&cook, "A room", &shelf, 7).unwrap_or_else(|| panic!("a session"));
    let sound = [COOK.to_owned(), session.to_json(), results[0].to_json()];
    Around { vocabulary: Vocabulary::of(&newest), shelf, rules, session, sound }
});

/// A scenario that is sound has no flaw; one that is not says why.
pub fn scenario(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let flaws = match Scenario::read("a-cook.json", &text) {
        Ok(scenario) => scenario.check("a-cook.json", &AROUND.shelf, &AROUND.rules, &|_| None),
        Err(flaws) => {
            shown(&flaws);
            return false;
        }
    };
    if !flaws.is_empty() {
        shown(&flaws);
    }
    flaws.is_empty()
}

/// A session that is read is read again as it is.
pub fn session(bytes: &[u8]) -> bool {
    let Ok(read) = Session::read(bytes, &AROUND.shelf, &AROUND.rules) else { return false };
    let again = Session::read(read.to_json().as_bytes(), &AROUND.shelf, &AROUND.rules);
    assert!(again.is_ok_and(|again| again == read));
    true
}

/// A result that is read belongs to the session, and is read again as it is.
pub fn result(bytes: &[u8]) -> bool {
    let Ok(read) = Played::read(bytes, &AROUND.session, &AROUND.shelf) else { return false };
    let again = Played::read(read.to_json().as_bytes(), &AROUND.session, &AROUND.shelf);
    assert_eq!(again, Ok(read));
    true
}

/// A lens that is taken in has no flaw; one that is not says why.
pub fn lens(bytes: &[u8]) -> bool {
    Lens::read(PLACE, &String::from_utf8_lossy(bytes), &AROUND.vocabulary)
        .map_err(|flaws| shown(&flaws))
        .is_ok()
}
