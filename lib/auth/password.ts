import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** The package's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** An argon2id hash in PHC form; the same password typed on another keyboard has the same bytes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

/** Whether a password is the one that was hashed; takes as long when there is no hash to compare. */
export async function verifyPassword(password: string, hashed?: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(24).toString("base64"));
  const matches = await verify(hashed ?? (await decoy), password.normalize("NFKC"));
  return hashed !== undefined && matches;
}
