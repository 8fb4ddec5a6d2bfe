import { surfaceKeyInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { surfaceKeyOverview } from "@/lib/services/surface-key/reads";

/** Asks for the key before the skeleton goes out: what is not there is answered with 404. */
const { Page } = page(surfaceKeyOverview, {
  input: surfaceKeyInPath,
  show: (_overview, { children }) => children,
});

export { Page as default };
