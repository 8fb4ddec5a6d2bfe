import { productInPath, surfaceIn, surfaceKeyInPath } from "@/app/(dashboard)/in-path";
import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
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

const { Page, generateMetadata } = page(surfaceKeyOverview, {
  input: surfaceKeyInPath,
  title: async ({ key }, visit) => {
    const surface = surfaceIn(await visit.read(getProduct, productInPath(visit)), visit);
    return `${keyName(key)} · ${surface.name}`;
  },
  show: async (overview, visit) => {
    const { id, surfaceId, keyId } = surfaceKeyInPath(visit);
    const [decisions, form, usage] = await Promise.all([
      visit.read(surfaceKeyDecisions, { id, surfaceId, keyId }),
      visit.read(surfaceKeyForm, { id, surfaceId }),
      visit.read(usageOverview, { keyId, range: PANEL_RANGE }),
    ]);
    return (
      <SurfaceKeyScreen
        place={{ id, surfaceId }}
        overview={overview}
        decisions={decisions}
        form={form}
        usage={usage}
        readOnlyReason={readOnlyReason(visit.principal, "SURFACE_KEYS:WRITE")}
      />
    );
  },
});

export { generateMetadata, Page as default };
