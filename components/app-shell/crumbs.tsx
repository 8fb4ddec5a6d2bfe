"use client";

import { useEffect, useSyncExternalStore } from "react";

export type Crumb = { href: string; name: string };

let crumbs: readonly Crumb[] = [];
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells the top bar what the thing at an address is called. */
export function NamedPage({ href, name }: Crumb) {
  useEffect(() => {
    crumbs = [...crumbs.filter((crumb) => crumb.href !== href), { href, name }];
    for (const listener of listeners) listener();
  }, [href, name]);
  return null;
}

const NONE: readonly Crumb[] = [];

/** The things on the way to an address, the nearest last; none until the page has woken up. */
export function useCrumbs(pathname: string): Crumb[] {
  return useSyncExternalStore(
    subscribe,
    () => crumbs,
    () => NONE,
  )
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((one, other) => one.href.length - other.href.length);
}
