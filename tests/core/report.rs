//! The identification report and its summary: what stands in them, what never does, and how text stays
//! text.

use std::collections::BTreeSet;

use faisceau::findings::Findings;
use faisceau::instrument::{Instrument, Kind, Language, QuestionId, QuestionIx, Shelf, StageId};
use faisceau::instrument::{Text, TrackId, Truth, Value};
use faisceau::interview::{Agreement, Answer, Case, Command, Decision, Form, Moment, NotAnswered, SaidBy};
use faisceau::record::report::{Clocks, EmergencyNumbers, Outline, report, summary};
use faisceau::record::sheet::{self, Sheet};
use faisceau::record::{self, Digest, Part, Precision, Selection};
use faisceau::training::Exercise;

use super::driver::{Driver, NOON, around, number, one, several, yes};

pub fn f_and_the_bar(language: Language) -> Case {
    Exercise::bundled()
        .and_then(|exercise| exercise.whole(&Shelf::bundled(), language, Moment::from_unix(NOON, 60)))
        .unwrap_or_else(|flaws| panic!("{flaws:?}"))
}

fn newest() -> Driver {
    Driver::with(Shelf::bundled().newest().expect("an edition"))
}

/// A neighbour's alert: little is known.
fn alert() -> Driver {
    let mut driver = newest();
    driver.agree(StageId::Alert);
    driver.answer("alert.received-on", around("2024-03"));
    driver.answer("whistle-blower.who", one("neighbour"));
    driver.answer("alert.urgency", several(&["danger"]));
    driver.answer("alert.told", Value::Note("A young woman cleans the flat upstairs at all hours.".into()));
    driver.refuse(StageId::Questionnaire);
    driver
}

fn everything(case: &Case, language: Language) -> [Sheet; 2] {
    let selection = Selection::everything();
    [report(case, &selection, language), summary(case, &selection, language)]
}

fn chapters(sheet: &Sheet) -> Vec<&'static str> {
    sheet.chapters.iter().map(|chapter| chapter.id).collect()
}

/// The text between two chapters of a file.
fn chapter<'a>(html: &'a str, id: &str) -> &'a str {
    let start = html.find(&format!("<section id=\"{id}\">")).unwrap_or_else(|| panic!("no chapter {id}"));
    html[start..].split("</section>").next().expect("an end")
}

#[test]
fn documents_are_written_to_be_looked_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).expect("a folder");
    let alert = alert();
    for language in Language::ALL {
        for (name, case) in [("bar", &f_and_the_bar(language)), ("alert", &alert.case)] {
            for (kind, sheet) in ["report", "summary"].iter().zip(everything(case, language)) {
                let file = folder.join(format!("{name}-{kind}-{}.html", language.tag()));
                std::fs::write(file, sheet.to_html()).expect("a file can be written");
            }
        }
    }
}

#[test]
fn every_chapter_that_the_case_calls_for_is_there_and_no_other() {
    let whole = everything(&f_and_the_bar(Language::En), Language::En);
    let all = [
        "first",
        "convergence",
        "facts",
        "other-facts",
        "reckonings",
        "lenses",
        "offences",
        "evidence",
        "needs",
        "steps",
        "decision",
        "agreements",
        "silences",
        "digest",
    ];
    assert_eq!(chapters(&whole[0]), all);
    assert_eq!(chapters(&whole[1]), ["first", "convergence", "lenses", "steps", "decision", "agreements"]);
    let little = everything(&alert().case, Language::Fr);
    let some =
        ["first", "convergence", "other-facts", "lenses", "evidence", "decision", "agreements", "digest"];
    assert_eq!(chapters(&little[0]), some, "what is not relevant is not printed");
    let nothing = everything(&newest().case, Language::En);
    assert_eq!(chapters(&nothing[0]), ["convergence", "lenses", "decision", "digest"]);
}

