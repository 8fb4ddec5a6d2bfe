import type { Server } from "node:http";
import { routes } from "virtual:routes";
import { startBackgroundWork } from "@/lib/background/background-work";
import { repeat } from "@/lib/background/repeat";
import { pepperChecks } from "@/lib/credentials/hash-secret";
import { Presence } from "@/lib/db/presence";
import { decisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { captureOutput } from "@/lib/log";
import { platformDocument } from "@/lib/services/openapi/reads";
import { revokeForgottenOrphans } from "@/lib/services/orphaned-keys";
import { ensureAdmin } from "@/lib/services/people/writes";
import { resealSecrets } from "@/lib/services/sealed-secret";
import { createFrontServer } from "@/server/front-server";
import { openPages } from "@/server/pages";
import { stopOnSignal } from "@/server/shutdown";

type StartOptions = {
  /** One front alone; both without it. */
  only?: "api" | "web";
  /** Serve everything through Next's hot-reloading server. */
  dev: boolean;
  /** Called last at shutdown. */
  stopDatabase?: () => Promise<void>;
};

/** Serves until a signal ends the process; resolves when the port is open, with what to say of it. */
export async function start({ only, dev, stopDatabase }: StartOptions) {
  const { HOST, PORT, RUNTYPE_KEY_PEPPERS } = env();
  // Without a listener, a log that nobody reads any more is an error, which is logged, without end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  if (!dev) captureOutput();
  await ensureAdmin();
  const presence = new Presence(decisions().instance, pepperChecks(RUNTYPE_KEY_PEPPERS));
  await presence.join();
  // Who asks for it first should not wait for it to be made, nor anyone else meanwhile.
  platformDocument();
  const usage = startBackgroundWork();
  const chores = [
    // A version of the pepper becomes the one that mints while the process runs.
    repeat("reseal secrets", resealSecrets, 60_000),
    repeat("revoke forgotten keys", revokeForgottenOrphans, 3_600_000),
  ];
  const front = createFrontServer(only === "web" || dev ? undefined : routes);
  const { server, connections } = front;
  const pages = only === "api" ? undefined : await openPages(server, dev);
  front.serve(pages);
  await listen(server, PORT, HOST);
  stopOnSignal({ connections, usage, chores, presence, closePages: pages?.close, stopDatabase });
  return { peppers: presence.describe() };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
