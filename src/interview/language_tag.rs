//! In which language words are written.

use serde::{Deserialize, Serialize};

use crate::instrument::Language;

/// A language of the world: the first subtag of BCP 47, as `bm` for Bambara.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The tag as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Language> for LanguageTag {
    fn from(language: Language) -> Self {
        Self(language.tag().to_owned())
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        let sound = (2..=3).contains(&written.len()) && written.bytes().all(|sign| sign.is_ascii_lowercase());
        if sound { Ok(Self(written)) } else { Err("not the tag of a language") }
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}
