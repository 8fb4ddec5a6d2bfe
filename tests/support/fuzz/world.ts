import { makeRecord } from "../../factories/content";
import { createKey } from "../../factories/key";
import { createOrganization, createPerson } from "../../factories/people";
import { createSurfaceKey, makeOffer } from "../../factories/surface";
import { fieldsOf, idsFrom, makeBelongings } from "../belongings";
import { BOUND } from "../contract-requests";
import type { Operation } from "./operations";

type Names = Readonly<Record<string, unknown>>;

/** An organization to ask about, its callers, and what must never be answered. */
export type World = {
  /** What the parameters and members of an operation can name. */
  namesIn: (operation: Operation) => Names;
  /** The headers of a caller; keys are mostly those of the kind that an operation asks for. */
  credentials: (who: string, operation?: Operation) => Record<string, string>;
  /** Texts of another organization, and secrets. */
  hidden: readonly string[];
};

/** The slug of a capability that cannot be called yet. */
const UNPUBLISHED = "unpublished";
const FOREIGN_NAME = "Customer of a stranger 4b1d";

/** Makes a world; what was done to one before does not matter to it. */
export async function makeWorld(): Promise<World> {
  const organizationId = await createOrganization();
  const ours = await makeBelongings(organizationId);
  const place = {
    organizationId,
    productId: ours.productId ?? "",
    surfaceId: ours.surfaceId ?? "",
  };
  await makeOffer(place, { organizationId, slug: UNPUBLISHED });
  const [key, test, powerless, elsewhere, limited] = await Promise.all([
    createKey({ organizationId }),
    createKey({ organizationId, environment: "test", permissions: ["FLOWS:*"] }),
    createKey({ organizationId, permissions: [] }),
    createKey({ organizationId, allowedIps: ["203.0.113.7"] }),
    createKey({ organizationId, limitPerMinute: 1 }),
  ]);
  const surfaceKey = await createSurfaceKey(place);
  const [owner, viewer] = await Promise.all([
    createPerson({ organizationId }),
    createPerson({ organizationId, role: "viewer" }),
  ]);
  await makeRecord({ organizationId: await createOrganization("Other"), name: FOREIGN_NAME });
  const origin = { Origin: "http://localhost:3000" };
  const callers: Record<string, Record<string, string>> = {
    key: key.headers,
    test: test.headers,
    powerless: powerless.headers,
    elsewhere: elsewhere.headers,
    "used up": limited.headers,
    surface: surfaceKey.headers,
    header: { "X-API-Key": surfaceKey.plaintext },
    two: { ...key.headers, "X-API-Key": surfaceKey.plaintext },
    person: { Cookie: owner.cookie, ...origin },
    viewer: { Authorization: `Bearer ${viewer.token}` },
    junk: { Authorization: "Bearer junk" },
    none: {},
  };
  let calls = 0;
  const namesOfCall = () => {
    calls += 1;
    const slug = calls % 4 === 0 ? UNPUBLISHED : "greet";
    return {
      id: place.productId,
      surfaceId: place.surfaceId,
      capabilitySlug: slug,
      capability: slug,
      input: { name: "Ada" },
      name: "Ada",
    };
  };
  return {
    namesIn: ({ method, path }) => {
      const contract = BOUND.find(({ http }) => http.method === method && http.path === path);
      return contract ? idsFrom(ours, contract, fieldsOf(contract)) : namesOfCall();
    },
    credentials: (who, operation) => {
      const isCall = operation?.path.includes("/api/") ?? false;
      const kind = who === "key" || who === "person" ? (isCall ? "surface" : who) : who;
      return callers[kind] ?? {};
    },
    hidden: [
      FOREIGN_NAME,
      "a-value-of-a-secret",
      ...[key, test, powerless, elsewhere, limited, surfaceKey].map(({ plaintext }) => plaintext),
      owner.token,
      viewer.token,
    ],
  };
}
