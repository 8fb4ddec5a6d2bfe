import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import type { UserPrincipal } from "@/lib/policy/principal";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import {
  makeOffer,
  makeSurface,
  createSurfaceKey as makeSurfaceKey,
} from "@/tests/factories/surface";
import { countRequests } from "@/tests/factories/usage";
import { surfaceWith } from "@/tests/support/surface-keys";
import {
  surfaceKeyDecisions,
  surfaceKeyFirstUse,
  surfaceKeyForm,
  surfaceKeyOverview,
  surfaceKeyTable,
} from "./reads";
import { createSurfaceKey } from "./writes";

let principal: UserPrincipal;
let organizationId: string;

beforeAll(async () => {
  ({ principal } = await createPerson());
  ({ organizationId } = principal);
});

const as = (caller = principal) => ({ principal: caller, requestId: newId("request") });
const at = ({ productId, surfaceId }: { productId: string; surfaceId: string }) => ({
  id: productId,
  surfaceId,
});

afterAll(closeUsagePool);

describe("the table", () => {
  it("shows what each key may call, whom it was minted by, and its week", async () => {
    const { surface, capabilities } = await surfaceWith(organizationId, "faq", "orders");
    const place = at(surface);
    const [faq] = capabilities;
    const scoped = { ...place, name: "Acme", scopes: [faq] };
    const { id } = await createSurfaceKey.perform(as(), () => scoped);
    const minter = await createKey({ organizationId, name: "CI" });
    await createSurfaceKey.perform(as(), () => ({ ...place, name: "Beta" }));
    await prisma().apiKey.updateMany({
      where: { surfaceId: surface.surfaceId, name: "Beta" },
      data: { mintedByKeyId: minter.id },
    });
    const secret = await prisma().apiSecret.findFirstOrThrow({ where: { keyId: id } });
    await countRequests({ organizationId, id, secretId: secret.id }, { requests: 4 });
    const table = await surfaceKeyTable.perform(as(), () => ({ ...place, sort: "name" }));
    expect(table.total).toBe(2);
    expect(table.keys).toMatchObject([
      {
        name: "Beta",
        scoped: false,
        capabilities: [],
        mintedBy: { id: minter.id, name: "CI" },
        requestsLast7Days: [0, 0, 0, 0, 0, 0, 0],
      },
      {
        name: "Acme",
        scoped: true,
        capabilities: [{ id: faq, name: "Name of faq", slug: "faq", enabled: true }],
        mintedBy: null,
        holder: null,
        requestsLast7Days: [0, 0, 0, 0, 0, 0, 4],
      },
    ]);
  });
});

describe("the form", () => {
  it("offers the capabilities of the surface, its environment and its limits", async () => {
    const config = { type: "api", rateLimit: { perMinute: 60, perDay: null } };
    const surface = await makeSurface({ organizationId, config });
    const place = at(surface);
    const on = await makeOffer(surface, { organizationId, slug: "faq", exposedName: "FAQ" });
    const off = await makeOffer(surface, { organizationId, slug: "off", capabilityEnabled: false });
    const empty = await surfaceKeyForm.perform(as(), () => place);
    expect(empty).toMatchObject({
      capabilities: expect.arrayContaining([
        {
          id: on.capabilityId,
          name: "FAQ",
          slug: "faq",
          description: null,
          enabled: true,
          parametersSchema: null,
        },
        expect.objectContaining({ id: off.capabilityId, enabled: false }),
      ]),
      environment: "test",
      limits: { defaultPerMinute: 60, defaultPerDay: null },
    });
    const environment = "production";
    await prisma().surface.update({ where: { id: surface.surfaceId }, data: { environment } });
    expect(await surfaceKeyForm.perform(as(), () => place)).toMatchObject({
      environment: "production",
    });
  });
});

describe("the page of a key", () => {
  it("shows its limits, secrets, days and decisions, with what was called", async () => {
    const { surface, capabilities } = await surfaceWith(organizationId, "faq");
    const place = at(surface);
    const facts = { ...place, scopes: capabilities, rateLimitPerMinute: 5 };
    const { id: keyId } = await createSurfaceKey.perform(as(), () => facts);
    const input = { ...place, keyId };
    const overview = await surfaceKeyOverview.perform(as(), () => input);
    expect(overview).toMatchObject({
      key: { id: keyId, capabilities: [{ slug: "faq" }] },
      limits: [
        { window: "minute", used: 0, allowed: 5 },
        { window: "day", used: 0, allowed: null },
      ],
      secrets: [{ state: "current", requestsLastDay: 0 }],
      days: Array.from({ length: 7 }, () => ({ outcomes: {} })),
      callers: [],
      revokedBy: null,
    });
    expect(await surfaceKeyFirstUse.perform(as(), () => input)).toEqual({ firstUse: null });
  });

  it("names what was called, as long as it is there", async () => {
    const { surface, capabilities } = await surfaceWith(organizationId, "faq");
    const [faq = ""] = capabilities;
    const gone = newId("capability");
    const key = await makeSurfaceKey(surface);
    for (const capabilityId of [faq, gone]) {
      await prisma().usageEvent.create({
        data: {
          organizationId,
          keyId: key.id,
          secretId: key.secretId,
          at: new Date(),
          requestId: newId("request"),
          method: "POST",
          route: "/v1/products/{id}/surfaces/{surfaceId}/api/{capabilitySlug}",
          capabilityId,
          outcome: "ok",
          status: 200,
          durationUs: 1_500,
        },
      });
    }
    const input = { ...at(surface), keyId: key.id };
    const { decisions } = await surfaceKeyDecisions.perform(as(), () => input);
    expect(decisions.map(({ capability }) => capability)).toEqual(
      expect.arrayContaining([
        { id: faq, name: "Name of faq" },
        { id: gone, name: null },
      ]),
    );
    expect(decisions).toMatchObject([{ duration: 1.5 }, { duration: 1.5 }]);
  });
});
