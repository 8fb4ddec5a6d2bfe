import fc from "fast-check";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { ENVIRONMENTS, type Environment } from "@/lib/policy/roles";
import { type Answer, send } from "./api";
import { type Actor, Rights, someScopes } from "./rights-actors";
import { needsOfPlans, STEP_KINDS, type StepPlan, stepsOf } from "./rights-steps";
import { pick, type RightsWorld } from "./rights-world";
import { callRequest } from "./surface-requests";

/** What someone tries; numbers choose among what there is at the time. */
export type Act = {
  by: number;
  what: keyof typeof ACTS;
  one: number;
  other: number;
  flag: boolean;
  environment: Environment;
  steps: StepPlan[];
  scopes: string[];
};

type Attempt = (world: RightsWorld, actor: Actor, act: Act) => Promise<Answer | undefined>;

const INPUT = { name: "Ada", question: "Ada", data: { seen: true } };

function isDone(answer: Answer): boolean {
  return answer.status < 300;
}

const onFlows = {
  async createFlow(world, actor, { steps }) {
    const answer = await actor.api("POST", "/flows", {
      name: newId("flow"),
      steps: stepsOf(steps),
    });
    if (isDone(answer)) world.addFlow(actor, Object(answer.body).id, needsOfPlans(steps));
    return answer;
  },
  async changeFlow(world, actor, { one, flag, steps }) {
    const flow = pick(world.flows.values(), one);
    if (!flow) return undefined;
    const body = flag ? { steps: stepsOf(steps) } : { name: newId("flow") };
    const answer = await actor.api("PUT", `/flows/${flow.id}`, body);
    if (isDone(answer) && flag) {
      flow.draft = world.did(actor, needsOfPlans(steps));
      flow.changes.push(flow.draft);
    }
    return answer;
  },
  async publish(world, actor, { one, other, flag }) {
    const flow = pick(world.flows.values(), one);
    if (!flow) return undefined;
    const version = flag ? pick(flow.versions.values(), other) : undefined;
    const body = version?.id ? { versionId: version.id } : {};
    const answer = await actor.api("POST", `/flows/${flow.id}/publish`, body);
    const { versionNumber, publishedVersionId } = Object(answer.body);
    if (isDone(answer)) world.published(actor, flow.id, versionNumber, publishedVersionId);
    return answer;
  },
  async deleteFlow(world, actor, { one }) {
    const flow = pick(world.flows.values(), one);
    if (!flow) return undefined;
    const answer = await actor.api("DELETE", `/flows/${flow.id}`);
    if (isDone(answer)) world.flows.delete(flow.id);
    return answer;
  },
  async run(world, actor, { one, flag, environment }) {
    const flow = pick(world.flows.values(), one);
    const asked = actor.environment ? {} : { environment };
    const body = { input: INPUT, ...asked, version: flag ? "draft" : "published" };
    return flow && actor.api("POST", `/flows/${flow.id}/run`, body);
  },
  async dispatch(world, actor, { one, other, flag, environment, steps }) {
    const flow = pick(world.flows.values(), one);
    const body = {
      flow: flag && flow ? { id: flow.id } : { steps: stepsOf(steps) },
      input: INPUT,
      ...(actor.environment ? {} : { environment }),
      ...(other % 3 === 0 && {
        record: { type: "customer", name: "Ada" },
        options: { recordMode: "existing" },
      }),
    };
    return actor.api("POST", "/dispatch", body);
  },
} satisfies Record<string, Attempt>;

