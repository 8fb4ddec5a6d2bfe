import { usageContract } from "@/lib/contracts/analytics/contracts";
import { usageEventsContract } from "@/lib/contracts/analytics/feed";
import { dispatchContract, runFlowContract } from "@/lib/contracts/call/contracts";
import { capabilityContracts } from "@/lib/contracts/capability/contracts";
import type { Contract } from "@/lib/contracts/contract";
import { customerContracts } from "@/lib/contracts/customer/contracts";
import { portalLinkContracts } from "@/lib/contracts/customer/portal-links";
import { statementContract } from "@/lib/contracts/customer/statement";
import { customerUsageContract } from "@/lib/contracts/customer/usage";
import { getExecutionContract, listExecutionsContract } from "@/lib/contracts/execution/contracts";
import { flowContracts } from "@/lib/contracts/flow/contracts";
import { meContract } from "@/lib/contracts/me/contracts";
import {
  openApiContract,
  surfaceJsonContract,
  surfaceYamlContract,
} from "@/lib/contracts/openapi/contracts";
import { planContracts } from "@/lib/contracts/plan/contracts";
import { platformKeyContracts } from "@/lib/contracts/platform-key/contracts";
import {
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key/report";
import { productContracts } from "@/lib/contracts/product/contracts";
import { capabilityImpactContract, surfaceImpactContract } from "@/lib/contracts/product/impact";
import { promptContracts } from "@/lib/contracts/prompt/contracts";
import { recordContracts } from "@/lib/contracts/record/contracts";
import { secretContracts } from "@/lib/contracts/secret/contracts";
import { surfaceContracts } from "@/lib/contracts/surface/contracts";
import { surfaceItemContracts } from "@/lib/contracts/surface-item/contracts";
import { claimLinkContracts } from "@/lib/contracts/surface-key/claim-links";
import { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";

/** Every contract that has a route, in the order of the reference. */
export const ALL_CONTRACTS: readonly Contract[] = [
  meContract,
  platformKeyOptionsContract,
  platformKeyContracts.list,
  platformKeyContracts.create,
  platformKeyAnalyticsContract,
  platformKeyContracts.get,
  platformKeyContracts.update,
  platformKeyContracts.revoke,
  platformKeyContracts.regenerate,
  platformKeyContracts.rotate,
  singleKeyAnalyticsContract,
  ...Object.values(flowContracts),
  runFlowContract,
  dispatchContract,
  listExecutionsContract,
  getExecutionContract,
  ...Object.values(recordContracts),
  ...Object.values(promptContracts),
  ...Object.values(secretContracts),
  ...Object.values(productContracts),
  ...Object.values(capabilityContracts),
  capabilityImpactContract,
  ...Object.values(surfaceContracts),
  surfaceImpactContract,
  ...Object.values(surfaceItemContracts),
  ...Object.values(surfaceKeyContracts),
  ...Object.values(claimLinkContracts),
  ...Object.values(customerContracts),
  customerUsageContract,
  statementContract,
  ...Object.values(portalLinkContracts),
  ...Object.values(planContracts),
  usageContract,
  usageEventsContract,
  surfaceJsonContract,
  surfaceYamlContract,
  openApiContract,
];
