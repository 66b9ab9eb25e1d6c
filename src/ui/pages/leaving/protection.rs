//! How what leaves is protected. Sealed unless it is asked otherwise twice.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Choice, SaidKind, is_held};
use crate::instrument::{Kind, Language, excess};
use crate::interview::Recipient;
use crate::phrase::{SHORTEST, length, prepare};
use crate::record::agreed;
use crate::sealing::{NotAKey, To};
use crate::state::{App, Intent, Leave, PassOn, Passphrase, Protection, Said, Shape};
use crate::ui::parts::fields::Radio;
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::passphrase::{OneForm, PassphraseField, Proposed, ShowPassphrase, proposed};
use crate::ui::parts::sealing::not_a_key;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The way that is chosen.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Way {
    Passphrase,
    Key,
    Plain,
}

/// What was chosen of the form in which it leaves, as it is kept until it does. No passphrase is in it, and that
/// nothing is to protect it is not kept: it is chosen anew.
#[derive(Serialize, Deserialize)]
pub(super) struct Shaped {
    way: Way,
    language: Language,
    as_report: bool,
    as_page: bool,
    key: String,
}

/// The form in which it leaves, as it is being chosen.
#[derive(Clone, Copy)]
pub(super) struct Shaping {
    way: RwSignal<Way>,
    /// The language of the person's own copy.
    language: RwSignal<Language>,
    as_report: RwSignal<bool>,
    /// Whether what is sealed with a passphrase opens itself.
    as_page: RwSignal<bool>,
    key: RwSignal<String>,
}

impl Shaping {
    /// As it was kept, if it was.
    pub fn of(kept: Option<Shaped>, to: Option<Recipient>, language: Language) -> Self {
        let Shaped { way, language, as_report, as_page, key } =
            kept.unwrap_or_else(|| Shaped::proposed(to, language));
        Self {
            way: RwSignal::new(way),
            language: RwSignal::new(language),
            as_report: RwSignal::new(as_report),
            as_page: RwSignal::new(as_page),
            key: RwSignal::new(key),
        }
    }

    /// Begins anew, for another recipient.
    pub fn begin(self, to: Recipient, language: Language) {
        let Shaped { way, language, as_report, as_page, key } = Shaped::proposed(Some(to), language);
        self.way.set(way);
        self.language.set(language);
        self.as_report.set(as_report);
        self.as_page.set(as_page);
        self.key.set(key);
    }

    /// What is kept of it.
    pub fn kept(self) -> Shaped {
        let way = match self.way.get() {
            Way::Plain => Way::Passphrase,
            way => way,
        };
        let (language, as_report, as_page) = (self.language.get(), self.as_report.get(), self.as_page.get());
        Shaped { way, language, as_report, as_page, key: self.key.get() }
    }
}

impl Shaped {
    /// What is proposed for a recipient.
    fn proposed(to: Option<Recipient>, language: Language) -> Self {
        let as_report = !matches!(to, Some(Recipient::Researcher | Recipient::Statistics));
        Self { way: Way::Passphrase, language, as_report, as_page: true, key: String::new() }
    }
}

/// What is still missing before anything leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Agreement,
    Reason,
    LongReason,
    Short,
    Different,
    Key(NotAKey),
    Sure,
}

impl Gap {
    const fn field(self) -> &'static str {
        match self {
            Self::Agreement => "#said input",
            Self::Reason | Self::LongReason => "#reason",
            Self::Short => "#leaving-words",
            Self::Different => "#leaving-again",
            Self::Key(_) => "#leaving-key",
            Self::Sure => "#leaving-sure",
        }
    }
}

/// What is being filled in: how it is protected, and what is missing for it to leave.
#[derive(Clone, Copy)]
struct Filled {
    choice: Choice,
    words: RwSignal<String>,
    again: RwSignal<String>,
    shown: RwSignal<bool>,
    drawn: RwSignal<String>,
    sure: RwSignal<bool>,
    gaps: RwSignal<Vec<Gap>>,
}

impl Filled {
    fn of(choice: Choice) -> Self {
        Self {
            choice,
            words: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            shown: RwSignal::new(false),
            drawn: RwSignal::new(String::new()),
            sure: RwSignal::new(false),
            gaps: RwSignal::new(Vec::new()),
        }
    }

    /// Whether what leaves is read by people: a report, or the person's own copy.
    fn is_read(self, to: Recipient) -> bool {
        to == Recipient::Person || self.choice.form.as_report.get()
    }

    fn covered(self) -> bool {
        self.choice.preview.with_untracked(|it| it.as_ref().is_some_and(|it| agreed(&it.covers).is_some()))
    }

