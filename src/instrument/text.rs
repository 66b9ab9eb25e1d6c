//! Words in the languages of the app.

use serde::{Deserialize, Serialize};

/// A language in which the interface and the questions are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, the language of the association whose practice the app follows.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// Both languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The language's BCP 47 tag, for the `lang` attribute and for files.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The first of these BCP 47 tags that is one of ours; French when none is.
    #[must_use]
    pub fn preferred(tags: &[String]) -> Self {
        let ours = |tag: &String| {
            let primary = tag.split('-').next().unwrap_or_default();
            Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
        };
        tags.iter().find_map(ours).unwrap_or_default()
    }

    /// The other language: what is shown beside the first when a second one is asked for.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }
}

/// One text in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// The languages in which the text says nothing.
    pub fn missing(&self) -> impl Iterator<Item = Language> + '_ {
        Language::ALL.into_iter().filter(|language| self.in_language(*language).trim().is_empty())
    }
}

/// Several paragraphs or points in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// In French.
    pub fr: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

impl Texts {
    /// The paragraphs in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &[String] {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// The languages in which there is no paragraph, or an empty one.
    pub fn missing(&self) -> impl Iterator<Item = Language> + '_ {
        Language::ALL.into_iter().filter(|language| {
            let texts = self.in_language(*language);
            texts.is_empty() || texts.iter().any(|text| text.trim().is_empty())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_first_preferred_language_that_is_ours_is_taken() {
        let prefers =
            |tags: &[&str]| Language::preferred(&tags.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(prefers(&["de-DE", "EN-gb", "fr"]), Language::En);
        assert_eq!(prefers(&["fr-CA", "en"]), Language::Fr);
        assert_eq!(prefers(&["de"]), Language::Fr);
        assert_eq!(prefers(&[]), Language::Fr);
    }
}
