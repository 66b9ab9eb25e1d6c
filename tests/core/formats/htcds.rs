//! The Human Trafficking Case Data Standard.

use std::collections::BTreeSet;

use faisceau::instrument::{Fault, Instrument, QuestionId, StageId, Value};
use faisceau::interview::{Case, Collected, Command, Decision, Need, NotAnswered, Outcome};
use faisceau::record::htcds::{FaultKind, File, Htcds, Mapping, Options, Proposal, Standard, propose, read};
use faisceau::record::{Part, Selection, Shared};
use proptest::prelude::*;

use super::{Memory, f_and_the_bar, golden_folder, shelf, written};
use crate::driver::{Driver, number, one, several, yes};
use crate::laws::{led, moves};

fn standard() -> Standard {
    Standard::bundled().unwrap_or_else(|flaws| panic!("{flaws:?}"))
}

pub fn mapping(instrument: &Instrument) -> Mapping {
    let found = Mapping::bundled(instrument, &standard());
    found.unwrap_or_else(|flaws| panic!("{flaws:#?}")).expect("the edition has a mapping")
}

pub fn htcds(case: &Case, options: Options) -> Memory {
    let mapping = mapping(case.instrument());
    written(|folder| Htcds::new(folder, standard(), vec![mapping], options), &[case])
}

fn by_name(fields: &[&str]) -> Options {
    Options { by_name: fields.iter().map(ToString::to_string).collect(), ..Options::default() }
}

#[test]
fn the_standard_has_its_84_fields_40_of_them_core_and_3_replaced() {
    let standard = standard();
    assert_eq!(standard.fields.len(), 84);
    assert_eq!(standard.fields.iter().filter(|field| field.core).count(), 40);
    assert_eq!(standard.fields.iter().filter(|field| field.deprecated).count(), 3);
    let sizes: Vec<_> = ["vic_MethodsOfControl", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry"]
        .map(|name| standard.field(name).expect("a field").values.len())
        .into();
    assert_eq!(sizes, [16, 11, 21]);
    for field in &standard.fields {
        let names: BTreeSet<_> = field.values.iter().map(|value| &value.name).collect();
        assert_eq!(names.len(), field.values.len(), "{}", field.name);
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')));
    }
}

#[test]
fn the_newest_edition_has_a_mapping_and_it_is_sound() {
    let instrument = shelf().newest().expect("an edition");
    assert!(mapping(&instrument).rule("vic_MethodsOfControl").is_some());
}

#[test]
fn every_flaw_of_a_mapping_is_named_with_its_place() {
    let sound = include_str!("../../../instruments/association/1.0.0/htcds.json");
    let edition = faisceau::instrument::Edition { id: "association".into(), version: "1.0.0".into() };
    let instrument = shelf().find(&edition).expect("the edition");
    let flaws = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        let flaws = Mapping::read(&sound.replacen(from, to, 1), &instrument, &standard());
        flaws.err().unwrap_or_else(|| panic!("{to} passed"))
    };
    for (from, to, place, fault) in [
        (
            "faisceau-htcds/1",
            "faisceau-htcds/9",
            "htcds.json: format",
            Fault::Format("faisceau-htcds/9".into()),
        ),
        ("\"PhysicalThreats\"", "\"Threats\"", "fields[6].from.values[0]", Fault::Unknown("Threats".into())),
        ("\"person.birth\"", "\"person.born\"", "fields[0].from", Fault::Unknown("person.born".into())),
        ("\"person.birth\"", "\"work.still\"", "fields[0].from", Fault::Test),
        ("[\"blows\"]", "[\"slaps\"]", "fields[6].from.values[0].when", Fault::Test),
        ("\"prs_Gender\"", "\"prs_Birthdate\"", "unmapped[1]", Fault::Twice("prs_Birthdate".into())),
        ("\"prs_Gender\",", "", "fields", Fault::Silent("prs_Gender".into())),
        (
            "\"prs_Gender\"",
            "\"vic_Vulnerabilities\"",
            "unmapped[1]",
            Fault::Unknown("vic_Vulnerabilities".into()),
        ),
        (
            "\"faisceau_WagesUnpaid\"",
            "\"vic_WagesUnpaid\"",
            "own[1]",
            Fault::Unknown("vic_WagesUnpaid".into()),
        ),
        ("\"kind\": \"Transit\"", "\"kind\": \"Travel\"", "events[0]", Fault::Unknown("Travel".into())),
        (
            "\"to\": \"labour-inspectorate\"",
            "\"to\": \"court\"",
            "redirection[0]",
            Fault::Unknown("court".into()),
        ),
    ] {
        let found = flaws(from, to);
        let named = found.iter().any(|flaw| flaw.place.contains(place) && flaw.fault == fault);
        assert!(named, "{to}: {found:?}");
    }
    assert!(matches!(flaws("\"standard\"", "\"colour\": 1, \"standard\"")[0].fault, Fault::Unreadable(_)));
}

