import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { pepperChecks } from "@/lib/credentials/hash-secret";
import { pepperReport } from "@/lib/db/pepper-report";
import { pool } from "@/lib/db/pool";
import { Presence } from "@/lib/db/presence";
import { env } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";

const FIRST = env().RUNTYPE_KEY_PEPPERS;
const random = () => randomBytes(32).toString("base64url");
const BOTH = new Map(FIRST).set(2, random());

const report = (peppers: ReadonlyMap<number, string>) =>
  pepperReport(env().DATABASE_URL, pepperChecks(peppers));

it("what is said of peppers: which store, which are needed and may go, and who lacks one", async () => {
  const organizationId = await createOrganization();
  const { secretId } = await createKey({ organizationId });
  const old = new Presence(newId("instance"), pepperChecks(FIRST));
  await old.join();
  expect(await report(BOTH)).toBe(
    "Version 1: needed by 1 rows of api_secrets; new secrets are stored under it.\nVersion 2: not known to the database; start with it.",
  );
  const renewed = new Presence(newId("instance"), pepperChecks(BOTH));
  await renewed.join();
  expect(await report(BOTH)).toMatch(
    /Version 2: not in use yet; it waits for \S+ \d+ to have it\.$/,
  );
  await old.leave();
  await renewed.look();
  expect(await report(BOTH)).toBe(
    "Version 1: needed by 1 rows of api_secrets; keep it.\nVersion 2: not in use; new secrets are stored under it.",
  );
  await pool().query("UPDATE api_secrets SET pepper_version = 2 WHERE id = $1", [secretId]);
  expect(await report(BOTH)).toBe(
    "Version 1: not in use; it may be taken out of RUNTYPE_KEY_PEPPERS.\nVersion 2: needed by 1 rows of api_secrets; new secrets are stored under it.",
  );
  expect(await report(FIRST)).toMatch(
    /Version 2: needed by 1 rows of api_secrets; not in .*put it back\.$/,
  );
  expect(await report(new Map(BOTH).set(2, random()))).toMatch(
    /RUNTYPE_KEY_PEPPERS has another secret\.$/,
  );
  await renewed.leave();
});
