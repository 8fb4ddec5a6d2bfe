import type { FlowExecution } from "@/lib/db/generated/client";
import { drainExecutions } from "@/lib/executions/write-executions";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import type { Answer } from "./api";
import type { Actor, Rights } from "./rights-actors";
import { ACTS, type Act } from "./rights-acts";
import { type Rows, stateOf } from "./rights-state";
import { type Effect, effectsOf } from "./rights-steps";
import { heard } from "./rights-upstream";
import { canaryOf, type Did, type Flow, pick, type RightsWorld } from "./rights-world";

const PLAIN_KEY = /\bpapi_[0-9A-Za-z]{38}\b/;

/** How often each kind of effect was seen, so that no property holds of nothing. */
export type Tally = Map<string, number>;

/** Does one act and names each of its effects that nobody was allowed to have. */
export async function attempt(world: RightsWorld, act: Act, tally: Tally): Promise<string[]> {
  const actor = pick(world.actors, act.by);
  if (!actor) return [];
  const before = world.state ?? (await stateOf(world.organizationId));
  const told = heard.length;
  world.acts += 1;
  const answer = await ACTS[act.what](world, actor, act);
  if (!answer) return [];
  await drainExecutions();
  const after = await stateOf(world.organizationId);
  world.state = after;
  const runs = after.runs.filter(({ id }) => !before.runs.some((run) => run.id === id));
  const tells = runs.flatMap(({ steps }) => effectsOf(steps)).filter((each) => each === "SECRET");
  count(tally, answer.status === 403 ? "refused" : `${act.what} ${answer.status}`);
  const wrong = [
    ...runs.flatMap((run) => ofRun(world, actor, run, tally)),
    ...(heard.length - told > tells.length ? ["a secret left in no run"] : []),
    ...(act.what === "call" ? [] : ofAnswer(actor, act, answer, tally)),
    ...changedRecords(actor, act, before.records, after.records),
    ...(actor.rights.isTestKey && act.what !== "call" ? changedLive(before.live, after.live) : []),
  ];
  return wrong.map((each) => `${act.what} by ${actor.title}: ${each}`);
}

function ofRun(world: RightsWorld, actor: Actor, run: FlowExecution, tally: Tally): string[] {
  const { environment, trigger } = run;
  return effectsOf(run.steps).flatMap((permission) => {
    count(tally, `${trigger === "surface" ? "surface" : "own"} ${permission} ${environment}`);
    if (trigger !== "surface") {
      const allowed =
        permission === "SECRET"
          ? answerable(world, actor, run).holds(permission)
          : actor.rights.acts(permission, environment);
      return allowed ? [] : [`${permission} in ${environment}`];
    }
    return uncovered(world, run, permission);
  });
}

/** Keys run what people stored: who stored the steps of a run, or brought them along. */
function answerable(world: RightsWorld, actor: Actor, run: FlowExecution): Rights {
  const flow = world.flows.get(run.flowId ?? "");
  if (!flow) return actor.rights;
  return authorOf(flow, run)?.rights ?? actor.rights;
}

function authorOf(flow: Flow, { versionNumber }: FlowExecution): Did | undefined {
  return versionNumber === null ? flow.draft : flow.versions.get(versionNumber)?.by;
}

/** Who should have been asked for an effect of a surface call and lacked the right at the time. */
function uncovered(world: RightsWorld, run: FlowExecution, permission: Effect): string[] {
  const { environment, capabilityId, surfaceId } = run;
  const capability = world.capabilities.get(capabilityId ?? "");
  const flow = world.flows.get(run.flowId ?? "");
  const item = [...world.items.values()].find(
    (each) => each.capabilityId === capabilityId && each.surfaceId === surfaceId,
  );
  if (!capability || !flow || !item) return ["a call of what nobody made"];
  const author = authorOf(flow, run);
  const exposes = (gate: Did) =>
    [gate, ...flow.changes.filter(({ at }) => at > gate.at)].some(
      ({ rights, needs }) => needs.has(permission) && rights.exposes(permission, environment),
    );
  const gates = [capability.opened, item.opened, world.surfaces.get(item.surfaceId)?.opened];
  return [
    ...(author?.rights.answersFor(permission, environment) ? [] : ["its author"]),
    ...gates.filter((gate) => gate !== undefined && !exposes(gate)).map(() => "an exposer"),
  ].map((who) => `${permission} in ${environment} not covered by ${who}`);
}

function ofAnswer({ rights }: Actor, act: Act, { status, body }: Answer, tally: Tally): string[] {
  const text = JSON.stringify(body);
  const wrong = ENVIRONMENTS.filter((environment) => text.includes(canaryOf(environment)))
    .filter((environment) => {
      const changes = act.what === "changeRecord" || act.what === "run" || act.what === "dispatch";
      const isWriting = changes && rights.acts("RECORDS:WRITE", environment);
      return !rights.acts("RECORDS:READ", environment) && !isWriting;
    })
    .map((environment) => `it was shown records of ${environment}`);
  if (text.includes('"dataHidden":true')) count(tally, "hidden");
  if (status < 300 && PLAIN_KEY.test(text)) {
    count(tally, "key made");
    if (!rights.holds("SURFACE_KEYS:WRITE")) wrong.push("it made a key");
  }
  return wrong;
}

function changedRecords({ rights }: Actor, act: Act, before: Rows, after: Rows): string[] {
  if (act.what === "call") return [];
  return [...after.keys()]
    .filter((id) => before.get(id) !== after.get(id))
    .flatMap((id) => ENVIRONMENTS.filter((environment) => after.get(id)?.includes(environment)))
    .filter((environment) => !rights.acts("RECORDS:WRITE", environment))
    .map((environment) => `it changed a record of ${environment}`);
}

function changedLive(before: Rows, after: Rows): string[] {
  return [...before.keys()]
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => `a test key changed ${id}, which production uses`);
}

function count(tally: Tally, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}
