//! What of a selection is delicate: what still tells a topic that some must not learn, and the texts that
//! must be read before they leave.

use crate::instrument::{ClueIx, Language, OptionId, QuestionIx, Topics, Value};
use crate::interview::{Answer, Case, Entry, Need, Selection, Standing};
use crate::wording;

/// Something that leaves and tells delicate topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delicate {
    /// Which topics.
    pub topics: Topics,
    /// What.
    pub what: What,
}

/// What tells a delicate topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// What stands under a question, whatever it is.
    Answer(QuestionIx),
    /// An option that was chosen.
    Option(QuestionIx, OptionId),
    /// A clue that the interviewer has set.
    SetClue(ClueIx),
    /// A need.
    Need(Need),
    /// Whereto the decision redirects.
    Redirection,
}

/// What of a case that was cut to a selection tells delicate topics, in the order of the questions.
#[must_use]
pub fn delicate(cut: &Case) -> Vec<Delicate> {
    let instrument = cut.instrument();
    let told = &instrument.topics;
    let mut found = Vec::new();
    let mut add = |topics: Topics, what: What| {
        if !topics.is_empty() {
            found.push(Delicate { topics, what });
        }
    };
    for at in (0..instrument.questions().len()).map(QuestionIx) {
        let entry = cut.entry(at);
        if !entry.is_written() || matches!(cut.standing(at), Standing::Closed) {
            continue;
        }
        let own = told.question(at);
        if !own.is_empty() {
            add(own, What::Answer(at));
            continue;
        }
        let chosen: &[OptionId] = match &entry.answer {
            Some(Answer::Value(Value::Choice(id))) => std::slice::from_ref(id),
            Some(Answer::Value(Value::Choices(ids))) => ids,
            Some(Answer::Value(Value::ChoicesInPart(part))) => &part.chosen,
            _ => &[],
        };
        for id in chosen {
            add(told.option(at, id), What::Option(at, id.clone()));
        }
    }
    for id in cut.settings().map(|(id, _)| id) {
        if let Some(clue) = instrument.find_clue(id) {
            add(told.clue(clue), What::SetClue(clue));
        }
    }
    for need in &cut.decision().needs {
        add(told.need(need.as_str()), What::Need(*need));
    }
    if let Some(to) = &cut.decision().redirected_to {
        add(told.redirection(to), What::Redirection);
    }
    found
}

impl Delicate {
    /// The selection without it. Under a question of several options all go that tell its topics: which of
    /// them was chosen must not be read from what is missing.
    #[must_use]
    pub fn taken_out(&self, case: &Case, selection: Selection) -> Selection {
        let id = |at: &QuestionIx| case.instrument().question(*at).id.clone();
        match &self.what {
            What::Answer(at) => selection.without(id(at)),
            What::Option(at, _) => selection.without_topics_under(&id(at), self.topics),
            What::SetClue(_) | What::Need(_) | What::Redirection => {
                selection.without_topics_beside(self.topics)
            }
        }
    }

    /// What it says, in a few words.
    #[must_use]
    pub fn words(&self, cut: &Case, language: Language) -> String {
        let instrument = cut.instrument();
        match &self.what {
            What::Answer(at) => {
                let question = instrument.question(*at);
                let wording = question.wording_on(cut.put(*at).track).in_language(language);
                let answer = cut.entry(*at).answer.as_ref();
                let answer = answer.map(|answer| wording::answer(&question.kind, answer, language));
                answer.map_or_else(|| wording.to_owned(), |answer| format!("{wording} {answer}"))
            }
            What::Option(at, id) => {
                let question = instrument.question(*at);
                let option = question.kind.options().iter().find(|option| option.id == *id);
                let label = option.map_or(id.as_str(), |option| option.label.in_language(language));
                let wording = question.wording_on(cut.put(*at).track).in_language(language);
                format!("{wording} {label}")
            }
            What::SetClue(clue) => instrument.clue(*clue).name.in_language(language).to_owned(),
            What::Need(need) => wording::need(*need, language).to_owned(),
            What::Redirection => {
                let decision = instrument.stages.iter().flat_map(|stage| &stage.redirections);
                let to = cut.decision().redirected_to.as_ref();
                let option = decision.into_iter().find(|option| Some(&option.id) == to);
                option.map(|option| option.label.in_language(language).to_owned()).unwrap_or_default()
            }
        }
    }
}

/// Texts under a question, which can say anything and must be read before they leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextToRead {
    /// The question.
    pub question: QuestionIx,
    /// The answer in words, what the person said beside it, what was observed: what is written of it.
    pub texts: Vec<String>,
    /// Whether it was read, and leaves.
    pub read: bool,
}

/// The texts that would leave once they were read; none where no text has to be.
#[must_use]
pub fn texts_to_read(case: &Case, selection: &Selection) -> Vec<TextToRead> {
    if !selection.wants_texts_read() {
        return Vec::new();
    }
    let instrument = case.instrument();
    let ids = || instrument.questions().iter().map(|question| &question.id);
    let all = ids().fold(selection.clone(), |selection, id| selection.text_read(id, true));
    let (cut, _) = case.selected(&all);
    let text = |at: QuestionIx| {
        let texts = texts(cut.entry(at));
        let read = selection.has_texts_of(&instrument.question(at).id);
        (!texts.is_empty()).then_some(TextToRead { question: at, texts, read })
    };
    (0..instrument.questions().len()).map(QuestionIx).filter_map(text).collect()
}

fn texts(entry: &Entry) -> Vec<String> {
    let answer = match &entry.answer {
        Some(Answer::Value(Value::Text(text) | Value::Note(text))) => text.as_str(),
        Some(Answer::NotAnswered(crate::interview::NotAnswered::NotAsked(why))) => why.as_str(),
        _ => "",
    };
    let all = [answer, &entry.own_words, &entry.observed].into_iter();
    all.filter(|text| !text.is_empty() && *text != Selection::WITHHELD).map(str::to_owned).collect()
}
