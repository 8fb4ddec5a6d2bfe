import type { MadeSurface } from "../factories/surface";
import { ORIGIN } from "./contract-requests";

type Place = Pick<MadeSurface, "productId" | "surfaceId">;

type Asked = {
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is a text: that is sent as it is. */
  body?: unknown;
  method?: string;
  query?: string;
};

/** The address of a capability on a surface, or of its `dispatch`. */
function callUrl({ productId, surfaceId }: Place, slug: string): string {
  return `${ORIGIN}/v1/products/${productId}/surfaces/${surfaceId}/api/${slug}`;
}

export function callRequest(place: Place, slug: string, asked: Asked = {}): Request {
  const { headers = {}, body = {}, method = "POST", query = "" } = asked;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(callUrl(place, slug) + query, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(hasBody && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}
