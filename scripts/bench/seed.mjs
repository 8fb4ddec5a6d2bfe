import { createHmac, randomBytes, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LARGE = 2_000_000_000;

const INSERT_KEYS = `
INSERT INTO api_keys (id, organization_id, kind, name, environment, permissions, allowed_ips,
  limit_per_hour, limit_per_day, revoked_at)
SELECT id, 'org_bench', 'platform', id, 'production', ARRAY['FLOWS:READ', 'RECORDS:READ'], '{}',
  ${LARGE}, ${LARGE}, CASE WHEN $2 THEN now() END
FROM unnest($1::text[]) AS id`;

const INSERT_SECRETS = `
INSERT INTO api_secrets (id, organization_id, key_id, hash, pepper_version, prefix, last_four)
SELECT 'sec' || substr(id, 4), 'org_bench', id, decode(hash, 'hex'), 1, left(plain, 12), right(plain, 4)
FROM unnest($1::text[], $2::text[], $3::text[]) AS k(id, hash, plain)`;

/** Puts keys of one organization into the database; answers their plaintexts. */
export async function seedKeys(client, pepper, count, { revoked = false } = {}) {
  await client.query(
    "INSERT INTO organizations (id, name) VALUES ('org_bench', 'Bench') ON CONFLICT DO NOTHING",
  );
  const keys = Array.from({ length: count }, () => makeKey());
  for (let from = 0; from < keys.length; from += 5_000) {
    const chunk = keys.slice(from, from + 5_000);
    const ids = chunk.map(() => `key_${randomBytes(13).toString("hex")}`);
    const hashes = chunk.map((key) => createHmac("sha256", pepper).update(key).digest("hex"));
    await client.query(INSERT_KEYS, [ids, revoked]);
    await client.query(INSERT_SECRETS, [ids, hashes, chunk]);
  }
  return keys;
}

/** A well-formed key that nobody issued. */
export function makeKey() {
  let key = "rt_live_";
  for (let count = 0; count < 32; count += 1) key += BASE62[randomInt(62)];
  let rest = crc32(key);
  let digits = "";
  for (let count = 0; count < 6; count += 1) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return key + digits;
}
