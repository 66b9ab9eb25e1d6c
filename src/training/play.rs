//! A conversation with an invented person: what the interviewer did, when, and what came of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::person::{Said, Voice, is_of_person};
use super::scenario::{Move, Scenario, opened_with_what_is_known};
use super::trust::{GestureId, MOST, Rules, When};
use crate::instrument::{FirstKind, Instrument, Kind, Language, QuestionIx, SectionIx, StageId};
use crate::interview::{Answer, Case, Event, Moment, NotAnswered};

/// A conversation. It grows by [`Play::make`] and [`Play::note`], and can be cut back to any turn.
#[derive(Clone, Debug)]
pub struct Play {
    scenario: Arc<Scenario>,
    rules: Arc<Rules>,
    instrument: Arc<Instrument>,
    language: Language,
    started: Moment,
    turns: Vec<Turn>,
    standing: Standing,
}

/// One turn of the conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// When.
    pub at: Moment,
    /// What the interviewer did.
    pub deed: Deed,
    /// What was said or shown to it.
    pub heard: Heard,
    /// What held of it, whether a rule looks at it or not.
    pub held: Vec<When>,
    /// The trust after it.
    pub trust: u8,
    /// The rules that moved it: places in [`Rules::rules`].
    pub moved: Vec<usize>,
    /// Whether the person wants to stop.
    pub stops: bool,
}

/// What the interviewer did.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Something towards the person.
    Move(Move),
    /// Something that she took down.
    Noted(Box<Event>),
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Heard {
    /// Nothing was said.
    #[default]
    Nothing,
    /// Words, to a gesture or about the interview.
    Words(String),
    /// Whether a stage is agreed to.
    Agreement(bool, String),
    /// An answer to a question.
    Answer(QuestionIx, Said),
    /// What a look shows.
    Shown(BTreeMap<QuestionIx, Answer>),
}

/// What the person remembers.
#[derive(Clone, Debug, Default)]
struct Standing {
    trust: u8,
    stopped: bool,
    explained: bool,
    agreed: BTreeSet<StageId>,
    /// The questions that were put to her or to the whistle-blower, with whether each was answered, and
    /// from which trust on there is more.
    put: BTreeMap<QuestionIx, (bool, Option<u8>)>,
    entered: BTreeSet<SectionIx>,
    fired: BTreeSet<usize>,
    last_gesture: Option<GestureId>,
}

impl Play {
    /// Starts a conversation. `None` when the instrument is not the scenario's.
    #[must_use]
    pub fn start(
        scenario: Arc<Scenario>,
        rules: Arc<Rules>,
        instrument: Arc<Instrument>,
        language: Language,
        started: Moment,
    ) -> Option<Self> {
        opened_with_what_is_known(&scenario, &instrument, language, started)?;
        let mut play = Self {
            scenario,
            rules,
            instrument,
            language,
            started,
            turns: Vec::new(),
            standing: Standing::default(),
        };
        play.standing = play.at_start();
        Some(play)
    }

    fn at_start(&self) -> Standing {
        let known = self.scenario.known.keys().filter_map(|id| self.instrument.find(id));
        let put: BTreeMap<_, _> = known.map(|question| (question, (true, None))).collect();
        let agreed = if put.is_empty() { BTreeSet::new() } else { BTreeSet::from([StageId::Alert]) };
        Standing { trust: self.scenario.trust.min(MOST), agreed, put, ..Standing::default() }
    }

    /// The scenario that is played.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The rules by which trust moves.
    #[must_use]
    pub const fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The instrument.
    #[must_use]
    pub const fn instrument(&self) -> &Arc<Instrument> {
        &self.instrument
    }

    /// The language in which it is played.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// When it began.
    #[must_use]
    pub const fn started(&self) -> Moment {
        self.started
    }

    /// The turns so far.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The trust now. Told in the debrief alone.
    #[must_use]
    pub const fn trust(&self) -> u8 {
        self.standing.trust
    }

    /// Whether the person wants to stop, and it was not taken down yet.
    #[must_use]
    pub const fn stopped(&self) -> bool {
        self.standing.stopped
    }

