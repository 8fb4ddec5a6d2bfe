import { pathToFileURL } from "node:url";
import { getRouteMatcher } from "next/dist/shared/lib/router/utils/route-matcher.js";
import { getRouteRegex } from "next/dist/shared/lib/router/utils/route-regex.js";
import { getSortedRoutes } from "next/dist/shared/lib/router/utils/sorted-routes.js";
import type { Handlers } from "@/lib/http/door";
import { productFiles } from "./source-files";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

type Match = (path: string) => false | Record<string, string | string[] | undefined>;

/** The route modules behind Next's own matching of paths, parameters and methods. */
export async function openNextFront(): Promise<(request: Request) => Promise<Response>> {
  const pages = productFiles("app/v1")
    .filter(({ path }) => path.endsWith("/route.ts"))
    .map(({ path }) => path.slice("app".length, -"/route.ts".length));
  const routes = await Promise.all(
    getSortedRoutes(pages).map(async (page) => {
      const match: Match = getRouteMatcher(getRouteRegex(page));
      const file = pathToFileURL(`${process.cwd()}/app${page}/route.ts`);
      const module: Handlers = await import(file.href);
      return { match, module };
    }),
  );
  return (request) => {
    const { pathname } = new URL(request.url);
    for (const { match, module } of routes) {
      const params = match(pathname);
      const method = METHODS.find((each) => each === request.method);
      // Next itself answers a method that no module can export with 405.
      if (params && method) return module[method](request, { params: Promise.resolve(params) });
    }
    return Promise.resolve(new Response(null, { status: 405 }));
  };
}
