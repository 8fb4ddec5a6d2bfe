import { keyInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { platformKeyOverview } from "@/lib/services/platform-key/reads";

/** Asks for the key before the skeleton goes out: what is not there is answered with 404. */
const { Page } = page(platformKeyOverview, {
  input: keyInPath,
  show: (_overview, { children }) => children,
});

export { Page as default };
