import "server-only";
import { randomInt } from "node:crypto";
import { SHOWN_PREFIX } from "@/lib/core/key-text";
import { hashSecret, mintingPepper } from "@/lib/credentials/hash-secret";
import { BASE62, checksum, RANDOM_LENGTH } from "@/lib/credentials/parse";

type IssuedSecret = {
  /** Shown once by the caller, then forgotten. */
  plaintext: string;
  hash: Uint8Array<ArrayBuffer>;
  pepperVersion: number;
  /** The first characters, for screens. */
  prefix: string;
  lastFour: string;
};

/** A new secret of 190 random bits under a family's prefix. */
export function issueSecret(
  familyPrefix: string,
  peppers: ReadonlyMap<number, string>,
): IssuedSecret {
  let body = familyPrefix;
  for (let count = 0; count < RANDOM_LENGTH; count += 1) body += BASE62.charAt(randomInt(62));
  const plaintext = body + checksum(body);
  const pepper = mintingPepper(peppers);
  return {
    plaintext,
    hash: hashSecret(plaintext, pepper.secret),
    pepperVersion: pepper.version,
    prefix: plaintext.slice(0, SHOWN_PREFIX),
    lastFour: plaintext.slice(-4),
  };
}
