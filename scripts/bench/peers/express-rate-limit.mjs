import { importOf } from "../peers.mjs";

const HOUR = 3_600_000;

/** Two windows for each key, in memory. */
export async function start(port) {
  const { default: express } = await importOf("express-rate-limit", "express");
  const { rateLimit } = await importOf("express-rate-limit", "express-rate-limit");
  const limiter = (windowMs, legacyHeaders) =>
    rateLimit({
      windowMs,
      limit: 2_000_000_000,
      legacyHeaders,
      keyGenerator: ({ headers }) => headers.authorization ?? "",
    });
  const app = express();
  app.use(limiter(24 * HOUR, false), limiter(HOUR, true));
  app.get("/v1/me", (_request, response) => response.json({ ok: true }));
  await new Promise((resolve) => app.listen(port, "127.0.0.1", resolve));
}
