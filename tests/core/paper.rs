//! The paper twin: what stands on the form of each track, and where its words lead.

use std::collections::BTreeSet;

use faisceau::instrument::{Instrument, Language, QuestionIx, Shelf, StageId, TrackId};
use faisceau::record::paper::paper;
use faisceau::record::sheet::{self, Ask, Block, Sheet};

fn newest() -> std::sync::Arc<Instrument> {
    Shelf::bundled().newest().expect("an edition")
}

/// The questions of a form, in order, without what stands around them.
fn asks(sheet: &Sheet) -> Vec<&Ask> {
    let blocks = sheet.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let asks = blocks.filter_map(|block| if let Block::Ask(ask) = block { Some(ask) } else { None });
    asks.filter(|ask| !ask.number.is_empty()).collect()
}

/// The numbers of questions in some words.
fn numbers(words: &str) -> Vec<String> {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let is_number = |word: &&str| {
        let mut signs = word.chars();
        signs.next().is_some_and(|c| "AQEI".contains(c))
            && word.len() > 1
            && signs.all(|c| c.is_ascii_digit())
    };
    words.filter(is_number).map(str::to_owned).collect()
}

#[test]
fn every_question_of_a_track_stands_on_its_form_once_in_the_order_of_the_screens() {
    let instrument = newest();
    for track in TrackId::ALL {
        for language in Language::ALL {
            let sheet = paper(&instrument, track, language);
            let on_form: Vec<_> = asks(&sheet).iter().map(|ask| ask.number.clone()).collect();
            let on_track = (0..instrument.questions().len()).map(QuestionIx).filter(|question| {
                let asked = instrument.question(*question);
                let leads = |seen: &QuestionIx| instrument.question(*seen).is_on(track);
                asked.is_on(track)
                    && asked.relevant.as_ref().is_none_or(|condition| condition.questions().iter().any(leads))
            });
            let expected: Vec<_> =
                on_track.map(|question| sheet::number(&instrument, question, language)).collect();
            assert_eq!(on_form, expected, "{track:?}");
            for (ask, number) in asks(&sheet).iter().zip(&expected) {
                assert!(
                    ask.lines > 0 && ask.silences.len() == 3,
                    "{number}: room for words, and for silence"
                );
                assert!(!ask.boxes.is_empty() || !ask.blanks.is_empty() || ask.lines > 1, "{number}");
            }
        }
    }
    assert!(asks(&paper(&instrument, TrackId::Urgent, Language::Fr)).len() <= 25);
}

#[test]
fn every_answer_has_its_box() {
    let instrument = newest();
    let sheet = paper(&instrument, TrackId::Full, Language::En);
    let asks = asks(&sheet);
    for question in (0..instrument.questions().len()).map(QuestionIx) {
        let number = sheet::number(&instrument, question, Language::En);
        let Some(ask) = asks.iter().find(|ask| ask.number == number) else { continue };
        for option in instrument.question(question).kind.options() {
            assert!(ask.boxes.contains(&option.label.en), "{number}: {}", option.id);
        }
    }
}

#[test]
fn skips_lead_on_to_a_question_of_the_form_and_conditions_look_back() {
    let instrument = newest();
    for track in TrackId::ALL {
        let sheet = paper(&instrument, track, Language::Fr);
        let asks = asks(&sheet);
        let place = |number: &String| asks.iter().position(|ask| ask.number == *number);
        let mut skips = 0;
        for (at, ask) in asks.iter().enumerate() {
            for to in ask.skips.iter().flat_map(|skip| numbers(skip)) {
                assert!(place(&to).is_some_and(|to| to > at), "{}: {to}", ask.number);
                skips += 1;
            }
            let seen: BTreeSet<_> = ask.when.iter().flat_map(|when| numbers(when)).collect();
            assert!(seen.iter().all(|seen| place(seen).is_none_or(|seen| seen < at)), "{}", ask.number);
            assert_eq!(ask.when.is_some(), !seen.is_empty(), "{}", ask.number);
        }
        assert!(skips > 0 || track == TrackId::Urgent, "{track:?}");
    }
}

#[test]
fn the_foot_says_which_form_it_is_and_leaves_room_for_the_number_of_the_case() {
    let instrument = newest();
    let sheet = paper(&instrument, TrackId::Urgent, Language::En);
    for told in ["urgent", instrument.edition.version.as_str(), "____"] {
        assert!(sheet.foot.contains(told), "{}", sheet.foot);
    }
    let chapters: Vec<_> = sheet.chapters.iter().map(|chapter| chapter.id).collect();
    let stages = StageId::ALL.map(StageId::as_str);
    assert!(chapters.iter().all(|id| stages.contains(id)) && chapters.last() == Some(&"decision"));
    assert_eq!(sheet.to_html(), paper(&instrument, TrackId::Urgent, Language::En).to_html(), "equal bytes");
}

#[test]
fn forms_are_written_to_be_looked_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).expect("a folder");
    for track in TrackId::ALL {
        for language in Language::ALL {
            let file = folder.join(format!("paper-{}-{}.html", track.as_str(), language.tag()));
            std::fs::write(file, paper(&newest(), track, language).to_html()).expect("a file can be written");
        }
    }
}

#[test]
fn answers_are_quoted_as_the_language_of_the_form_does() {
    let instrument = newest();
    for (language, ours, other) in [(Language::En, '“', '«'), (Language::Fr, '«', '“')] {
        let form = format!("{:?}", paper(&instrument, TrackId::Full, language).chapters);
        assert!(form.contains(ours) && !form.contains(other), "{language:?}");
    }
}
