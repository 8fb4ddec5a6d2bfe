import { createServer } from "node:http";
import pg from "pg";
import { importOf } from "../peers.mjs";

const LIMIT = 2_000_000_000;
const HOUR_SECONDS = 3_600;

/** Two windows for each key, in PostgreSQL. */
export async function start(port) {
  const { default: limiters } = await importOf("rate-limiter-flexible", "rate-limiter-flexible");
  const storeClient = new pg.Pool({ connectionString: process.env.BENCH_PEERS_URL, max: 20 });
  const window = (keyPrefix, duration) =>
    new Promise((resolve, reject) => {
      const options = { storeClient, keyPrefix, tableName: keyPrefix, points: LIMIT, duration };
      const made = new limiters.RateLimiterPostgres(options, (error) =>
        error ? reject(error) : resolve(made),
      );
    });
  const hour = await window("per_hour", HOUR_SECONDS);
  const both = new limiters.RateLimiterUnion(hour, await window("per_day", 24 * HOUR_SECONDS));
  const server = createServer(async ({ headers }, response) => {
    const charged = await both.consume(headers.authorization ?? "").catch(() => undefined);
    if (!charged) return response.writeHead(429).end();
    const { remainingPoints, msBeforeNext } = charged.per_hour;
    response
      .writeHead(200, {
        "Content-Type": "application/json",
        "Content-Length": 11,
        "X-RateLimit-Limit": LIMIT,
        "X-RateLimit-Remaining": remainingPoints,
        "X-RateLimit-Reset": Math.ceil((Date.now() + msBeforeNext) / 1_000),
      })
      .end('{"ok":true}');
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}
