//! The identification report: what a case holds, for those who must act on it, on paper.
//!
//! Start with [`report`], and [`summary`] for one page of it. Both are a [`Sheet`]: the screen shows its
//! blocks, and [`Sheet::to_html`] makes it a file. What is not relevant to the case, and what the
//! [`Selection`] does not take, is not in it.
//!
//! Facts bear the number of their question, and findings cite them by it. What each source said stands
//! apart. Legal steps are shown with their time limits as they are published, and nothing is computed
//! from them. Nothing in it says what a person is.

mod around;
mod facts;
mod law;
mod lenses;
mod sink;
mod steps;

use super::digest::Digest;
use super::lens_record::{withholds, withholds_rule};
use super::shared::Shared;
use super::sheet::{Block, Chapter, Line, Setting, Sheet, Span, plain};
use crate::findings::lens::{Reading, Rule};
use crate::findings::{Converging, Findings};
use crate::instrument::{ClueIx, Language, PartialDate, QuestionIx, StageId, TrackId};
use crate::interview::{Case, Moment, Part, Selection};
use crate::wording;

pub use sink::Reports;

pub use law::{Clock, Clocks, EmergencyNumber, EmergencyNumbers, Outline, When};

/// What a report is written from: the case and its findings as far as they may be told.
struct Writer<'a> {
    /// The whole case, for what no selection narrows: its number.
    whole: &'a Case,
    case: &'a Case,
    findings: &'a Findings,
    shared: Shared<'a>,
    language: Language,
    /// What of the case may be told.
    selection: &'a Selection,
    /// Whether answers are kept back.
    withholds: bool,
}

/// The identification report on a case, as far as the selection takes it.
#[must_use]
pub fn report(case: &Case, selection: &Selection, language: Language) -> Sheet {
    write(case, selection, language, |writer| {
        let title = writer.say("Rapport d’identification", "Identification report");
        let mut sheet = writer.sheet(title, Setting::Pages);
        sheet.head.push(Block::Small(plain(writer.say(
            "Ce rapport réunit ce qui a été dit et vu, et montre ce qui converge, ce qui manque et pourquoi. Un \
             indice n’est pas un verdict : des personnes décident. En France, l’identification formelle revient \
             à la police et à la gendarmerie. Chaque fait porte le numéro de sa question ; les constats le citent.",
            "This report brings together what was said and seen, and shows what converges, what is missing and \
             why. A clue is not a verdict: people decide. In France, formal identification belongs to police and \
             gendarmerie. Each fact bears the number of its question; findings cite it.",
        ))));
        sheet.head.extend(writer.kept_back());
        for chapter in [
            writer.first_things(),
            writer.convergence(),
            writer.facts(),
            writer.other_facts(),
            writer.reckonings(),
            writer.mismatches(),
            writer.lenses(),
            writer.offences(),
            writer.evidence(),
            writer.needs(),
            writer.clocks(),
            writer.decision(),
            writer.agreements(),
            writer.silences(),
            writer.match_with_file(),
        ] {
            sheet.add(chapter);
        }
        sheet
    })
}

/// One page of the report: what must be seen at once.
#[must_use]
pub fn summary(case: &Case, selection: &Selection, language: Language) -> Sheet {
    write(case, selection, language, |writer| {
        let title = writer.say("Synthèse du dossier", "Summary of the case");
        let mut sheet = writer.sheet(title, Setting::OnePage);
        sheet.head.extend(writer.kept_back());
        for chapter in [
            writer.first_things_in_short(),
            writer.convergence_in_short(),
            writer.lenses_in_short(),
            writer.clocks_in_short(),
            writer.decision_in_short(),
            writer.agreements_in_short(),
        ] {
            sheet.add(chapter);
        }
        sheet
    })
}