    /// Who answers.
    #[must_use]
    pub fn voice(&self) -> Voice<'_> {
        Voice {
            scenario: &self.scenario,
            rules: &self.rules,
            instrument: &self.instrument,
            language: self.language,
        }
    }

    /// The last answer to a question, with its turn.
    #[must_use]
    pub fn heard(&self, question: QuestionIx) -> Option<(usize, &Said)> {
        self.turns.iter().enumerate().rev().find_map(|(at, turn)| match &turn.heard {
            Heard::Answer(put, said) if *put == question => Some((at, said)),
            _ => None,
        })
    }

    /// Does something towards the person, and gives back what came of it. Every move has an answer: a
    /// question that the instrument does not ask, or a look that is not there, brings nothing.
    pub fn make(&mut self, what: Move, at: Moment) -> &Turn {
        let holds = self.holding(&what);
        let (before, moved) = (self.standing.trust, self.apply(&holds));
        let stops = self.standing.trust == 0 && before > 0 && !self.standing.stopped;
        self.standing.stopped |= stops;
        let heard = self.answer(&what, stops);
        self.remember(&what, &heard);
        let held = holds;
        let turn = Turn { at, deed: Deed::Move(what), heard, held, trust: self.standing.trust, moved, stops };
        self.turns.push(turn);
        &self.turns[self.turns.len() - 1]
    }

    /// Takes down what the interviewer recorded: an event of her case.
    pub fn note(&mut self, event: Event) {
        let trust = self.standing.trust;
        let (at, deed) = (event.at, Deed::Noted(Box::new(event)));
        let (heard, held) = (Heard::Nothing, Vec::new());
        self.turns.push(Turn { at, deed, heard, held, trust, moved: Vec::new(), stops: false });
    }

    /// What holds of a move, before it is answered.
    fn holding(&self, what: &Move) -> Vec<When> {
        let standing = &self.standing;
        let mut holds = Vec::new();
        match what {
            Move::Agree { stage, interpreter } => {
                if standing.stopped || standing.trust == 0 || !is_of_person(&self.instrument, *stage) {
                    return holds;
                }
                let put_before = self.instrument.questions_of(*stage).any(|q| standing.put.contains_key(&q));
                holds.push(match (standing.explained, put_before) {
                    (false, _) => When::AgreementUnexplained,
                    (true, false) => When::AgreementBeforeQuestions,
                    (true, true) => return holds,
                });
                let chosen = interpreter.as_ref().and_then(|id| self.scenario.interpreter(id));
                let offered = self.scenario.interpreters.iter().any(|it| it.suits && !it.linked_to_employer);
                match chosen {
                    Some(chosen) if chosen.suits && !chosen.linked_to_employer => {
                        holds.push(When::SuitableInterpreter);
                    }
                    Some(_) => holds.push(When::UnsuitableInterpreter),
                    None if offered => holds.push(When::WithoutInterpreter),
                    None => {}
                }
            }
            Move::Ask(id) => {
                let Some(question) = self.instrument.find(id).filter(|q| self.voice().is_person(*q)) else {
                    return holds;
                };
                self.asking(question, &mut holds);
            }
            Move::Gesture(id) if standing.last_gesture.as_ref() == Some(id) => {}
            Move::Gesture(id) => {
                holds.push(When::Gesture(id.clone()));
                if id.as_str() == Rules::SAFETY && self.nothing_was_put() {
                    holds.push(When::SafetyAskedFirst);
                }
            }
            Move::Withdraw(_) if standing.stopped => holds.push(When::WithdrawalRespected),
            Move::Withdraw(_) | Move::Look(_) => {}
        }
        holds
    }

    fn asking(&self, question: QuestionIx, holds: &mut Vec<When>) {
        let standing = &self.standing;
        if standing.stopped {
            holds.push(When::AskedAfterWithdrawal);
            return;
        }
        if !standing.agreed.contains(&self.instrument.stage_of(question)) {
            holds.push(When::QuestionBeforeAgreement);
        }
        if is_about_safety(&self.instrument, question) && self.nothing_was_put() {
            holds.push(When::SafetyAskedFirst);
        }
        if let Some((true, more_from)) = standing.put.get(&question)
            && more_from.is_none_or(|from| from > standing.trust)
        {
            holds.push(When::AskedTwice);
        }
        let asked = self.instrument.question(question);
        if asked.sensitive && standing.trust < self.rules.sensitive_from {
            holds.push(When::SensitiveTooEarly);
        }
        if !standing.entered.contains(&asked.section)
            && let Some(first) = self.instrument.section(asked.section).questions.first()
            && self.instrument.question(*first).relevant.is_none()
            && matches!(self.instrument.question(*first).kind, Kind::Note)
        {
            holds.push(if *first == question { When::OpenBeforeClosed } else { When::ClosedBeforeOpen });
        }
    }

    /// Whether no question was put to the person yet.
    fn nothing_was_put(&self) -> bool {
        !self.standing.put.keys().any(|question| self.voice().is_person(*question))
    }

    /// Moves trust by the rules that hold.
    fn apply(&mut self, holds: &[When]) -> Vec<usize> {
        let mut moved = Vec::new();
        for (at, rule) in self.rules.rules.iter().enumerate() {
            if holds.contains(&rule.when) && !(rule.once && self.standing.fired.contains(&at)) {
                self.standing.trust = self.standing.trust.saturating_add_signed(rule.change).min(MOST);
                self.standing.fired.insert(at);
                moved.push(at);
            }
        }
        moved
    }

    fn answer(&self, what: &Move, stops: bool) -> Heard {
        let say = |text: &crate::instrument::Text| text.in_language(self.language).to_owned();
        let silences = &self.rules.silences;
        match what {
            Move::Agree { stage, .. } => {
                let of_person = is_of_person(&self.instrument, *stage);
                let agrees = !of_person || (!self.standing.stopped && self.standing.trust > 0);
                let words = if stops {
                    &silences.stops
                } else if agrees {
                    &silences.agrees
                } else {
                    &silences.does_not_agree
                };
                Heard::Agreement(agrees, say(words))
            }
            Move::Ask(id) => {
                let Some(question) = self.instrument.find(id) else { return Heard::Nothing };
                if self.standing.stopped && self.voice().is_person(question) {
                    let words = say(if stops { &silences.stops } else { &silences.stopped });
                    let answer = Answer::NotAnswered(NotAnswered::PrefersNot);
                    return Heard::Answer(question, Said { words, answer, more_from: None });
                }
                Heard::Answer(question, self.voice().say(question, self.standing.trust))
            }
            Move::Gesture(_) if stops => Heard::Words(say(&silences.stops)),
            Move::Gesture(id) => {
                let own = self.scenario.replies.iter().find(|reply| reply.gesture == *id);
                let own = own
                    .and_then(|reply| reply.at.iter().rev().find(|at| at.trust <= self.standing.trust))
                    .map(|at| &at.words);
                let usual = || self.rules.gesture(id).and_then(|gesture| gesture.reply.as_ref());
                own.or_else(usual).map_or(Heard::Nothing, |words| Heard::Words(say(words)))
            }
            Move::Look(id) => {
                let answers = self.scenario.look(id).map(|look| &look.answers).into_iter().flatten();
                let found = answers.filter_map(|(id, answer)| {
                    Some((self.instrument.find(id)?, answer.in_language(self.language)))
                });
                Heard::Shown(found.collect())
            }
            Move::Withdraw(_) => Heard::Nothing,
        }
    }

    fn remember(&mut self, what: &Move, heard: &Heard) {
        match (what, heard) {
            (Move::Agree { stage, .. }, Heard::Agreement(agreed, _)) => {
                if *agreed {
                    self.standing.agreed.insert(*stage);
                }
                if is_of_person(&self.instrument, *stage) {
                    self.standing.explained = false;
                }
            }
            (Move::Ask(_), Heard::Answer(question, said)) => {
                let held_back = matches!(said.answer, Answer::NotAnswered(NotAnswered::PrefersNot));
                self.standing.put.insert(*question, (!held_back, said.more_from));
                self.standing.entered.insert(self.instrument.question(*question).section);
                self.standing.last_gesture = None;
            }
            (Move::Gesture(id), _) => {
                self.standing.explained |= id.as_str() == Rules::EXPLAIN;
                self.standing.last_gesture = Some(id.clone());
            }
            (Move::Withdraw(stage), _) => {
                self.standing.agreed.remove(stage);
                self.standing.stopped = false;
            }
            _ => {}
        }
    }

    /// The conversation as it stood after that many turns, to be played otherwise from there.
    #[must_use]
    pub fn until(&self, turns: usize) -> Self {
        let mut play = Self { turns: Vec::new(), ..self.clone() };
        play.standing = play.at_start();
        for turn in self.turns.iter().take(turns) {
            match &turn.deed {
                Deed::Move(what) => {
                    play.make(what.clone(), turn.at);
                }
                Deed::Noted(event) => play.note((**event).clone()),
            }
        }
        play
    }

    /// The case as the trainee found it.
    #[must_use]
    pub fn opening(&self) -> Option<Case> {
        opened_with_what_is_known(&self.scenario, &self.instrument, self.language, self.started)
    }

    /// The case that the interviewer has written so far.
    #[must_use]
    pub fn case(&self) -> Option<Case> {
        let mut case = self.opening()?;
        for turn in &self.turns {
            if let Deed::Noted(event) = &turn.deed {
                // An event that happened to this very case can happen to it again.
                let _ = case.apply((**event).clone());
            }
        }
        Some(case)
    }
}

/// Whether a question asks whether the person is safe: its answers alone can tell that danger comes first.
pub(super) fn is_about_safety(instrument: &Instrument, question: QuestionIx) -> bool {
    let things = instrument.first_things_of(question);
    things.iter().any(|at| instrument.first_things[*at].kind == FirstKind::Danger)
}
