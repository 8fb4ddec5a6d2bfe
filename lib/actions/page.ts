import "server-only";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache, createElement, type ReactNode } from "react";
import type { z } from "zod";
import { type Crumb, NamedPage } from "@/components/app-shell/crumbs";
import { ReadOnlyProvider } from "@/components/read-only";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { readOnlyReasons } from "@/lib/policy/read-only-reasons";
import type { Verb } from "@/lib/services/verb";

/** What Next gives a page or a layout. */
type Address<Params> = {
  params: Promise<Params>;
  searchParams?: Promise<Record<string, string | string[] | undefined>>;
  children?: ReactNode;
};

/** An address that a person asked for. */
export type Visit<Params> = {
  params: Params;
  /** The first value of a name in the query. */
  query: (name: string) => string | undefined;
  /** Performs a further verb, at most once per request. */
  read: typeof read;
  /** Of a layout: what it is around. */
  children: ReactNode;
};

type Parts<I extends z.ZodType, O extends z.ZodType, Params> = {
  input: (visit: Visit<Params>) => z.input<I>;
  title?: string | ((found: z.output<O>, visit: Visit<Params>) => string | Promise<string>);
  crumbs?: (found: z.output<O>, visit: Visit<Params>) => readonly Crumb[];
  /** Begins what `show` reads besides, so that it need not wait for the verb. */
  ahead?: (visit: Visit<Params>) => Promise<unknown>;
  show: (found: z.output<O>, visit: Visit<Params>) => ReactNode | Promise<ReactNode>;
};

/**
 * The door of pages and layouts: shows a signed-in person what a verb answers. Without a session it
 * leads to sign in and back, what is not there is the 404 page, other refusals are left to `error.tsx`.
 */
export function page<I extends z.ZodType, O extends z.ZodType, Params>(
  verb: Verb<I, O>,
  { input, title, crumbs, ahead, show }: Parts<I, O, Params>,
) {
  async function open({ params, searchParams, children }: Address<Params>) {
    const { principal } = await requireSession();
    const asked = await searchParams;
    const query = (name: string) => [asked?.[name]].flat()[0];
    const visit = { params: await params, query, read, children };
    // A refusal is met where `show` reads it.
    ahead?.(visit).catch(() => undefined);
    return { principal, visit, found: await read(verb, input(visit)) };
  }
  async function generateMetadata(address: Address<Params>): Promise<Metadata> {
    if (typeof title !== "function") return { title };
    const { visit, found } = await open(address);
    return { title: await title(found, visit) };
  }
  async function render(address: Address<Params>) {
    const { principal, visit, found } = await open(address);
    const named = crumbs?.(found, visit) ?? [];
    const shown = await show(found, visit);
    const children = [...named.map((it) => createElement(NamedPage, it)), shown];
    return createElement(ReadOnlyProvider, { value: readOnlyReasons(principal) }, ...children);
  }
  return { Page: render, generateMetadata };
}

/** What a page shows to everyone; null where there is nothing. */
export async function readOpen<I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<I, O>,
  input: z.input<I>,
): Promise<z.output<O> | null> {
  try {
    return await verb.perform({ principal: null, requestId: newId("request") }, () => input);
  } catch (error) {
    if (isNowhere(error)) return null;
    throw error;
  }
}

function read<I extends z.ZodType, O extends z.ZodType>(verb: Verb<I, O>, input: z.input<I>) {
  return readOnce(verb, JSON.stringify(input));
}

/** A page, its layouts and its metadata ask for the same: each answer is read once per request. */
const readOnce = cache(
  async <I extends z.ZodType, O extends z.ZodType>(
    verb: Verb<I, O>,
    input: string,
  ): Promise<z.output<O>> => {
    const { principal } = await requireSession();
    const caller = { principal, requestId: newId("request") };
    return verb.perform(caller, () => JSON.parse(input)).catch(leadOn);
  },
);

/** An id that cannot be one is bad input. */
function isNowhere(error: unknown): error is AppError {
  return error instanceof AppError && ["not_found", "bad_request"].includes(error.code);
}

/** A query that nobody may ask leads to the address without it, one of a page that is gone to the first. */
async function leadOn(error: unknown): Promise<never> {
  if (!isNowhere(error)) throw error;
  const path = (await headers()).get(REQUESTED_PATH_HEADER) ?? "";
  const [home = "", query] = path.split("?");
  if (error.code === "not_found" || !query) notFound();
  const kept = new URLSearchParams(query);
  if (!kept.has("cursor")) redirect(home);
  for (const name of ["cursor", "trail", "page"]) kept.delete(name);
  redirect(kept.size > 0 ? `${home}?${kept}` : home);
}
