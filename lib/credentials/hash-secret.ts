import "server-only";
import { createHmac, hash, hkdfSync } from "node:crypto";
import type { ParsedCredential } from "@/lib/credentials/parse";

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

/**
 * The hashes (hex) under which a credential is looked up, one per pepper, the newest first. Every
 * request with a key pays for them: HMAC is two digests over pads that are made once per pepper.
 */
export function lookupHashes(
  { plaintext }: ParsedCredential,
  peppers: ReadonlyMap<number, string>,
): readonly string[] {
  const pads = padsOf.get(peppers) ?? keepPads(peppers);
  return pads.map(({ inner, outer }) => {
    const length = BLOCK + inner.write(plaintext, BLOCK, "latin1");
    outer.write(hash("sha256", inner.subarray(0, length), "binary"), BLOCK, "latin1");
    return hash("sha256", outer, "hex");
  });
}

/** The two blocks that HMAC derives from its key, each with room behind it for what it digests. */
type Pads = { inner: Buffer; outer: Buffer };

const BLOCK = 64;
const DIGEST = 32;
const MAX_LENGTH = 256;
const padsOf = new WeakMap<ReadonlyMap<number, string>, readonly Pads[]>();

function keepPads(peppers: ReadonlyMap<number, string>): readonly Pads[] {
  const pads = peppersByAge(peppers).map(({ secret }) => {
    const key = Buffer.from(secret);
    const block = Buffer.alloc(BLOCK);
    (key.length > BLOCK ? hash("sha256", key, "buffer") : key).copy(block);
    const pad = (size: number, mask: number) =>
      Buffer.concat([block.map((byte) => byte ^ mask), Buffer.alloc(size)]);
    return { inner: pad(MAX_LENGTH, 0x36), outer: pad(DIGEST, 0x5c) };
  });
  padsOf.set(peppers, pads);
  return pads;
}

declare global {
  /** The versions that every living process has; every one may be used while it is not known. */
  var runtypeActivePeppers: ReadonlySet<number> | undefined;
}

/** The newest pepper that every living process can recognise keys under; throws without one. */
export function mintingPepper(peppers: ReadonlyMap<number, string>): Pepper {
  const active = globalThis.runtypeActivePeppers;
  const newest = peppersByAge(peppers).find(({ version }) => active?.has(version) ?? true);
  if (!newest) throw new Error("No pepper is configured.");
  return newest;
}

/** Of each version a value that tells its secret from another, and nothing about the secret. */
export function pepperChecks(peppers: ReadonlyMap<number, string>): ReadonlyMap<number, Buffer> {
  return new Map([...peppers].map(([version, secret]) => [version, check(version, secret)]));
}

function check(version: number, secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `runtype/pepper-check/${version}`, 32));
}
