import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** Every route file below app/v1 with the path a router knows it by, the most literal paths first. */
function listRoutes() {
  return findRouteFiles("app/v1")
    .flatMap((file) => routerPaths(file).map((path) => ({ file, path })))
    .sort((a, b) => compare(rank(a.path), rank(b.path)));
}

/** The source of the module `virtual:routes`: the route table, made from the file tree. */
export function routesModule() {
  const routes = listRoutes();
  const imports = routes.map(
    ({ file }, at) => `import * as route${at} from ${JSON.stringify(join(root, file))};`,
  );
  const rows = routes.map(
    ({ path }, at) => `  { path: ${JSON.stringify(path)}, module: route${at} },`,
  );
  return [...imports, "export const routes = [", ...rows, "];", ""].join("\n");
}

function findRouteFiles(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return findRouteFiles(path);
    return entry.name === "route.ts" ? [path] : [];
  });
}

function routerPaths(file) {
  const segments = file.split("/").slice(1, -1);
  const kept = segments.filter((segment) => !/^\(.*\)$/.test(segment));
  const path = `/${kept.map(routerSegment).join("/")}`;
  const optional = /^\[\[\.\.\./.test(kept.at(-1) ?? "");
  return optional ? [path, path.slice(0, path.lastIndexOf("/"))] : [path];
}

function routerSegment(segment) {
  const rest = /^\[{1,2}\.\.\.(.+?)\]{1,2}$/.exec(segment)?.[1];
  if (rest) return `:${rest}{.+}`;
  const name = /^\[(.+)\]$/.exec(segment)?.[1];
  return name ? `:${name}` : segment;
}

function rank(path) {
  return path.replaceAll(/:[^/{]+\{/g, "\u{10FFFF}{").replaceAll(/:[^/]+/g, "\u{10FFFE}");
}

function compare(a, b) {
  return a < b ? -1 : 1;
}
