import { installApart } from "../install-apart.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
const IS_NEW_NODE = major > 22 || (major === 22 && minor >= 18);

/** Of each the newest that runs on this Node. */
const PACKAGES = {
  "openapi-typescript": "7.13.0",
  "openapi-fetch": "0.17.0",
  orval: IS_NEW_NODE ? "8.38.0" : "7.13.2",
  "@hey-api/openapi-ts": IS_NEW_NODE ? "0.99.0" : "0.95.0",
  "quicktype-core": "26.0.0",
  typescript: "5.9.3",
  zod: "4.6.7",
};

/** Generators are no packages of the product: they are kept in a folder with what they make. */
export function installGenerators(folder) {
  return installApart(folder, PACKAGES);
}