/// Whatever was told of the case stands in the report, under its number and in its wording.
#[test]
fn every_answer_stands_in_the_report_with_its_words_its_wording_and_its_source() {
    for language in Language::ALL {
        let case = f_and_the_bar(language);
        let html = report(&case, &Selection::everything(), language).to_html();
        let mut told = 0;
        for question in (0..case.instrument().questions().len()).map(QuestionIx) {
            let (asked, entry) = (case.instrument().question(question), case.entry(question));
            if case.value(question).is_none() {
                continue;
            }
            let number = sheet::number(case.instrument(), question, language);
            assert!(html.contains(&format!("<td>{number}</td>")), "{number}");
            for words in [asked.wording.in_language(language), &entry.own_words, &entry.observed] {
                let words = words.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;");
                assert!(html.contains(&words), "{}: {words}", asked.id);
            }
            told += 1;
        }
        assert!(told > 60, "{told}");
    }
}

#[test]
fn each_source_of_a_statement_stands_apart() {
    let mut driver = newest();
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver.answer("work.hours-day", number(14));
    driver.answer("work.days-week", number(7));
    driver.answer("freedom.door", super::driver::no());
    for (question, said_by) in [("work.days-week", SaidBy::Document), ("freedom.door", SaidBy::Observed)] {
        let question = driver.question(question);
        driver.perform(Command::Attribute(question, said_by));
    }
    let html = report(&driver.case, &Selection::everything(), Language::En).to_html();
    let facts = chapter(&html, "facts");
    let under = |title: &str, number: &str| {
        let group =
            facts.split("class=\"group\"").find(|group| group.contains(title) && group.contains(number));
        assert!(group.is_some(), "{number} under {title}");
    };
    under("The person says", "14 hours");
    under("A document shows", "7 days");
    under("The interviewer saw", "Could you open the door");
}

