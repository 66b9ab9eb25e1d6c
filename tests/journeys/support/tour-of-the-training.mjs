// The pages of the training, in the order in which a trainer and a trainee could see them: what axe looks at,
// and what is photographed.
import { taken } from "./browser.mjs";
import { Trainee, bar } from "./trainee.mjs";

/** Goes through the training, and calls `look` with the name of each page. */
export async function tourOfTheTraining(page, language, look) {
  const she = new Trainee(page, language);
  const { training, writing } = she;
  await she.enter();
  await look("training-hall");

  await she.press(page.locator("tr", { hasText: she.in(bar.title) }).getByRole("button"));
  await look("training-briefing");
  await she.press(she.tool(training.begin));
  await page.locator(".conversation").waitFor();
  await look("training-agreement");
  await she.openList(training.say_or_do);
  await look("training-gestures");
  await she.press(she.tool(training.say_or_do));
  await she.follow(bar.good.slice(0, 9));
  await look("training-play");
  await she.openList(training.look);
  for (const summary of await page.locator(".look summary").all()) await summary.click();
  await look("training-looks");
  await she.press(she.tool(training.look));
  await she.press(she.tool(she.words.common.leave_exercise));
  await page.locator(".leaving").waitFor();
  await look("training-leave");
  await she.press(she.tool(training.stay));
  await she.follow(bar.careless.slice(1, 8));
  await she.finish();
  await look("training-debrief");
  await she.press(she.tool(training.hall));

  await she.press(she.tool(training.make_session));
  await look("training-session");
  await she.write(she.field(training.session_name), "Rennes");
  await page.getByRole("checkbox").first().check();
  await she.press(she.tool(training.session_make));
  await look("training-room-empty");
  const session = await taken(page, () => she.press(she.tool(training.session_file)));
  await she.press(she.tool(training.hall));
  await page.locator("#training-file").setInputFiles({ name: "s.json", mimeType: "application/json", buffer: session });
  await page.locator("#who").fill("7");
  await she.press(she.tool(training.sit));
  await look("training-seat");
  await she.press(she.tool(training.leave));
  await she.enter();
  await she.press(she.tool(training.demonstrate));
  await look("training-room");
  await she.press(she.tool(training.projector));
  await look("training-room-projector");
  await she.press(she.tool(training.hall));

  await page.getByLabel(writing.copy_of).selectOption({ label: she.in(bar.title) });
  await she.press(she.tool(writing.copy));
  await she.title(writing.title).waitFor();
  await look("writing-person");
  await page.locator("#write-briefing textarea").first().fill("");
  await page.locator('[data-flaws="1"]').waitFor();
  await look("writing-flaw");
  const parts = page.getByRole("navigation", { name: writing.parts });
  const part = (name) => she.press(parts.getByRole("button", { name: new RegExp(`^${name}`) }));
  await part(writing.part_clues);
  await page.locator(".write-clues > li").first().getByRole("button").click();
  await look("writing-clues");
  await part(writing.part_questions);
  await page.locator("#write-question-work-day button.fold").click();
  await page.locator("#write-question-work-hours-day button.fold").click();
  await page.locator("#write-question-work-day").scrollIntoViewIfNeeded();
  await look("writing-question");
  await part(writing.part_gestures);
  await look("writing-gestures");
  await part(writing.part_looks);
  await look("writing-looks");
  await part(writing.part_scripts);
  await look("writing-scripts");
  await she.press(she.tool(writing.throw));
  await look("writing-throw");
  await she.press(she.tool(writing.throw_yes));
}
