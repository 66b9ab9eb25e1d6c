//! Who gets what of an edition, and which agreements cover it: data beside the edition,
//! `recipients.json`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::instrument::{
    Edition, Fault, Flaw, Instrument, OptionId, QuestionId, QuestionIx, Shelf, StageId, Topics,
};
use crate::interview::{AgreementStep, Case, Part, Permission, Precision, Recipient, Selection, Standing};

const FORMAT: &str = "faisceau-recipients/1";
const FILE: &str = "recipients.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    recipients: Vec<WrittenOne>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOne {
    recipient: Recipient,
    parts: BTreeSet<Part>,
    dates: Precision,
    /// Stages, sections and questions whose answers leave.
    answers: Vec<String>,
    /// Questions of these whose answers do not.
    but: Vec<QuestionId>,
    /// What the recipient is promised not to get: of what tells these topics nothing leaves.
    #[serde(default)]
    never: Topics,
    /// Whether a text leaves only once it was read: what it tells, no file can say.
    #[serde(default)]
    texts_read: bool,
    /// The stages whose answers are the recipient's own.
    free: Vec<StageId>,
    uses: Vec<CoveringUse>,
}

/// A use that covers a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoveringUse {
    /// The stage that offers it.
    pub stage: StageId,
    /// The use.
    #[serde(rename = "use")]
    pub id: OptionId,
    /// Whether its words promise that the person is asked again before anything leaves.
    #[serde(default)]
    pub again: bool,
}

/// What a recipient gets by default, and what covers it.
#[derive(Debug)]
struct One {
    recipient: Recipient,
    selection: Selection,
    free: Vec<StageId>,
    uses: Vec<CoveringUse>,
}

/// The recipients of an edition, checked.
#[derive(Debug)]
pub struct Recipients {
    all: Vec<One>,
}

/// How far the agreement to a stage covers that its answers are passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// The answers are the recipient's own.
    Own,
    /// This use was agreed to, and covers it.
    Agreed(OptionId),
    /// This use was agreed to, and promises that the person is asked again.
    Again(OptionId),
    /// No use that was agreed to covers it.
    Not,
}

impl Recipients {
    /// The recipients of an edition; of one that names none, every recipient gets no answer at all.
    ///
    /// # Errors
    /// Every flaw of its file, with its place.
    pub fn of(instrument: &Instrument) -> Result<Self, Vec<Flaw>> {
        let files = Shelf::files(&instrument.edition);
        match files.iter().find(|(name, _)| *name == FILE) {
            Some((_, text)) => Self::read(text, instrument),
            None => Ok(Self { all: Vec::new() }),
        }
    }

    /// Reads the recipients of an edition.
    ///
    /// # Errors
    /// Every flaw, with its place.
    pub fn read(text: &str, instrument: &Instrument) -> Result<Self, Vec<Flaw>> {
        let flaw = |place: String, fault| Flaw { place: format!("{FILE}: {place}"), fault };
        let written: Written = serde_json::from_str(text)
            .map_err(|error| vec![flaw(String::new(), Fault::Unreadable(error.to_string()))])?;
        let mut flaws = Vec::new();
        if written.format != FORMAT {
            flaws.push(flaw("format".to_owned(), Fault::Format(written.format)));
        }
        let mut all = Vec::new();
        for one in written.recipients {
            let place = |what: &str| format!("{} {what}", one.recipient.as_str());
            let named = |name: &String| -> Vec<QuestionIx> {
                let within = |at: &QuestionIx| {
                    let question = instrument.question(*at);
                    question.id.as_str() == name
                        || instrument.section(question.section).id.as_str() == name
                        || instrument.stage_of(*at).as_str() == name
                };
                (0..instrument.questions().len()).map(QuestionIx).filter(within).collect()
            };
            let mut taken = BTreeSet::new();
            for name in &one.answers {
                let found = named(name);
                if found.is_empty() {
                    flaws.push(flaw(place("answers"), Fault::Unknown(name.clone())));
                }
                taken.extend(found);
            }
            for id in &one.but {
                match instrument.find(id) {
                    Some(question) => drop(taken.remove(&question)),
                    None => flaws.push(flaw(place("but"), Fault::Unknown(id.to_string()))),
                }
            }
            for used in &one.uses {
                let offered = instrument.stage(used.stage).asking.iter().flat_map(|asking| &asking.uses);
                if !offered.into_iter().any(|offered| offered.id == used.id) {
                    flaws.push(flaw(place("uses"), Fault::Unknown(used.id.to_string())));
                }
            }
            let mut selection = Selection::of(one.parts).dates(one.dates).without_topics(one.never);
            if one.texts_read {
                selection = selection.texts_are_read();
            }
            for at in (0..instrument.questions().len()).map(QuestionIx).filter(|at| !taken.contains(at)) {
                selection = selection.without(instrument.question(at).id.clone());
            }
            all.push(One { recipient: one.recipient, selection, free: one.free, uses: one.uses });
        }
        if flaws.is_empty() { Ok(Self { all }) } else { Err(flaws) }
    }

