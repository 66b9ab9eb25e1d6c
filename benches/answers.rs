//! What one answer costs, with every finding and all lenses: on the association's instrument and on
//! generated ones. And what is asked for on demand: the smallest sets, and the next questions.
//!
//! The aims, natively: one answer below 100 µs on the association's instrument, and below 1 ms on one of
//! 3,000 questions and 600 clues.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::hint::black_box;
    use std::sync::Arc;

    use criterion::{BatchSize, Criterion, criterion_group};
    use faisceau::findings::Findings;
    use faisceau::findings::lens::{Lenses, Rule, RuleState};
    use faisceau::instrument::{Instrument, Kind, Language, QuestionIx, Shelf, StageId, Value, generated};
    use faisceau::interview::{Agreement, Answer, Case, Command, Event, Form, Happening, Moment, Standing};

    /// How many sets are shown at a time.
    const SHOWN: usize = 12;

    fn now() -> Moment {
        Moment::from_unix(1_711_105_200_000, 60)
    }

    /// An instrument with a name to tell it by.
    fn instruments() -> Vec<(String, Arc<Instrument>)> {
        let association = Shelf::bundled().newest().expect("there is one");
        let generated = [60, 600, 3000].map(|questions| {
            let made = generated::instrument(questions).unwrap_or_else(|flaws| panic!("{flaws:?}"));
            (format!("generated, {questions} questions"), Arc::new(made))
        });
        let name = format!(
            "association {}, {} questions",
            association.edition.version.as_str(),
            association.questions().len()
        );
        [(name, association)].into_iter().chain(generated).collect()
    }

    /// A case with every stage agreed to and nothing answered.
    fn agreed(instrument: &Arc<Instrument>) -> Case {
        let edition = instrument.edition.clone();
        let what = Happening::Opened { name: "A-7".into(), edition, language: Language::En, number: None };
        let mut case = Case::open(Arc::clone(instrument), &Event { at: now(), what }).expect("it opens");
        for stage in StageId::ASKING {
            let asking = instrument.stage(stage).asking.as_ref().expect("it asks");
            let agreement = Agreement {
                explained_by: "Caseworker 3".into(),
                language: "English".into(),
                interpreter: String::new(),
                form: Form::Spoken,
                uses: asking.uses.iter().take(1).map(|offered| offered.id.clone()).collect(),
            };
            case.perform(Command::Agree(stage, agreement), now()).expect("it is agreed to");
        }
        case
    }

    /// Two answers to a question that offers a choice: the first and the last.
    fn two(kind: &Kind) -> Option<[Value; 2]> {
        let choices = |at: usize| kind.options().get(at).map(|option| option.id.clone());
        let last = kind.options().len().checked_sub(1);
        match kind {
            Kind::YesNo => Some([true, false].map(Value::YesNo)),
            Kind::One { .. } => Some([Value::Choice(choices(0)?), Value::Choice(choices(last?)?)]),
            Kind::Several { .. } => Some([Value::Choices(vec![choices(0)?]), Value::NoneOfThese]),
            _ => None,
        }
    }

    /// The questions that speak of a clue and are asked, each with two answers.
    fn telling(case: &Case) -> Vec<(QuestionIx, [Value; 2])> {
        let questions = case.instrument().questions().iter().enumerate();
        questions
            .filter(|(at, question)| {
                !question.clues.is_empty() && case.standing(QuestionIx(*at)) == Standing::Asked
            })
            .filter_map(|(at, question)| Some((QuestionIx(at), two(&question.kind)?)))
            .collect()
    }

    /// A case with every third telling question answered by its first answer.
    fn begun(instrument: &Arc<Instrument>) -> (Case, Findings) {
        let mut case = agreed(instrument);
        for (question, [value, _]) in telling(&case).into_iter().step_by(3) {
            let _ = case.perform(Command::Answer(question, Some(Answer::Value(value))), now());
        }
        let findings = Findings::of(&case);
        (case, findings)
    }

    /// One answer after the other to every telling question in turn, forth and back.
    fn one_answer(criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group("one answer, all findings");
        for (name, instrument) in instruments() {
            let (mut case, mut findings) = begun(&instrument);
            let telling = telling(&case);
            let mut turn = 0;
            group.bench_function(&name, |bencher| {
                bencher.iter(|| {
                    let (question, values) = &telling[turn % telling.len()];
                    let value = values[turn / telling.len() % 2].clone();
                    turn += 1;
                    let done = case.perform(Command::Answer(*question, Some(Answer::Value(value))), now());
                    if let Ok(Some((_, touched))) = done {
                        black_box(findings.update(&case, &touched));
                    }
                });
            });
        }
        group.finish();
    }

    fn from_scratch(criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group("all findings from scratch");
        for (name, instrument) in instruments() {
            let (case, _) = begun(&instrument);
            let lenses = Lenses::of(&instrument);
            assert!(lenses.flaws().is_empty(), "{:?}", lenses.flaws());
            group.bench_function(&name, |bencher| bencher.iter(|| black_box(Findings::of(&case))));
        }
        group.finish();
    }

    /// The smallest sets of the open statement for which they take longest, and of all of them.
    fn on_demand(criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group("on demand");
        for (name, instrument) in instruments() {
            for (moment, (case, findings)) in [
                ("nothing told", {
                    let case = agreed(&instrument);
                    let findings = Findings::of(&case);
                    (case, findings)
                }),
                ("a third told", begun(&instrument)),
            ] {
                group.bench_function(format!("next questions, {moment}, {name}"), |bencher| {
                    bencher.iter(|| black_box(findings.next_questions(&case)));
                });
                let open: Vec<_> = findings
                    .readings()
                    .iter()
                    .flat_map(|reading| reading.lens().rules().map(move |rule| (reading, rule)))
                    .filter(|(reading, rule)| {
                        matches!(rule, Rule::Statement(_)) && reading.state(*rule) == RuleState::Open
                    })
                    .collect();
                if open.is_empty() {
                    continue;
                }
                let mut turn = 0;
                let label =
                    format!("smallest sets, mean of {} open statements, {moment}, {name}", open.len());
                group.bench_function(label, |bencher| {
                    bencher.iter_batched(
                        || {
                            turn += 1;
                            open[turn % open.len()]
                        },
                        |(reading, rule)| black_box(reading.smallest(rule, SHOWN)),
                        BatchSize::SmallInput,
                    );
                });
            }
        }
        group.finish();
    }

    criterion_group!(benches, one_answer, from_scratch, on_demand);
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(native::benches);

#[cfg(target_arch = "wasm32")]
fn main() {}