const onProducts = {
  async product(world, actor, { one, flag }) {
    const flow = pick(world.flows.values(), one);
    const template = flag && flow ? { flowId: flow.id } : { sampleFlow: "faq" };
    const body = { name: "Product", template: { type: "rest_api", ...template } };
    const answer = await actor.api("POST", "/products", body);
    if (isDone(answer)) world.addProduct(actor, answer);
    return answer;
  },
  async capability(world, actor, { one, other }) {
    const [productId, flow] = [pick(world.productIds, one), pick(world.flows.values(), other)];
    if (!productId || !flow) return undefined;
    const body = { capabilityName: newId("capability"), flowId: flow.id };
    const answer = await actor.api("POST", `/products/${productId}/capabilities`, body);
    if (isDone(answer)) world.addCapability(actor, Object(answer.body));
    return answer;
  },
  async changeCapability(world, actor, { one, other, flag }) {
    const capability = pick(world.capabilities.values(), one);
    if (!capability) return undefined;
    const body = [{ enabled: flag }, { parametersSchema: null }, { refreshSchema: true }][
      other % 3
    ];
    const path = `/products/${capability.productId}/capabilities/${capability.id}`;
    const answer = await actor.api("PUT", path, body);
    if (isDone(answer) && other % 3 === 0)
      world.switched(actor, capability, flag, [capability.flowId]);
    return answer;
  },
  async item(world, actor, { one, other }) {
    const surface = pick(world.surfaces.values(), one);
    const capability = pick(world.capabilities.values(), other);
    if (!surface || !capability) return undefined;
    const path = `/products/${surface.productId}/surfaces/${surface.id}/items`;
    const answer = await actor.api("POST", path, { capabilityId: capability.id });
    if (isDone(answer)) world.addItem(actor, Object(answer.body));
    return answer;
  },
  async changeItem(world, actor, { one, other, flag }) {
    const item = pick(world.items.values(), one);
    const surface = world.surfaces.get(item?.surfaceId ?? "");
    if (!item || !surface) return undefined;
    const body = other % 2 ? { enabled: flag } : { config: { outputStep: "s0" } };
    const path = `/products/${surface.productId}/surfaces/${surface.id}/items/${item.id}`;
    const answer = await actor.api("PUT", path, body);
    if (isDone(answer) && other % 2)
      world.switched(actor, item, flag, [world.flowOf(item.capabilityId)]);
    return answer;
  },
  async changeSurface(world, actor, { one, other, flag }) {
    const surface = pick(world.surfaces.values(), one);
    if (!surface) return undefined;
    const status = flag ? "active" : "paused";
    const body = other % 2 ? { status } : { behavior: { response: { mode: "all" } } };
    const path = `/products/${surface.productId}/surfaces/${surface.id}`;
    const answer = await actor.api("PUT", path, body);
    if (isDone(answer) && other % 2)
      world.switched(actor, surface, flag, world.flowsOn(surface.id));
    return answer;
  },
  async surfaceKey(world, actor, { one, environment }) {
    const surface = pick(world.surfaces.values(), one);
    if (!surface) return undefined;
    const path = `/products/${surface.productId}/surfaces/${surface.id}/keys`;
    const answer = await actor.api("POST", path, { environment });
    const { key } = Object(answer.body);
    if (isDone(answer)) world.keys.push({ surfaceId: surface.id, environment, key });
    return answer;
  },
  async call(world, _actor, { one, other }) {
    const key = pick(world.keys, one);
    const surface = world.surfaces.get(key?.surfaceId ?? "");
    const here = [...world.items.values()].filter(({ surfaceId }) => surfaceId === surface?.id);
    const item = pick(here, other);
    if (!key || !surface || !item) return undefined;
    const place = { productId: surface.productId, surfaceId: surface.id };
    const headers = { Authorization: `Bearer ${key.key}` };
    return send(callRequest(place, item.slug, { headers, body: INPUT }));
  },
} satisfies Record<string, Attempt>;

const onData = {
  readRuns: (_world, actor) => actor.api("GET", "/executions?limit=20"),
  async readRun(world, actor, { one }) {
    const { organizationId } = world;
    const runs = await prisma().flowExecution.findMany({ where: { organizationId } });
    const run = pick(runs, one);
    return run && actor.api("GET", `/executions/${run.id}`);
  },
  readRecords: (_world, actor) => actor.api("GET", "/records"),
  changeRecord: async (world, actor, { one, flag }) =>
    actor.api("PUT", `/records/${pick(world.recordIds, one)}`, flag ? { type: "customer" } : {}),
  changePrompt: async (world, actor, { one, flag }) =>
    actor.api("PUT", `/prompts/${pick(world.promptIds, one)}`, { text: flag ? "Other" : "Text" }),
  async regrant(world, _actor, { one, environment, scopes }) {
    const actor = pick(world.actors, one);
    if (!actor?.keyId) return undefined;
    const { keyId: id } = actor;
    await prisma().apiKey.update({ where: { id }, data: { permissions: scopes } });
    world.state = undefined;
    actor.rights = new Rights({
      kind: "key",
      environment: actor.environment ?? environment,
      scopes,
    });
    return undefined;
  },
} satisfies Record<string, Attempt>;

export const ACTS = { ...onFlows, ...onProducts, ...onData };

/** What the owner has made beforehand, so that others find something to try their hands on. */
export const PRELUDE: readonly Act[] = [
  prelude("createFlow", { steps: [plain("list"), plain("merge")] }),
  prelude("createFlow", { steps: [plain("greet")] }),
  prelude("createFlow", { steps: [plain("tell")] }),
  ...[0, 1, 2].flatMap((one) => [
    prelude("publish", { one }),
    prelude("product", { one, flag: true }),
    prelude("surfaceKey", { one, environment: "production" }),
    prelude("run", { one, environment: "production" }),
  ]),
];

function plain(kind: StepPlan["kind"]): StepPlan {
  return { kind, isNested: false, enabled: true };
}

function prelude(what: keyof typeof ACTS, facts: Partial<Act>): Act {
  const usual = { by: 0, one: 0, other: 0, flag: false, environment: "test" as const };
  return { ...usual, what, steps: [], scopes: [], ...facts };
}

const STEP: fc.Arbitrary<StepPlan> = fc.record({
  kind: fc.constantFrom(...STEP_KINDS),
  isNested: fc.boolean(),
  enabled: fc.boolean(),
});

export const someAct: fc.Arbitrary<Act> = fc.record({
  by: fc.nat(5),
  what: fc.constantFrom(
    ...namesOfActs(),
    "call",
    "call",
    "call",
    "run",
    "changeFlow",
    "publish",
    "readRun",
  ),
  one: fc.nat(30),
  other: fc.nat(30),
  flag: fc.boolean(),
  environment: fc.constantFrom(...ENVIRONMENTS),
  steps: fc.array(STEP, { minLength: 1, maxLength: 3 }),
  scopes: someScopes,
});

function namesOfActs(): (keyof typeof ACTS)[] {
  return Object.keys(ACTS).filter((name): name is keyof typeof ACTS => name in ACTS);
}
