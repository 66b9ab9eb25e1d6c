// A short fault campaign, for every run of the tests: the long one is `./dev faults`.
import { test } from "node:test";
import assert from "node:assert/strict";
import { campaign, report } from "./campaign.mjs";
import { Ledger } from "./ledger.mjs";

test("the ledger tells what was lost from what was only on its way", () => {
  const put = (key, value, within) => ({ in: within, key, value });
  const ledger = new Ledger();
  for (const told of [put("a", "1", 1), put("b", "1", 1), { kept: 1 }, put("a", "2", 2), { kept: 2 }, put("a", "3", 3), put("c", "1", 3), put("b", undefined, 3)]) ledger.hear(told);
  const lost = (found) => {
    const copy = new Ledger();
    for (const told of [put("a", "1", 1), put("b", "1", 1), { kept: 1 }, put("a", "2", 2), { kept: 2 }, put("a", "3", 3), put("b", undefined, 3)]) copy.hear(told);
    return copy.compare(found).lost;
  };
  assert.deepEqual(ledger.compare({ a: "2", b: "1" }), { acknowledged: 3, lost: [] });
  assert.deepEqual(lost({ a: "3" }), [], "what was on its way may be there");
  assert.deepEqual(lost({ a: "9", b: "1" }), [], "and what was handed over in the last moment");
  assert.deepEqual(lost({ a: "1", b: "1" }), ["a"], "an older value");
  assert.deepEqual(lost({ b: "1" }), ["a"], "no value at all");
  assert.deepEqual(lost({}), ["a"], "taken away on its way, and gone");
});

test("ten ends at random moments: nothing that was said to be saved is lost", async (t) => {
  const told = await campaign({ kills: 10, seed: Number(process.env.FAISCEAU_SEED ?? 1) });
  t.diagnostic(report(told));
  assert.equal(told.kills, 10);
  assert.ok(told.acknowledged > 20, "there was something to lose");
  assert.deepEqual([...told.lostRecords, ...told.lostWords, ...told.alarms], []);
});
