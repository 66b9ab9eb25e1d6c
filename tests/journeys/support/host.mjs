// A static host: hands out the built app under a sub-path, with the headers that `.headers` lists for
// every careful host, or plainly, as one that has no rule of its own does.
//   node tests/journeys/support/host.mjs FOLDER PORT
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  "": "text/plain",
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** The headers of `.headers`, each a name and its value. */
export function careful() {
  const lines = readFileSync(".headers", "utf8").split("\n").filter((line) => line.startsWith("  "));
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s(.*)/s).slice(0, 2)));
}

/** Serves a folder on the loopback interface. */
export async function host({ folder = process.env.FAISCEAU_SITE ?? "dist", under = "/some/where/", port = 0, headers = careful() } = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const file = path === under ? "index.html" : normalize(path.slice(under.length));
    try {
      if (!path.startsWith(under) || file.startsWith("..")) throw new Error("outside");
      const body = await readFile(join(folder, file));
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready, failed) => server.on("error", failed).listen(port, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}${under}`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address, close };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port] = process.argv.slice(2);
  const { address } = await host({ folder, port: Number(port), under: "/" });
  console.log(`\nFaisceau is at ${address}   (Ctrl+C stops it)`);
}
