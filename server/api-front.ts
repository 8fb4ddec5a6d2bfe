import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { memoize } from "@/lib/core/bounded-cache";
import type { Handler, Handlers } from "@/lib/http/door";
import { pathOf } from "@/lib/http/request-url";
import { unknownRoute } from "@/lib/http/route";
import { failure } from "@/server/refuse";

/** A file of app/v1 and the path it answers, in Hono's form. */
export type ApiRoute = { path: string; module: Handlers };

const unknown = unknownRoute();

/** The fast front: the same route modules that Next serves, without Next. */
export function createApiFront(routes: readonly ApiRoute[]): Hono {
  const front = new Hono();
  for (const { path, module } of routes) {
    front.all(path, (context) => {
      const params = Promise.resolve(context.req.param());
      return handlerOf(module, context.req.method)(context.req.raw, { params });
    });
  }
  // Nothing below app/v1 matches a bare "/v1/".
  front.notFound(({ req }) => handlerOf(unknown, req.method)(req.raw, { params: NONE }));
  front.onError(failure);
  return front;
}

/** The front as a function, which looks up a path that is asked for again and again once. */
export function frontListener(front: Hono, routes: readonly ApiRoute[]) {
  const router = new TrieRouter<Handlers>();
  for (const { path, module } of routes) router.add("ALL", path, module);
  const find = memoize((path) => {
    const [[found]] = router.match("ALL", path);
    if (!found) return undefined;
    const [module, names] = found;
    const params = Object.entries(names).map(([name, value]) => [name, String(value)]);
    return { module, context: { params: Promise.resolve(Object.fromEntries(params)) } };
  });
  return (request: Request): Response | Promise<Response> => {
    const path = pathOf(request.url);
    // Escapes are for the front to read.
    const found = path.includes("%") ? undefined : find(path);
    return found
      ? handlerOf(found.module, request.method)(request, found.context)
      : front.fetch(request);
  };
}

/**
 * Whether a path of the API names nothing for how it is written: with a slash too many, or with an
 * escape of no text. Next would send such a request elsewhere, or fail.
 */
export function isMalformedPath(path: string): boolean {
  return /\/$|\/\/|\\/.test(path) || hasInvalidEscape(path);
}

const API_SEGMENT = /[/\\]v1(?:[/\\]|$)/i;
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\]|$)/i;

/**
 * Whether a path means the API in another spelling, such as `/V1` or `/%761`: nothing is there. Behind
 * dot segments a `v1` anywhere counts, for Next would resolve them in its own way.
 */
export function isMisspelledApi(path: string): boolean {
  const plain = hasInvalidEscape(path) ? path : decodeURIComponent(path);
  const isDotted = DOT_SEGMENT.test(plain) && API_SEGMENT.test(plain);
  return isDotted || /^[/\\]+v1(?:[/\\]|$)/i.test(plain);
}

/** Whether a path holds an escape that stands for no text. */
export function hasInvalidEscape(path: string): boolean {
  if (!path.includes("%")) return false;
  try {
    decodeURIComponent(path);
    return false;
  } catch {
    return true;
  }
}

const NONE = Promise.resolve({});

function handlerOf(module: Handlers, method: string): Handler {
  return isMethod(module, method) ? module[method] : module.PATCH;
}

function isMethod(module: Handlers, method: string): method is keyof Handlers {
  return Object.hasOwn(module, method);
}
