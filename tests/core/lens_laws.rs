//! Laws that hold for every lens and whatever is known, compared with trying everything.

use std::sync::Arc;

use faisceau::findings::lens::{Lens, Reading, Rule, RuleState};
use faisceau::instrument::{ClueIx, Truth};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::lenses::{clue, indicator, read, statement, written};

const CLUES: usize = 7;
const INDICATORS: usize = 5;
const GROUPS: [&str; 2] = ["g.0", "g.1"];
const STRENGTHS: [Option<&str>; 4] = [Some("strong"), Some("medium"), Some("weak"), None];

/// An expression before it is known what stands before it.
#[derive(Clone, Debug)]
enum Drawn {
    Clue(usize),
    Earlier(usize),
    Count(usize, usize, usize),
    Gate(usize, usize, Vec<Drawn>),
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let leaf = prop_oneof![
        3 => (0..CLUES).prop_map(Drawn::Clue),
        2 => (0..20_usize).prop_map(Drawn::Earlier),
        1 => (0..2_usize, 0..8_usize, 1..4_usize).prop_map(|(group, of, least)| Drawn::Count(group, of, least)),
    ];
    leaf.prop_recursive(2, 12, 4, |part| {
        (0..3_usize, 1..4_usize, prop::collection::vec(part, 1..4))
            .prop_map(|(kind, least, parts)| Drawn::Gate(kind, least, parts))
    })
}

/// Indicators with their group and strength, and statements.
fn rules() -> impl Strategy<Value = (Vec<(usize, usize, Drawn)>, Vec<Drawn>)> {
    (
        prop::collection::vec((0..GROUPS.len(), 0..STRENGTHS.len(), drawn()), INDICATORS),
        prop::collection::vec(drawn(), 1..4),
    )
}

/// The expression as it is written; `earlier` are those that may be named, `count` writes a count.
fn expression(drawn: &Drawn, earlier: &[Value], count: &dyn Fn(usize, usize, usize) -> Value) -> Value {
    match drawn {
        Drawn::Clue(at) => clue(*at),
        Drawn::Earlier(at) => {
            earlier.get(at % earlier.len().max(1)).cloned().unwrap_or_else(|| clue(at % CLUES))
        }
        Drawn::Count(group, of, least) => count(*group, *of, *least),
        Drawn::Gate(kind, least, parts) => {
            let mut written: Vec<Value> = Vec::new();
            for part in parts.iter().map(|part| expression(part, earlier, count)) {
                if !written.contains(&part) {
                    written.push(part);
                }
            }
            let least = (*least).min(written.len());
            match kind {
                0 => json!({ "any": written }),
                1 => json!({ "all": written }),
                _ => json!({ "at_least": { "count": least, "of": written } }),
            }
        }
    }
}

/// The lens as it is written. Its last statement uses every indicator.
fn lens_of((indicators, statements): &(Vec<(usize, usize, Drawn)>, Vec<Drawn>)) -> Value {
    let no_count = |_: usize, of: usize, _: usize| clue(of % CLUES);
    let mut named: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    for (at, (group, strength, when)) in indicators.iter().enumerate() {
        let id = format!("i.{at}");
        // One indicator of each group at least.
        let group = if at < GROUPS.len() { at } else { *group };
        rows.push(indicator(&id, GROUPS[group], STRENGTHS[*strength], &expression(when, &named, &no_count)));
        named.push(json!({ "indicator": id }));
    }
    let count = |group: usize, of: usize, least: usize| {
        let strengths = STRENGTHS.iter().flatten().enumerate().filter(|(at, _)| of >> at & 1 == 1);
        let strengths: Vec<_> = strengths.map(|(_, strength)| *strength).collect();
        let counted = rows.iter().filter(|row| {
            let strength = row["strength"].as_str();
            row["group"] == GROUPS[group]
                && (strengths.is_empty() || strength.is_some_and(|s| strengths.contains(&s)))
        });
        match (counted.count(), strengths.is_empty()) {
            (0, _) => clue(of % CLUES),
            (n, true) => json!({ "count": { "group": GROUPS[group], "at_least": least.min(n) } }),
            (n, false) => {
                json!({ "count": { "group": GROUPS[group], "strengths": strengths, "at_least": least.min(n) } })
            }
        }
    };
    let mut told = Vec::new();
    let all: Vec<_> = named.clone();
    for (at, when) in statements.iter().enumerate() {
        let id = format!("s.{at}");
        told.push(statement(&id, "dimension", &expression(when, &named, &count)));
        named.push(json!({ "statement": id }));
    }
    let least = statements.len().min(INDICATORS);
    let last = json!({ "all": [{ "at_least": { "count": least, "of": all } }, { "statement": "s.0" }] });
    told.push(statement("last", "conclusion", &last));
    written(&GROUPS, &rows, &told)
}

