import "server-only";
import { createHmac } from "node:crypto";

type Pepper = { version: number; secret: string };

/** HMAC-SHA-256 of a plaintext under a pepper: 32 bytes. */
export function hashSecret(plaintext: string, pepper: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", pepper).update(plaintext).digest());
}

/** Every pepper, the one that mints (the highest version) first. */
export function peppersByAge(peppers: ReadonlyMap<number, string>): Pepper[] {
  return [...peppers]
    .map(([version, secret]) => ({ version, secret }))
    .sort((left, right) => right.version - left.version);
}

/** The pepper that new secrets are hashed with; throws when there is none. */
export function mintingPepper(peppers: ReadonlyMap<number, string>): Pepper {
  const [newest] = peppersByAge(peppers);
  if (!newest) throw new Error("No pepper is configured.");
  return newest;
}
