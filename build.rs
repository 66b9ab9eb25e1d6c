//! Turns the sentences of `src/ui/text/` into typed keys, checked in both languages. Only the screens
//! have sentences, and they are built for the browser alone.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

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
    let sentences = TranslationsInfos::parse(config)?;
    sentences.emit_diagnostics();
    sentences.rerun_if_locales_changed();
    sentences.generate_i18n_module(PathBuf::from(out).join("sentences"))?;
    Ok(())
}
