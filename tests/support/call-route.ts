import type { Handler } from "@/lib/http/door";

type Asked = {
  /** Path and query. */
  path?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is a text: that is sent as it is. */
  body?: unknown;
};

export type Answer = { status: number; headers: Headers; body: unknown };

/** Calls a handler of a route as either front would. */
export async function callRoute(handler: Handler, method: string, asked: Asked): Promise<Answer> {
  const { path = "/v1", params = {}, body } = asked;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { ...(body !== undefined && JSON_BODY), ...asked.headers };
  const request = new Request(`http://localhost${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: text }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === "" ? null : JSON.parse(answer),
  };
}

const JSON_BODY = { "content-type": "application/json" };

/** The body of a 400 for fields, by path and message. */
export function badFields(...issues: [path: string, message: string][]) {
  return {
    error: "Bad Request",
    details: "The request is not valid.",
    issues: issues.map(([path, message]) => ({ path, message })),
  };
}
