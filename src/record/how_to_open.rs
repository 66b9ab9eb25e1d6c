//! Half a page that goes with a sealed file: how its recipient opens it. It never holds the passphrase.

use super::sheet::{Block, Chapter, Setting, Sheet, plain};
use crate::instrument::Language;
use crate::wording::say;

/// What the name of its own file ends with.
pub const NAME: &str = "how-to-open";

/// How a sealed file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It is a page that asks for the passphrase itself.
    Page,
    /// Its recipient has Faisceau or another program of the age format, and is told the passphrase.
    Passphrase,
    /// Its recipient has the secret key.
    Key,
}

/// How the file of this name is opened, for its recipient.
#[must_use]
pub fn how_to_open(opening: Opening, name: &str, language: Language) -> Sheet {
    let say = |fr: &'static str, en: &'static str| say(language, fr, en);
    let title = say("Comment ouvrir ce fichier", "How to open this file").to_owned();
    let mut sheet = Sheet {
        language,
        foot: title.clone(),
        title,
        setting: Setting::OnePage,
        head: vec![Block::Pairs(vec![(
            say("Fichier", "File").to_owned(),
            vec![super::sheet::Span::Words(name.to_owned())],
        )])],
        chapters: Vec::new(),
    };
    let numbered = |steps: &[&str]| {
        let step = |(number, step): (usize, &&str)| plain(format!("{}. {step}", number + 1));
        vec![Block::Points(steps.iter().enumerate().map(step).collect())]
    };
    let ways = say("Pour l’ouvrir", "To open it").to_owned();
    sheet.add(Chapter::new("ways", ways, numbered(&steps(opening, language))));
    let points =
        |sentences: &[&str]| vec![Block::Points(sentences.iter().map(|told| plain(*told)).collect())];
    let trouble = say("Si cela ne marche pas", "If it does not work").to_owned();
    sheet.add(Chapter::new("trouble", trouble, points(&trouble_with(opening, language))));
    sheet
}

fn steps(opening: Opening, language: Language) -> Vec<&'static str> {
    let say = |fr: &'static str, en: &'static str| say(language, fr, en);
    let told = say(
        "La phrase de passe vous est donnée par un autre chemin que le fichier\u{a0}: de vive voix ou par \
         téléphone. Elle n’est pas sur cette feuille.",
        "The passphrase is told to you by another way than the file: face to face or by telephone. It is not on \
         this sheet.",
    );
    match opening {
        Opening::Page => vec![
            say(
                "Enregistrez le fichier sur un ordinateur ou un téléphone\u{a0}; l’aperçu d’une messagerie ne suffit \
                 pas.",
                "Save the file on a computer or a telephone; the preview of a mail program is not enough.",
            ),
            say(
                "Ouvrez-le avec un navigateur (Firefox, Chrome, Edge…). Il ne faut ni programme ni réseau, et rien \
                 n’est envoyé.",
                "Open it with a browser (Firefox, Chrome, Edge…). Neither a program nor a network is needed, and \
                 nothing is sent.",
            ),
            told,
            say(
                "Écrivez-la et appuyez sur Ouvrir\u{a0}: quelques secondes plus tard, le document se lit et \
                 s’imprime.",
                "Type it and press Open: a few seconds later the document can be read and printed.",
            ),
            say(
                "Refermez la page après lecture. Ce que vous imprimez ou enregistrez n’est plus protégé.",
                "Close the page once you have read it. What you print or save is no longer protected.",
            ),
        ],
        Opening::Passphrase => vec![
            say(
                "Il faut Faisceau ou un programme du format age (age, rage\u{a0}: age-encryption.org).",
                "Faisceau or a program of the age format is needed (age, rage: age-encryption.org).",
            ),
            told,
            say(
                "Dans Faisceau\u{a0}: depuis la liste des dossiers, choisissez ce fichier et écrivez la phrase de \
                 passe.",
                "In Faisceau: from the list of cases, choose this file and type the passphrase.",
            ),
            say(
                "Avec age, dans un terminal\u{a0}: age -d -o ouvert FICHIER, puis la phrase de passe.",
                "With age, in a terminal: age -d -o opened FILE, then the passphrase.",
            ),
        ],
        Opening::Key => vec![
            say(
                "Il faut votre clé secrète, celle dont vous avez donné la clé publique, et Faisceau ou un programme \
                 du format age (age, rage\u{a0}: age-encryption.org).",
                "You need your secret key, the one whose public key you gave, and Faisceau or a program of the age \
                 format (age, rage: age-encryption.org).",
            ),
            say(
                "Dans Faisceau\u{a0}: depuis la liste des dossiers, choisissez ce fichier, puis celui de votre clé \
                 secrète.",
                "In Faisceau: from the list of cases, choose this file, then the one of your secret key.",
            ),
            say(
                "Avec age, dans un terminal\u{a0}: age -d -i CLÉ -o ouvert FICHIER.",
                "With age, in a terminal: age -d -i KEY -o opened FILE.",
            ),
        ],
    }
}

fn trouble_with(opening: Opening, language: Language) -> Vec<&'static str> {
    let say = |fr: &'static str, en: &'static str| say(language, fr, en);
    let refused = say(
        "La phrase est refusée\u{a0}: vérifiez les accents, les majuscules et l’ordre des mots. Vous pouvez \
         essayer autant de fois que vous voulez.",
        "The passphrase is refused: check accents, capitals and the order of the words. You can try as often as \
         you need.",
    );
    let damaged = say(
        "Le fichier est dit coupé ou modifié\u{a0}: demandez-le de nouveau à qui vous l’a transmis.",
        "The file is said to be cut or changed: ask whoever passed it on for it again.",
    );
    match opening {
        Opening::Page => vec![
            say(
                "Votre messagerie a retiré le fichier\u{a0}: beaucoup bloquent les pages HTML. Demandez-le sur une \
                 clé, ou sous la forme .age.",
                "Your mail has removed the file: many block HTML pages. Ask for it on a memory stick, or in the \
                 .age form.",
            ),
            refused,
            say(
                "Faisceau ouvre aussi ce fichier, depuis la liste des dossiers.",
                "Faisceau opens this file too, from the list of cases.",
            ),
            damaged,
        ],
        Opening::Passphrase => vec![refused, damaged],
        Opening::Key => vec![
            say(
                "Une autre clé est demandée\u{a0}: le fichier a été scellé pour une autre que la vôtre. Dites-le à \
                 qui vous l’a transmis.",
                "Another key is asked for: the file was sealed to another one than yours. Tell whoever passed it on.",
            ),
            damaged,
        ],
    }
}