/// Whether an expression holds where these clues do: by reading what is written, and nothing of ours.
fn holds(lens: &Value, expression: &Value, there: u32) -> bool {
    let named = |list: &str, id: &Value| {
        let rows = lens[list].as_array().expect("a list");
        let row = rows.iter().find(|row| row["id"] == *id).expect("it is there");
        holds(lens, &row["when"], there)
    };
    let of = |parts: &Value| {
        parts.as_array().expect("a list").iter().filter(|part| holds(lens, part, there)).count()
    };
    let (kind, what) = expression.as_object().and_then(|object| object.iter().next()).expect("one key");
    match kind.as_str() {
        "clue" => {
            let at: u32 = what.as_str().and_then(|id| id.strip_prefix("c.")?.parse().ok()).expect("a clue");
            there >> at & 1 == 1
        }
        "indicator" => named("indicators", what),
        "statement" => named("statements", what),
        "any" => of(what) > 0,
        "all" => of(what) == what.as_array().map_or(0, Vec::len),
        "at_least" => of(&what["of"]) as u64 >= what["count"].as_u64().expect("a count"),
        "count" => {
            let counted = lens["indicators"].as_array().expect("a list").iter().filter(|row| {
                let strengths = what["strengths"].as_array();
                row["group"] == what["group"] && strengths.is_none_or(|of| of.contains(&row["strength"]))
            });
            let there = counted.filter(|row| holds(lens, &row["when"], there)).count();
            there as u64 >= what["at_least"].as_u64().expect("a count")
        }
        other => panic!("what is {other}?"),
    }
}

fn told() -> impl Strategy<Value = Vec<Truth>> {
    let truth = prop_oneof![1 => Just(Truth::No), 3 => Just(Truth::Unknown), 1 => Just(Truth::Yes)];
    prop::collection::vec(truth, CLUES)
}

fn those(told: &[Truth], which: Truth) -> u32 {
    told.iter().enumerate().filter(|(_, truth)| **truth == which).map(|(at, _)| 1 << at).sum()
}

/// Every set within this one.
fn within(set: u32) -> impl Iterator<Item = u32> {
    (0..=set).filter(move |part| part & !set == 0)
}

fn sets(clues: &[ClueIx]) -> u32 {
    clues.iter().map(|clue| 1 << clue.0).sum()
}

/// The lens, as written and as read.
fn made(rules: &(Vec<(usize, usize, Drawn)>, Vec<Drawn>)) -> (Value, Arc<Lens>) {
    let written = lens_of(rules);
    let lens = read(&written, CLUES).unwrap_or_else(|flaws| panic!("{}: {written}", flaws.join("\n")));
    (written, lens)
}

