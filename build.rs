//! Lists the editions under `instruments/`, so that one is added by adding its folder; puts the app that
//! `FAISCEAU_EMBED` names, a folder, and the public key of the releases into the native command; and turns the
//! sentences of `src/ui/text/` into typed keys, checked in both languages. Only the screens have
//! sentences, and they are built for the browser alone.
//!
//! The latter does what `leptos_i18n_build` does for us, with the two crates that it rests on: it would bring
//! an exporter of calendar data and a WebAssembly interpreter with it, which cost minutes of building
//! and which nothing here needs.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=CARGO_CFG_TARGET_ARCH");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo names no folder to write to")?);
    shelf(&out)?;
    scenarios(&out)?;
    if std::env::var_os("CARGO_CFG_TARGET_ARCH").is_none_or(|arch| arch != "wasm32") {
        site(&out)?;
        return release_key(&out);
    }
    let config = Config::new("fr")?
        .add_locale("en")?
        .locales_path("src/ui/text")
        .add_namespaces([
            "common", "work", "around", "asking", "closing", "hands", "leaving", "lenses", "keys",
            "training", "writing",
        ])?
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
    fs::write(out.join("sentences.rs"), code.to_string())?;
    Ok(())
}

/// Writes the list of files of the app that `faisceau serve` hands out: those of the folder that
/// `FAISCEAU_EMBED` names, without what is hidden or meant for other hosts; none where it names nothing.
fn site(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=FAISCEAU_EMBED");
    let mut code = String::from("const CARRIED: &[(&str, &[u8])] = &[\n");
    if let Some(folder) = std::env::var_os("FAISCEAU_EMBED").filter(|named| !named.is_empty()) {
        let folder = fs::canonicalize(folder)?;
        println!("cargo:rerun-if-changed={}", folder.display());
        if !folder.join("index.html").is_file() {
            return Err("FAISCEAU_EMBED names a folder without an index.html".into());
        }
        let files = files(&folder)?;
        for file in files.into_iter().filter(|file| !name(file).starts_with(['.', '_'])) {
            let told = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
            writeln!(code, "    ({told:?}, include_bytes!({:?})),", file.to_string_lossy())?;
        }
    }
    code.push_str("];\n");
    fs::write(out.join("site.rs"), code)?;
    Ok(())
}

/// Writes the public key of the releases, which `./dev key` puts into `release-key.pub`; none before there is one.
fn release_key(out: &Path) -> Result<(), Box<dyn Error>> {
    // A file that is not there yet would be looked for anew at every build: its folder is watched by git alone.
    let file = Path::new("release-key.pub");
    let key = if file.is_file() {
        println!("cargo:rerun-if-changed=release-key.pub");
        Some(fs::read_to_string(file)?.trim().to_owned())
    } else {
        None
    };
    fs::write(out.join("release_key.rs"), format!("const KEY: Option<&str> = {key:?};\n"))?;
    Ok(())
}

/// Writes the list of editions, each with its files in their shortest form. An edition is a folder
/// `instruments/INSTRUMENT/VERSION/` with an `instrument.json`.
fn shelf(out: &Path) -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no package")?);
    let instruments = root.join("instruments");
    println!("cargo:rerun-if-changed=instruments");
    let yardsticks = json_files(&instruments.join("yardsticks"))?;
    let mut editions = Vec::new();
    for instrument in entries(&instruments)? {
        for folder in entries(&instrument)? {
            if folder.join("instrument.json").is_file() {
                let version = name(&folder);
                let numbers: Vec<u32> = version.split('.').map(|part| part.parse().unwrap_or(0)).collect();
                editions.push((name(&instrument), numbers, version, folder));
            }
        }
    }
    editions.sort();

    let mut code = String::from("const EDITIONS: &[Folder] = &[\n");
    for (instrument, _, version, folder) in editions {
        writeln!(code, "    ({instrument:?}, {version:?}, &[")?;
        let own = json_files(&folder)?.into_iter().map(|file| {
            let told = file.strip_prefix(&folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            (told, file)
        });
        let shared = yardsticks.iter().map(|file| (format!("yardsticks/{}", name(file)), file.clone()));
        for (told, file) in own.chain(shared) {
            let place = file.strip_prefix(&instruments).unwrap_or(&file);
            let shortest = out.join("shelf").join(place);
            fs::create_dir_all(shortest.parent().ok_or("a file without a folder")?)?;
            fs::write(&shortest, minified(&fs::read_to_string(&file)?))?;
            writeln!(code, "        ({told:?}, include_str!({:?})),", shortest.to_string_lossy())?;
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    fs::write(out.join("shelf.rs"), code)?;
    Ok(())
}

/// Writes the list of scenarios and of the pictures in them, and the rules of trust.
fn scenarios(out: &Path) -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no package")?);
    let folder = root.join("instruments/scenarios");
    let made = out.join("scenarios");
    fs::create_dir_all(&made)?;
    let mut code = String::from("const SCENARIOS: &[(&str, &str)] = &[\n");
    let mut trust = String::from("\"\"");
    for file in entries(&folder)?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "json"))
    {
        let shortest = made.join(name(&file));
        fs::write(&shortest, minified(&fs::read_to_string(&file)?))?;
        let included = format!("include_str!({:?})", shortest.to_string_lossy());
        if name(&file) == "trust.json" {
            trust = included;
        } else {
            writeln!(code, "    ({:?}, {included}),", name(&file))?;
        }
    }
    code.push_str("];\nconst PICTURES: &[(&str, &str)] = &[\n");
    for file in entries(&folder.join("pictures"))? {
        writeln!(code, "    ({:?}, include_str!({:?})),", name(&file), file.to_string_lossy())?;
    }
    writeln!(code, "];\nconst TRUST: &str = {trust};")?;
    fs::write(out.join("scenarios.rs"), code)?;
    Ok(())
}

/// The same JSON in its shortest form. What is no JSON stays as it is: the checker names its flaw.
fn minified(text: &str) -> String {
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    read.map_or_else(|_| text.to_owned(), |value| value.to_string())
}

/// What a folder holds, in the order of the names; nothing of what is no folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    found.sort();
    Ok(found)
}

/// The JSON files of a folder and of those in it.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = files(folder)?;
    found.retain(|file| file.extension().is_some_and(|end| end == "json"));
    Ok(found)
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in entries(folder)? {
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else {
            found.push(entry);
        }
    }
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
