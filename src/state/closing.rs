//! What would be lost if this page were closed now: the browser asks before.

use super::app::App;
use super::notice::Notice;
use super::phase::{Open, Phase};

impl App {
    /// Whether the browser asks before this page is left: where something was written that is not kept for
    /// good, or where what is under way would have to be begun anew. Where everything is kept it does not.
    #[must_use]
    pub fn asks_before_leaving(&self) -> bool {
        let writing = self.pending.is_some() && !self.in_exercise();
        let told_here_alone =
            matches!(self.notice, Some(Notice::LeftOver(_) | Notice::TakenOver { unsaved: true }));
        self.keeping.is_owed()
            || writing
            || told_here_alone
            || self.copying
            || self.would_lose()
            || self.is_under_way()
    }

    /// Whether something is under way that is in no store and in no file.
    fn is_under_way(&self) -> bool {
        let aging = self.aging.is_some();
        match &self.phase {
            Phase::Open(open) => aging || open.is_under_way(),
            // A rescue copy that was opened, and not yet taken in.
            Phase::Looking(_) => true,
            Phase::TryOut { .. } | Phase::Training(_) => aging,
            _ => false,
        }
    }
}

impl Open {
    fn is_under_way(&self) -> bool {
        // A recovery code that is shown once, a passphrase that is being changed, a file that is being
        // sealed or was not taken in yet.
        self.code.is_some() || self.change.is_some() || self.incoming.is_some() || self.passing.is_under_way()
    }
}
