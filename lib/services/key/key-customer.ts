import "server-only";
import type { AuditFact } from "@/lib/audit/record-audit";
import { customerContracts } from "@/lib/contracts/customer/contracts";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { resumeCustomerFirst } from "@/lib/core/refusals";
import { holdCustomer } from "@/lib/db/content-locks";
import { writeConflict } from "@/lib/db/database-errors";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/caller-rights";

type Named = { externalId: string; name?: string | undefined };

/** A customer by id, or by the external id of one that is created if there is none. */
type AskedCustomer = {
  customerId?: string | null | undefined;
  customer?: string | Named | null | undefined;
};

/** The customer of a key, undefined where none is asked for, and what was created for it. */
type KeyCustomer = { customerId: string | null | undefined; audit: readonly AuditFact[] };

/**
 * The customer that a key is asked to have. It is neither suspended nor deleted before this
 * transaction ends. Where both names of a customer are sent, as GET answers them, they have to agree.
 * Throws `bad_request`, `conflict` for one that is suspended, unless the key has it already, and
 * `forbidden` where one would have to be created.
 */
export async function customerOfKey(
  db: Transaction,
  principal: Principal,
  { customerId, customer }: AskedCustomer,
  current: string | null = null,
): Promise<KeyCustomer> {
  const { organizationId } = principal;
  const named = typeof customer === "string" ? { externalId: customer } : customer;
  if (customerId) {
    const held = await holdCustomer(db, organizationId, { id: customerId });
    if (!held) throw invalidField("customerId", "There is no such customer.");
    if (named && named.externalId !== held.externalId) throw twoCustomers();
    return { customerId: usable(held, current), audit: [] };
  }
  if (!named) return { customerId: named === undefined ? customerId : null, audit: [] };
  if (customerId === null) throw twoCustomers();
  const audit = await createUnlessThere(db, principal, named);
  const held = await holdCustomer(db, organizationId, named);
  if (!held) throw writeConflict();
  return { customerId: usable(held, current), audit };
}

function usable(
  { id, suspended }: { id: string; suspended: boolean },
  current: string | null,
): string {
  if (suspended && id !== current) throw resumeCustomerFirst();
  return id;
}

function twoCustomers() {
  return invalidField("customer", "This is not the customer of customerId. Send one of the two.");
}

/** Of two who create it at one moment the second waits, and finds the first one's. */
async function createUnlessThere(
  db: Transaction,
  principal: Principal,
  { externalId, name = externalId }: Named,
): Promise<AuditFact[]> {
  const { organizationId } = principal;
  if (await holdCustomer(db, organizationId, { externalId })) return [];
  assertHolds(principal, "CUSTOMERS:WRITE");
  const id = newId("customer");
  const { count } = await db.customer.createMany({
    data: { id, organizationId, name, externalId },
    skipDuplicates: true,
  });
  const { name: action } = customerContracts.create;
  return count === 0 ? [] : [{ action, id, metadata: { name, externalId } }];
}
