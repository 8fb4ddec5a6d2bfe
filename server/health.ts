import type { ServerResponse } from "node:http";
import { compareMigrations } from "@/lib/db/compare-migrations";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { missingPepperVersions } from "@/lib/db/presence";
import { decisions } from "@/lib/decisions/decisions";

/** Nothing, or what keeps a call from being answered. */
type Problem = {
  database?: "unreachable" | "full" | "read-only";
  missingMigrations?: string[];
  unknownMigrations?: string[];
  missingPepperVersions?: readonly number[];
};

/** In milliseconds. However many ask, the database is asked so often. */
const KEPT = 1_000;

const REASONS: Record<string, Problem["database"]> = { "25006": "read-only", "53100": "full" };

let looked: { at: number; problem: Promise<Problem> } | undefined;

/** `/healthz`: the process answers. `/readyz`: a call would be answered. */
export async function answerHealth(path: string, response: ServerResponse, draining: boolean) {
  if (path === "/healthz") return send(response, 200, { status: "ok" });
  if (draining) return send(response, 503, { status: "stopping" });
  if (!looked || performance.now() - looked.at > KEPT) {
    looked = { at: performance.now(), problem: look() };
  }
  const problem = await looked.problem;
  if (Object.keys(problem).length === 0) return send(response, 200, { status: "ready" });
  return send(response, 503, { status: "not ready", ...problem });
}

/** Asks for everything that a call needs: both pools, a write that is kept, the schema, the peppers. */
async function look(): Promise<Problem> {
  try {
    const { missing, unknown } = await withDatabaseTimeout(compareMigrations());
    if (missing.length > 0) return { missingMigrations: missing };
    if (unknown.length > 0) return { unknownMigrations: unknown };
    const [versions] = await withDatabaseTimeout(
      Promise.all([missingPepperVersions(), decisions().probe()]),
    );
    return versions.length > 0 ? { missingPepperVersions: versions } : {};
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return { database: REASONS[code] ?? "unreachable" };
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  response.writeHead(status, status === 503 ? { ...headers, "Retry-After": "1" } : headers);
  response.end(JSON.stringify(body));
}
