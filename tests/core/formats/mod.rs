//! The field's own formats: what leaves in them, what never does, and what they say of an invented
//! case.

mod blind;
mod fhir;
mod htcds;
mod htcds_document;
pub mod leaks;
mod many;
pub mod promises;
mod readers;
mod selections;
mod tables;
mod xlsform;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::rc::Rc;

use faisceau::instrument::{Language, Shelf};
use faisceau::interview::{Case, Moment};
use faisceau::record::{Folder, Sink};
use faisceau::training::Exercise;

use super::driver::NOON;

/// A folder in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
}

pub struct MemoryFile {
    name: String,
    folder: Memory,
}

impl Folder for Memory {
    type File = MemoryFile;

    fn create(&mut self, name: &str) -> io::Result<MemoryFile> {
        let before = self.files.borrow_mut().insert(name.to_owned(), Vec::new());
        assert!(before.is_none(), "{name} is started twice");
        Ok(MemoryFile { name: name.to_owned(), folder: self.clone() })
    }
}

impl io::Write for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut files = self.folder.files.borrow_mut();
        files.get_mut(&self.name).expect("it was started").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Memory {
    pub fn text(&self, name: &str) -> String {
        let files = self.files.borrow();
        let bytes = files.get(name).unwrap_or_else(|| panic!("no {name}")).clone();
        String::from_utf8(bytes).expect("UTF-8")
    }

    pub fn names(&self) -> Vec<String> {
        self.files.borrow().keys().cloned().collect()
    }

    /// All that was written, file after file.
    pub fn whole(&self) -> String {
        let files: Vec<_> =
            self.names().iter().map(|name| [name.clone(), self.text(name)].join("\n")).collect();
        files.join("\n")
    }

    /// The names of the files that are CSV.
    pub fn tables(&self) -> Vec<String> {
        let csv = |name: &String| name.rsplit('.').next() == Some("csv");
        self.names().into_iter().filter(csv).collect()
    }

    /// A table as rows of cells by column.
    pub fn rows(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let text = self.text(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names = reader.headers().expect("a header").clone();
        let records = reader.records().map(|record| record.expect("a row as wide as the header"));
        records
            .map(|record| names.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect())
            .collect()
    }
}

/// Writes these cases, and gives back the folder.
pub fn written<S: Sink>(start: impl FnOnce(Memory) -> io::Result<S>, cases: &[&Case]) -> Memory {
    let folder = Memory::default();
    let mut sink = start(folder.clone()).expect("it starts");
    for case in cases {
        sink.add(case).expect("the case fits");
    }
    sink.finish().expect("it ends");
    folder
}

pub fn shelf() -> Shelf {
    Shelf::bundled()
}

/// *F and the bar*, an invented case.
pub fn f_and_the_bar() -> Case {
    Exercise::bundled()
        .and_then(|exercise| exercise.whole(&shelf(), Language::En, Moment::from_unix(NOON, 60)))
        .unwrap_or_else(|flaws| panic!("{flaws:?}"))
}

/// Holds that a text is what a file of the repository says; with `FAISCEAU_BLESS` set, writes it there
/// instead.
pub fn golden(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("FAISCEAU_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(&path, text).expect("a file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{} says something else; set FAISCEAU_BLESS=1 to write it anew", path.display());
}

/// Holds that the rows in a folder are what the repository keeps of them; what describes them is held
/// against the rows elsewhere.
pub fn golden_folder(path: &str, folder: &Memory) {
    let described = |name: &&String| *name != "codebook.csv" && *name != "datapackage.json";
    folder
        .names()
        .iter()
        .filter(described)
        .for_each(|name| golden(&format!("{path}/{name}"), &folder.text(name)));
}
