import "server-only";
import { type Found, searchContract } from "@/lib/contracts/search/contracts";
import { idPattern, timeOfId } from "@/lib/core/ids";
import { shownSecret } from "@/lib/core/key-text";
import type { Prisma } from "@/lib/db/generated/client";
import { searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/caller-rights";
import { maskedSecret, newestSecret } from "@/lib/services/key/key-facts";
import { defineRead } from "@/lib/services/verb";
import { findRequest } from "@/lib/usage/key-requests";

const LIMIT = 5;
const DAY = 86_400_000;
const OUTCOMES = {
  succeeded: "Succeeded",
  failed: "Failed",
  timed_out: "Timed out",
  interrupted: "Interrupted",
} as const;
const newest = { orderBy: { createdAt: "desc" }, take: LIMIT } as const;

export const search = defineRead(searchContract, async ({ principal, input: { text }, db }) => {
  if (idPattern("request").test(text)) return { found: await ofRequest(db, principal, text) };
  if (idPattern("execution").test(text))
    return { found: await findRuns(db, principal, { id: text }) };
  const { organizationId } = principal;
  const where = { organizationId, OR: [{ id: text }, searching(text)] };
  const products = holds(principal, "PRODUCTS:READ");
  const customers = holds(principal, "CUSTOMERS:READ");
  const found: Found[][] = await Promise.all([
    findKeys(db, principal, text, LIMIT),
    products ? findProducts(db, where) : [],
    products ? findSurfaces(db, where) : [],
    customers ? findCustomers(db, where) : [],
    customers ? findPlans(db, where) : [],
    holds(principal, "FLOWS:READ") ? findFlows(db, where) : [],
  ]);
  return { found: found.flat() };
});

type Where = { organizationId: string; OR: object[] };

async function findProducts(db: Transaction, where: Where): Promise<Found[]> {
  const rows = await db.product.findMany({ where, select: { id: true, name: true }, ...newest });
  return rows.map((row) => ({ kind: "product", ...row }));
}

async function findSurfaces(db: Transaction, where: Where): Promise<Found[]> {
  const rows = await db.surface.findMany({
    where,
    select: { id: true, name: true, productId: true, product: { select: { name: true } } },
    ...newest,
  });
  return rows.map(({ product, ...row }) => ({ kind: "surface", ...row, detail: product.name }));
}

async function findCustomers(db: Transaction, where: Where): Promise<Found[]> {
  const select = { id: true, name: true, externalId: true } as const;
  const rows = await db.customer.findMany({ where, select, ...newest });
  return rows.map(({ externalId: detail, ...row }) => ({ kind: "customer", ...row, detail }));
}

async function findPlans(db: Transaction, where: Where): Promise<Found[]> {
  const rows = await db.plan.findMany({ where, select: { id: true, name: true }, ...newest });
  return rows.map((row) => ({ kind: "plan", ...row }));
}

async function findFlows(db: Transaction, where: Where): Promise<Found[]> {
  const rows = await db.flow.findMany({ where, select: { id: true, name: true }, ...newest });
  return rows.map((row) => ({ kind: "flow", ...row }));
}

/** The request by the key that it was made with, and the run that it began. */
async function ofRequest(db: Transaction, principal: Principal, requestId: string) {
  const { organizationId } = principal;
  const request = await findRequest(organizationId, requestId);
  const keys = request ? await findKeys(db, principal, request.keyId, 1) : [];
  const requests = keys.map(
    ({ id: keyId, name: detail, surface }): Found => ({
      kind: "request",
      id: requestId,
      name: `${request?.method} ${request?.path ?? request?.route}`,
      ...{ detail, keyId, surface },
    }),
  );
  const at = timeOfId(requestId);
  const began = { gte: new Date(at - DAY), lte: new Date(at + DAY) };
  return [...requests, ...(await findRuns(db, principal, { requestId, startedAt: began }))];
}

/** A run of a flow that is still there. */
async function findRuns(
  db: Transaction,
  principal: Principal,
  where: { id: string } | { requestId: string; startedAt: { gte: Date; lte: Date } },
): Promise<Found[]> {
  if (!holds(principal, "FLOWS:READ")) return [];
  const { organizationId } = principal;
  const run = await db.flowExecution.findFirst({
    where: { organizationId, ...where },
    select: { id: true, flowId: true, outcome: true },
  });
  const flow = await db.flow.findFirst({
    where: { organizationId, id: run?.flowId ?? "" },
    select: { id: true, name: true },
  });
  if (!run || !flow) return [];
  const { id, outcome } = run;
  const name = `Run of ${flow.name}`;
  return [{ kind: "run", id, name, detail: OUTCOMES[outcome], flowId: flow.id }];
}

type FoundKey = Extract<Found, { kind: "key" }>;

/** The newest keys that have this name, customer, id, prefix or last four characters, and a page. */
async function findKeys(
  db: Transaction,
  principal: Principal,
  text: string,
  limit: number,
): Promise<FoundKey[]> {
  const { organizationId } = principal;
  const kinds: Prisma.ApiKeyWhereInput[] = [
    ...(holds(principal, "API_KEYS:READ") ? [{ kind: "platform" as const }] : []),
    ...(holds(principal, "SURFACE_KEYS:READ") ? [{ surface: { organizationId } }] : []),
  ];
  const rows = await db.apiKey.findMany({
    where: {
      organizationId,
      AND: [
        { OR: kinds },
        { OR: [{ id: text }, searching(text), { customer: searching(text) }, ...bySecret(text)] },
      ],
    },
    select: { id: true, name: true, productId: true, surfaceId: true, secrets: newestSecret },
    orderBy: { createdAt: "desc" },
    take: limit,
  });
  return rows.map(({ id, name, productId, surfaceId, secrets }) => {
    const masked = maskedSecret(secrets[0]);
    const surface = productId && surfaceId ? { productId, surfaceId } : null;
    return { kind: "key", id, name: name || masked, detail: masked, surface };
  });
}

function bySecret(text: string): Prisma.ApiKeyWhereInput[] {
  const shown = shownSecret(text);
  if (!shown) return [];
  const { prefix, lastFour } = shown;
  return [{ secrets: { some: { prefix: { startsWith: prefix }, ...(lastFour && { lastFour }) } } }];
}
