import { newId } from "@/lib/core/ids";
import type { Environment } from "@/lib/policy/roles";
import { makePrompt, makeRecord } from "../factories/content";
import { createOrganization } from "../factories/people";
import type { Answer } from "./api";
import { type Actor, makeActor, type Plan, type Rights } from "./rights-actors";
import type { RightsState } from "./rights-state";
import type { Effect } from "./rights-steps";
import { UPSTREAM } from "./rights-upstream";

type Needs = ReadonlySet<Effect>;

/** Who did something, with their rights and what the flow needed at that moment. */
export type Did = { rights: Rights; at: number; needs: Needs };

export type Flow = {
  id: string;
  draft: Did;
  /** By number: who published it last. */
  versions: Map<number, { id: string; by: Did }>;
  published: number | null;
  /** Who stored or published steps, in order. */
  changes: Did[];
};

type Surface = { id: string; productId: string; enabled: boolean; opened?: Did };
type Capability = { id: string; productId: string; flowId: string; enabled: boolean; opened: Did };
type Item = {
  id: string;
  surfaceId: string;
  capabilityId: string;
  slug: string;
  enabled: boolean;
  opened: Did;
};
type SurfaceKey = { surfaceId: string; environment: Environment; key: string };

/** An organization, those who act in it, and what became of what they did, as far as it was allowed. */
export class RightsWorld {
  readonly organizationId: string;
  readonly actors: Actor[];
  readonly recordIds: string[] = [];
  readonly promptIds: string[] = [];
  readonly flows = new Map<string, Flow>();
  readonly productIds: string[] = [];
  readonly surfaces = new Map<string, Surface>();
  readonly capabilities = new Map<string, Capability>();
  readonly items = new Map<string, Item>();
  readonly keys: SurfaceKey[] = [];
  acts = 0;
  /** After the last act. */
  state: RightsState | undefined;

  private constructor(organizationId: string, actors: Actor[]) {
    this.organizationId = organizationId;
    this.actors = actors;
  }

  /** Records with a canary in each environment, a prompt, an owner and these others. */
  static async create(plans: readonly Plan[]): Promise<RightsWorld> {
    const organizationId = await createOrganization();
    const actors: Actor[] = [];
    for (const plan of [{ kind: "person", role: "owner" } as const, ...plans]) {
      actors.push(await makeActor(organizationId, plan));
    }
    const world = new RightsWorld(organizationId, actors);
    for (const environment of ["test", "production"] as const) {
      const record = await makeRecord({ organizationId, environment, name: "Ada" });
      const owner = world.actors[0];
      const metadata = { canary: canaryOf(environment) };
      await owner?.api("PUT", `/records/${record.id}`, { environment, metadata });
      world.recordIds.push(record.id);
      const secret = { key: "TOKEN", value: newId("secret"), environment, hosts: [UPSTREAM] };
      await owner?.api("POST", "/secrets", secret);
    }
    world.promptIds.push((await makePrompt({ organizationId })).id);
    return world;
  }

  /** Notes that something was switched; what was on already is not opened by turning it on. */
  switched(
    actor: Actor,
    what: { enabled: boolean; opened?: Did },
    enabled: boolean,
    flowIds: readonly string[],
  ): void {
    if (enabled && !what.enabled) what.opened = this.exposed(actor, flowIds);
    what.enabled = enabled;
  }

  did(actor: Actor, needs: Needs): Did {
    return { rights: actor.rights, at: this.acts, needs };
  }

  /** Who exposed flows as they were. */
  exposed(actor: Actor, flowIds: readonly string[]): Did {
    const needs = flowIds.flatMap((id) => {
      const flow = this.flows.get(id);
      const published = flow?.versions.get(flow.published ?? 0)?.by.needs ?? [];
      return [...(flow?.draft.needs ?? []), ...published];
    });
    return this.did(actor, new Set(needs));
  }

  /** The flows behind a surface. */
  flowsOn(surfaceId: string): string[] {
    return [...this.items.values()]
      .filter((item) => item.surfaceId === surfaceId)
      .map(({ capabilityId }) => this.flowOf(capabilityId));
  }

  flowOf(capabilityId: string): string {
    return this.capabilities.get(capabilityId)?.flowId ?? "";
  }

  addFlow(actor: Actor, id: string, needs: Needs): void {
    const draft = this.did(actor, needs);
    this.flows.set(id, { id, draft, versions: new Map(), published: null, changes: [draft] });
  }

  published(actor: Actor, flowId: string, number: number, versionId: string): void {
    const flow = this.flows.get(flowId);
    if (!flow) return;
    const by = this.did(actor, flow.versions.get(number)?.by.needs ?? flow.draft.needs);
    flow.versions.set(number, { id: versionId, by });
    flow.changes.push(by);
    flow.published = number;
  }

  /** Takes in a product with all its parts as an answer shows it. */
  addProduct(actor: Actor, { body }: Answer): void {
    const { id, capabilities = [], surfaces = [], testApiKey } = Object(body);
    this.productIds.push(id);
    for (const capability of capabilities) this.addCapability(actor, capability);
    for (const surface of surfaces) {
      this.surfaces.set(surface.id, { id: surface.id, productId: id, enabled: true });
      for (const item of surface.items) this.addItem(actor, item);
      if (testApiKey) {
        this.keys.push({ surfaceId: surface.id, environment: "test", key: testApiKey.key });
      }
    }
  }

  addCapability(
    actor: Actor,
    { id, productId, flowId }: Omit<Capability, "enabled" | "opened">,
  ): void {
    if (!this.flows.has(flowId)) {
      // Made along with a product, from a sample that looks a record up.
      this.addFlow(actor, flowId, new Set(["RECORDS:READ"]));
      this.published(actor, flowId, 1, "");
    }
    const opened = this.exposed(actor, [flowId]);
    this.capabilities.set(id, { id, productId, flowId, enabled: true, opened });
  }

  addItem(
    actor: Actor,
    shown: Pick<Item, "id" | "surfaceId" | "capabilityId"> & { endpointSlug: string },
  ): void {
    const { id, surfaceId, capabilityId, endpointSlug: slug } = shown;
    const opened = this.exposed(actor, [this.flowOf(capabilityId)]);
    this.items.set(id, { id, surfaceId, capabilityId, slug, enabled: true, opened });
  }
}

/** What only those who may read records of an environment may be shown. */
export function canaryOf(environment: Environment): string {
  return `the ${environment} canary`;
}

/** One of some things, or nothing where there is none. */
export function pick<T>(things: Iterable<T>, at: number): T | undefined {
  const all = [...things];
  return all[at % all.length];
}
