//! Turns the sentences of `src/ui/text/` into typed keys, checked in both languages. Only the screens
//! have sentences, and they are built for the browser alone.
//!
//! This does what `leptos_i18n_build` does for us, with the two crates that it rests on: it would bring
//! an exporter of calendar data and a WebAssembly interpreter with it, which cost minutes of building
//! and which nothing here needs.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=CARGO_CFG_TARGET_ARCH");
    if std::env::var_os("CARGO_CFG_TARGET_ARCH").is_none_or(|arch| arch != "wasm32") {
        return Ok(());
    }
    let out = std::env::var_os("OUT_DIR").ok_or("cargo names no folder to write to")?;
    let config = Config::new("fr")?
        .add_locale("en")?
        .locales_path("src/ui/text")
        .add_namespaces(["common", "work", "around", "closing"])?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let sentences = parse_locales(None, config)?;
    for file in sentences.tracked_files.iter().flatten() {
        println!("cargo:rerun-if-changed={file}");
    }
    let (errors, warnings) = sentences.diag.borrow();
    let flaws: Vec<String> =
        errors.iter().map(ToString::to_string).chain(warnings.iter().map(ToString::to_string)).collect();
    if !flaws.is_empty() {
        return Err(flaws.join("\n").into());
    }
    let code = leptos_i18n_codegen::gen_code(&sentences, None, false, None, false)?;
    std::fs::write(PathBuf::from(out).join("sentences.rs"), code.to_string())?;
    Ok(())
}
