//! The changes of a draft, as a page asks for them.

use std::collections::BTreeMap;

use super::tick;
use crate::instrument::{ClueId, Instrument, Language, OptionId, QuestionId, StageId, Text};
use crate::interview::{NotAnswered, Outcome};
use crate::training::WrittenAnswer;
use crate::training::scenario::{
    Difficulty, Interpreter, Look, LookPlace, Move, Reply, ReplyAt, Says, SaysAt, Scenario,
};
use crate::training::trust::{GestureId, MOST};

/// A change of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Its name in files, made of small letters, digits and hyphens.
    Id(String),
    /// The person's name.
    Name(String),
    /// A text, in one language.
    Text(Field, Language, String),
    /// The person's age.
    Age(u8),
    /// How long it takes, in minutes.
    Minutes(u32),
    /// The trust at the start.
    Trust(u8),
    /// How hard it is.
    Difficulty(Difficulty),
    /// The stage on the screen at the start.
    Starts(StageId),
    /// One more interpreter.
    AddInterpreter,
    /// That interpreter no longer.
    RemoveInterpreter(usize),
    /// Whether an interpreter suits.
    Suits(usize, bool),
    /// Whether an interpreter is linked to the employer.
    Linked(usize, bool),
    /// What is true of a question.
    Truth(QuestionId, Option<WrittenAnswer>),
    /// Whether a question of the alert is answered already when the trainee starts.
    Known(QuestionId, bool),
    /// Whether a clue is true: the answers of the truth follow, as far as one choice can make it so.
    Clue(ClueId, bool),
    /// Whether a clue must be found.
    Find(ClueId, bool),
    /// Whether the careless interview misses a clue.
    Miss(ClueId, bool),
    /// What is to be decided.
    Decide(Outcome, Option<OptionId>),
    /// Whether a question is never answered.
    Never(QuestionId, bool),
    /// Words to a question, from one more level of trust on.
    AddWords(QuestionId),
    /// Those words no longer.
    RemoveWords(QuestionId, usize),
    /// From which trust on words are said.
    WordsFrom(QuestionId, usize, u8),
    /// How words are to be coded.
    Coded(QuestionId, usize, WrittenAnswer),
    /// Words to a gesture, from one more level of trust on.
    AddReply(GestureId),
    /// Those words no longer.
    RemoveReply(GestureId, usize),
    /// From which trust on words to a gesture are said.
    ReplyFrom(GestureId, usize, u8),
    /// One more thing to look at.
    AddLook,
    /// That thing no longer.
    RemoveLook(usize),
    /// Where something is seen.
    Place(usize, LookPlace),
    /// The picture of something to look at.
    Picture(usize, Option<String>),
    /// The answer that a look gives.
    Shows(usize, QuestionId, Option<WrittenAnswer>),
    /// A scripted interview.
    Script(Script, Vec<Move>),
}

/// A text of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// What the trainee knows when she starts.
    Briefing,
    /// What to talk about afterwards.
    ForTrainer,
    /// The language that the person speaks.
    Speaks,
    /// What she fears.
    Fears,
    /// What she wants.
    Wants,
    /// Why that is to be decided.
    Why,
    /// Who an interpreter is.
    Interpreter(usize),
    /// Words to a question.
    Words(QuestionId, usize),
    /// Words to a gesture.
    Reply(GestureId, usize),
    /// The title of something to look at.
    LookTitle(usize),
    /// What is seen there.
    Seen(usize),
}

/// One of the two scripted interviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// The one that reaches the key.
    Good,
    /// The one that misses what its author says.
    Careless,
}

impl Field {
    /// The text in a scenario, if it is there.
    #[must_use]
    pub fn of<'a>(&self, scenario: &'a Scenario) -> Option<&'a Text> {
        match self {
            Self::Title => Some(&scenario.title),
            Self::Briefing => Some(&scenario.briefing),
            Self::ForTrainer => Some(&scenario.for_trainer),
            Self::Speaks => Some(&scenario.person.language),
            Self::Fears => Some(&scenario.person.fears),
            Self::Wants => Some(&scenario.person.wants),
            Self::Why => Some(&scenario.key.why),
            Self::Interpreter(at) => scenario.interpreters.get(*at).map(|it| &it.label),
            Self::Words(id, at) => scenario.says(id)?.at.get(*at).map(|said| &said.words),
            Self::Reply(id, at) => {
                let reply = scenario.replies.iter().find(|reply| reply.gesture == *id)?;
                reply.at.get(*at).map(|said| &said.words)
            }
            Self::LookTitle(at) => scenario.looks.get(*at).map(|look| &look.title),
            Self::Seen(at) => scenario.looks.get(*at).map(|look| &look.seen),
        }
    }

    fn of_mut<'a>(&self, scenario: &'a mut Scenario) -> Option<&'a mut Text> {
        match self {
            Self::Title => Some(&mut scenario.title),
            Self::Briefing => Some(&mut scenario.briefing),
            Self::ForTrainer => Some(&mut scenario.for_trainer),
            Self::Speaks => Some(&mut scenario.person.language),
            Self::Fears => Some(&mut scenario.person.fears),
            Self::Wants => Some(&mut scenario.person.wants),
            Self::Why => Some(&mut scenario.key.why),
            Self::Interpreter(at) => scenario.interpreters.get_mut(*at).map(|it| &mut it.label),
            Self::Words(id, at) => said(scenario, id, *at).map(|said| &mut said.words),
            Self::Reply(id, at) => {
                let reply = scenario.replies.iter_mut().find(|reply| reply.gesture == *id)?;
                reply.at.get_mut(*at).map(|said| &mut said.words)
            }
            Self::LookTitle(at) => scenario.looks.get_mut(*at).map(|look| &mut look.title),
            Self::Seen(at) => scenario.looks.get_mut(*at).map(|look| &mut look.seen),
        }
    }
}

