import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { mintingPepper } from "@/lib/credentials/hash-secret";

/** What is sealed; each purpose has keys of its own, so that one can never be opened as another. */
type SealPurpose = "organization-secret" | "idempotent-answer" | "claimed-key" | "rolled-key";

export type SealTerms = {
  purpose: SealPurpose;
  /** What the text belongs to, such as an id; opening it under another fails. */
  context: string;
  /** A secret that only the caller has; the key is derived from it as well. */
  callerSecret?: string;
};

/** A text that only the peppers open: nonce, tag and ciphertext, and the pepper it needs. */
export type Sealed = { pepperVersion: number; bytes: Uint8Array<ArrayBuffer> };

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key that HKDF derives from the minting pepper. */
export function seal(text: string, terms: SealTerms, peppers: ReadonlyMap<number, string>): Sealed {
  const { version, secret } = mintingPepper(peppers);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret, terms), nonce);
  cipher.setAAD(Buffer.from(terms.context));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const bytes = Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
  return { pepperVersion: version, bytes: new Uint8Array(bytes) };
}

/** The sealed text. Throws when its pepper is missing, the terms differ or a byte was changed. */
export function unseal(
  { pepperVersion, bytes }: Sealed,
  terms: SealTerms,
  peppers: ReadonlyMap<number, string>,
): string {
  const secret = peppers.get(pepperVersion);
  if (secret === undefined) throw new Error(`Pepper version ${pepperVersion} is missing.`);
  const decipher = createDecipheriv(
    ALGORITHM,
    keyOf(secret, terms),
    bytes.subarray(0, NONCE_BYTES),
    { authTagLength: TAG_BYTES },
  );
  decipher.setAAD(Buffer.from(terms.context));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const ciphertext = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
}

function keyOf(pepper: string, { purpose, callerSecret = "" }: SealTerms): Buffer {
  return Buffer.from(hkdfSync("sha256", pepper, callerSecret, `runtype/${purpose}`, 32));
}
