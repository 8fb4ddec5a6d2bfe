import "server-only";
import { createHmac } from "node:crypto";

const POSITION_BYTES = 8;
const SIGNATURE_BYTES = 16;

/** Names a position in the feed whose key this is; nobody makes one up. */
export function feedCursor(cursorKey: string, position: bigint): string {
  const bytes = Buffer.alloc(POSITION_BYTES);
  bytes.writeBigInt64BE(position);
  const signature = createHmac("sha256", cursorKey).update(bytes).digest();
  return Buffer.concat([bytes, signature.subarray(0, SIGNATURE_BYTES)]).toString("base64url");
}

/** The position that a cursor names; undefined for any other text, and for one of another feed. */
export function positionOf(cursorKey: string, cursor: string): bigint | undefined {
  const bytes = Buffer.from(cursor, "base64url");
  if (bytes.length !== POSITION_BYTES + SIGNATURE_BYTES) return undefined;
  const position = bytes.readBigInt64BE();
  return feedCursor(cursorKey, position) === cursor ? position : undefined;
}
