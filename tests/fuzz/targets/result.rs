#![no_main]

#[path = "../holds.rs"]
#[allow(dead_code)]
mod holds;
#[path = "../holds_training.rs"]
#[allow(dead_code)]
mod holds_training;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    holds_training::result(bytes);
});
