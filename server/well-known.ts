import type { IncomingMessage, ServerResponse } from "node:http";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/env";

const ROBOTS = `User-agent: *
Allow: /docs
Allow: /llms.txt
Allow: /llms-full.txt
Disallow: /
`;

const DAY_MS = 86_400_000;
/** RFC 9116 asks for less than a year, so that nobody trusts a file that was forgotten. */
const SECURITY_DAYS = 180;

/** The text of a file that has its place on every host; undefined for every other path. */
export function wellKnownFile(path: string): string | undefined {
  if (path === "/robots.txt") return ROBOTS;
  return path === "/.well-known/security.txt" ? securityFile() : undefined;
}

function securityFile(): string | undefined {
  const { RUNTYPE_SECURITY_CONTACT: contact, NEXTAUTH_URL } = env();
  if (contact === undefined) return undefined;
  const today = Math.floor(clock.now().getTime() / DAY_MS);
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${new Date((today + SECURITY_DAYS) * DAY_MS).toISOString()}`,
    "Preferred-Languages: en",
    `Canonical: ${new URL("/.well-known/security.txt", NEXTAUTH_URL)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Answers with a text; to other methods than GET and HEAD with 405. */
export function sendText(request: IncomingMessage, response: ServerResponse, text: string): void {
  const { method = "GET" } = request;
  if (method !== "GET" && method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  response.writeHead(200, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "public, max-age=3600",
  });
  response.end(method === "HEAD" ? undefined : text);
}
