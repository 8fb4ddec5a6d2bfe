"use client";

import { useEffect, useSyncExternalStore } from "react";
import { sharedValue } from "@/components/shared-value";

export type Crumb = { href: string; name: string };

const NONE: readonly Crumb[] = [];
const crumbs = sharedValue(NONE);

/** Tells the top bar what the thing at an address is called. */
export function NamedPage({ href, name }: Crumb) {
  useEffect(() => {
    crumbs.set([...crumbs.get().filter((crumb) => crumb.href !== href), { href, name }]);
  }, [href, name]);
  return null;
}

/** The things on the way to an address, the nearest last; none until the page has woken up. */
export function useCrumbs(pathname: string): Crumb[] {
  return useSyncExternalStore(crumbs.subscribe, crumbs.get, () => NONE)
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((one, other) => one.href.length - other.href.length);
}
