//! When an open safe locks by itself, and the warning before it does.

use super::app::{App, Now};
use super::message::{Effect, Page, Wake};
use super::phase::{Open, Phase};
use super::settings::Settings;
use crate::vault::Fill;

/// How long before the safe locks by itself this is told, in milliseconds. WCAG 2.2.1 asks for twenty seconds.
pub const WARNING: i64 = 30_000;

const MINUTE: i64 = 60_000;

impl App {
    /// In how many milliseconds the safe locks if nothing is touched; none where nothing locks by itself.
    #[must_use]
    pub fn locks_in(&self, now: Now) -> Option<i64> {
        self.locks().then(|| self.stirred + i64::from(self.patience()) * MINUTE - now.unix)
    }

    /// Whether the safe is open, and locks by itself.
    #[must_use]
    pub const fn locks(&self) -> bool {
        matches!(self.phase, Phase::Open(_) | Phase::Looking(_))
    }

    /// Whether the interviewer must be told that the safe is about to lock.
    #[must_use]
    pub const fn lock_is_near(&self) -> bool {
        self.lock_is_near
    }

    /// After how many minutes without a touch the safe locks on the page that is shown.
    fn patience(&self) -> u32 {
        let chosen = self.settings.lock_after;
        match &self.phase {
            Phase::Open(open) => open.patience(chosen),
            _ => chosen,
        }
    }

    /// Whether the safe is open, and should have been locked by now.
    pub(super) fn is_overdue(&self, now: Now) -> bool {
        self.locks_in(now).is_some_and(|left| left <= 0)
    }

    /// Locks when nothing was touched for long enough.
    pub(super) fn idle(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if self.stirred > now.unix {
            // A clock that was set back must not keep the safe open for as long.
            self.stirred = now.unix;
        }
        if self.is_overdue(now) {
            self.take_in(now, fill, effects);
            self.keep_back(None, now, fill, effects);
            self.lock();
        }
    }

    /// Tells when the lock comes near or is put off, and asks to be woken when either is to be looked at again.
    pub(super) fn watch(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let left = self.locks_in(now);
        let near = left.is_some_and(|left| left <= WARNING);
        self.changed.lock |= near != self.lock_is_near;
        self.lock_is_near = near;
        let Some(left) = left else { return };
        let wait = if near { left } else { left - WARNING }.max(0);
        if self.looks_at.is_none_or(|looks| now.unix + wait < looks) {
            self.looks_at = Some(now.unix + wait);
            effects.push(Effect::Wake(Wake::Idle, u32::try_from(wait).unwrap_or(u32::MAX)));
        }
    }
}

impl Open {
    /// Who has said that she pauses, or reads a page aloud and listens, touches nothing and is not away. A
    /// pause covers the case, so that it may last as long as the longest choice. What is read aloud at a
    /// stage takes twice the time that an answer takes, and shows nothing of what was answered. Neither is
    /// without an end.
    fn patience(&self, chosen: u32) -> u32 {
        match &self.current {
            _ if self.settings_shown => chosen,
            Some(current) if current.case().is_paused() => chosen.max(Settings::PAUSE),
            Some(current) if matches!(current.page(), Page::Stage(_) | Page::Information(_)) => {
                chosen.max((chosen * 2).min(Settings::PAUSE))
            }
            _ => chosen,
        }
    }
}
