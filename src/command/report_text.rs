//! A report for people, as plain text.

use std::fmt::Write;

use super::report::{Applies, Clue, Family, Lens, Reckoning, Report, Statement};
use crate::findings::lens::{Role, RuleState};
use crate::findings::{ClueState, Converging, Weight};
use crate::instrument::{ClueId, Language};
use crate::wording::say;

/// The report as text. Every mark is a shape and a word, so that it can be read aloud or printed.
pub(super) fn text(report: &Report) -> String {
    let mut text = Text { language: report.language, out: String::new() };
    text.whole(report);
    text.out
}

/// A name, and the colon after it.
fn named(language: Language, name: &str) -> String {
    format!("{name}{}", say(language, "\u{a0}: ", ": "))
}

struct Text {
    language: Language,
    out: String,
}

impl Text {
    const fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        say(self.language, fr, en)
    }

    fn line(&mut self, line: impl std::fmt::Display) {
        // Writing to memory does not fail.
        let _ = writeln!(self.out, "{line}");
    }

    fn heading(&mut self, words: &str) {
        self.line("");
        self.line(words);
        self.line("─".repeat(words.chars().count()));
    }

    fn whole(&mut self, report: &Report) {
        self.line(self.say(
            "Un indice n’est pas un verdict : un être humain décide.",
            "A clue is not a verdict: a human decides.",
        ));
        self.line(format!("{} {}", report.instrument.id, report.instrument.version));
        if !report.first_things.is_empty() {
            self.heading(self.say("D’abord", "First of all"));
            report.first_things.iter().for_each(|thing| self.line(format!("! {thing}")));
        }
        if !report.mismatches.is_empty() {
            self.heading(self.say("Réponses qui ne vont pas ensemble", "Answers that do not fit together"));
            report.mismatches.iter().for_each(|told| self.line(format!("~ {told}")));
        }
        self.heading(self.say("Ce qui converge", "What converges"));
        self.convergence(report);
        self.heading(self.say("Indices par famille", "Clues by family"));
        report.families.iter().for_each(|family| self.family(family, &report.reckonings));
        let known: Vec<_> = report.reckonings.iter().filter(|reckoning| reckoning.known).collect();
        if !known.is_empty() {
            self.heading(self.say("Ce qui se calcule", "What is reckoned"));
            self.reckonings(&known);
        }
        report.lenses.iter().for_each(|lens| self.lens(lens));
        if !report.next_questions.is_empty() {
            self.heading(
                self.say("Questions qui pourraient le plus changer", "Questions that could change most"),
            );
            for next in &report.next_questions {
                self.line(format!("? {} ({})", next.wording, next.question));
                self.line(format!("    → {}", next.could_settle.join(", ")));
            }
        }
    }

    fn convergence(&mut self, report: &Report) {
        let counted = &report.convergence.families;
        let told = report.families.iter().filter(|family| counted.contains(&family.family));
        let families = told.map(|family| family.name.as_str()).collect::<Vec<_>>().join(", ");
        let told = match report.convergence.converging {
            Converging::Converge => self.say("Des indices convergent.", "Clues converge."),
            Converging::NotEnoughKnown => self.say("On n’en sait pas assez.", "Not enough is known."),
            Converging::NoneSoFar => self.say("Aucun indice jusqu’ici.", "No clue so far."),
            Converging::DoNotConverge => self.say(
                "Les indices ne convergent pas, et ce qui reste ouvert n’y changerait rien.",
                "Clues do not converge, and what is still open could not change that.",
            ),
        };
        self.line(told);
        if !families.is_empty() {
            self.line(format!("{}{families}", self.say("Familles : ", "Families: ")));
        }
    }

    /// What is reckoned, how, and with which published figures; where these are published is told once,
    /// below.
    fn reckonings(&mut self, known: &[&Reckoning]) {
        let mut sources: Vec<(&str, bool)> = Vec::new();
        for reckoning in known {
            self.line(format!("= {}{}", named(self.language, &reckoning.name), reckoning.result));
            if !reckoning.working.is_empty() {
                self.line(format!("    {}", reckoning.working));
            }
            for of_one in reckoning.figures.chunk_by(|one, other| one.source == other.source) {
                let source = (of_one[0].source.as_str(), of_one[0].verified);
                let number = sources.iter().position(|told| *told == source).unwrap_or_else(|| {
                    sources.push(source);
                    sources.len() - 1
                });
                let figures: Vec<_> = of_one.iter().map(|figure| figure.figure.as_str()).collect();
                self.line(format!("    {} [{}]", figures.join("; "), number + 1));
            }
        }
        for (at, (source, verified)) in sources.into_iter().enumerate() {
            let memory = if verified { "" } else { self.say(" (de mémoire)", " (from memory)") };
            self.line(format!("  [{}] {source}{memory}", at + 1));
        }
    }

    fn family(&mut self, family: &Family, reckonings: &[Reckoning]) {
        let Family { name, present, open, absent, .. } = family;
        let counts = match self.language {
            Language::Fr => format!("{present} présents, {open} ouverts, {absent} exclus"),
            Language::En => format!("{present} present, {open} open, {absent} ruled out"),
        };
        let note = if family.circumstance {
            self.say(" (circonstances, qui ne comptent pas)", " (circumstances, which do not count)")
        } else {
            ""
        };
        self.line(format!("{name}: {counts}{note}"));
        for clue in family.clues.iter().filter(|clue| clue.state == ClueState::Present) {
            self.clue(clue, reckonings);
        }
    }

    fn clue(&mut self, clue: &Clue, reckonings: &[Reckoning]) {
        self.line(format!("  ■ {} ({})", clue.name, clue.clue));
        for ground in clue.answers.iter().filter(|ground| ground.weight == Weight::Raises) {
            self.line(format!("      {}: {}", ground.question, ground.answer));
        }
        for reckoning in reckonings.iter().filter(|told| clue.reckonings.contains(&told.reckoning)) {
            self.line(format!("      {}{}", named(self.language, &reckoning.name), reckoning.result));
        }
        if let Some(set) = &clue.set_by_interviewer {
            self.line(format!(
                "      {}{}",
                self.say("posé par la personne qui mène l’entretien : ", "set by the interviewer: "),
                set.reason
            ));
        }
    }

    fn lens(&mut self, lens: &Lens) {
        self.heading(&format!("{} ({} {})", lens.title, lens.lens, lens.version));
        match lens.applies {
            Applies::Yes => {}
            Applies::No => {
                self.line(
                    self.say("Ne s’applique pas à cette situation.", "Does not apply to this situation."),
                );
                return;
            }
            Applies::Unknown => self.line(self.say(
                "On ne sait pas encore si cette règle s’applique : lecture à titre d’hypothèse.",
                "Whether this rule applies is not known yet: read as a supposition.",
            )),
        }
        for statement in &lens.statements {
            self.statement(statement);
        }
        let from_memory: Vec<_> = lens.sources.iter().filter(|source| !source.verified).collect();
        for source in from_memory {
            self.line(format!("  {}{}", self.say("de mémoire : ", "from memory: "), source.words));
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let shape = match statement.state {
            RuleState::Established => "●",
            RuleState::Open => "◐",
            RuleState::RuledOut => "○",
        };
        let state = match statement.state {
            RuleState::Established => self.say("établi", "established"),
            RuleState::Open => self.say("ouvert", "open"),
            RuleState::RuledOut => self.say("exclu", "ruled out"),
        };
        let ours = if statement.ours { self.say(" (notre lecture)", " (our reading)") } else { "" };
        let indent = if statement.role == Role::Conclusion { "" } else { "  " };
        self.line(format!("{indent}{shape} {} [{}] — {state}{ours}", statement.title, statement.statement));
        self.line(format!("{indent}    {}", statement.said));
        let list = |clues: &[ClueId]| clues.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if statement.state != RuleState::RuledOut && !statement.present.is_empty() {
            self.line(format!(
                "{indent}    {}{}",
                self.say("porté par : ", "carried by: "),
                list(&statement.present)
            ));
        }
        if !statement.rests_on.is_empty() {
            let words = self.say("repose seul sur : ", "rests alone on: ");
            self.line(format!("{indent}    {words}{}", list(&statement.rests_on)));
        }
        for set in &statement.would_establish {
            let words = self.say("serait établi par : ", "would be established by: ");
            self.line(format!("{indent}    {words}{}", list(set)));
        }
        if statement.and_more {
            self.line(format!("{indent}    {}", self.say("ou d’autres", "or others")));
        }
    }
}
