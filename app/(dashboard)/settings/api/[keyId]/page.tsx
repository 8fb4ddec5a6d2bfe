import type { Metadata } from "next";
import { readOnlyReason } from "@/app/(dashboard)/settings/api/_components/read-only-reason";
import { PlatformKeyScreen } from "@/app/(dashboard)/settings/api/[keyId]/_components/platform-key-screen";
import { noSuchKey, readKey } from "@/app/(dashboard)/settings/api/[keyId]/read-key";
import { keyName } from "@/components/key/key-facts";
import { PANEL_RANGE } from "@/components/usage/usage-ranges";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { usageOverview } from "@/lib/services/analytics/reads";
import { platformKeyDecisions } from "@/lib/services/platform-key/decisions";
import { platformKeyForm } from "@/lib/services/platform-key/form";

type PageProps = { params: Promise<{ keyId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { key } = await readKey((await params).keyId);
  return { title: keyName(key) };
}

export default async function ApiKeyPage({ params }: PageProps) {
  const { principal } = await requireSession();
  const { keyId: id } = await params;
  const caller = { principal, requestId: newId("request") };
  const [overview, decisions, form, usage] = await Promise.all([
    readKey(id),
    platformKeyDecisions.perform(caller, () => ({ id })),
    platformKeyForm.perform(caller, () => ({})),
    usageOverview.perform(caller, () => ({ keyId: id, range: PANEL_RANGE })),
  ]).catch(noSuchKey);
  return (
    <PlatformKeyScreen
      overview={overview}
      decisions={decisions}
      form={form}
      usage={usage}
      readOnlyReason={readOnlyReason(principal)}
    />
  );
}
