import { keyInPath } from "@/app/(dashboard)/in-path";
import { keyName } from "@/components/key/key-facts";
import { PANEL_RANGE } from "@/components/usage/usage-ranges";
import { page, type Visit } from "@/lib/actions/page";
import { usageOverview } from "@/lib/services/analytics/reads";
import { platformKeyForm } from "@/lib/services/platform-key/form";
import { platformKeyDecisions, platformKeyOverview } from "@/lib/services/platform-key/reads";
import { PlatformKeyScreen } from "./_components/platform-key-screen";

const readBesides = ({ params: { keyId }, read }: Visit<{ keyId: string }>) =>
  Promise.all([
    read(platformKeyDecisions, { id: keyId }),
    read(platformKeyForm, {}),
    read(usageOverview, { keyId, range: PANEL_RANGE }),
  ]);

const { Page, generateMetadata } = page(platformKeyOverview, {
  input: keyInPath,
  title: ({ key }) => keyName(key),
  ahead: readBesides,
  show: async (overview, visit) => {
    const [decisions, form, usage] = await readBesides(visit);
    return (
      <PlatformKeyScreen overview={overview} decisions={decisions} form={form} usage={usage} />
    );
  },
});

export { generateMetadata, Page as default };
