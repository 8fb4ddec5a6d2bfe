import type { Answer } from "./api";
import { send } from "./api";
import { ORIGIN } from "./contract-requests";

type Headers = Record<string, string>;

/** Requests below /v1 with some headers. */
export function productsApi(headers: Headers) {
  return (method: string, path: string, body?: unknown): Promise<Answer> =>
    send(
      new Request(`${ORIGIN}/v1${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { "Content-Type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
}

export function idOf({ body }: Answer): string {
  return Object(body).id;
}
