import type { ServerResponse } from "node:http";
import { addressHoldsKey } from "@/lib/core/key-text";

/**
 * The address of a page without the parts that hold an API key, before any page or log has seen
 * them; undefined when there are none.
 */
export function withoutKey(address: string): string | undefined {
  if (!addressHoldsKey(address)) return undefined;
  const [path = "", ...queries] = address.split("?");
  const parts = path.split("/");
  const at = parts.findIndex(addressHoldsKey);
  // Two slashes or a backslash at the beginning would lead to another host.
  const kept = `/${parts.slice(0, at === -1 ? undefined : at).join("/")}`.replace(/^[/\\]+/, "/");
  const query = at === -1 ? queries.join("?").split("&") : [];
  const rest = query.filter((pair) => !addressHoldsKey(pair)).join("&");
  return rest === "" ? kept : `${kept}?${rest}`;
}

export function sendOn(response: ServerResponse, location: string): void {
  response
    .writeHead(307, {
      Location: location,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    })
    .end();
}