    fn missing(self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        match self.choice.said.get_untracked() {
            _ if self.covered() => {}
            None => gaps.push(Gap::Agreement),
            Some(SaidKind::Without) if self.choice.reason.read_untracked().trim().is_empty() => {
                gaps.push(Gap::Reason);
            }
            Some(SaidKind::Without)
                if self.choice.reason.with_untracked(|reason| excess(reason, Kind::TEXT) > 0) =>
            {
                gaps.push(Gap::LongReason);
            }
            Some(_) => {}
        }
        match self.choice.form.way.get_untracked() {
            Way::Passphrase if length(&self.words.read_untracked()) < SHORTEST => {
                gaps.push(Gap::Short);
            }
            Way::Passphrase
                if prepare(&self.words.read_untracked()) != prepare(&self.again.read_untracked()) =>
            {
                gaps.push(Gap::Different);
            }
            Way::Key => gaps.extend(To::key(&self.choice.form.key.read_untracked()).err().map(Gap::Key)),
            Way::Plain if !self.sure.get_untracked() => gaps.push(Gap::Sure),
            _ => {}
        }
        gaps
    }

    /// What is to be done, once nothing is missing. Nothing stays in the fields.
    fn taken(self, recipient: Recipient, language: Language) -> PassOn {
        let said = self.choice.said.get_untracked().filter(|_| !self.covered()).map(|said| match said {
            SaidKind::Asked(form) => Said::Asked(form),
            SaidKind::Without => Said::Without(self.choice.reason.get_untracked()),
        });
        let protection = match self.choice.form.way.get_untracked() {
            Way::Passphrase if self.choice.form.as_page.get_untracked() => {
                Protection::Page(self.words.get_untracked().into())
            }
            Way::Passphrase => Protection::Passphrase(Passphrase::from(self.words.get_untracked())),
            Way::Key => Protection::Key(self.choice.form.key.get_untracked()),
            Way::Plain => Protection::None,
        };
        let shape = match (recipient, self.choice.form.as_report.get_untracked()) {
            (Recipient::Person, _) => Shape::OwnCopy(self.choice.form.language.get_untracked()),
            (_, true) => Shape::Report(language),
            (_, false) => Shape::Assessment,
        };
        self.words.set(String::new());
        self.again.set(String::new());
        self.shown.set(false);
        self.drawn.set(String::new());
        self.sure.set(false);
        PassOn { recipient, selection: self.choice.selection.get_untracked(), said, shape, protection }
    }
}

/// The protection, and the button with which it leaves.
#[component]
pub fn ProtectionPart(choice: Choice, to: Recipient) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let language = bridge.glance(|app| app.settings().language);
    let filled = Filled::of(choice);
    let (gaps, Shaping { way, .. }) = (filled.gaps, choice.form);
    let sealing = Memo::new(move |_| bridge.read(Topic::Around, App::is_sealing));
    let held = is_held(bridge);
    let leave = move || {
        gaps.set(filled.missing());
        if gaps.with_untracked(Vec::is_empty) {
            bridge.send(Intent::Leave(Leave::PassOn(Box::new(filled.taken(to, language)))));
            focus_soon(".notices .button");
        } else {
            focus_soon(".error-summary");
        }
    };
    view! {
        <section class="shape">
            <h2>{t!(i18n, leaving.shape)}</h2>
            {if to == Recipient::Person {
                view! { <CopyLanguage language=choice.form.language/> }.into_any()
            } else {
                view! { <ShapeChoice as_report=choice.form.as_report/> }.into_any()
            }}
        </section>
        <section class="protection">
            <h2>{t!(i18n, leaving.protection)}</h2>
            <p>{t!(i18n, leaving.protection_told)}</p>
            <fieldset class="field"><Ways filled to/></fieldset>
            <Show when=move || !gaps.read().is_empty()>
                <div class="error-summary" tabindex="-1" role="alert">
                    <h2>{t!(i18n, leaving.gaps)}</h2>
                    <ul>{move || gaps.get().into_iter().map(|gap| view! { <GapWords gap/> }).collect_view()}</ul>
                </div>
            </Show>
            <div class="steps">
                <button
                    class="button primary"
                    disabled=move || sealing.get() || held.get()
                    aria-describedby=move || held.get().then_some("leaving-held")
                    on:click=move |_| leave()>
                    {move || if way.get() == Way::Plain {
                        t!(i18n, leaving.do_plain).into_any()
                    } else {
                        t!(i18n, leaving.do_seal).into_any()
                    }}
                </button>
            </div>
            <p role="status">{move || sealing.get().then_some(t!(i18n, leaving.busy))}</p>
        </section>
    }
}

