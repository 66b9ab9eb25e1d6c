//! The rows of a form's sheets.

use super::question;
use crate::instrument::{ChoiceOption, Instrument, QuestionId, SectionIx, StageId, Text};
use crate::record::table::{column_name, words};

/// The list of yes and no, for agreements.
pub(super) const YES_NO: &str = "yes_no";
/// The list of ways of not answering.
pub(super) const SILENCE: &str = "silence";

/// A form: its sheets, and what it cannot hold.
#[derive(Clone, Debug)]
pub struct Form {
    /// The `survey` sheet.
    pub survey: Vec<Row>,
    /// The `choices` sheet.
    pub choices: Vec<Choice>,
    /// The form's title.
    pub title: Text,
    /// Its name.
    pub id: String,
    /// Its version, which is the instrument's.
    pub version: String,
    /// The questions whose condition the form cannot hold: there they are asked whatever is answered.
    pub untold: Vec<QuestionId>,
}

/// A row of the `survey` sheet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The type, with its list.
    pub kind: String,
    /// The name: letters, digits and underscores; two of them before what is ours, so that no question
    /// is named alike.
    pub name: String,
    /// What is shown.
    pub label: Option<Text>,
    /// What is shown below it.
    pub hint: Option<Text>,
    /// When it is asked, as XPath.
    pub relevant: String,
    /// What an answer must be, as XPath.
    pub constraint: String,
    /// What is said when it is not.
    pub constraint_message: Option<Text>,
    /// How it is shown.
    pub appearance: String,
}

/// A row of the `choices` sheet.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The list that it belongs to.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What is shown.
    pub label: Text,
}

impl Row {
    pub(super) fn new(kind: impl Into<String>, name: impl Into<String>, label: Text) -> Self {
        Self { kind: kind.into(), name: name.into(), label: Some(label), ..Self::default() }
    }

    fn end() -> Self {
        Self { kind: "end_group".to_owned(), ..Self::default() }
    }
}

impl Form {
    /// The form of an instrument.
    #[must_use]
    pub fn of(instrument: &Instrument) -> Self {
        let mut form = Self {
            survey: Vec::new(),
            choices: Vec::new(),
            title: instrument.title.clone(),
            id: format!("faisceau_{}", column_name(instrument.edition.id.as_str())),
            version: instrument.edition.version.as_str().to_owned(),
            untold: Vec::new(),
        };
        form.list(YES_NO, [("yes", words("Oui", "Yes")), ("no", words("Non", "No"))]);
        form.list(SILENCE, question::silences());
        for stage in StageId::ASKING {
            form.stage(instrument, stage);
        }
        form
    }

    pub(super) fn list<'a>(&mut self, list: &str, choices: impl IntoIterator<Item = (&'a str, Text)>) {
        let choice =
            |(name, label): (&str, Text)| Choice { list: list.to_owned(), name: name.to_owned(), label };
        self.choices.extend(choices.into_iter().map(choice));
    }

    pub(super) fn options(&mut self, list: &str, options: &[ChoiceOption]) {
        self.list(list, options.iter().map(|option| (option.id.as_str(), option.label.clone())));
    }

    fn stage(&mut self, instrument: &Instrument, id: StageId) {
        let stage = instrument.stage(id);
        let name = id.as_str();
        self.survey.push(Row::new("begin_group", format!("stage__{name}"), stage.title.clone()));
        let mut opened = String::new();
        if let Some(asking) = &stage.asking {
            let said = words(&asking.to_say.fr.join("\n\n"), &asking.to_say.en.join("\n\n"));
            self.survey.push(Row::new("note", format!("{name}__to_say"), said));
            let agrees = words("La personne est d’accord", "The person agrees");
            self.survey.push(Row::new(format!("select_one {YES_NO}"), format!("{name}__agrees"), agrees));
            opened = format!("${{{name}__agrees}} = 'yes'");
            let list = format!("{name}__uses");
            self.options(&list, &asking.uses);
            let uses = Row::new(
                format!("select_multiple {list}"),
                &list,
                words("Pour quels usages", "For which uses"),
            );
            self.survey.push(Row { relevant: opened.clone(), ..uses });
        }
        for section in &stage.sections {
            self.section(instrument, *section, &opened);
        }
        self.survey.push(Row::end());
    }

    fn section(&mut self, instrument: &Instrument, at: SectionIx, opened: &str) {
        let section = instrument.section(at);
        let name = format!("section__{}", column_name(section.id.as_str()));
        let group = Row::new("begin_group", &name, section.title.clone());
        self.survey.push(Row { relevant: opened.to_owned(), ..group });
        if let Some(intro) = &section.intro {
            self.survey.push(Row::new("note", format!("{name}__intro"), intro.clone()));
        }
        for question in &section.questions {
            self.question(instrument, *question);
        }
        let own = words("Ses propres mots, sur cette page", "Their own words, on this page");
        let own = Row::new("text", format!("{name}__own_words"), own);
        self.survey.push(Row { appearance: "multiline".to_owned(), ..own });
        self.survey.push(Row::end());
    }
}
