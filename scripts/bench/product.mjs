import { pathToFileURL } from "node:url";

/** The built product, as `npm start` serves it. */
export async function start(port) {
  process.env.PORT = String(port);
  const { start: serve } = await import(pathToFileURL(process.env.BENCH_SERVER).href);
  await serve({ dev: false });
}
