import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

export type Question = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** A body that is sent as it is, with the headers alone. */
  text?: string;
  /** Keeps connections for the next request; without it each request has its own. */
  agent?: Agent;
};

export type Reply = { status: number; headers: IncomingHttpHeaders; text: string };

/** One request to a server of this machine; rejects when no whole answer came. */
export function ask({ port }: { port: number }, question: Question = {}): Promise<Reply> {
  const { method = "GET", path = "/v1/me", headers = {}, body, agent } = question;
  const text = body === undefined ? question.text : JSON.stringify(body);
  const content = body === undefined ? {} : { "Content-Type": "application/json" };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, port, host: "127.0.0.1", method, path, headers: { ...content, ...headers } },
      (incoming) => {
        readReply(incoming).then(resolve, reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(text);
  });
}

async function readReply(incoming: IncomingMessage): Promise<Reply> {
  const { statusCode = 0, headers } = incoming;
  const bytes = await buffer(incoming);
  const isZipped = headers["content-encoding"] === "gzip";
  const content = isZipped ? gunzipSync(bytes) : bytes;
  return { status: statusCode, headers, text: content.toString("utf8") };
}

/** The id under which a request is recorded. */
export function requestIdOf({ headers }: Reply): string {
  return String(headers["x-request-id"]);
}

/** How many replies have each status. */
export function statuses(replies: readonly Reply[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
