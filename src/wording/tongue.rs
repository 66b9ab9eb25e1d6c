//! The languages in which words are written, by name.

use super::say;
use crate::instrument::Language;
use crate::interview::LanguageTag;

/// Languages that are offered, each with its tag (BCP 47), in French and in English: those of the app, then
/// those most spoken by whom associations of the field meet in France. Others can be read in.
const OFFERED: &[(&str, &str, &str)] = &[
    ("fr", "français", "French"),
    ("en", "anglais", "English"),
    ("sq", "albanais", "Albanian"),
    ("am", "amharique", "Amharic"),
    ("ar", "arabe", "Arabic"),
    ("bm", "bambara", "Bambara"),
    ("bn", "bengali", "Bengali"),
    ("ber", "berbère", "Berber"),
    ("bg", "bulgare", "Bulgarian"),
    ("zh", "chinois", "Chinese"),
    ("prs", "dari", "Dari"),
    ("es", "espagnol", "Spanish"),
    ("fa", "persan", "Persian"),
    ("ka", "géorgien", "Georgian"),
    ("hi", "hindi", "Hindi"),
    ("ig", "igbo", "Igbo"),
    ("id", "indonésien", "Indonesian"),
    ("it", "italien", "Italian"),
    ("ku", "kurde", "Kurdish"),
    ("ln", "lingala", "Lingala"),
    ("mg", "malgache", "Malagasy"),
    ("mn", "mongol", "Mongolian"),
    ("ne", "népalais", "Nepali"),
    ("ur", "ourdou", "Urdu"),
    ("ps", "pachto", "Pashto"),
    ("pa", "pendjabi", "Punjabi"),
    ("ff", "peul", "Fula"),
    ("pl", "polonais", "Polish"),
    ("pt", "portugais", "Portuguese"),
    ("ro", "roumain", "Romanian"),
    ("rom", "romani", "Romani"),
    ("ru", "russe", "Russian"),
    ("sr", "serbe", "Serbian"),
    ("si", "cinghalais", "Sinhala"),
    ("so", "somali", "Somali"),
    ("snk", "soninké", "Soninke"),
    ("tl", "tagalog", "Tagalog"),
    ("ta", "tamoul", "Tamil"),
    ("ti", "tigrigna", "Tigrinya"),
    ("tr", "turc", "Turkish"),
    ("uk", "ukrainien", "Ukrainian"),
    ("vi", "vietnamien", "Vietnamese"),
    ("wo", "wolof", "Wolof"),
    ("yo", "yoruba", "Yoruba"),
];

/// The languages that are offered: those of the app first, the others in the order of their names.
#[must_use]
pub fn tongues(language: Language) -> Vec<LanguageTag> {
    let mut offered: Vec<_> = OFFERED.to_vec();
    offered[2..].sort_by_key(|(_, fr, en)| say(language, fr, en).replace('é', "e"));
    offered.into_iter().filter_map(|(tag, ..)| LanguageTag::try_from(tag.to_owned()).ok()).collect()
}

/// A language by its name, or by its tag where it has none here.
#[must_use]
pub fn tongue(tag: &LanguageTag, language: Language) -> String {
    let found = OFFERED.iter().find(|(known, ..)| *known == tag.as_str());
    found.map_or(tag.as_str(), |(_, fr, en)| say(language, fr, en)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{OFFERED, tongue, tongues};
    use crate::instrument::Language;

    #[test]
    fn each_language_is_offered_once_under_one_name() {
        for language in Language::ALL {
            let offered = tongues(language);
            assert_eq!(offered.len(), OFFERED.len());
            let names: std::collections::BTreeSet<_> =
                offered.iter().map(|tag| tongue(tag, language)).collect();
            assert_eq!(names.len(), OFFERED.len());
        }
    }
}
