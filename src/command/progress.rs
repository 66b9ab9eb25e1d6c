//! How far a long work is, at the terminal.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What takes no longer than this shows no bar.
const SOON: Duration = Duration::from_secs(1);

/// A bar on standard error, over the bytes of files; none where that is no terminal.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Over these files. Standard input tells no length.
    pub fn over<'a>(files: impl Iterator<Item = &'a Path>) -> Self {
        let bytes = files.filter_map(|file| std::fs::metadata(file).ok()).map(|about| about.len()).sum();
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {percent:>3} %, {eta} left");
        Self(style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style)))
    }

    /// So many bytes more were read.
    pub fn read(&self, bytes: usize) {
        self.0.inc(bytes as u64);
        if self.0.is_hidden() && self.0.elapsed() > SOON {
            self.0.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
    }

    /// Prints a line on standard error, above the bar.
    pub fn say(&self, line: &str) {
        self.0.suspend(|| eprintln!("{line}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
