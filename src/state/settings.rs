//! What the interviewer chose for this laptop. Nothing here is about a person.

use serde::{Deserialize, Serialize};

use super::shortcuts::Shortcuts;
use crate::instrument::Language;

/// The choices for this laptop.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the page of the settings")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the screens.
    pub language: Language,
    /// Whether the questions are shown in the other language as well.
    pub second_language: bool,
    /// After how many minutes without input the safe is locked.
    pub lock_after: u32,
    /// Whether the rail with the findings is in view.
    pub rail: bool,
    /// Light, dark, or as the laptop has it.
    pub theme: Theme,
    /// Whether the organisation counts alerts whose person refused from the start.
    pub count_alerts: bool,
    /// After how many days a case that exists in this browser alone is told; never when it is zero.
    pub remind_after: u32,
    /// What the browser answered when it was asked not to clear what is kept here by itself.
    pub persisted: Option<bool>,
    /// Which key does what.
    pub shortcuts: Shortcuts,
    /// Whether it was told how to hide the page, and how to come back.
    pub hiding_told: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the laptop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Settings {
    /// The minutes that can be chosen before the safe locks.
    pub const LOCK_AFTER: [u32; 5] = [1, 2, 5, 10, 20];

    /// After how many minutes of a pause the safe locks: the longest that can be chosen.
    pub const PAUSE: u32 = 20;

    /// The days that can be chosen before a case that exists in this browser alone is told.
    pub const REMIND_AFTER: [u32; 5] = [3, 7, 14, 30, 0];

    /// The settings as they were kept; the usual ones, in the language that the browser prefers, where
    /// they cannot be read.
    #[must_use]
    pub fn read(kept: Option<&str>, preferred: Language) -> Self {
        let usual = || Self { language: preferred, ..Self::default() };
        let settings = kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_else(usual);
        let lock_after =
            if Self::LOCK_AFTER.contains(&settings.lock_after) { settings.lock_after } else { 5 };
        let remind_after =
            if Self::REMIND_AFTER.contains(&settings.remind_after) { settings.remind_after } else { 7 };
        Self { lock_after, remind_after, ..settings }
    }

    /// The settings as they are kept.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::Fr,
            second_language: false,
            lock_after: 5,
            rail: true,
            theme: Theme::System,
            count_alerts: false,
            remind_after: 7,
            persisted: None,
            shortcuts: Shortcuts::default(),
            hiding_told: false,
        }
    }
}
