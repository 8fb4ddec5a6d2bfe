import { exampleOf } from "@/lib/contracts/openapi/example";
import { surfaceJsonContract, surfaceYamlContract } from "@/lib/contracts/surface-document";

const input = {
  id: "prod_01kadxq9rqe8y9d6c5vb0m1whf",
  surfaceId: "surf_01kadxq9rrfkd8h3ynq2zt6xcp",
};

export const SURFACE_DOCUMENT_EXAMPLES = [
  exampleOf(surfaceJsonContract, {
    input,
    output: {
      openapi: "3.0.3",
      info: { title: "Support desk: Public API", version: "1.0.1" },
      paths: {},
    },
  }),
  exampleOf(surfaceYamlContract, {
    input,
    output:
      "openapi: 3.0.3\ninfo:\n  title: 'Support desk: Public API'\n  version: 1.0.1\npaths: {}\n",
  }),
];
