import "server-only";
import { invalidKey } from "@/lib/core/refusals";
import { parseCredential } from "@/lib/credentials/parse";
import { type Admitted, admitKey } from "@/lib/http/authenticate";
import type { Call } from "@/lib/http/call";
import { readSurfaceCredential } from "@/lib/http/credential";

/**
 * Who calls a surface: a key alone. Throws `unauthorized`, `forbidden`, `rate_limited`,
 * `bad_request` or `unavailable`.
 */
export async function admitSurfaceKey(
  headers: Headers,
  call: Call,
  slug?: string,
): Promise<Admitted> {
  const token = readSurfaceCredential(headers);
  const credential = token === undefined ? undefined : parseCredential(token);
  if (!credential) throw invalidKey();
  return admitKey(credential, call, slug);
}
