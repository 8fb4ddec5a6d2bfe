/**
 * The layers, lowest first, and what each may import besides itself: other layers, or a file of one.
 * A file belongs to the layer with the longest name that its path begins with.
 */
const PURE = ["lib/core", "lib/policy", "lib/contracts"];
const GROUND = [...PURE, "lib/env", "lib/log"];
const BASE = [...GROUND, "lib/db", "lib/credentials"];
const STORES = [...BASE, "lib/auth", "lib/audit", "lib/decisions", "lib/usage", "lib/executions"];
const VERBS = [...STORES, "lib/flows", "lib/services"];

export const LAYERS = {
  "lib/core": [],
  "lib/policy": ["lib/core"],
  "lib/contracts": ["lib/core", "lib/policy"],
  "lib/env": ["lib/core"],
  "lib/log": ["lib/core", "lib/env"],
  "lib/db": GROUND,
  "lib/credentials": GROUND,
  "lib/auth": BASE,
  "lib/audit": [...BASE, "lib/auth"],
  "lib/journal": BASE,
  "lib/decisions": [...BASE, "lib/journal"],
  "lib/usage": [...BASE, "lib/journal"],
  "lib/executions": BASE,
  "lib/background": [
    ...BASE,
    "lib/audit",
    "lib/journal",
    "lib/decisions",
    "lib/usage",
    "lib/executions",
  ],
  "lib/flows": [...GROUND, "lib/db"],
  "lib/docs": [...PURE, "lib/env", "lib/credentials"],
  "lib/services": VERBS,
  "lib/http": [...VERBS, "lib/journal"],
  // The door of pages tells the top bar what is shown, and the page what the person may do.
  "lib/actions": [
    ...VERBS,
    "lib/journal",
    "lib/http",
    "components/app-shell/crumbs",
    "components/read-only",
  ],
  components: PURE,
  app: [...GROUND, "lib/auth", "lib/services", "lib/http", "lib/actions", "lib/docs", "components"],
  "app/v1": [...PURE, "lib/services", "lib/http"],
  "proxy.ts": [...GROUND, "lib/auth", "lib/http"],
  server: [...VERBS, "lib/journal", "lib/background", "lib/http"],
};

/** Packages that not every layer may import, and those that may. */
export const PACKAGES = {
  next: ["lib/auth", "lib/actions", "components", "app", "proxy.ts", "server"],
  "next-auth": ["lib/auth", "components", "app"],
  react: ["lib/auth", "lib/actions", "components", "app"],
  pg: ["lib/db", "lib/decisions", "lib/usage", "lib/executions", "lib/background"],
  "@prisma": ["lib/db"],
};

/** Every file of these imports `server-only`, so that no bundle of the browser can hold it. */
export const SERVER_ONLY = Object.keys(LAYERS).filter(
  (layer) => layer.startsWith("lib/") && !PURE.includes(layer),
);

/** Domains of verbs do not import each other, but for these, which hold no verbs. */
export const SHARED_DOMAINS = ["lib/services/key", "lib/services/catalog"];
