import { expect } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer } from "../factories/customer";
import type { CreatedKey } from "../factories/key";
import { createPerson, type Person } from "../factories/people";
import { createSurfaceKey, type MadeSurface, makeOffer, makeSurface } from "../factories/surface";
import { send } from "./api";
import { ORIGIN } from "./contract-requests";
import { callRequest } from "./surface-requests";
import { Visitor } from "./visitor";

type Headers = Record<string, string>;

export type PortalWorld = {
  owner: Person;
  organizationId: string;
  customerId: string;
  /** Shown in the portal, with a key of the customer. */
  shown: MadeSurface;
  key: CreatedKey;
  /** Not shown in it, with a key of the customer. */
  hidden: MadeSurface;
  hiddenKey: CreatedKey;
  /** Of another customer, on the surface that is shown. */
  otherKey: CreatedKey;
  ask: (
    method: string,
    below?: string,
    body?: object,
    headers?: Headers,
  ) => ReturnType<typeof send>;
  /** A new link to the portal; throws where it is refused. */
  link: (body?: object) => Promise<{ id: string; token: string; url: string }>;
};

/** An organization with two customers, a surface that is shown in the portal and one that is not. */
export async function makePortalWorld(): Promise<PortalWorld> {
  const owner = await createPerson();
  const { organizationId } = owner.principal;
  const config = { type: "api", portal: { enabled: true } };
  const shown = await makeSurface({ organizationId, config });
  const hidden = await makeSurface({ organizationId });
  await makeOffer(shown, { organizationId, slug: "greet", capabilityName: "Greeting" });
  const [key, hiddenKey, otherKey] = [
    await createSurfaceKey(shown, { environment: "test" }),
    await createSurfaceKey(hidden, { environment: "test" }),
    await createSurfaceKey(shown, { environment: "test" }),
  ];
  const facts = { organizationId, name: "Globex", notes: "Pays late", limitPerDay: 1_000 };
  const customerId = await makeCustomer(facts, [key, hiddenKey]);
  await makeCustomer({ organizationId, name: "Initech" }, [otherKey]);
  for (const [each, name] of [
    [key, "Shown key"],
    [hiddenKey, "Hidden key"],
    [otherKey, "Foreign key"],
  ] as const) {
    await prisma().apiKey.update({ where: { id: each.id }, data: { name } });
  }
  const session = { Authorization: `Bearer ${owner.token}` };
  const links = `${ORIGIN}/v1/customers/${customerId}/portal-links`;
  const ask: PortalWorld["ask"] = (method, below = "", body, headers = session) =>
    send(
      new Request(links + below, {
        method,
        headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  const link: PortalWorld["link"] = async (body = {}) => {
    const answer = await ask("POST", "", body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    const { id, url } = Object(answer.body);
    return { id, url, token: new URL(url).hash.slice(1) };
  };
  const keys = { key, hiddenKey, otherKey };
  return { owner, organizationId, customerId, shown, hidden, ...keys, ask, link };
}

/** A browser that is in the portal by a new link, and the link's id. */
export async function visitorIn(world: PortalWorld): Promise<{ visitor: Visitor; id: string }> {
  const { id, token } = await world.link();
  const visitor = new Visitor("203.0.113.9");
  expect((await visitor.visit(token)).status).toBe(200);
  return { visitor, id };
}

/** The status of a call of the surface that is shown. */
export async function callShown({ shown }: PortalWorld, secret: string): Promise<number> {
  const headers = { Authorization: `Bearer ${secret}` };
  return (await send(callRequest(shown, "greet", { headers }))).status;
}
