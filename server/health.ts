import type { ServerResponse } from "node:http";
import { missingMigrations } from "@/lib/db/missing-migrations";

/** `/healthz`: the process answers. `/readyz`: the database answers and has every migration. */
export async function answerHealth(
  path: string,
  response: ServerResponse,
  draining: boolean,
): Promise<void> {
  if (path === "/healthz") return send(response, 200, { status: "ok" });
  if (draining) return send(response, 503, { status: "stopping" });
  try {
    const missing = await missingMigrations();
    if (missing.length === 0) return send(response, 200, { status: "ready" });
    return send(response, 503, { status: "not ready", missingMigrations: missing });
  } catch {
    return send(response, 503, { status: "not ready", database: "unreachable" });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  response.writeHead(status, status === 503 ? { ...headers, "Retry-After": "1" } : headers);
  response.end(JSON.stringify(body));
}
