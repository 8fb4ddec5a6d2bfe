import { flowInPath } from "@/app/(dashboard)/in-path";
import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { LinkTabs } from "@/components/link-tabs";
import { page } from "@/lib/actions/page";
import { getFlow } from "@/lib/services/flow/reads";
import { FlowHeader } from "./_components/flow-header";

const { Page } = page(getFlow, {
  input: flowInPath,
  crumbs: ({ id, name }) => [{ href: `/flows/${id}`, name }],
  show: (flow, { children, principal }) => (
    <>
      <FlowHeader flow={flow} readOnlyReason={readOnlyReason(principal, "FLOWS:WRITE")} />
      <LinkTabs
        label="Flow"
        tabs={[
          { href: `/flows/${flow.id}`, label: "Editor" },
          { href: `/flows/${flow.id}/versions`, label: "Versions" },
          { href: `/flows/${flow.id}/runs`, label: "Runs" },
        ]}
      />
      {children}
    </>
  ),
});

export { Page as default };
