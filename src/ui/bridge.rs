//! How the screens reach the state: they send what the interviewer does, and read what is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::Discriminant;
use std::rc::Rc;

use leptos::prelude::*;

use super::parts::focus::land_soon;
use super::parts::seen::Seen;
use crate::instrument::{Language, QuestionIx, SectionIx, Text, Texts};
use crate::state::{App, Changed, Current, Intent, Page, Screen};

/// What a part of a screen shows, so that it is shown anew when that changes and at no other time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Which screen and which page.
    Page,
    /// The agreements, the decision, the name of the case.
    Around,
    /// The track that is followed, and with it the wordings.
    Track,
    /// The list of cases.
    Cases,
    /// The settings.
    Settings,
    /// The training.
    Training,
    /// What is told of saving.
    Saving,
    /// The notice.
    Notice,
    /// Whether the safe is about to lock.
    Lock,
    /// One question.
    Question(QuestionIx),
    /// How far one section is.
    Section(SectionIx),
    /// Any answer.
    Answers,
    /// What the answers say.
    Findings,
    /// What is half written.
    Drafts,
}

/// The screens' way to the state. Cheap to copy; given once, in context.
#[derive(Clone, Copy)]
pub struct Bridge {
    app: StoredValue<App, LocalStorage>,
    send: StoredValue<Rc<dyn Fn(Intent)>, LocalStorage>,
    topics: StoredValue<BTreeMap<Topic, ArcTrigger>>,
    seen: StoredValue<Vec<(Page, Seen)>>,
    /// Which screen is shown.
    shown: StoredValue<Option<Discriminant<Screen>>>,
}

impl Bridge {
    /// The bridge to a state; `send` takes what the interviewer does.
    pub fn new(app: StoredValue<App, LocalStorage>, send: Rc<dyn Fn(Intent)>) -> Self {
        Self {
            app,
            send: StoredValue::new_local(send),
            topics: StoredValue::default(),
            seen: StoredValue::default(),
            shown: StoredValue::default(),
        }
    }

    /// Tells the state what the interviewer did.
    pub fn send(self, intent: Intent) {
        let mut stays = None;
        if let Intent::Go(page) = intent {
            self.leave_page();
            stays = self.glance(|app| app.current().and_then(Current::question));
            stays = stays.filter(|open| page == Page::Question(*open));
        }
        // The function is taken out first: what it does may read the bridge again.
        if let Some(send) = self.send.try_get_value() {
            send(intent);
        }
        if let Some(open) = stays {
            // Nothing else moves where the question is open already.
            land_soon(format!("#wording-{}", open.0), false);
        }
    }

    /// Takes down how a page of the findings is left.
    fn leave_page(self) {
        let page = self.glance(|app| app.current().map(Current::page));
        if let Some(page) = page.filter(|page| page.is_of_findings()) {
            self.seen.update_value(|seen| {
                seen.retain(|(known, _)| *known != page);
                seen.push((page, Seen::now()));
            });
        }
    }

    /// How a page was left, when it was shown before.
    pub(super) fn seen(self, page: Page) -> Option<Seen> {
        self.seen
            .with_value(|seen| seen.iter().find(|(known, _)| *known == page).map(|(_, seen)| seen.clone()))
    }

    /// Forgets how pages were left: another case is not this one.
    pub(super) fn forget_seen(self) {
        self.seen.update_value(Vec::clear);
    }

    /// Reads the state, and reads it anew whenever the topic changes.
    #[track_caller]
    pub fn read<T>(self, topic: Topic, look: impl FnOnce(&App) -> T) -> T {
        self.track(topic);
        self.app.with_value(look)
    }

    /// Reads the state once.
    pub fn glance<T>(self, look: impl FnOnce(&App) -> T) -> T {
        self.app.with_value(look)
    }

    /// Reads the case on the screen, if there is one.
    #[track_caller]
    pub fn case<T>(self, topic: Topic, look: impl FnOnce(&Current) -> T) -> Option<T> {
        self.read(topic, |app| app.current().map(look))
    }

    /// Has what runs now run anew when the topic changes.
    #[track_caller]
    pub fn track(self, topic: Topic) {
        let trigger = self
            .topics
            .try_update_value(|topics| topics.entry(topic).or_insert_with(ArcTrigger::new).clone());
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    /// Shows anew what has changed.
    pub fn notify(self, changed: &Changed) {
        let answered = !changed.questions.is_empty();
        let topics = [
            (changed.page, Topic::Page),
            (changed.around || changed.page, Topic::Around),
            (changed.track || changed.page, Topic::Track),
            (changed.cases, Topic::Cases),
            (changed.settings, Topic::Settings),
            (changed.training || changed.page, Topic::Training),
            (changed.saving || changed.page, Topic::Saving),
            (changed.notice || changed.page, Topic::Notice),
            (changed.lock || changed.page, Topic::Lock),
            (answered || changed.around || changed.page, Topic::Answers),
            (changed.drafts || changed.around || changed.page, Topic::Drafts),
            (answered || !changed.clues.is_empty() || changed.page, Topic::Findings),
        ];
        let topics = topics.into_iter().filter_map(|(is, topic)| is.then_some(topic));
        let topics = topics.chain(changed.questions.iter().copied().map(Topic::Question));
        let whole = changed.around || changed.track || changed.page;
        let sections = if whole { BTreeSet::new() } else { self.sections_of(&changed.questions) };
        let topics = topics.chain(sections.into_iter().map(Topic::Section));
        let topics: BTreeSet<_> = topics.collect();
        let screen = self.glance(|app| std::mem::discriminant(&app.screen()));
        let another =
            self.shown.try_update_value(|shown| shown.replace(screen) != Some(screen)) == Some(true);
        // A trigger remembers whatever has read it, gone or not. What is told of is taken out, and begins anew with
        // what asks for it again; with another screen everything does.
        let told =
            |topic: &Topic| another || topics.contains(topic) || whole && matches!(topic, Topic::Section(_));
        let triggers: Vec<_> = self
            .topics
            .try_update_value(|known| {
                let told: Vec<_> = known.keys().filter(|topic| told(topic)).copied().collect();
                told.iter().filter_map(|topic| known.remove(topic)).collect()
            })
            .unwrap_or_default();
        triggers.iter().for_each(ArcTrigger::notify);
    }

    fn sections_of(self, questions: &BTreeSet<QuestionIx>) -> BTreeSet<SectionIx> {
        let sections = self.glance(|app| {
            let instrument = app.current()?.case().instrument();
            Some(questions.iter().map(|question| instrument.question(*question).section).collect())
        });
        sections.unwrap_or_default()
    }

    /// The language of the screens.
    #[must_use]
    #[track_caller]
    pub fn language(self) -> Language {
        self.read(Topic::Settings, |app| app.settings().language)
    }

    /// A text of the instrument in the language of the screens.
    #[must_use]
    #[track_caller]
    pub fn say(self, text: &Text) -> String {
        text.in_language(self.language()).to_owned()
    }

    /// Paragraphs of the instrument in the language of the screens.
    #[must_use]
    #[track_caller]
    pub fn say_all(self, texts: &Texts) -> Vec<String> {
        texts.in_language(self.language()).to_vec()
    }
}

/// The bridge, from context.
#[must_use]
pub fn bridge() -> Bridge {
    expect_context()
}
