import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { recordReader } from "@/lib/flows/record-store";
import { usageChoices } from "@/lib/services/analytics/choices";
import { listFlows } from "@/lib/services/flow/reads";
import { platformKeyTable } from "@/lib/services/platform-key/reads";
import { listProducts } from "@/lib/services/product/reads";
import { listPrompts } from "@/lib/services/prompt/reads";
import { listRecords } from "@/lib/services/record/reads";
import { search } from "@/lib/services/search/reads";
import { listSecrets } from "@/lib/services/secret/reads";
import { listAllSurfaces } from "@/lib/services/surface/reads";
import { surfaceKeyTable } from "@/lib/services/surface-key/reads";
import type { Verb } from "@/lib/services/verb";
import { makeFlow, makePrompt, makeRecord } from "./factories/content";
import { makeCustomer } from "./factories/customer";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { createSurfaceKey, makeSurface } from "./factories/surface";

const NAME = "Zoe\u0308 ＡＣＭＥ Größe";
const TYPED = ["zoë", "ZOË", "acme", "ＡＣＭＥ", "GRÖSSE".replace("SS", "ß"), "zoe\u0308 Acme"];

const { principal } = await createPerson();
const { organizationId } = principal;
const record = await makeRecord({ organizationId, type: "buyer-type", name: NAME });
await makeRecord({ organizationId, type: "buyer-type", name: "Other" });
await makeFlow({ organizationId, name: "Other", description: NAME });
await makePrompt({ organizationId, name: NAME });
await createKey({ organizationId, name: NAME });
const surface = await makeSurface({ organizationId });
await prisma().product.updateMany({ where: { organizationId }, data: { name: NAME } });
await prisma().surface.updateMany({ where: { organizationId }, data: { name: NAME } });
const surfaceKey = await createSurfaceKey(surface);
await prisma().apiKey.update({ where: { id: surfaceKey.id }, data: { name: "K" } });
await makeCustomer({ organizationId, name: NAME }, [surfaceKey]);
await prisma().organizationSecret.create({
  data: {
    id: newId("organizationSecret"),
    organizationId,
    environment: "test",
    key: "TOKEN",
    description: NAME,
    hosts: ["api.example.com"],
    sealedValue: new Uint8Array(1),
    pepperVersion: 1,
    valuePreview: "",
  },
});

const place = { id: surface.productId, surfaceId: surface.surfaceId };
const LISTS: [string, Verb, object, string, number?][] = [
  ["records", listRecords, { environment: "production", type: "buyer-type" }, "data"],
  ["flows", listFlows, {}, "data"],
  ["prompts", listPrompts, {}, "data"],
  ["products", listProducts, {}, "data"],
  ["surfaces", listAllSurfaces, {}, "data"],
  ["secrets", listSecrets, {}, "data"],
  ["platform keys", platformKeyTable, {}, "keys"],
  ["keys of a surface, by their customer", surfaceKeyTable, place, "keys"],
  ["choices of usage, with the keys of both kinds", usageChoices, {}, "keys", 2],
];

it.each(LISTS)(
  "a search in %s ignores case and Unicode form",
  async (_list, verb, asked, rows, count = 1) => {
    for (const search of TYPED) {
      const caller = { principal, requestId: newId("request") };
      const found = Object(await verb.perform(caller, () => ({ ...asked, search })));
      expect(found[rows], search).toHaveLength(count);
    }
  },
);

it("a key is found by what screens show of its secret, in its table and everywhere", async () => {
  const { id, plaintext } = await createKey({ organizationId });
  const [begin, end] = [plaintext.slice(0, 12), plaintext.slice(-4)];
  const caller = { principal, requestId: newId("request") };
  const foundBy = async (text: string) => {
    const { keys } = await platformKeyTable.perform(caller, () => ({ search: text }));
    const { found } = await search.perform(caller, () => ({ text }));
    const everywhere = found.flatMap((each) => (each.kind === "key" ? each.id : []));
    return [keys.map((key) => key.id).includes(id), everywhere.includes(id)];
  };
  for (const shown of [begin, begin.slice(0, 10), end, `${begin}…${end}`, `…${end}`]) {
    expect([shown, await foundBy(shown)]).toEqual([shown, [true, true]]);
  }
  for (const other of [`${begin}…0000`, `not-${end}`]) {
    expect([other, await foundBy(other)]).toEqual([other, [false, false]]);
  }
});

it("a flow finds records in the same way, by their names alone", async () => {
  const records = recordReader({ organizationId, environment: "production" });
  for (const search of TYPED) {
    const found = await records.list("buyer-type", { search, limit: 5 });
    expect(found.map(({ id }) => id)).toEqual([record.id]);
  }
  expect(await records.list("buyer-type", { search: "type", limit: 5 })).toEqual([]);
});