#[test]
fn an_invented_case_is_what_the_repository_keeps() {
    let options = Options { one_hot: true, ..by_name(&["cas_ReferredOrganisation"]) };
    let folder = htcds(&f_and_the_bar(), options.clone());
    golden_folder("tests/golden/htcds", &folder);
    assert_eq!(htcds(&f_and_the_bar(), options).whole(), folder.whole(), "the same bytes again");
}

/// A case in which a person decided to support.
fn supported() -> Driver {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("violence.words", several(&["blows", "police"]));
    driver.answer("freedom.door", Value::YesNo(false));
    driver.answer("work.sector", one("domestic"));
    driver.answer("work.hours-day", number(15));
    driver.answer("pay.received", one("never"));
    driver.perform(Command::Decide(Decision {
        outcome: Some(Outcome::Support),
        needs: vec![Need::Shelter, Need::Legal],
        decided_by: "Team".into(),
        reasons: "Signs in three families".into(),
        person_agrees: Some(true),
        ..Decision::default()
    }));
    driver
}

#[test]
fn answers_become_the_values_of_the_standard() {
    let folder = htcds(&supported().case, Options::default());
    let row = &folder.rows("cases.csv")[0];
    let is = |field: &str, cell: &str| assert_eq!(row[field], cell, "{field}");
    is("faisceau_case", "1");
    is("vic_MethodsOfControl", "PhysicalThreats;ThreatsLawEnforcement;ExcessiveWorkingHours;Other");
    is("vic_TypeOfExploitation", "ForcedLabour");
    is("vic_ForcedLabourIndustry", "T_ActivitiesOfHouseholdsAsEmployers");
    is("vic_TraffickingStatus", "PossibleVictimOfTrafficking");
    is("vic_TraffickingStatusDecisionMakingOrg", "NGO");
    is("cas_Status", "Active");
    is("faisceau_MethodsOfControlRestrictsMovement", "true");
    is("faisceau_WagesUnpaid", "true");
    is("con_Consent", "");
    let support: Vec<_> = folder.rows("support.csv").iter().map(|row| row["spl_Type"].clone()).collect();
    assert_eq!(support, ["SocialCare", "Legal"]);
}

#[test]
fn no_finding_sets_a_status_or_a_kind_of_exploitation_before_a_person_decides() {
    let mut driver = supported();
    driver.perform(Command::Decide(Decision::default()));
    let row = &htcds(&driver.case, Options::default()).rows("cases.csv")[0];
    for field in ["vic_TraffickingStatus", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry"] {
        assert_eq!(row[field], "", "{field}");
    }
    assert_eq!(row["cas_Status"], "Active");
}

#[test]
fn an_empty_cell_says_why() {
    let mut driver = supported();
    driver.skip("recruitment.proposed-by", NotAnswered::PrefersNot);
    driver.answer("person.birth", crate::driver::around("1990-04-01"));
    let folder = htcds(&driver.case, by_name(&["prs_Birthdate"]));
    let reason = |field: &str| {
        let rows = folder.rows("absent.csv");
        let found = rows.iter().find(|row| row["field"] == field).unwrap_or_else(|| panic!("{field}"));
        (found["reason"].clone(), found["text"].clone())
    };
    assert_eq!(reason("vic_MethodOfRecruitment"), ("asked-declined".into(), String::new()));
    assert_eq!(reason("prs_Birthdate"), ("as-text".into(), "about 1990-04-01".into()));
    assert_eq!(reason("con_Consent"), ("not-asked".into(), "access, retention".into()));
    assert_eq!(reason("cas_OutgoingReferralDate"), ("not-applicable".into(), String::new()));
    let masked = htcds(&driver.case, Options::default());
    assert!(
        masked.rows("absent.csv").iter().any(|r| r["field"] == "prs_Birthdate" && r["reason"] == "masked")
    );
}

#[test]
fn one_column_a_value_is_no_only_when_it_was_asked() {
    let options = Options { one_hot: true, ..Options::default() };
    let row = &htcds(&supported().case, options).rows("cases_onehot.csv")[0];
    assert_eq!(row["vic_MethodsOfControl_PhysicalThreats"], "1");
    assert_eq!(row["vic_MethodsOfControl_ThreatensChildrenFamily"], "0");
    assert_eq!(row["vic_MethodsOfControl_SexualAbuse"], "", "not asked");
    assert_eq!(row["vic_MethodsOfControl_PsychoactiveSubstance"], "", "no question of this edition");
}

#[test]
fn after_a_withdrawal_nothing_about_the_person_leaves() {
    let mut driver = supported();
    driver.withdraw(StageId::Interview, Collected::Kept);
    let folder = htcds(&driver.case, by_name(&["prs_Birthdate"]));
    let row = &folder.rows("cases.csv")[0];
    assert_eq!(row["con_Consent"], "false");
    let standard = standard();
    for field in standard.written(File::Cases).filter(|field| !field.privacy.is_empty()) {
        assert_eq!(row[&field.name], "", "{}", field.name);
    }
    assert!(!folder.names().contains(&"events.csv".to_owned()));
}

#[test]
fn a_withheld_question_feeds_no_field() {
    let selection = Selection::default().without(QuestionId::from("violence.words"));
    let folder = htcds(&supported().case, Options { selection, ..Options::default() });
    let row = &folder.rows("cases.csv")[0];
    assert_eq!(row["vic_MethodsOfControl"], "ExcessiveWorkingHours;Other");
    assert_eq!(row["vic_TypeOfExploitation"], "", "the menace was told there alone");
}

