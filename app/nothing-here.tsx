import "server-only";
import { headers } from "next/headers";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import { nearPages } from "@/lib/core/near-pages";
import { navigation } from "./(dashboard)/navigation";

const PAGES = navigation.flatMap(({ items }) => items);

/**
 * Says that an address leads nowhere, and offers the pages that are near it. Every page carries what
 * this needs, so it needs no scripts: plain links, and no icon.
 */
export async function NothingHere() {
  const path = (await headers()).get(REQUESTED_PATH_HEADER) ?? "";
  const near = nearPages(path, PAGES);
  return (
    <EmptyState
      title="Page not found"
      description="It may have been removed, or it may belong to another organization."
      action={
        <nav aria-label="Similar pages" className="flex flex-wrap justify-center gap-2">
          {(near.length > 0 ? near : PAGES).map(({ href, label }) => (
            <Button key={href} asChild variant="outline">
              <a href={href}>{label}</a>
            </Button>
          ))}
        </nav>
      }
    />
  );
}