    fn one(&self, recipient: Recipient) -> Option<&One> {
        self.all.iter().find(|one| one.recipient == recipient)
    }

    /// What a recipient gets by default; no answer and no part where the edition says nothing.
    #[must_use]
    pub fn selection(&self, recipient: Recipient, instrument: &Instrument) -> Selection {
        let nothing = || {
            let ids = instrument.questions().iter().map(|question| question.id.clone());
            ids.fold(Selection::of([]).dates(Precision::Year), Selection::without)
        };
        self.one(recipient).map_or_else(nothing, |one| one.selection.clone())
    }

    /// What a recipient is promised not to get.
    #[must_use]
    pub fn promise(&self, recipient: Recipient) -> Topics {
        self.one(recipient).map(|one| one.selection.topics()).unwrap_or_default()
    }

    /// How far the agreements cover that this selection of a case goes to a recipient: each stage of
    /// which an answer leaves.
    #[must_use]
    pub fn covers(&self, case: &Case, recipient: Recipient, selection: &Selection) -> Vec<(StageId, Cover)> {
        let instrument = case.instrument();
        let (cut, _) = case.selected(selection);
        let stands = |at: QuestionIx| cut.standing(at) != Standing::Closed && cut.entry(at).is_written();
        let leaves = |stage: &StageId| instrument.questions_of(*stage).any(stands);
        let stages = StageId::ASKING.into_iter().filter(leaves);
        stages.map(|stage| (stage, self.cover(case, recipient, stage))).collect()
    }

    fn cover(&self, case: &Case, recipient: Recipient, stage: StageId) -> Cover {
        let Some(one) = self.one(recipient) else { return Cover::Not };
        if one.free.contains(&stage) {
            return Cover::Own;
        }
        let Some(AgreementStep::Given(given)) = case.agreements().of(stage).last().map(|record| &record.step)
        else {
            return Cover::Not;
        };
        let agreed = || one.uses.iter().filter(|used| used.stage == stage && given.uses.contains(&used.id));
        let first = agreed().find(|used| !used.again).or_else(|| agreed().next());
        match first {
            Some(used) if used.again => Cover::Again(used.id.clone()),
            Some(used) => Cover::Agreed(used.id.clone()),
            None => Cover::Not,
        }
    }
}

/// The permission that the agreements give, when they cover every stage.
#[must_use]
pub fn agreed(covers: &[(StageId, Cover)]) -> Option<Permission> {
    let mut uses = Vec::new();
    for (stage, cover) in covers {
        match cover {
            Cover::Own => {}
            Cover::Agreed(used) => uses.push((*stage, used.clone())),
            Cover::Again(_) | Cover::Not => return None,
        }
    }
    Some(Permission::Agreed(uses))
}

/// What a recipient gets by default of cases of several editions: of a question that one of them does
/// not pass on, nothing leaves.
///
/// # Errors
/// The edition whose file has a flaw.
pub fn selection_for(
    recipient: Recipient,
    instruments: &[std::sync::Arc<Instrument>],
) -> Result<Selection, Edition> {
    let mut selection: Option<Selection> = None;
    for instrument in instruments {
        let recipients = Recipients::of(instrument).map_err(|_| instrument.edition.clone())?;
        let own = recipients.selection(recipient, instrument);
        selection = Some(selection.map_or_else(|| own.clone(), |so_far| so_far.within(&own)));
    }
    Ok(selection.unwrap_or_else(|| Selection::of([])))
}