impl Edit {
    /// Whether it goes on writing what the last one wrote.
    pub(super) fn goes_on(&self, last: &Self) -> bool {
        match (self, last) {
            (Self::Id(_), Self::Id(_)) | (Self::Name(_), Self::Name(_)) => true,
            (Self::Text(field, language, _), Self::Text(before, spoken, _)) => {
                field == before && language == spoken
            }
            (Self::Truth(id, Some(_)), Self::Truth(before, Some(_))) => id == before,
            (Self::Coded(id, at, _), Self::Coded(before, place, _)) => (id, at) == (before, place),
            (Self::Shows(at, id, Some(_)), Self::Shows(place, before, Some(_))) => {
                (at, id) == (place, before)
            }
            _ => false,
        }
    }

    pub(super) fn apply(&self, scenario: &mut Scenario, instrument: &Instrument) {
        match self.clone() {
            Self::Id(name) => scenario.id = slug(&name).as_str().into(),
            Self::Name(name) => scenario.person.name = name,
            Self::Text(field, language, words) => {
                if let Some(text) = field.of_mut(scenario) {
                    match language {
                        Language::Fr => text.fr = words,
                        Language::En => text.en = words,
                    }
                }
            }
            Self::Age(age) => scenario.person.age = age,
            Self::Minutes(minutes) => scenario.minutes = minutes,
            Self::Trust(trust) => scenario.trust = trust.min(MOST),
            Self::Difficulty(difficulty) => scenario.difficulty = difficulty,
            Self::Starts(stage) => scenario.starts = stage,
            Self::AddInterpreter => {
                let id =
                    free("interpreter", |id| scenario.interpreters.iter().any(|it| it.id.as_str() == id));
                let id = id.as_str().into();
                let label = Text::default();
                scenario.interpreters.push(Interpreter { id, label, suits: true, linked_to_employer: false });
            }
            Self::RemoveInterpreter(at) => remove(&mut scenario.interpreters, at),
            Self::Suits(at, suits) => {
                if let Some(it) = scenario.interpreters.get_mut(at) {
                    it.suits = suits;
                }
            }
            Self::Linked(at, linked) => {
                if let Some(it) = scenario.interpreters.get_mut(at) {
                    it.linked_to_employer = linked;
                }
            }
            Self::Truth(id, answer) => tell(scenario, id, answer),
            Self::Known(id, known) => match scenario.truth.answers.get(&id).filter(|_| known) {
                Some(answer) => drop(scenario.known.insert(id, answer.clone())),
                None => drop(scenario.known.remove(&id)),
            },
            Self::Clue(id, is) => tick::tick(scenario, instrument, &id, is),
            Self::Find(id, is) => put(&mut scenario.key.clues, id, is),
            Self::Miss(id, is) => put(&mut scenario.careless_misses, id, is),
            Self::Decide(outcome, to) => {
                scenario.key.outcome = outcome;
                scenario.key.redirected_to = to.filter(|_| outcome == Outcome::Redirection);
            }
            Self::Never(id, never) => put(&mut scenario.never, id, never),
            edit => edit.apply_to_words(scenario),
        }
    }