/// Writes from what the selection takes: findings are drawn from what is told alone, so that nothing can
/// be read from them of what is not.
fn write(
    whole: &Case,
    selection: &Selection,
    language: Language,
    sheet: impl FnOnce(&Writer<'_>) -> Sheet,
) -> Sheet {
    // What was never passed on here cannot leave again.
    let selection =
        whole.received().map_or_else(|| selection.clone(), |received| selection.within(&received.selection));
    let (case, selection) = whole.selected(&selection);
    let findings = Findings::of(&case);
    let shared = Shared::of(&case, &selection);
    let withholds = selection.withheld().next().is_some() || !selection.topics().is_empty();
    let writer = Writer {
        whole,
        case: &case,
        findings: &findings,
        shared,
        language,
        selection: &selection,
        withholds,
    };
    sheet(&writer)
}

impl Writer<'_> {
    const fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        wording::say(self.language, fr, en)
    }

    /// Before what follows a name: French sets a space there.
    const fn colon(&self) -> &'static str {
        wording::colon(self.language)
    }

    /// That answers are kept back, where some are: what is missing is not known, and no *no*.
    fn kept_back(&self) -> Option<Block> {
        let told = self.say(
            "Des réponses ne sont pas communiquées ici ; ce qui en dépend est lu comme non connu.",
            "Some answers are not passed on here; what depends on them is read as not known.",
        );
        self.withholds.then(|| Block::Small(plain(told)))
    }

    fn sheet(&self, title: &str, setting: Setting) -> Sheet {
        let number = super::number(self.whole);
        let foot = format!("{title} · {} {number}", self.say("dossier", "case"));
        Sheet {
            language: self.language,
            title: title.to_owned(),
            foot,
            setting,
            head: vec![self.about(number.to_string())],
            chapters: Vec::new(),
        }
    }

    /// What the document is about, without a name.
    fn about(&self, number: String) -> Block {
        let instrument = self.case.instrument();
        let mut pairs: Vec<(String, Line)> = vec![(self.say("Dossier", "Case").to_owned(), plain(number))];
        let mut pair = |name: &str, words: String| pairs.push((name.to_owned(), plain(words)));
        let opened = self.day(self.case.opened_at());
        let changed = self.day(self.case.changed_at());
        if opened == changed {
            pair(self.say("Recueilli", "Collected"), opened);
        } else {
            let from_to = match self.language {
                Language::Fr => format!("du {opened} au {changed}"),
                Language::En => format!("from {opened} to {changed}"),
            };
            pair(self.say("Recueilli", "Collected"), from_to);
        }
        let edition = format!(
            "{}, {} {}",
            instrument.title.in_language(self.language),
            self.say("édition", "edition"),
            instrument.edition.version
        );
        pair(self.say("Questionnaire", "Questionnaire"), edition);
        let track = instrument.tracks.iter().find(|track| track.id == self.case.track());
        if let Some(track) = track.filter(|track| track.id != TrackId::Full) {
            pair(self.say("Parcours", "Track"), track.title.in_language(self.language).to_owned());
        }
        if self.shared.has(Part::CaseName) {
            let name = vec![Span::Words(self.case.name().to_owned())];
            pairs.push((self.say("Nom de travail", "Working name").to_owned(), name));
        }
        pairs.push((self.say("Empreinte", "Digest").to_owned(), plain(self.digest().to_string())));
        Block::Pairs(pairs)
    }

    fn digest(&self) -> Digest {
        Digest::of_case(self.case)
    }

    /// A day in words, as precisely as it may be told.
    fn day(&self, moment: Moment) -> String {
        let day = self.shared.day(moment);
        day.map(|on| wording::date::partial(PartialDate { on, around: false }, self.language))
            .unwrap_or_default()
    }

    /// The number of a question, as the screens and the paper form show it: its stage and its place.
    fn number(&self, question: QuestionIx) -> String {
        super::sheet::number(self.case.instrument(), question, self.language)
    }

    fn numbers(&self, questions: impl IntoIterator<Item = QuestionIx>) -> String {
        questions.into_iter().map(|question| self.number(question)).collect::<Vec<_>>().join(", ")
    }

    /// Whether nothing of a clue may be told.
    fn withholds_clue(&self, clue: ClueIx) -> bool {
        withholds(self.case, self.findings, clue)
    }

    /// Whether nothing may be told of what a rule says: it stands on such clues alone.
    fn withholds_rule(&self, reading: &Reading, rule: Rule) -> bool {
        withholds_rule(self.case, self.findings, reading, rule)
    }

    fn clue_name(&self, clue: ClueIx) -> &str {
        self.case.instrument().clue(clue).name.in_language(self.language)
    }

    /// A clue with the facts that raise it.
    fn clue(&self, clue: ClueIx) -> String {
        let finding = self.findings.clue(clue);
        let mut from = Vec::new();
        let facts = self.numbers(finding.raised_by());
        if !facts.is_empty() {
            from.push(facts);
        }
        let reckoned = finding.reckoned.iter().any(|ground| ground.weight == crate::findings::Weight::Raises);
        if reckoned {
            from.push(self.say("calcul", "reckoned").to_owned());
        }
        if from.is_empty() && finding.set.is_some() {
            from.push(self.say("retenu par l’intervenant", "set by the interviewer").to_owned());
        }
        let name = self.clue_name(clue);
        if from.is_empty() { name.to_owned() } else { format!("{name} ({})", from.join(", ")) }
    }

    fn stage(&self, stage: StageId) -> &str {
        self.case.instrument().stage(stage).title.in_language(self.language)
    }

    fn converging(&self) -> &'static str {
        match self.findings.converging(self.case.instrument()).0 {
            Converging::Converge => self.say("Des indices convergent.", "Clues converge."),
            Converging::NotEnoughKnown => self.say(
                "On n’en sait pas assez pour dire si des indices convergent.",
                "Not enough is known to say whether clues converge.",
            ),
            Converging::NoneSoFar => self.say("Aucun indice jusqu’ici.", "No clue so far."),
            Converging::DoNotConverge => self.say("Les indices ne convergent pas.", "Clues do not converge."),
        }
    }

    fn chapter(&self, id: &'static str, fr: &'static str, en: &'static str, blocks: Vec<Block>) -> Chapter {
        Chapter::new(id, self.say(fr, en).to_owned(), blocks)
    }
}
