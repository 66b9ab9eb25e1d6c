// The sentences of the screens and of the instrument, read from their own files, so that journeys find
// things as a person does: by what they say.
import { readFileSync } from "node:fs";

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const FOLDER = "instruments/association/2.0.0";

/** Recipients, as `src/wording` says them. */
const RECIPIENTS = {
  fr: { to_person: "la personne elle-même", to_association: "une association", to_lawyer: "un avocat", to_labour_inspectorate: "l’inspection du travail", to_prosecutor: "le procureur", to_shelter: "un hébergement", to_health: "un service de santé", to_researcher: "un chercheur", to_statistics: "les statistiques de l’année" },
  en: { to_person: "the person themselves", to_association: "an association", to_lawyer: "a lawyer", to_labour_inspectorate: "the labour inspectorate", to_prosecutor: "the prosecutor", to_shelter: "a shelter", to_health: "a health service", to_researcher: "a researcher", to_statistics: "the yearly statistics" },
};

/** Decisions and needs, as `src/wording` says them. */
const DECISIONS = {
  fr: { support: "Accompagnement par l’association", redirection: "Redirection vers une structure mieux placée", not_identified: "Situation non identifiée comme traite", to_be_continued: "À poursuivre\u00a0: on n’en sait pas assez", need_shelter: "un hébergement", need_health: "des soins", need_food: "de quoi manger", need_papers: "des papiers", need_legal: "une aide juridique", need_psychological: "un soutien psychologique" },
  en: { support: "Support by the association", redirection: "Redirection to a better-placed structure", not_identified: "Situation not identified as trafficking", to_be_continued: "To be continued: not enough is known", need_shelter: "a shelter", need_health: "health care", need_food: "food", need_papers: "papers", need_legal: "legal help", need_psychological: "psychological support" },
};

export function words(language) {
  const names = ["common", "work", "around", "asking", "closing", "leaving", "lenses", "keys", "training"];
  const all = names.map((name) => [name, json(`src/ui/text/${language}/${name}.json`)]);
  const found = Object.fromEntries(all);
  Object.assign(found.leaving, RECIPIENTS[language]);
  Object.assign(found.closing, DECISIONS[language]);
  return found;
}

/** Periods of pay and units of time, as `src/wording` says them. */
export const TIMES = {
  fr: { hour: "par heure", day: "par jour", week: "par semaine", month: "par mois", year: "par an", once: "en une fois", days: "jours", weeks: "semaines", months: "mois", years: "ans" },
  en: { hour: "an hour", day: "a day", week: "a week", month: "a month", year: "a year", once: "once", days: "days", weeks: "weeks", months: "months", years: "years" },
};

export const exercise = json("instruments/exercises/f-and-the-bar.json");
export const stages = ["alert", "questionnaire", "interview"].map((id) => json(`${FOLDER}/stages/${id}.json`));
export const questions = new Map(
  stages.flatMap((stage) => stage.sections.flatMap((section) => section.questions.map((question) => [question.id, { ...question, stage, section }]))),
);