#[test]
fn every_lens_that_applies_is_told_of_and_the_offences_element_by_element() {
    let case = f_and_the_bar(Language::En);
    let html = report(&case, &Selection::everything(), Language::En).to_html();
    let mut seen = 0;
    for reading in Findings::of(&case).readings() {
        let title = &reading.lens().title.en;
        assert_eq!(
            chapter(&html, "lenses").contains(title.as_str()),
            reading.applies() != Truth::No,
            "{title}"
        );
        if reading.lens().id.as_str() == "french-law" {
            for statement in &reading.lens().statements {
                assert!(chapter(&html, "offences").contains(&statement.title.en), "{}", statement.id);
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// The names of all elements of a page.
fn elements(html: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    html.split('<').skip(1).map(|rest| &rest[..name(rest)]).filter(|name| !name.is_empty()).collect()
}

/// A case in which every text is markup.
fn hostile() -> Driver {
    const MARKUP: &str =
        "</bdi></style><script>alert(1)</script><img src=x onerror='alert(2)'>\"'&{}\u{0}\u{202e}";
    let mut driver = newest();
    for stage in StageId::ASKING {
        let agreement = driver.agreement(stage);
        let given = Agreement {
            explained_by: MARKUP.into(),
            language: MARKUP.into(),
            interpreter: MARKUP.into(),
            form: Form::Signed,
            ..agreement
        };
        driver.perform(Command::Agree(stage, given));
    }
    for question in (0..driver.case.instrument().questions().len()).map(QuestionIx) {
        driver.wait(9);
        let kind = &driver.case.instrument().question(question).kind;
        let value = match kind {
            Kind::Text => Some(Answer::Value(Value::Text(MARKUP.into()))),
            Kind::Note => Some(Answer::Value(Value::Note(MARKUP.into()))),
            _ if question.0.is_multiple_of(3) => {
                Some(Answer::NotAnswered(NotAnswered::NotAsked(MARKUP.into())))
            }
            _ => None,
        };
        if value.is_some() {
            let _ = driver.attempt(Command::Answer(question, value));
        }
        let _ = driver.attempt(Command::OwnWords(question, MARKUP.into()));
        let _ = driver.attempt(Command::Observe(question, MARKUP.into()));
    }
    driver.perform(Command::Rename(MARKUP.into()));
    driver.perform(Command::Decide(Decision {
        decided_by: MARKUP.into(),
        reasons: MARKUP.into(),
        redirection_reason: MARKUP.into(),
        ..Decision::default()
    }));
    driver
}

#[test]
fn hostile_text_stays_text() {
    let driver = hostile();
    for sheet in everything(&driver.case, Language::Fr) {
        let html = sheet.to_html();
        assert!(html.contains("&lt;script&gt;"), "it is printed");
        let known = BTreeSet::from([
            "b", "bdi", "body", "col", "colgroup", "dd", "div", "dl", "dt", "h1", "h2", "h3", "head",
            "header", "html", "li", "main", "meta", "p", "section", "strong", "style", "table", "tbody",
            "td", "th", "thead", "title", "tr", "ul",
        ]);
        let others: Vec<_> = elements(&html).into_iter().filter(|name| !known.contains(name)).collect();
        assert_eq!(others, Vec::<&str>::new());
        assert_eq!(html.matches("<style>").count(), 1);
        assert_eq!(html.matches("</style>").count(), 1);
        assert!(!html.contains('\u{0}'), "no page may hold it");
        for word in ["http:", "https:", "src=", "href=", "url("] {
            assert!(!html.replace("src=x", "").contains(word), "nothing is fetched: {word}");
        }
    }
}

#[test]
fn the_foot_of_every_page_names_the_case_by_its_number_and_nobody() {
    let mut driver = alert();
    let before = report(&driver.case, &Selection::default(), Language::Fr);
    driver.perform(Command::Rename("Someone".into()));
    let after = report(&driver.case, &Selection::default(), Language::Fr);
    assert_eq!(before.foot, after.foot, "another working name, the same number");
    assert!(after.foot.contains(record::number(&driver.case).as_str()));
    assert!(!after.to_html().contains("Someone"), "the working name leaves when it is asked for alone");
    assert!(report(&driver.case, &Selection::everything(), Language::Fr).to_html().contains("Someone"));
}

#[test]
fn what_is_withheld_is_read_as_not_known() {
    let mut driver = newest();
    driver.agree(StageId::Interview);
    driver.answer("violence.physical", yes());
    let withheld = Selection::everything().without(QuestionId::from("violence.physical"));
    let (whole, less) = (Selection::everything(), withheld);
    let whole = report(&driver.case, &whole, Language::En).to_html();
    let less = report(&driver.case, &less, Language::En).to_html();
    let clue = &driver.case.instrument().clue(driver.clue("violence.physical")).name.en;
    assert!(whole.contains(&format!("{clue} (")) && !less.contains(&format!("{clue} (")));
    assert!(
        less.contains("Some answers are not passed on here") && !whole.contains("are not passed on here")
    );
}

#[test]
fn days_leave_as_precisely_as_they_may() {
    let case = f_and_the_bar(Language::En);
    let html = report(&case, &Selection::everything().dates(Precision::Year), Language::En).to_html();
    for told in ["March 2024", "22 March", "UTC+01:00"] {
        assert!(!html.contains(told), "{told}");
    }
    assert!(!html.contains("id=\"reckonings\""), "lengths of time would tell them");
}

#[test]
fn no_wording_of_ours_says_what_a_person_is() {
    for language in Language::ALL {
        for sheet in everything(&newest().case, language) {
            let html = sheet.to_html().to_lowercase();
            for word in ["victim", "score", "veuillez", "trafiquant", "trafficker"] {
                assert!(!html.contains(word), "{word}");
            }
        }
    }
}

#[test]
fn equal_cases_give_equal_bytes_and_every_edition_gives_a_report() {
    for edition in Shelf::bundled().editions() {
        let mut driver = Driver::with(Shelf::bundled().find(&edition).expect("it is carried"));
        driver.agree(StageId::Interview);
        driver.answer("freedom.door", super::driver::no());
        for language in Language::ALL {
            let html = || everything(&driver.case, language).map(|sheet| sheet.to_html());
            assert_eq!(html(), html(), "{edition:?}");
        }
    }
}

#[test]
fn the_digest_follows_what_was_said_and_nothing_else() {
    let digest = |driver: &Driver| Digest::of(&record::Assessment::of(&driver.case, &driver.findings));
    let mut driver = alert();
    let before = digest(&driver);
    driver.perform(Command::Move(faisceau::interview::Place { stage: StageId::Decision, question: None }));
    assert_eq!(digest(&driver), before, "where the interviewer is");
    driver.words("alert.told", "word for word");
    assert_ne!(digest(&driver), before);
    let written = before.to_string();
    assert_eq!((written.len(), written.split(' ').count()), (79, 16), "sixteen groups of four");
}

fn both(text: &Text) {
    assert_eq!(text.missing().next(), None, "{text:?}");
}

#[test]
fn legal_steps_and_numbers_are_sound_data_with_their_sources() {
    let instrument = Shelf::bundled().newest().expect("an edition");
    let (clocks, numbers) = (Clocks::bundled().expect("sound"), EmergencyNumbers::bundled().expect("sound"));
    let outline = Outline::bundled().expect("sound");
    let findings = Findings::of(&newest().case);
    let law = findings.readings().iter().find(|it| it.lens().id.as_str() == outline.lens_of_offences);
    let law = law.expect("the lens of the offences").lens();
    for clock in &clocks.clocks {
        [&clock.title, &clock.rule, &clock.limit].into_iter().for_each(both);
        let when = &clock.when;
        assert!(
            !when.clues.is_empty() || !when.first.is_empty() || !when.statements.is_empty(),
            "{}",
            clock.id
        );
        assert!(when.clues.iter().all(|clue| instrument.find_clue(clue).is_some()), "{}", clock.id);
        assert!(when.statements.iter().all(|id| law.find_statement(id).is_some()), "{}", clock.id);
        let cited = |id: &_| clocks.sources.iter().any(|source| source.id == *id && source.place.is_some());
        assert!(!clock.sources.is_empty() && clock.sources.iter().all(cited), "{}", clock.id);
    }
    for number in &numbers.numbers {
        both(&number.what);
        assert!(number.number.bytes().all(|byte| byte.is_ascii_digit()), "{}", number.number);
        assert!(numbers.sources.iter().any(|source| source.id == number.source), "{}", number.number);
    }
    for id in [&outline.evidence, &outline.witnesses, &outline.needs].into_iter().flatten() {
        assert!(instrument.find(id).is_some(), "{id}");
    }
    numbers_of_questions_are_unambiguous(&instrument);
}

fn numbers_of_questions_are_unambiguous(instrument: &Instrument) {
    for language in Language::ALL {
        let all = (0..instrument.questions().len()).map(QuestionIx);
        let numbers: BTreeSet<_> =
            all.map(|question| sheet::number(instrument, question, language)).collect();
        assert_eq!(numbers.len(), instrument.questions().len());
    }
    assert!(instrument.has_track(TrackId::Remote));
}

#[test]
fn parts_of_a_report_leave_when_they_are_selected() {
    let case = f_and_the_bar(Language::En);
    let with = |part: Option<Part>| {
        let selection = part.map_or_else(Selection::default, |part| Selection::default().with(part));
        report(&case, &selection, Language::En).to_html()
    };
    let bare = with(None);
    assert!(!bare.contains("<bdi>“") && !bare.contains(&case.decision().decided_by));
    assert!(with(Some(Part::OwnWords)).contains("<bdi lang=\"en\">“"));
    assert!(with(Some(Part::Names)).contains(&case.decision().decided_by));
}
