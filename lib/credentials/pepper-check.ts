import "server-only";
import { hkdfSync } from "node:crypto";

/** Of each version a value that tells its secret from another, and nothing about the secret. */
export function pepperChecks(peppers: ReadonlyMap<number, string>): ReadonlyMap<number, Buffer> {
  return new Map([...peppers].map(([version, secret]) => [version, check(version, secret)]));
}

function check(version: number, secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `runtype/pepper-check/${version}`, 32));
}
