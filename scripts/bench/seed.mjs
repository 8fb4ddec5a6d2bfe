import { createHmac, randomBytes, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LARGE = 2_000_000_000;

const INSERT_KEYS = `
INSERT INTO api_keys (id, organization_id, kind, name, environment, permissions, allowed_ips,
  limit_per_hour, limit_per_day, revoked_at, customer_id)
SELECT id, 'org_bench', 'platform', id, 'production', ARRAY['FLOWS:READ', 'RECORDS:READ'], '{}',
  ${LARGE}, ${LARGE}, CASE WHEN $2 THEN now() END, customer_id
FROM unnest($1::text[], $3::text[]) AS k (id, customer_id)`;

const INSERT_SECRETS = `
INSERT INTO api_secrets (id, organization_id, key_id, hash, pepper_version, prefix, last_four)
SELECT 'sec' || substr(id, 4), 'org_bench', id, decode(hash, 'hex'), 1, left(plain, 12), right(plain, 4)
FROM unnest($1::text[], $2::text[], $3::text[]) AS k(id, hash, plain)`;

/** Puts keys of one organization into the database; answers their plaintexts. */
export async function seedKeys(client, pepper, count, { revoked = false, holders = [] } = {}) {
  await client.query(
    "INSERT INTO organizations (id, name) VALUES ('org_bench', 'Bench') ON CONFLICT DO NOTHING",
  );
  const keys = Array.from({ length: count }, () => makeKey());
  await insertKeys(client, pepper, keys, (ids, from) =>
    client.query(INSERT_KEYS, [ids, revoked, holders.slice(from, from + ids.length)]),
  );
  return keys;
}

const PLAN = `
INSERT INTO plans (id, organization_id, name, limit_per_hour, units_per_month, quota_mode)
VALUES ('plan_bench', 'org_bench', 'Bench', ${LARGE}, ${LARGE}, 'hard') ON CONFLICT DO NOTHING`;

const INSERT_CUSTOMERS = `
INSERT INTO customers (id, organization_id, name, plan_id)
SELECT id, 'org_bench', id, 'plan_bench' FROM unnest($1::text[]) AS id`;

/** Keys that so many customers of one plan hold: each has the same number of them, dealt by chance. */
export async function seedCustomers(client, pepper, count, customers) {
  await client.query(PLAN);
  const ids = Array.from({ length: customers }, () => `cus_${randomBytes(13).toString("hex")}`);
  await client.query(INSERT_CUSTOMERS, [ids]);
  const holders = Array.from({ length: count }, (_, index) => ids[index % customers]);
  for (let left = count - 1; left > 0; left -= 1) {
    const drawn = randomInt(left + 1);
    [holders[left], holders[drawn]] = [holders[drawn], holders[left]];
  }
  return await seedKeys(client, pepper, count, { holders });
}

async function insertKeys(client, pepper, keys, insert) {
  for (let from = 0; from < keys.length; from += 5_000) {
    const chunk = keys.slice(from, from + 5_000);
    const ids = chunk.map(() => `key_${randomBytes(13).toString("hex")}`);
    const hashes = chunk.map((key) => createHmac("sha256", pepper).update(key).digest("hex"));
    await insert(ids, from);
    await client.query(INSERT_SECRETS, [ids, hashes, chunk]);
  }
}

const SURFACE = `
INSERT INTO products (id, organization_id, name, canvas, spec)
VALUES ('prod_bench', 'org_bench', 'Bench', '{}', '{}');
INSERT INTO surfaces (id, organization_id, product_id, name, type, config, behavior, inbound, outbound)
VALUES ('surf_bench', 'org_bench', 'prod_bench', 'Bench', 'api', '{"type":"api"}', '{}', '{}', '{}')`;

const INSERT_SURFACE_KEYS = `
INSERT INTO api_keys (id, organization_id, kind, name, environment, permissions, allowed_ips,
  limit_per_minute, limit_per_day, product_id, surface_id)
SELECT id, 'org_bench', 'surface', id, 'production', '{}', '{}', ${LARGE}, ${LARGE},
  'prod_bench', 'surf_bench'
FROM unnest($1::text[]) AS id`;

const SCHEMA = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };

/** A surface with a capability for each step, at an endpoint of its name; answers its keys. */
export async function seedSurface(client, pepper, count, steps) {
  await client.query(SURFACE);
  for (const [slug, { type, config }] of Object.entries(steps)) {
    await seedEndpoint(client, slug, [
      { id: slug, name: slug, type, order: 0, enabled: true, config },
    ]);
  }
  const keys = Array.from({ length: count }, () => makeKey("papi_"));
  await insertKeys(client, pepper, keys, (ids) => client.query(INSERT_SURFACE_KEYS, [ids]));
  return keys;
}

async function seedEndpoint(client, slug, steps) {
  const all = JSON.stringify(steps);
  await client.query(
    `INSERT INTO flows (id, organization_id, name, status, steps, published_version)
     VALUES ('flow_' || $1, 'org_bench', $1, 'active', $2, 1)`,
    [slug, all],
  );
  await client.query(
    `INSERT INTO flow_versions (id, organization_id, flow_id, version_number, steps)
     VALUES ('flowver_' || $1, 'org_bench', 'flow_' || $1, 1, $2)`,
    [slug, all],
  );
  await client.query(
    `INSERT INTO capabilities (id, organization_id, product_id, flow_id, capability_name,
       parameters_schema, display_order)
     VALUES ('cap_' || $1, 'org_bench', 'prod_bench', 'flow_' || $1, $1, $2, 0)`,
    [slug, JSON.stringify(SCHEMA)],
  );
  await client.query(
    `INSERT INTO surface_items (id, organization_id, product_id, surface_id, capability_id,
       endpoint_slug, display_order, presentation, config)
     VALUES ('item_' || $1, 'org_bench', 'prod_bench', 'surf_bench', 'cap_' || $1, $1, 0, '{}', '{}')`,
    [slug],
  );
}

/** So many of some keys by Zipf's law (s = 1): the second is drawn half as often as the first. */
export function drawByZipf(keys, count) {
  let sum = 0;
  const sums = Float64Array.from(keys, (_, rank) => {
    sum += 1 / (rank + 1);
    return sum;
  });
  return Array.from({ length: count }, () => keys[firstAtLeast(sums, Math.random() * sum)]);
}

/** The position of the first of sorted numbers that is as large; the last when none is. */
function firstAtLeast(sorted, least) {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A well-formed key that nobody issued. */
export function makeKey(prefix = "rt_live_") {
  let key = prefix;
  for (let count = 0; count < 32; count += 1) key += BASE62[randomInt(62)];
  let rest = crc32(key);
  let digits = "";
  for (let count = 0; count < 6; count += 1) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return key + digits;
}
