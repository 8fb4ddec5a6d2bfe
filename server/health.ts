import { readdir } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { pool } from "@/lib/db/pool";

const APPLIED = `
SELECT migration_name AS name FROM _prisma_migrations
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/** `/healthz`: the process answers. `/readyz`: the database answers and has every migration. */
export async function answerHealth(path: string, response: ServerResponse): Promise<void> {
  if (path === "/healthz") return send(response, 200, { status: "ok" });
  try {
    const missing = await missingMigrations();
    if (missing.length === 0) return send(response, 200, { status: "ready" });
    return send(response, 503, { status: "not ready", missingMigrations: missing });
  } catch {
    return send(response, 503, { status: "not ready", database: "unreachable" });
  }
}

async function missingMigrations(): Promise<string[]> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  const { rows } = await pool().query<{ name: string }>(APPLIED);
  const applied = new Set(rows.map(({ name }) => name));
  return entries
    .filter((entry) => entry.isDirectory() && !applied.has(entry.name))
    .map(({ name }) => name);
}

function send(response: ServerResponse, status: number, body: object): void {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  response.writeHead(status, status === 503 ? { ...headers, "Retry-After": "1" } : headers);
  response.end(JSON.stringify(body));
}
