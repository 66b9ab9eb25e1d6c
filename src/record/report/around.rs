//! What stands around the facts: evidence, needs, the decision, the agreements, what was not said, and by
//! what the paper and its file are matched.

use super::Writer;
use super::law::Outline;
use crate::instrument::{GivenBy, Language, OptionId, QuestionId, QuestionIx, StageId};
use crate::interview::Part;
use crate::interview::{Agreement, AgreementStep, Answer, Collected, NotAnswered, Standing};
use crate::record::sheet::{Block, Chapter, Line, Span, plain, strong};
use crate::wording;

impl Writer<'_> {
    fn found(&self, ids: &[QuestionId]) -> Vec<QuestionIx> {
        ids.iter().filter_map(|id| self.case.instrument().find(id)).collect()
    }

    /// What was told under these questions, as a table; and those that are still to be asked. A question that is
    /// withheld is not among them: it may have been answered.
    fn told_and_to_ask(&self, ids: &[QuestionId]) -> Vec<Block> {
        let questions = self.found(ids);
        let told: Vec<_> = questions.iter().copied().filter(|question| self.is_told(*question)).collect();
        let blank = questions.iter().filter(|question| {
            let withheld = self.selection.withholds(&self.case.instrument().question(**question).id);
            let blank = self.case.entry(**question).answer.is_none();
            self.case.standing(**question) == Standing::Asked && blank && !withheld
        });
        let blank = blank.filter(|question| !told.contains(question));
        let to_ask: Vec<_> = blank
            .map(|question| {
                let asked = self.case.instrument().question(*question);
                let wording = asked.wording_on(self.case.track()).in_language(self.language);
                format!("{} {wording}", self.number(*question))
            })
            .collect();
        let mut blocks = Vec::new();
        blocks.extend((!told.is_empty()).then(|| self.table(&told)));
        if !to_ask.is_empty() {
            let told = self.say("Encore à demander", "Still to be asked");
            blocks.push(Block::Small(plain(format!("{told}{}{}", self.colon(), to_ask.join(" · ")))));
        }
        blocks
    }

    /// Evidence and witnesses to look for.
    pub(super) fn evidence(&self) -> Chapter {
        let outline = Outline::carried();
        let mut blocks = Vec::new();
        for (fr, en, ids) in [
            ("Traces et pièces", "Traces and documents", &outline.evidence),
            ("Témoins et services", "Witnesses and services", &outline.witnesses),
        ] {
            let told = self.told_and_to_ask(ids);
            if !told.is_empty() {
                blocks.push(Block::Title(self.say(fr, en).to_owned()));
                blocks.extend(told);
            }
        }
        self.chapter(
            "evidence",
            "Preuves et témoins à rechercher",
            "Evidence and witnesses to look for",
            blocks,
        )
    }

    /// What the person needs and wishes.
    pub(super) fn needs(&self) -> Chapter {
        let mut blocks = Vec::new();
        let needs = &self.case.decision().needs;
        if !needs.is_empty() {
            let told = self.say("À couvrir d’abord", "To be met first");
            let needs: Vec<_> = needs.iter().map(|need| wording::need(*need, self.language)).collect();
            blocks.push(Block::Text(strong(format!("{told}{}{}.", self.colon(), needs.join(" · ")))));
        }
        blocks.extend(self.told_and_to_ask(&Outline::carried().needs));
        self.chapter(
            "needs",
            "Besoins et souhaits de la personne",
            "What the person needs and wishes",
            blocks,
        )
    }

    /// What a human decided, apart from what is found.
    pub(super) fn decision(&self) -> Chapter {
        let decision = self.case.decision();
        let mut pairs: Vec<(String, Line)> = Vec::new();
        let mut pair = |fr, en, line| pairs.push((self.say(fr, en).to_owned(), line));
        if let Some(outcome) = decision.outcome {
            pair("Décision", "Decision", strong(wording::outcome(outcome, self.language)));
        }
        if let Some(to) = &decision.redirected_to {
            let offered = &self.case.instrument().stage(StageId::Decision).redirections;
            let label = offered.iter().find(|option| option.id == *to);
            let label = label.map_or(to.as_str(), |option| option.label.in_language(self.language));
            pair("Vers", "To", plain(label));
        }
        let written = |words: &str| (!words.is_empty()).then(|| vec![Span::Words(words.to_owned())]);
        if self.shared.has(Part::Reasons) {
            if let Some(line) = written(&decision.redirection_reason) {
                pair("Pourquoi", "Why", line);
            }
            if let Some(line) = written(&decision.reasons) {
                pair("Raisons", "Reasons", line);
            }
        }
        if let Some(line) = written(&decision.decided_by).filter(|_| self.shared.has(Part::Names)) {
            pair("Décidé par", "Decided by", line);
        }
        if let Some(agrees) = decision.person_agrees {
            let told = if agrees { self.say("oui", "yes") } else { self.say("non", "no") };
            pair("Accord de la personne avec la suite", "The person agrees to what follows", plain(told));
        }
        if let Some(at) = decision.at.filter(|_| !pairs.is_empty()) {
            pairs.push((self.say("Le", "On").to_owned(), plain(self.day(at))));
        }
        let blocks = if pairs.is_empty() {
            vec![Block::Text(plain(self.say("Rien n’est encore décidé.", "Nothing is decided yet.")))]
        } else {
            vec![Block::Pairs(pairs)]
        };
        self.chapter("decision", "Décision", "Decision", blocks)
    }

    /// What was decided and is needed, without the reasons.
    pub(super) fn decision_in_short(&self) -> Chapter {
        let decision = self.case.decision();
        let outcome = decision.outcome.map(|outcome| wording::outcome(outcome, self.language));
        let outcome = outcome.unwrap_or(self.say("Rien n’est encore décidé.", "Nothing is decided yet."));
        let mut blocks = vec![Block::Text(strong(outcome))];
        let needs: Vec<_> = decision.needs.iter().map(|need| wording::need(*need, self.language)).collect();
        if !needs.is_empty() {
            let told = self.say("À couvrir d’abord", "To be met first");
            blocks.push(Block::Text(plain(format!("{told}{}{}.", self.colon(), needs.join(" · ")))));
        }
        self.chapter("decision", "Décision", "Decision", blocks)
    }

    /// Every agreement with its scope, every refusal and withdrawal.
    pub(super) fn agreements(&self) -> Chapter {
        let mut blocks = Vec::new();
        for stage in StageId::ASKING {
            let records = self.case.agreements().of(stage);
            if records.is_empty() {
                continue;
            }
            blocks.push(Block::Title(self.stage(stage).to_owned()));
            let points = records.iter().map(|record| {
                let at = self.at(record.at);
                match &record.step {
                    AgreementStep::Given(agreement) => self.given(stage, &at, agreement),
                    AgreementStep::Refused(why) => {
                        let mut line =
                            plain(format!("{at}{}", self.say(" : accord non donné", ": not agreed to")));
                        if !why.is_empty() && self.shared.has(Part::Reasons) {
                            line.push(Span::Plain(self.colon().to_owned()));
                            line.push(Span::Words(why.clone()));
                        }
                        line
                    }
                    AgreementStep::Withdrawn(Collected::Kept) => plain(format!(
                        "{at}{}",
                        self.say(
                            " : accord retiré ; ce qui avait été recueilli ne figure pas ici",
                            ": agreement withdrawn; what had been collected is not in this document"
                        )
                    )),
                    AgreementStep::Withdrawn(Collected::Erased) => plain(format!(
                        "{at}{}",
                        self.say(
                            " : accord retiré ; ce qui avait été recueilli est effacé",
                            ": agreement withdrawn; what had been collected is erased"
                        )
                    )),
                }
            });
            blocks.push(Block::Points(points.collect()));
        }
        self.chapter("agreements", "Accords", "Agreements", blocks)
    }

    /// Where the agreements stand, on one line each.
    pub(super) fn agreements_in_short(&self) -> Chapter {
        let mut pairs = Vec::new();
        for stage in StageId::ASKING {
            let Some(last) = self.case.agreements().of(stage).last() else { continue };
            let told = match &last.step {
                AgreementStep::Given(agreement) => {
                    let (uses, _) = self.uses(stage, agreement);
                    format!("{}{}{}", self.say("donné", "given"), self.colon(), uses.join(" · "))
                }
                AgreementStep::Refused(_) => self.say("non donné", "not given").to_owned(),
                AgreementStep::Withdrawn(_) => self.say("retiré", "withdrawn").to_owned(),
            };
            pairs.push((self.stage(stage).to_owned(), plain(format!("{told} ({})", self.day(last.at)))));
        }
        let blocks = if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] };
        self.chapter("agreements", "Accords", "Agreements", blocks)
    }

    /// The uses of an agreement, and those offered that are not in it.
    fn uses(&self, stage: StageId, agreement: &Agreement) -> (Vec<&str>, Vec<&str>) {
        let asking = self.case.instrument().stage(stage).asking.as_ref();
        let offered = asking.map_or(&[][..], |asking| &asking.uses);
        let label = |keep: bool| {
            let has = move |id: &OptionId| agreement.uses.contains(id) == keep;
            let labels = offered.iter().filter(move |option| has(&option.id));
            labels.map(|option| option.label.in_language(self.language)).collect()
        };
        (label(true), label(false))
    }

    fn given(&self, stage: StageId, at: &str, agreement: &Agreement) -> Line {
        let given_by = self.case.instrument().stage(stage).asking.as_ref().map(|asking| asking.given_by);
        let who = match given_by {
            Some(GivenBy::WhistleBlower) => self.say("la personne qui alerte", "the whistle-blower"),
            _ => self.say("la personne", "the person"),
        };
        let by = match self.language {
            Language::Fr => format!("{at} : accord de {who}, "),
            Language::En => format!("{at}: agreement of {who}, "),
        };
        let mut line =
            vec![Span::Plain(by), Span::Plain(wording::form(agreement.form, self.language).to_owned())];
        if self.shared.has(Part::Names) {
            line.push(Span::Plain(self.say(" ; expliqué en ", "; explained in ").to_owned()));
            line.push(Span::Words(agreement.language.clone()));
            line.push(Span::Plain(self.say(" par ", " by ").to_owned()));
            line.push(Span::Words(agreement.explained_by.clone()));
        }
        if !agreement.interpreter.is_empty() {
            line.push(Span::Plain(self.say(" ; avec interprète", "; with an interpreter").to_owned()));
            if self.shared.has(Part::Names) {
                line.push(Span::Plain(self.colon().to_owned()));
                line.push(Span::Words(agreement.interpreter.clone()));
            }
        }
        let (uses, refused) = self.uses(stage, agreement);
        let told = self.say(". Pour", ". For");
        line.push(Span::Plain(format!("{told}{}{}.", self.colon(), uses.join(" · "))));
        if !refused.is_empty() {
            let told = self.say(" Pas pour", " Not for");
            line.push(Span::Strong(format!("{told}{}{}.", self.colon(), refused.join(" · "))));
        }
        line
    }

    /// A moment in words; its time and offset where days are told whole.
    fn at(&self, moment: crate::interview::Moment) -> String {
        let day = self.day(moment);
        if !self.shared.has_whole_dates() {
            return day;
        }
        let written = moment.to_string();
        let offset = written.get(19..).filter(|offset| *offset != "Z").unwrap_or("+00:00");
        format!("{day}, {} (UTC{offset})", wording::date::time(moment))
    }

    /// What the person would not or could not say, and what was not asked: no answer is never a no.
    pub(super) fn silences(&self) -> Chapter {
        let instrument = self.case.instrument();
        let (mut refused, mut unknown, mut not_asked) = (Vec::new(), Vec::new(), Vec::new());
        for question in (0..instrument.questions().len()).map(QuestionIx) {
            if self.case.standing(question) != Standing::Asked || !self.shared.is_taken(question) {
                continue;
            }
            let Some(Answer::NotAnswered(how)) = &self.case.entry(question).answer else { continue };
            let asked = instrument.question(question);
            let wording = asked.wording_on(self.case.put(question).track).in_language(self.language);
            let mut line = plain(format!("{} {wording}", self.number(question)));
            match how {
                NotAnswered::PrefersNot => refused.push(line),
                NotAnswered::DoesNotKnow => unknown.push(line),
                NotAnswered::NotAsked(_) => {
                    if let Some(why) = self.shared.why_not_asked(question) {
                        line.push(Span::Plain(" — ".to_owned()));
                        line.push(Span::Words(why.to_owned()));
                    }
                    not_asked.push(line);
                }
            }
        }
        let mut blocks = Vec::new();
        for (fr, en, lines) in [
            ("La personne préfère ne pas répondre", "The person prefers not to answer", refused),
            ("La personne ne sait pas", "The person does not know", unknown),
            ("Non posées, et pourquoi", "Not asked, and why", not_asked),
        ] {
            if !lines.is_empty() {
                blocks.push(Block::Title(self.say(fr, en).to_owned()));
                blocks.push(Block::Points(lines));
            }
        }
        let (fr, en) = ("Ce qui n’a pas été dit", "What was not said");
        self.chapter("silences", fr, en, blocks)
    }

    /// By what this paper and its file are matched.
    pub(super) fn match_with_file(&self) -> Chapter {
        let told = self.say(
            "Empreinte SHA-256 de ce qui a été demandé, dit, accepté et décidé. La page d’import de Faisceau montre \
             celle d’un fichier : si les deux sont les mêmes, ce papier et ce fichier parlent du même état du dossier.",
            "SHA-256 digest of what was asked, said, agreed to and decided. The import page of Faisceau shows that of \
             a file: where both are the same, this paper and that file tell of the same state of the case.",
        );
        let blocks = vec![Block::Text(strong(self.digest().to_string())), Block::Small(plain(told))];
        self.chapter("digest", "Empreinte", "Digest", blocks)
    }
}
