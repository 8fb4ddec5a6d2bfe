import { createServer } from "node:http";
import pg from "pg";
import { importOf } from "../peers.mjs";

const NEEDED = { flows: ["read"] };

/** The API-key plugin, asked as a server asks it: finds the key, its permissions and its one limit. */
export async function start(port) {
  const { betterAuth } = await importOf("better-auth", "better-auth");
  const { apiKey } = await importOf("better-auth", "@better-auth/api-key");
  const { getMigrations } = await importOf("better-auth", "better-auth/db/migration");
  const options = {
    database: new pg.Pool({ connectionString: process.env.BENCH_PEERS_URL, max: 20 }),
    secret: "a secret of the benchmark, which signs nothing",
    baseURL: `http://127.0.0.1:${port}`,
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [apiKey()],
  };
  await (await getMigrations(options)).runMigrations();
  const { api } = betterAuth(options);
  const server = createServer(async ({ headers }, response) => {
    const key = headers.authorization?.slice("Bearer ".length) ?? "";
    const { valid, key: found } = await api.verifyApiKey({ body: { key, permissions: NEEDED } });
    if (!valid) return response.writeHead(401, { "Content-Length": 0 }).end();
    const { id, name, permissions } = found;
    const body = JSON.stringify({ id, name, permissions });
    response
      .writeHead(200, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        "X-RateLimit-Limit": found.rateLimitMax,
        "X-RateLimit-Remaining": found.rateLimitMax - found.requestCount,
      })
      .end(body);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}
