import "server-only";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { customerIsSuspended } from "@/lib/core/refusals";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/caller-rights";

/** Whom a key is to be handed to: by id, or by the external id of one who is made if there is none. */
export type AskedCustomer = {
  customerId?: string | null | undefined;
  customer?: string | { externalId: string; name?: string | undefined } | null | undefined;
};

type Held = { id: string; externalId: string | null; suspended: boolean };

/**
 * The customer that a key is asked to have, who is neither suspended nor deleted before this
 * transaction ends; undefined where nothing is asked, null for none. Where both names of a customer are
 * sent back they have to agree. Throws `bad_request`, `conflict` for one who is suspended, unless the
 * key has it already, and `forbidden` where one would have to be made.
 */
export async function holdCustomer(
  db: Transaction,
  principal: Principal,
  { customerId, customer }: AskedCustomer,
  current: string | null = null,
): Promise<string | null | undefined> {
  const named = typeof customer === "string" ? { externalId: customer } : customer;
  if (customerId === undefined && named === undefined) return undefined;
  const { organizationId } = principal;
  const held =
    customerId === undefined
      ? named && (await findOrMake(db, principal, named))
      : customerId && (await find(db, organizationId, { id: customerId }));
  if (!held) {
    if (customerId)
      throw invalidField("customerId", `${customerId} is no customer of this organization.`);
    if (named && customerId === null) throw twoCustomers();
    return null;
  }
  if (named && named.externalId !== held.externalId) throw twoCustomers();
  if (held.suspended && held.id !== current) throw customerIsSuspended();
  return held.id;
}

const twoCustomers = () =>
  invalidField("customer", "customerId and customer name two customers. Send one of them.");

async function findOrMake(
  db: Transaction,
  principal: Principal,
  { externalId, name = externalId }: { externalId: string; name?: string | undefined },
): Promise<Held | undefined> {
  const { organizationId } = principal;
  const found = await find(db, organizationId, { externalId });
  if (found) return found;
  assertHolds(principal, "CUSTOMERS:WRITE");
  // Of two who make it at one moment the second waits, and takes the first one's.
  await db.$executeRaw`
    INSERT INTO customers (id, organization_id, name, external_id)
    VALUES (${newId("customer")}, ${organizationId}, ${name}, ${externalId})
    ON CONFLICT (organization_id, external_id) DO NOTHING`;
  return find(db, organizationId, { externalId });
}

async function find(
  db: Transaction,
  organizationId: string,
  { id = null, externalId = null }: { id?: string | null; externalId?: string | null },
): Promise<Held | undefined> {
  const [row] = await db.$queryRaw<Held[]>`
    SELECT id, external_id AS "externalId", status = 'suspended' AS suspended FROM customers
    WHERE organization_id = ${organizationId} AND (id = ${id} OR external_id = ${externalId})
    FOR SHARE`;
  return row;
}
