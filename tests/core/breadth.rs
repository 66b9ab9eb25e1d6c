//! How much the newest edition asks: everything that the field knows is in it, and each case is asked
//! its own part. The people are invented.

use std::collections::BTreeMap;
use std::sync::Arc;

use faisceau::instrument::{
    Instrument, Kind, Money, Period, QuestionIx, Shelf, StageId, TrackId, Value, YearMonth,
};
use faisceau::interview::{Answer, Case, Command, Standing};
use faisceau::training::Exercise;

use super::driver::{Driver, around, euros, months, no, number, one, several, yes};

/// Fewer than this many in an ordinary case, the whistle-blower's included.
const ORDINARY: usize = 80;
/// No more than this many on the urgent track.
const URGENT: usize = 15;

fn newest() -> Arc<Instrument> {
    Shelf::bundled().newest().expect("there is one")
}

/// The answers that are not the quiet ones.
pub type Told<'a> = &'a [(&'a str, Value)];

/// What a person answers of whom nothing is told: no, none of these, the first option.
fn quiet(kind: &Kind) -> Value {
    match kind {
        Kind::YesNo => no(),
        Kind::One { options } => Value::Choice(options[0].id.clone()),
        Kind::Several { .. } => Value::NoneOfThese,
        Kind::Number { min, .. } => number((*min).max(1)),
        Kind::Money { currencies, periods } => Value::Money(Money {
            amount: "1000".parse().expect("an amount"),
            currency: currencies[0].clone(),
            period: if periods.contains(&Period::Month) { Period::Month } else { periods[0] },
        }),
        Kind::Date => around("2023-05"),
        Kind::Duration { .. } => months(3),
        Kind::Text => Value::Text("Near the harbour".into()),
        Kind::Note => Value::Note("It was as it was".into()),
    }
}

/// Leads a whole case on a track: each question that is asked, in its order.
pub fn led(track: TrackId, told: Told<'_>) -> Case {
    let mut driver = Driver::with(newest());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver.perform(Command::Follow(track));
    let (now, mut case) = (driver.now(), driver.case);
    let told: BTreeMap<_, _> = told.iter().map(|(id, value)| (*id, value)).collect();
    for at in (0..case.instrument().questions().len()).map(QuestionIx) {
        if case.standing(at) != Standing::Asked {
            continue;
        }
        let question = case.instrument().question(at);
        let value = told.get(question.id.as_str()).map_or_else(|| quiet(&question.kind), |v| (*v).clone());
        let id = question.id.to_string();
        case.perform(Command::Answer(at, Some(Answer::Value(value))), now)
            .unwrap_or_else(|refusal| panic!("{id}: {refusal:?}"));
    }
    case
}

/// The questions that a case is asked.
fn asked(case: &Case) -> Vec<QuestionIx> {
    let all = (0..case.instrument().questions().len()).map(QuestionIx);
    all.filter(|question| case.standing(*question) == Standing::Asked).collect()
}

fn names(case: &Case) -> Vec<String> {
    asked(case).into_iter().map(|question| case.instrument().question(question).id.to_string()).collect()
}

/// A domestic worker brought by an employer from another country; fled.
fn domestic() -> Vec<(&'static str, Value)> {
    vec![
        ("alert.received-on", around("2024-03")),
        ("whistle-blower.who", one("supported-person")),
        ("alert.sector", one("domestic")),
        ("safety.talk-now", yes()),
        ("safety.tonight", one("friends")),
        ("safety.danger", several(&["employer"])),
        ("person.birth", around("1985")),
        ("journey.roles", several(&["offered", "paid", "carried", "border", "housed"])),
        ("recruitment.proposed-by", one("employer")),
        ("journey.organised-by", one("employer")),
        ("promise.made", several(&["pay", "housing", "papers"])),
        ("promise.different-work", several(&["pay", "conditions"])),
        ("promise.different-life", several(&["papers"])),
        ("situation.then", several(&["no-money", "language", "family"])),
        ("vulnerability.used-need", several(&["poverty", "dependants"])),
        ("documents.happened", several(&["kept", "not-returned"])),
        ("work.sector", one("domestic")),
        ("work.started", around("2022-02")),
        ("work.ended", around("2024-02")),
        ("ended.how", one("fled")),
        ("work.hours-day", number(16)),
        ("work.days-week", number(7)),
        ("work.rest", several(&["breaks", "nights", "refuse"])),
        ("domestic.tasks", several(&["cleaning", "children"])),
        ("pay.received", one("regular")),
        ("pay.kept", several(&["late"])),
        ("housing.where", one("workplace")),
        ("housing.conditions", several(&["no-bed"])),
        ("control.apart", several(&["watched", "phone", "nobody"])),
        ("control.obeyed", several(&["answers"])),
        ("freedom.door", no()),
        ("freedom.if-left", several(&["lose-pay", "police"])),
        ("freedom.bound", several(&["wages", "outings", "own-time"])),
        ("discrimination.compared", one("alone")),
        ("violence.words", several(&["insults", "police"])),
        ("proof.kinds", several(&["messages", "photos"])),
        ("wishes.first", several(&["papers"])),
    ]
}

/// A hard and badly paid job, held freely: a contract, one's own roof, the way out open.
pub fn poor_but_free() -> Vec<(&'static str, Value)> {
    vec![
        ("alert.received-on", around("2024-03")),
        ("safety.talk-now", yes()),
        ("person.birth", around("1990")),
        ("journey.roles", several(&["offered"])),
        ("recruitment.proposed-by", one("advertisement")),
        ("promise.made", several(&["work", "pay"])),
        ("promise.different-work", several(&["pay"])),
        ("work.sector", one("hospitality")),
        ("work.started", around("2022-09")),
        ("work.ended", around("2024-03")),
        ("work.still", yes()),
        ("work.hours-day", number(10)),
        ("work.days-week", number(6)),
        ("pay.received", one("regular")),
        ("pay.amount", euros("2000", Period::Month)),
        ("pay.kept", several(&["late"])),
        ("pay.written", several(&["contract", "payslips"])),
        ("housing.where", one("own")),
        ("freedom.door", yes()),
        ("wishes.first", several(&["pay"])),
    ]
}

fn f_and_the_bar() -> Case {
    let driver = Driver::new();
    Exercise::bundled()
        .and_then(|exercise| {
            exercise.whole(&Shelf::bundled(), faisceau::instrument::Language::En, driver.now())
        })
        .unwrap_or_else(|flaws| panic!("{flaws:?}"))
}

#[test]
fn the_bank_is_broad() {
    let instrument = newest();
    assert!(instrument.questions().len() >= 200);
    assert!(instrument.clues().len() >= 120);
    assert!(instrument.mismatches.len() >= 10);
    assert_eq!(instrument.languages.len(), 2);
}

#[test]
fn an_ordinary_case_is_asked_fewer_than_eighty() {
    let cases = [
        ("F and the bar", f_and_the_bar()),
        ("a domestic worker", led(TrackId::Full, &domestic())),
        ("a poor job, freely held", led(TrackId::Full, &poor_but_free())),
    ];
    for (told, case) in cases {
        let asked = asked(&case).len();
        assert!(asked < ORDINARY, "{told}: {asked}\n{:?}", names(&case));
        let left: usize = StageId::ASKING.into_iter().map(|stage| case.stage_progress(stage).left()).sum();
        assert_eq!(left, 0, "{told}: led to its end");
    }
}

#[test]
fn the_urgent_track_asks_fifteen_at_most_whatever_is_told() {
    let worst = [
        ("alert.urgency", several(&["danger", "locked-in", "hurt", "child"])),
        ("alert.ending", yes()),
        ("safety.medical", yes()),
        ("safety.danger", several(&["employer", "family"])),
        ("safety.children", several(&["child-works"])),
        ("accident.any", one("told-to-hide")),
        ("accident.after", several(&["hospital"])),
    ];
    for told in [&worst[..], &[]] {
        let case = led(TrackId::Urgent, told);
        let asked = asked(&case).len();
        assert!((8..=URGENT).contains(&asked), "{asked}\n{:?}", names(&case));
    }
    let urgent = newest().questions().iter().filter(|question| question.is_on(TrackId::Urgent)).count();
    assert!(urgent <= URGENT, "{urgent} on the track");
}

#[test]
fn the_remote_track_is_shorter_and_begins_with_the_safety_of_the_call() {
    let full = asked(&led(TrackId::Full, &domestic())).len();
    let case = led(TrackId::Remote, &domestic());
    let remote = names(&case);
    assert!(remote.len() + 10 < full, "{} of {full}", remote.len());
    for question in ["safety.call-heard", "safety.stop-word", "safety.if-cut"] {
        assert!(remote.iter().any(|asked| asked == question), "{question}");
    }
    let short = newest().questions().iter().filter(|question| question.short.is_some()).count();
    assert!(short >= 40, "{short} wordings for the telephone");
}

#[test]
fn no_section_ends_on_a_sensitive_question() {
    let cases = [f_and_the_bar(), led(TrackId::Full, &domestic()), led(TrackId::Full, &poor_but_free())];
    for case in cases {
        let mut last = BTreeMap::new();
        for at in asked(&case) {
            let question = case.instrument().question(at);
            last.insert(question.section, question);
        }
        for question in last.into_values() {
            assert!(!question.sensitive, "{} ends its section", question.id);
        }
    }
}

#[test]
fn each_sector_has_questions_of_its_own_and_is_asked_no_other_s() {
    let sectors =
        ["domestic", "diplomatic", "construction", "farm", "hospitality", "shop", "street", "shows", "other"];
    for sector in sectors {
        let told = [
            ("work.sector", one(sector)),
            ("work.hours-day", number(9)),
            ("work.days-week", number(5)),
            ("work.rest", several(&["protection"])),
        ];
        let case = led(TrackId::Full, &told);
        let own: Vec<_> = names(&case)
            .into_iter()
            .filter(|name| sectors.iter().any(|sector| name.starts_with(&format!("{sector}."))))
            .collect();
        assert!((4..=9).contains(&own.len()), "{sector}: {own:?}");
        let others = own.iter().filter(|name| {
            !(name.starts_with(&format!("{sector}."))
                || sector == "diplomatic" && name.starts_with("domestic."))
        });
        assert_eq!(others.count(), 0, "{sector}: {own:?}");
    }
}

#[test]
fn a_minor_is_asked_what_an_adult_is_not() {
    let adult = led(TrackId::Full, &domestic());
    let mut told = domestic();
    told.retain(|(id, _)| *id != "person.birth");
    told.push(("person.birth", around("2009")));
    told.push(("minority.then", several(&["no-school", "entrusted"])));
    let minor = led(TrackId::Full, &told);
    let youth = |case: &Case| names(case).iter().filter(|name| name.starts_with("minority.")).count();
    assert_eq!(youth(&adult), 0, "{:?}", names(&adult));
    assert!(youth(&minor) >= 5, "{:?}", names(&minor));
    let unsure = led(TrackId::Full, &[("person.adult", one("unsure")), ("person.birth", around("2005"))]);
    assert!(youth(&unsure) >= 2, "in doubt, a child: {:?}", names(&unsure));
}

/// A poor job is no reason for alarm: nothing that makes it free is left unknown.
#[test]
fn what_a_free_person_answers_rules_clues_out() {
    use faisceau::findings::{ClueState, Converging, Findings};
    let case = led(TrackId::Full, &poor_but_free());
    let findings = Findings::of(&case);
    let open: Vec<_> = findings
        .clues()
        .filter(|(_, finding)| finding.state.is_open())
        .map(|(clue, _)| case.instrument().clue(clue).id.to_string())
        .collect();
    assert!(open.len() <= 3, "still open: {open:?}");
    assert_ne!(findings.convergence(&case).converging, Converging::Converge);
    let present = findings.clues().filter(|(_, finding)| finding.state == ClueState::Present);
    assert!(present.count() > 0, "unpaid hours are seen");
}

#[test]
fn the_yardsticks_reach_from_the_first_months_to_the_last() {
    let files = Shelf::files(&newest().edition);
    let yardsticks = faisceau::instrument::Yardsticks::read(files).expect("sound");
    let months: Vec<YearMonth> = yardsticks.minimum_wage.iter().map(|row| row.from).collect();
    assert!(months.len() > 50);
    assert!(yardsticks.sources.iter().any(|source| !source.verified), "what is from memory says so");
}

/// The check's remarks: what can be ruled out by a computation alone waits for its figures.
#[test]
fn only_a_computed_clue_waits_for_a_question_that_is_not_always_asked() {
    let instrument = newest();
    let computed: Vec<_> =
        instrument.clues().iter().filter(|clue| !clue.reckoned.is_empty()).map(|clue| &clue.id).collect();
    let files = Shelf::files(&instrument.edition);
    for remark in Instrument::check(files) {
        let told = remark.to_string();
        let named = computed.iter().any(|clue| told.contains(&format!("“{clue}”")));
        assert!(named, "{told}");
    }
}
