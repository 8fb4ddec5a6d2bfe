import "server-only";
import { crc32 } from "node:zlib";
import { type Family, familyOf } from "@/lib/credentials/families";

export const RANDOM_LENGTH = 32;
export const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHECKSUM_LENGTH = 6;

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

/** CRC-32 of a text in ASCII as six base62 characters, most significant first. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let position = 0; position < CHECKSUM_LENGTH; position += 1) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
