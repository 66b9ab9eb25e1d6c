#!/usr/bin/env node
// Stands between Playwright and a released Firefox. Playwright asks for commands of WebDriver BiDi that
// this Firefox may not know yet, such as colours that the campaign has no use for: what Firefox calls unknown
// is answered as done. Everything else passes as it is.
import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";

const firefox = spawn(process.env.FIREFOX, process.argv.slice(2), { stdio: ["ignore", "inherit", "pipe"] });
firefox.once("exit", (code) => process.exit(code ?? 1));

/** The same answer, as long as it was: the frame around it tells its length. */
const done = (answer) => {
  const [, id] = /"id":(\d+)/.exec(answer);
  return `{"type":"success","id":${id},"result":{}}`.padEnd(answer.length);
};

firefox.stderr.on("data", (text) => {
  const [, port] = /WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? [];
  if (!port) return void process.stderr.write(text);
  const bridge = createServer((here) => {
    const there = connect(Number(port), "127.0.0.1");
    for (const end of [here, there]) end.on("error", () => {}).on("close", () => (here.destroy(), there.destroy()));
    here.once("data", (hello) => {
      there.write(hello.toString("latin1").replace(/^Host: .*$/im, `Host: 127.0.0.1:${port}`), "latin1");
      here.pipe(there);
    });
    there.on("data", (bytes) => {
      const answers = bytes.toString("latin1");
      here.write(answers.replace(/\{"type":"error","id":\d+,"error":"unknown command".*?\}/gs, done), "latin1");
    });
  });
  bridge.listen(0, "127.0.0.1", () => process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${bridge.address().port}\n`));
});
