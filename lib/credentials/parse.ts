import "server-only";
import { CHECKSUM_LENGTH, checksum } from "@/lib/credentials/checksum";
import { type Family, familyOf } from "@/lib/credentials/families";

export const RANDOM_LENGTH = 32;

const BODY = /^[0-9A-Za-z]+$/;

export type ParsedCredential = { plaintext: string; family: Family };

/** Reads a credential's family and checks its form and checksum; undefined for junk. No I/O. */
export function parseCredential(credential: string): ParsedCredential | undefined {
  const known = familyOf(credential);
  if (!known) return undefined;
  const body = credential.slice(known.prefix.length);
  if (body.length !== RANDOM_LENGTH + CHECKSUM_LENGTH || !BODY.test(body)) return undefined;
  const claimed = credential.slice(-CHECKSUM_LENGTH);
  if (checksum(credential.slice(0, -CHECKSUM_LENGTH)) !== claimed) return undefined;
  return { plaintext: credential, family: known.family };
}
