import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { startPostgres } from "../scripts/postgres.mjs";
import { waitUntilGone } from "../scripts/processes.mjs";

const home = mkdtempSync(join(tmpdir(), "runtype embedded "));
chmodSync(home, 0o711);
const folder = join(home, "postgres");
const settings = { fsync: "off", shared_buffers: "16MB" };

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<string> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  await client.end();
  return String(rows[0]?.[0]);
}

function serverPid(): number {
  return Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
}

describe("the embedded PostgreSQL", () => {
  it("listens on this machine alone and lets nobody in without the random password", async () => {
    const server = await startPostgres({ folder, settings });
    expect(await ask(server.url, "SHOW listen_addresses")).toBe("127.0.0.1");
    expect(statSync(`${folder}.password`).mode & 0o777).toBe(0o600);
    const guessed = new URL(server.url);
    guessed.password = "guessed";
    await expect(ask(guessed.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    await server.stop();
  });

  it("keeps its data over a stop and a start, and leaves no process", async () => {
    const first = await startPostgres({ folder, settings });
    await ask(first.ownerUrl, "CREATE TABLE kept AS SELECT 42 AS n");
    const pid = serverPid();
    await first.stop();
    expect(await waitUntilGone(pid, 0)).toBe(true);
    const second = await startPostgres({ folder, settings });
    expect(await ask(second.ownerUrl, "SELECT n FROM kept")).toBe("42");
    await second.stop();
  });

  it("is found again when its starter was killed", async () => {
    const program = `import { startPostgres } from "./scripts/postgres.mjs";
      const server = await startPostgres(${JSON.stringify({ folder, settings })});
      process.stdout.write(server.url, () => process.kill(process.pid, "SIGKILL"));`;
    const killed = spawnSync(process.execPath, ["--input-type=module", "--eval", program]);
    expect(killed.signal).toBe("SIGKILL");
    const again = await startPostgres({ folder, settings });
    expect(again.how).toBe("already running");
    expect(again.url).toBe(killed.stdout.toString());
    await again.stop();
  });

  it("starts again after it was killed itself", async () => {
    await startPostgres({ folder, settings });
    const pid = serverPid();
    process.kill(pid, "SIGKILL");
    await waitUntilGone(pid, 5_000);
    const again = await startPostgres({ folder, settings });
    expect(await ask(again.url, "SELECT 1")).toBe("1");
    await again.stop();
  });
});
