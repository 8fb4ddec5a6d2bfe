import { pathToFileURL } from "node:url";

/** The public API, as `npm start -- --only api` serves it. */
export async function start(port) {
  process.env.PORT = String(port);
  const { start: serve } = await import(pathToFileURL(process.env.CLIENTS_SERVER).href);
  await serve({ dev: false, only: "api" });
}