    /// What concerns words, looks and scripts.
    fn apply_to_words(self, scenario: &mut Scenario) {
        match self {
            Self::AddWords(id) => add_words(scenario, id),
            Self::RemoveWords(id, at) => {
                if let Some(says) = scenario.says.iter_mut().find(|says| says.question == id) {
                    remove(&mut says.at, at);
                }
                scenario.says.retain(|says| !says.at.is_empty());
            }
            Self::WordsFrom(id, at, trust) => {
                if let Some(said) = said(scenario, &id, at) {
                    said.trust = trust.min(MOST);
                }
                if let Some(says) = scenario.says.iter_mut().find(|says| says.question == id) {
                    says.at.sort_by_key(|said| said.trust);
                }
            }
            Self::Coded(id, at, answer) => {
                if let Some(said) = said(scenario, &id, at) {
                    said.answer = answer;
                }
            }
            Self::AddReply(id) => {
                if !scenario.replies.iter().any(|reply| reply.gesture == id) {
                    scenario.replies.push(Reply { gesture: id.clone(), at: Vec::new() });
                }
                if let Some(reply) = scenario.replies.iter_mut().find(|reply| reply.gesture == id)
                    && let Some(trust) = next_level(reply.at.iter().map(|said| said.trust))
                {
                    reply.at.push(ReplyAt { trust, words: Text::default() });
                }
            }
            Self::RemoveReply(id, at) => {
                if let Some(reply) = scenario.replies.iter_mut().find(|reply| reply.gesture == id) {
                    remove(&mut reply.at, at);
                }
                scenario.replies.retain(|reply| !reply.at.is_empty());
            }
            Self::ReplyFrom(id, at, trust) => {
                if let Some(reply) = scenario.replies.iter_mut().find(|reply| reply.gesture == id) {
                    if let Some(said) = reply.at.get_mut(at) {
                        said.trust = trust.min(MOST);
                    }
                    reply.at.sort_by_key(|said| said.trust);
                }
            }
            Self::AddLook => {
                let id = free("look", |id| scenario.looks.iter().any(|look| look.id.as_str() == id));
                let (title, seen) = (Text::default(), Text::default());
                let (id, place) = (id.as_str().into(), LookPlace::Document);
                scenario.looks.push(Look { id, place, title, seen, picture: None, answers: BTreeMap::new() });
            }
            Self::RemoveLook(at) => remove(&mut scenario.looks, at),
            Self::Place(at, place) => {
                if let Some(look) = scenario.looks.get_mut(at) {
                    look.place = place;
                }
            }
            Self::Picture(at, picture) => {
                if let Some(look) = scenario.looks.get_mut(at) {
                    look.picture = picture;
                }
            }
            Self::Shows(at, id, answer) => {
                if let Some(look) = scenario.looks.get_mut(at) {
                    match answer {
                        Some(answer) => drop(look.answers.insert(id, answer)),
                        None => drop(look.answers.remove(&id)),
                    }
                }
            }
            Self::Script(Script::Good, moves) => scenario.good = moves,
            Self::Script(Script::Careless, moves) => scenario.careless = moves,
            _ => {}
        }
    }
}

/// Makes an answer true. What the alert has told already goes with it, where it told the truth.
pub(super) fn tell(scenario: &mut Scenario, id: QuestionId, answer: Option<WrittenAnswer>) {
    let told = scenario.known.contains_key(&id) && scenario.known.get(&id) == scenario.truth.answers.get(&id);
    if let Some(answer) = answer {
        if told {
            scenario.known.insert(id.clone(), answer.clone());
        }
        scenario.truth.answers.insert(id, answer);
    } else {
        if told {
            scenario.known.remove(&id);
        }
        scenario.truth.answers.remove(&id);
    }
}

/// Words from the next level on, coded as the truth until they are coded otherwise.
fn add_words(scenario: &mut Scenario, id: QuestionId) {
    let levels = scenario.says(&id).map(|says| says.at.iter().map(|said| said.trust).collect::<Vec<_>>());
    let Some(trust) = next_level(levels.unwrap_or_default().into_iter()) else { return };
    let silent = WrittenAnswer::NotAnswered(NotAnswered::DoesNotKnow);
    let answer = scenario.truth.answers.get(&id).cloned().unwrap_or(silent);
    let said = SaysAt { trust, words: Text::default(), answer };
    match scenario.says.iter_mut().find(|says| says.question == id) {
        Some(says) => says.at.push(said),
        None => scenario.says.push(Says { question: id, at: vec![said] }),
    }
}

fn said<'a>(scenario: &'a mut Scenario, id: &QuestionId, at: usize) -> Option<&'a mut SaysAt> {
    scenario.says.iter_mut().find(|says| says.question == *id)?.at.get_mut(at)
}

/// The level of trust above those that are taken, if there is one.
fn next_level(taken: impl Iterator<Item = u8>) -> Option<u8> {
    taken.max().map_or(Some(0), |highest| Some(highest + 1).filter(|next| *next <= MOST))
}

fn remove<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

fn put<T: PartialEq>(list: &mut Vec<T>, one: T, is: bool) {
    let there = list.contains(&one);
    if is && !there {
        list.push(one);
    } else if !is {
        list.retain(|other| *other != one);
    }
}

/// The first of `stem-1`, `stem-2`… that is not taken.
fn free(stem: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut names = (1..=usize::MAX).map(|n| format!("{stem}-{n}"));
    names.find(|id| !taken(id)).unwrap_or_default()
}

/// A name as files have it: small letters and digits, with hyphens between.
fn slug(words: &str) -> String {
    let plain = |letter: char| match letter.to_ascii_lowercase() {
        letter @ ('a'..='z' | '0'..='9') => letter,
        'à' | 'â' | 'ä' | 'À' | 'Â' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => 'e',
        'î' | 'ï' | 'Î' => 'i',
        'ô' | 'ö' | 'Ô' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' => 'u',
        _ => '-',
    };
    words.chars().map(plain).collect()
}
