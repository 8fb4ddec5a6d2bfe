import { createReadStream, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const PREFIX = "/_next/static/";
const ENDING = ".br";
const TYPES = [
  [".js", "application/javascript; charset=UTF-8"],
  [".css", "text/css; charset=UTF-8"],
] as const;

type Answered = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Answers the scripts and styles of a build from their compressed copies, for browsers that take
 * them. Their names change with what is in them, so they are kept permanently.
 */
export function compressedFiles(folder: string): Answered {
  const copies = new Map(
    namesBelow(folder).map((name) => [`${PREFIX}${name.slice(0, -ENDING.length)}`, name]),
  );
  return async (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    const copy = copies.get(path);
    const type = TYPES.find(([ending]) => path.endsWith(ending))?.[1];
    const reads = request.method === "GET" || request.method === "HEAD";
    if (!copy || !type || !reads || !takesBrotli(request)) return false;
    response.writeHead(200, {
      "Content-Type": type,
      "Content-Encoding": "br",
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    });
    if (request.method === "HEAD") response.end();
    // Who leaves before the end has nothing to be told.
    else await pipeline(createReadStream(join(folder, copy)), response).catch(() => undefined);
    return true;
  };
}

function namesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(ENDING));
}

function takesBrotli({ headers }: IncomingMessage): boolean {
  return /(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/.test(
    String(headers["accept-encoding"] ?? ""),
  );
}