#[test]
fn every_fault_of_a_file_is_named() {
    let text = "prs_FirstName,prs_First_Name,vic_MethodsOfControl,vic_TraffickingStatus,prs_Birthdate,con_Consent,\
                prs_Citizenship,vic_Vulnerabilities,prs_MobilePhone,colour,faisceau_x,vic_RelationshipToTrafficker,\
                prs_FirstName\r\n\
                '=Ada,x,PhysicalThreats;PhysicalThreats,Maybe,2024-02-31,perhaps,fr,Poverty,+33612345678,blue,1,\
                Unacquainted,y\r\n\
                Ada,x,PhysicalThreats;DebtBondage,PossibleVictimOfTrafficking;NotAVictimOfTrafficking,2024-02-29,TRUE,\
                FR;MA,,0612,,,Familial,\r\n\
                too,short\r\n";
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let header = read(text.as_bytes(), &standard(), |row, found| {
        rows.push(row);
        faults.extend(found);
    })
    .expect("it can be read");
    let told = |faults: &[faisceau::record::htcds::Fault]| -> Vec<(u64, String, FaultKind)> {
        faults.iter().map(|fault| (fault.line, fault.field.clone(), fault.kind.clone())).collect()
    };
    assert_eq!(
        told(&header),
        [
            (1, "prs_First_Name".into(), FaultKind::Misspelt("prs_FirstName")),
            (1, "vic_Vulnerabilities".into(), FaultKind::Deprecated),
            (1, "colour".into(), FaultKind::UnknownField),
            (1, "prs_FirstName".into(), FaultKind::Twice),
        ]
    );
    let mut found = told(&faults);
    let last = found.pop().expect("a short row");
    assert!(matches!(last, (4, _, FaultKind::Row(_))), "{last:?}");
    assert_eq!(
        found,
        [
            (2, "vic_MethodsOfControl".into(), FaultKind::Repeated),
            (2, "vic_TraffickingStatus".into(), FaultKind::NotListed("Maybe".into())),
            (2, "prs_Birthdate".into(), FaultKind::NotADay),
            (2, "con_Consent".into(), FaultKind::NotABoolean),
            (2, "prs_Citizenship".into(), FaultKind::NotACode),
            (3, "vic_TraffickingStatus".into(), FaultKind::Several),
            (3, "prs_MobilePhone".into(), FaultKind::NotATelephone),
        ]
    );
    assert_eq!(rows[0].get("prs_FirstName"), Some("=Ada"), "the guard is taken away");
    assert_eq!(rows[0].get("vic_RelationshipToTrafficker"), Some("Unaquainted"));
    assert_eq!(rows[1].get("con_Consent"), Some("true"));
    assert_eq!(rows[1].get("vic_MethodsOfControl"), Some("PhysicalThreats;DebtBondage"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What is written can be read again without a fault, and what returns is what was answered.
    #[test]
    fn what_returns_is_what_was_answered(moves in moves()) {
        let driver = led(&moves);
        let options = by_name(&["prs_Birthdate", "cas_ReferringOrganisation"]);
        let folder = htcds(&driver.case, options);
        let (instrument, standard) = (driver.case.instrument(), standard());
        let mapping = mapping(instrument);
        let mut rows = Vec::new();
        let header = read(folder.text("cases.csv").as_bytes(), &standard, |row, faults| rows.push((row, faults)))
            .expect("it can be read");
        prop_assert!(header.is_empty(), "{:?}", header);
        prop_assert_eq!(rows.len(), 1);
        let (row, faults) = &rows[0];
        prop_assert!(faults.is_empty(), "{:?}", faults);
        let selection = Selection::default().with(Part::Texts);
        let shared = Shared::of(&driver.case, &selection);
        for proposal in propose(row, &mapping, instrument) {
            match proposal {
                Proposal::Is(question, value) => prop_assert_eq!(shared.value(question), Some(value)),
                Proposal::Includes(question, options) => {
                    let Some(Value::Choices(chosen)) = shared.value(question) else {
                        panic!("{question:?} was not answered")
                    };
                    prop_assert!(options.iter().all(|option| chosen.contains(option)));
                }
            }
        }
    }
}

#[test]
fn some_answers_do_return() {
    let mut driver = supported();
    driver.answer("violence.sexual", yes());
    let folder = htcds(&driver.case, Options::default());
    let mut returned = Vec::new();
    let (instrument, mapping) = (driver.case.instrument(), mapping(driver.case.instrument()));
    read(folder.text("cases.csv").as_bytes(), &standard(), |row, _| {
        returned = propose(&row, &mapping, instrument);
    })
    .expect("it can be read");
    let sector = Proposal::Is(driver.question("work.sector"), one("domestic"));
    assert!(returned.contains(&sector), "{returned:?}");
    let blows = Proposal::Includes(driver.question("violence.words"), vec!["blows".into()]);
    assert!(returned.contains(&blows), "{returned:?}");
}
