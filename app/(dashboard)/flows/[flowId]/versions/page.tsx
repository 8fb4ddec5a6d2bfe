import { flowInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { getFlow, listFlowVersions } from "@/lib/services/flow/reads";
import { VersionsScreen } from "./_components/versions-screen";

const MAX_VERSIONS = 50;

const { Page, generateMetadata } = page(getFlow, {
  input: flowInPath,
  title: ({ name }) => `Versions · ${name}`,
  show: async (flow, { read }) => {
    const versions = await read(listFlowVersions, { id: flow.id, limit: MAX_VERSIONS });
    return (
      <VersionsScreen flow={flow} versions={versions.data} hasOlder={versions.pagination.hasMore} />
    );
  },
});

export { generateMetadata, Page as default };
