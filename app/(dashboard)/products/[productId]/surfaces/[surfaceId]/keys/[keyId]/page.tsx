import { productInPath, surfaceIn, surfaceKeyInPath } from "@/app/(dashboard)/in-path";
import { keyName } from "@/components/key/key-facts";
import { PANEL_RANGE } from "@/components/usage/usage-ranges";
import { page } from "@/lib/actions/page";
import { usageOverview } from "@/lib/services/analytics/reads";
import { getProduct } from "@/lib/services/product/reads";
import {
  surfaceKeyDecisions,
  surfaceKeyForm,
  surfaceKeyOverview,
} from "@/lib/services/surface-key/reads";
import { SurfaceKeyScreen } from "./_components/surface-key-screen";

function readBesides(visit: Parameters<typeof surfaceKeyInPath>[0]) {
  const { id, surfaceId, keyId } = surfaceKeyInPath(visit);
  return Promise.all([
    visit.read(surfaceKeyDecisions, { id, surfaceId, keyId }),
    visit.read(surfaceKeyForm, { id, surfaceId }),
    visit.read(usageOverview, { keyId, range: PANEL_RANGE }),
  ]);
}

const { Page, generateMetadata } = page(surfaceKeyOverview, {
  input: surfaceKeyInPath,
  title: async ({ key }, visit) => {
    const surface = surfaceIn(await visit.read(getProduct, productInPath(visit)), visit);
    return `${keyName(key)} · ${surface.name}`;
  },
  ahead: readBesides,
  show: async (overview, visit) => {
    const { id, surfaceId } = surfaceKeyInPath(visit);
    const [decisions, form, usage] = await readBesides(visit);
    return (
      <SurfaceKeyScreen
        place={{ id, surfaceId }}
        overview={overview}
        decisions={decisions}
        form={form}
        usage={usage}
      />
    );
  },
});

export { generateMetadata, Page as default };
