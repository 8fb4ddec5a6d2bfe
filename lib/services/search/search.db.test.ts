import { afterAll, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import type { UserPrincipal } from "@/lib/policy/principal";
import { makeFlow } from "@/tests/factories/content";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
import { type Answer, send } from "@/tests/support/api";
import { ORIGIN } from "@/tests/support/contract-requests";
import { callRequest } from "@/tests/support/surface-requests";
import { search } from "./reads";

const { principal } = await createPerson();
const { organizationId } = principal;
const stranger = await createPerson();
const key = await createKey({ organizationId, name: "Zürich importer" });
const surface = await makeSurface({ organizationId });
const surfaceKey = await createSurfaceKey(surface);
const flow = await makeFlow({ organizationId, name: "Answer mail" });

afterAll(closeUsagePool);

async function find(text: string, as: UserPrincipal = principal) {
  const caller = { principal: as, requestId: newId("request") };
  return (await search.perform(caller, () => ({ text }))).found;
}

const ids = async (text: string) => (await find(text)).map(({ id }) => id);

it("finds a key by its name, its prefix, its last four characters, what is shown of it, and its id", async () => {
  const { prefix, lastFour } = await prisma().apiSecret.findFirstOrThrow({
    where: { keyId: key.id },
  });
  for (const text of ["ZU\u0308RICH", prefix, lastFour, `${prefix}…${lastFour}`, key.id]) {
    expect(await find(text), text).toMatchObject([{ kind: "key", id: key.id, surface: null }]);
  }
});

it("finds keys of surfaces, products, surfaces and flows, each with the way to it", async () => {
  const { productId, surfaceId } = surface;
  expect(await find("acme")).toMatchObject([
    { kind: "key", id: surfaceKey.id, surface: { productId, surfaceId } },
  ]);
  expect(await find("support")).toMatchObject([{ kind: "product", id: productId }]);
  expect(await find("public api")).toMatchObject([
    { kind: "surface", id: surfaceId, productId, detail: "Support desk" },
  ]);
  expect(await ids("answer MAIL")).toEqual([flow.id]);
});

it("finds customers by name or external id, and plans, each with the way to it", async () => {
  const customer = await makeCustomer({ organizationId, name: "Globex", externalId: "gx-1" });
  const plan = await makePlan({ organizationId, name: "Enterprise" });
  for (const text of ["globex", "GX-1", customer]) {
    expect(await find(text)).toEqual([
      { kind: "customer", id: customer, name: "Globex", detail: "gx-1" },
    ]);
  }
  expect(await find("enterPRISE")).toEqual([{ kind: "plan", id: plan, name: "Enterprise" }]);
  expect(await find("globex", stranger.principal)).toEqual([]);
});

it("finds what a request id belongs to: its key, and the run that it began", async () => {
  const { flowId } = await makeOffer(surface, { organizationId, slug: "greet" });
  const tester = await createSurfaceKey(surface, { environment: "test" });
  const call = await send(callRequest(surface, "greet", { headers: tester.headers }));
  const me = await send(new Request(`${ORIGIN}/v1/me`, { headers: key.headers }));
  await new Flusher().drain();
  const requestOf = ({ headers }: Answer) => headers["x-request-id"] ?? "";
  expect(await find(requestOf(me))).toMatchObject([
    { kind: "request", name: "GET /v1/me", detail: "Zürich importer", keyId: key.id },
  ]);
  await expect
    .poll(() => find(requestOf(call)))
    .toMatchObject([
      { kind: "request", keyId: tester.id },
      { kind: "run", flowId },
    ]);
  expect(await find(requestOf(me), stranger.principal)).toEqual([]);
});

it("shows nothing of another organization", async () => {
  for (const text of ["zürich", "acme", "support", flow.id]) {
    expect(await find(text, stranger.principal)).toEqual([]);
  }
});

it("refuses a text that holds an API key", async () => {
  await expect(find(`see ${key.plaintext}`)).rejects.toMatchObject({ code: "bad_request" });
});
