import type { ReactNode } from "react";
import { flowReadOnlyReason } from "@/app/(dashboard)/flows/_components/read-only-reason";
import { FlowHeader } from "@/app/(dashboard)/flows/[flowId]/_components/flow-header";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";
import { NamedPage } from "@/components/app-shell/crumbs";
import { LinkTabs } from "@/components/link-tabs";

type LayoutProps = { children: ReactNode; params: Promise<{ flowId: string }> };

export default async function FlowLayout({ children, params }: LayoutProps) {
  const { flowId } = await params;
  const { flow, principal } = await readFlow(flowId);
  const base = `/flows/${flow.id}`;
  return (
    <>
      <NamedPage href={base} name={flow.name} />
      <FlowHeader flow={flow} readOnlyReason={flowReadOnlyReason(principal)} />
      <LinkTabs
        label="Flow"
        tabs={[
          { href: base, label: "Editor" },
          { href: `${base}/versions`, label: "Versions" },
          { href: `${base}/runs`, label: "Runs" },
        ]}
      />
      {children}
    </>
  );
}
