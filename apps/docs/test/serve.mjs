import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".bin": "application/octet-stream",
  ".xml": "application/xml",
};

/** Serves a folder of static files on a free port of this machine; addresses without an ending are pages. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    for (const candidate of [path, `${path}.html`, join(path, "index.html")]) {
      const type = types[extname(candidate)];
      if (!type) continue;
      try {
        const body = await readFile(join(folder, candidate));
        response.writeHead(200, { "content-type": type });
        response.end(body);
        return;
      } catch {}
    }
    response.writeHead(404, { "content-type": types[".html"] });
    response.end("not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
