import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { KeysTab } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/keys-tab";
import { readOnlyReason } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/read-only-reason";
import { keysHref } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { surfaceTableQuery } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-table-query";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { surfaceKeyForm } from "@/lib/services/surface-key/form";
import { surfaceKeyTable } from "@/lib/services/surface-key/table";

type PageProps = {
  params: Promise<{ productId: string; surfaceId: string }>;
  searchParams: Promise<Asked>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { productId, surfaceId } = await params;
  const { surface } = await readSurface(productId, surfaceId);
  return { title: `Keys · ${surface.name}` };
}

export default async function SurfaceKeysPage({ params, searchParams }: PageProps) {
  const { principal } = await requireSession();
  const { productId: id, surfaceId } = await params;
  const asked = await searchParams;
  const place = { id, surfaceId };
  const query = surfaceTableQuery((name) => [asked[name]].flat()[0]);
  const caller = { principal, requestId: newId("request") };
  const form = await surfaceKeyForm.perform(caller, () => place).catch(noSuchSurface);
  const table = await surfaceKeyTable
    .perform(caller, () => ({ ...place, ...query }))
    .catch((error: unknown) => startAgain(error, keysHref(place), asked));
  return (
    <UrlStateProvider>
      <KeysTab
        place={place}
        initial={table}
        initialQuery={query}
        form={form}
        readOnlyReason={readOnlyReason(principal)}
      />
    </UrlStateProvider>
  );
}

/** An address that cannot be an id at all is bad input. */
function noSuchSurface(error: unknown): never {
  if (error instanceof AppError && ["not_found", "bad_request"].includes(error.code)) notFound();
  throw error;
}
