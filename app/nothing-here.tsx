import "server-only";
import { SearchXIcon } from "lucide-react";
import { headers } from "next/headers";
import { navigation } from "@/app/(dashboard)/navigation";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { Button } from "@/components/ui/button";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import { nearPages } from "@/lib/core/near-pages";

const PAGES = navigation.flatMap(({ items }) => items);

/** Says that an address leads nowhere, and offers the pages that are near it. */
export async function NothingHere() {
  const path = (await headers()).get(REQUESTED_PATH_HEADER) ?? "";
  const near = nearPages(path, PAGES);
  return (
    <EmptyState
      icon={SearchXIcon}
      title="There is nothing at this address"
      description="It may have been removed, or it belongs to another organization."
      action={
        <nav aria-label="Near this address" className="flex flex-wrap justify-center gap-2">
          {(near.length > 0 ? near : PAGES).map(({ href, label, external }) => (
            <Button key={href} asChild variant="outline">
              {external ? <a href={href}>{label}</a> : <Link href={href}>{label}</Link>}
            </Button>
          ))}
        </nav>
      }
    />
  );
}
