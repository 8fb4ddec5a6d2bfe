import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import {
  createSurfaceKey,
  makeOffer,
  makeRunnableFlow,
  makeSurface,
} from "@/tests/factories/surface";
import { ask, type Reply } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { listen } from "@/tests/support/listen";
import { RawConnection } from "@/tests/support/raw-connection";
import { recordedUsage } from "@/tests/support/recorded-usage";
import { type Exit, endServers, startServer } from "@/tests/support/server-process";
import { eventually } from "@/tests/support/traffic";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let heard = 0;
const silent = createServer(() => {
  heard += 1;
});
const upstreamPort = await listen(silent);
const organizationId = await createOrganization();
const steps = [
  {
    id: "wait",
    name: "Wait",
    type: "fetch-url",
    order: 0,
    enabled: true,
    config: { http: { url: `http://127.0.0.1:${upstreamPort}/` } },
  },
];
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "wait", steps });
const key = await createSurfaceKey(surface, { environment: "test" });
const path = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api/wait`;

const headers = { ...key.headers, "Idempotency-Key": "once" };
const flowId = await makeRunnableFlow({ organizationId, steps });
const platformKey = await createKey({ organizationId, environment: "test" });
const leaver = await createSurfaceKey(surface, { environment: "test" });
const LET_OUT = { RUNTYPE_OUTBOUND_HOSTS: "127.0.0.1" };

let installation: Installation;
let exit: Exit;
/** To the call of a capability, and of the platform. */
let replies: Reply[] = [];

/** A server is told to stop while three runs wait for the silent upstream. */
beforeAll(async () => {
  installation = await createInstallation();
  const server = await startServer(installation, LET_OUT);
  const platform = { path: `/v1/flows/${flowId}/run`, headers: platformKey.headers };
  const answers = [{ path, headers }, platform].map((asked) =>
    ask(server, { method: "POST", body: {}, ...asked }),
  );
  await eventually(async () => heard === 2 || undefined);
  const caller = await RawConnection.open(server.port);
  caller.send(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${leaver.plaintext}\r\n`,
    "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
  );
  await eventually(async () => heard === 3 || undefined);
  caller.close();
  exit = await server.end();
  replies = await Promise.all(answers);
});

afterAll(async () => {
  await endServers();
  silent.closeAllConnections();
  silent.close();
  installation.remove();
});

const ENDED = {
  outcome: "failed",
  error: { stepId: "wait", stepName: "Wait", message: "The server was stopping." },
  steps: [{ id: "wait", status: "failed", error: "The server was stopping." }],
};
const TOLD = { error: "Service Unavailable", details: "The server is stopping. Try again." };

/** Both callers who stayed are told the same. */
function expectTold(reply: Reply | undefined): asserts reply is Reply {
  expect([reply?.status, reply?.headers["retry-after"]]).toEqual([503, "1"]);
  expect(JSON.parse(reply?.text ?? "")).toEqual(TOLD);
}

describe("a run under way when the server is told to stop", () => {
  it("keeps it from ending no longer than it may", () => {
    expect(exit).toMatchObject({ code: 0 });
  });

  it("of a capability is ended in time: the caller, the record and usage say the same", async () => {
    const [reply] = replies;
    expectTold(reply);
    const id = String(reply.headers["x-execution-id"]);
    const run = await prisma().flowExecution.findUniqueOrThrow({ where: { id } });
    expect(run).toMatchObject({ ...ENDED, keyId: key.id });
    expect(run.requestId).toBe(reply.headers["x-request-id"]);
    const usage = await recordedUsage(key.id);
    expect(usage).toMatchObject({ requestIds: [run.requestId], charged: 1, journal: 0 });
    // Its step may have had an effect: sent again, to a server that does not stop, it is not run.
    const again = await startServer(installation, LET_OUT);
    const repeat = await ask(again, { method: "POST", body: {}, path, headers });
    expect([repeat.status, repeat.headers["x-execution-id"]]).toEqual([409, id]);
    expect(await prisma().flowExecution.count({ where: { keyId: key.id } })).toBe(1);
  });

  it("of the platform is ended and told likewise", async () => {
    const [, reply] = replies;
    expectTold(reply);
    const runs = await prisma().flowExecution.findMany({ where: { flowId } });
    expect(runs).toMatchObject([{ ...ENDED, requestId: reply.headers["x-request-id"] }]);
  });

  it("is recorded as well when its caller has gone away", async () => {
    const runs = await prisma().flowExecution.findMany({ where: { keyId: leaver.id } });
    expect(runs).toMatchObject([ENDED]);
    const { requestIds, journal } = await recordedUsage(leaver.id);
    expect({ requestIds, journal }).toEqual({ requestIds: [runs[0]?.requestId], journal: 0 });
  });
});
