// The sentences of the screens and of the instrument, read from their own files, so that journeys find
// things as a person does: by what they say.
import { readFileSync } from "node:fs";

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const FOLDER = "instruments/association/2.0.0";

export function words(language) {
  const all = ["common", "work", "around", "closing"].map((name) => [name, json(`src/ui/text/${language}/${name}.json`)]);
  return Object.fromEntries(all);
}

export const exercise = json("instruments/exercises/f-and-the-bar.json");
export const stages = ["alert", "questionnaire", "interview"].map((id) => json(`${FOLDER}/stages/${id}.json`));
export const questions = new Map(
  stages.flatMap((stage) => stage.sections.flatMap((section) => section.questions.map((question) => [question.id, { ...question, stage, section }]))),
);