/// The three ways, each with what it needs under it.
#[component]
fn Ways(filled: Filled, to: Recipient) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let Filled { choice, sure, gaps, .. } = filled;
    let Shaping { way, key, as_page, .. } = choice.form;
    let radio = move |which: Way| {
        view! {
            <input
                type="radio"
                name="protection"
                prop:checked=move || way.get() == which
                on:change=move |_| {
                    way.set(which);
                    sure.set(false);
                    gaps.set(Vec::new());
                }
            />
        }
    };
    let propose = move || {
        if let Some(words) = proposed(bridge) {
            filled.drawn.set(words.clone());
            filled.words.set(words);
            filled.again.set(String::new());
            filled.shown.set(true);
            focus_soon("#leaving-again");
        }
    };
    view! {
        <label class="check">{radio(Way::Passphrase)}<span>{t!(i18n, leaving.by_passphrase)}</span></label>
        <Show when=move || way.get() == Way::Passphrase>
            <div class="under">
                <p class="quiet small">{t!(i18n, leaving.passphrase_told)}</p>
                <div class="two-columns">
                    <PassphraseField id="leaving-words" value=filled.words shown=filled.shown autocomplete="off">
                        {t!(i18n, leaving.passphrase)}
                    </PassphraseField>
                    <PassphraseField id="leaving-again" value=filled.again shown=filled.shown autocomplete="off">
                        {t!(i18n, leaving.passphrase_again)}
                    </PassphraseField>
                </div>
                <ShowPassphrase shown=filled.shown/>
                <OneForm words=filled.words shown=filled.shown/>
                <Proposed words=filled.drawn field=filled.words shown=filled.shown/>
                <button class="button thin" type="button" on:click=move |_| propose()>
                    {t!(i18n, keys.propose)}
                </button>
                <Show when=move || filled.is_read(to)><SealedAs as_page/></Show>
            </div>
        </Show>
        <label class="check">{radio(Way::Key)}<span>{t!(i18n, leaving.by_key)}</span></label>
        <Show when=move || way.get() == Way::Key>
            <div class="under field">
                <p class="quiet small">{t!(i18n, leaving.key_worth)}</p>
                <label for="leaving-key">{t!(i18n, leaving.key)}</label>
                <input
                    id="leaving-key"
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    {..custom_attribute("autocorrect", "off")}
                    spellcheck="false"
                    prop:value=move || key.get()
                    on:input=move |event| key.set(typed(&event))
                />
            </div>
        </Show>
        <label class="check">{radio(Way::Plain)}<span>{t!(i18n, leaving.by_nothing)}</span></label>
        <Show when=move || way.get() == Way::Plain>
            <div class="under">
                <p class="danger-note">{t!(i18n, leaving.plain_told)}</p>
                <label class="check">
                    <input
                        id="leaving-sure"
                        type="checkbox"
                        prop:checked=move || sure.get()
                        on:change=move |event| sure.set(event_target_checked(&event))
                    />
                    <span>{t!(i18n, leaving.plain_sure)}</span>
                </label>
            </div>
        </Show>
    }
}

/// Whether what is sealed with a passphrase opens itself, or is a file for a program.
#[component]
fn SealedAs(as_page: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="field">
            <legend>{t!(i18n, leaving.sealed_as)}</legend>
            <Radio name="sealed-as" this=true chosen=as_page>{t!(i18n, leaving.sealed_as_page)}</Radio>
            <Radio name="sealed-as" this=false chosen=as_page>{t!(i18n, leaving.sealed_as_age)}</Radio>
            <Show when=move || as_page.get()><p class="quiet small">{t!(i18n, leaving.page_worth)}</p></Show>
        </fieldset>
    }
}

/// In which language the person's own copy is written.
#[component]
fn CopyLanguage(language: RwSignal<Language>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, leaving.copy_told)}</p>
        <fieldset class="field inline">
            <legend>{t!(i18n, leaving.copy_language)}</legend>
            {[(Language::Fr, "français"), (Language::En, "English")].map(|(this, name)| view! {
                <Radio name="copy-language" this chosen=language><span lang=this.tag()>{name}</span></Radio>
            }).collect_view()}
        </fieldset>
    }
}

/// Whether it is a report to read, or a file for a program.
#[component]
fn ShapeChoice(as_report: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="field">
            <Radio name="shape" this=true chosen=as_report>{t!(i18n, leaving.as_report)}</Radio>
            <Radio name="shape" this=false chosen=as_report>{t!(i18n, leaving.as_assessment)}</Radio>
        </fieldset>
    }
}

#[component]
fn GapWords(gap: Gap) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <li>
            <button class="link" on:click=move |_| focus_soon(gap.field())>
                {match gap {
                    Gap::Agreement => t!(i18n, leaving.gap_agreement).into_any(),
                    Gap::Reason => t!(i18n, leaving.gap_reason).into_any(),
                    Gap::LongReason => t!(i18n, work.too_long_told, most = || Kind::TEXT).into_any(),
                    Gap::Short => t!(i18n, leaving.gap_short).into_any(),
                    Gap::Different => t!(i18n, leaving.gap_different).into_any(),
                    Gap::Key(why) => not_a_key(why).into_any(),
                    Gap::Sure => t!(i18n, leaving.gap_sure).into_any(),
                }}
            </button>
        </li>
    }
}
