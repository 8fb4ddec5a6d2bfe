import { flowInPath } from "@/app/(dashboard)/in-path";
import { LinkTabs } from "@/components/link-tabs";
import { page } from "@/lib/actions/page";
import { getFlow } from "@/lib/services/flow/reads";
import { FlowHeader } from "./_components/flow-header";

const { Page } = page(getFlow, {
  input: flowInPath,
  crumbs: ({ id, name }) => [{ href: `/flows/${id}`, name }],
  show: (flow, { children }) => (
    <>
      <FlowHeader flow={flow} />
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
