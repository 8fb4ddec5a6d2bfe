import { makeCustomer } from "../factories/customer";
import { createPerson, type Person } from "../factories/people";
import { type MadeSurface, makeOffer, makeSurface } from "../factories/surface";
import { send } from "./api";
import { ORIGIN } from "./contract-requests";

type Headers = Record<string, string>;

export type ClaimWorld = {
  owner: Person;
  organizationId: string;
  surface: MadeSurface;
  capabilityId: string;
  itemId: string;
  customerId: string;
  /** Asks the routes of the links of the surface, as the owner unless others are given. */
  ask: (
    method: string,
    below?: string,
    body?: object,
    headers?: Headers,
  ) => ReturnType<typeof send>;
  /** A new link to a key of the customer; throws where it is refused. */
  link: (facts?: object, headers?: Headers) => Promise<{ id: string; token: string; url: string }>;
};

/** An organization with a surface, a capability on it, and a customer. */
export async function makeClaimWorld(): Promise<ClaimWorld> {
  const owner = await createPerson();
  const { organizationId } = owner.principal;
  const surface = await makeSurface({ organizationId });
  const offer = { organizationId, slug: "greet", capabilityName: "Greeting" };
  const { capabilityId, itemId } = await makeOffer(surface, offer);
  const customerId = await makeCustomer({ organizationId, name: "Globex", externalId: "globex" });
  const session = { Authorization: `Bearer ${owner.token}` };
  const links = `${ORIGIN}/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/claim-links`;
  const ask: ClaimWorld["ask"] = (method, below = "", body, headers = session) =>
    send(
      new Request(links + below, {
        method,
        headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  const link: ClaimWorld["link"] = async (facts = {}, headers = session) => {
    const answer = await ask("POST", "", { customerId, ...facts }, headers);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    const { id, url } = Object(answer.body);
    return { id, url, token: new URL(url).hash.slice(1) };
  };
  return { owner, organizationId, surface, capabilityId, itemId, customerId, ask, link };
}