fn when(written: &Value, rule: Rule) -> &Value {
    match rule {
        Rule::Indicator(at) => &written["indicators"][at.0]["when"],
        Rule::Statement(at) => &written["statements"][at.0]["when"],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_state_is_what_every_way_of_knowing_the_rest_agrees_on(rules in rules(), told in told()) {
        let (written, lens) = made(&rules);
        let reading = Reading::of(&lens, |clue| told[clue.0]);
        let there = those(&told, Truth::Yes);
        for rule in lens.rules() {
            let ways: Vec<_> = within(those(&told, Truth::Unknown))
                .map(|more| holds(&written, when(&written, rule), there | more))
                .collect();
            let expected = match (ways.contains(&true), ways.contains(&false)) {
                (true, false) => RuleState::Established,
                (true, true) => RuleState::Open,
                _ => RuleState::RuledOut,
            };
            prop_assert_eq!(reading.state(rule), expected);
        }
    }

    #[test]
    fn one_present_clue_more_never_weakens_one_less_never_strengthens_and_unknown_lies_between(
        rules in rules(), told in told(), at in 0..CLUES,
    ) {
        let (_, lens) = made(&rules);
        let [without, unknown, with] = [Truth::No, Truth::Unknown, Truth::Yes].map(|truth| {
            Reading::of(&lens, |clue| if clue.0 == at { truth } else { told[clue.0] })
        });
        for rule in lens.rules() {
            prop_assert!(without.state(rule) <= unknown.state(rule));
            prop_assert!(unknown.state(rule) <= with.state(rule));
        }
    }

    #[test]
    fn whatever_the_order_in_which_it_comes_the_same_is_said_as_from_scratch(
        rules in rules(), told in told(),
        steps in prop::collection::vec((0..CLUES, 0..3_usize), 0..20),
        order in Just((0..CLUES).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (_, lens) = made(&rules);
        let mut reading = Reading::of(&lens, |_| Truth::Unknown);
        for (at, truth) in steps {
            reading.update(ClueIx(at), [Truth::No, Truth::Unknown, Truth::Yes][truth]);
        }
        for at in order {
            reading.update(ClueIx(at), told[at]);
        }
        prop_assert_eq!(reading, Reading::of(&lens, |clue| told[clue.0]));
    }

    #[test]
    fn the_smallest_sets_are_all_the_sets_that_establish_and_of_which_nothing_can_be_spared(
        rules in rules(), told in told(), most in 1..4_usize,
    ) {
        let (written, lens) = made(&rules);
        let reading = Reading::of(&lens, |clue| told[clue.0]);
        let (there, unknown) = (those(&told, Truth::Yes), those(&told, Truth::Unknown));
        for rule in lens.rules() {
            let establishes = |set: u32| holds(&written, when(&written, rule), there | set);
            let mut minimal: Vec<_> = within(unknown)
                .filter(|set| establishes(*set) && within(*set).all(|part| part == *set || !establishes(part)))
                .collect();
            if reading.state(rule) != RuleState::Open {
                minimal.clear();
            }
            let all = reading.smallest(rule, usize::MAX);
            prop_assert!(!all.more);
            prop_assert!(all.sets.is_sorted_by_key(Vec::len));
            let mut found: Vec<_> = all.sets.iter().map(|set| sets(set)).collect();
            found.sort_unstable();
            prop_assert_eq!(&found, &minimal);

            let few = reading.smallest(rule, most);
            prop_assert_eq!(few.more, minimal.len() > most);
            prop_assert_eq!(few.sets.len(), minimal.len().min(most));
            let mut sizes: Vec<_> = minimal.iter().map(|set| set.count_ones() as usize).collect();
            sizes.sort_unstable();
            prop_assert_eq!(few.sets.iter().map(Vec::len).collect::<Vec<_>>(), &sizes[..sizes.len().min(most)]);
            prop_assert!(few.sets.iter().all(|set| minimal.contains(&sets(set))));
        }
    }

    #[test]
    fn what_carries_a_state_is_enough_for_it_and_what_it_rests_on_alone_is_all_there_is(
        rules in rules(), told in told(),
    ) {
        let (written, lens) = made(&rules);
        let reading = Reading::of(&lens, |clue| told[clue.0]);
        let there = those(&told, Truth::Yes);
        for rule in lens.rules() {
            let expression = when(&written, rule);
            let bearing = reading.bearing(rule);
            let everything = those(&[Truth::Yes; CLUES], Truth::Yes);
            match reading.state(rule) {
                RuleState::Established => prop_assert!(holds(&written, expression, sets(&bearing.present))),
                RuleState::RuledOut => {
                    prop_assert!(!holds(&written, expression, everything & !sets(&bearing.absent)));
                }
                RuleState::Open => {
                    let (present, open) = (sets(&bearing.present), sets(&bearing.open));
                    prop_assert!(holds(&written, expression, present | open));
                    prop_assert!(!holds(&written, expression, present));
                }
            }
            let alone: u32 = (0..CLUES)
                .map(|at| 1_u32 << at)
                .filter(|clue| there & clue != 0 && holds(&written, expression, there))
                .filter(|clue| !holds(&written, expression, there & !clue))
                .sum();
            prop_assert_eq!(sets(&reading.rests_on(rule)), alone);
        }
    }
}
