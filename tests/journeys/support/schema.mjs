// An independent reader of the schema of an exported file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const ajv = addFormats(new Ajv2020({ allErrors: true, strict: false }));
const schema = ajv.compile(JSON.parse(readFileSync("src/record/assessment-1.2.0.schema.json", "utf8")));

/** Holds that a file follows the published schema. */
export function follows(file) {
  assert.ok(schema(file), ajv.errorsText(schema.errors));
}
