import { routes } from "virtual:routes";
import { createApiFront } from "@/server/api-front";

export type Answer = { status: number; headers: Record<string, string>; body: unknown };

const front = createApiFront(routes);

/** The answer of the fast front as it is. */
export async function sendFast(request: Request): Promise<Response> {
  return front.fetch(request);
}

/** Sends a request through the fast front. */
export async function send(request: Request): Promise<Answer> {
  const response = await sendFast(request);
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: json && text !== "" ? JSON.parse(text) : text || null,
  };
}

/** What must not differ from one answer to the next. */
export function comparable({ status, headers, body }: Answer): Answer {
  const { "x-request-id": id, ...rest } = headers;
  if (!id?.startsWith("req_")) throw new Error("An answer without its request id");
  return { status, headers: rest, body };
}
