import { usageContract } from "@/lib/contracts/analytics/contracts";
import { dispatchContract, runFlowContract } from "@/lib/contracts/call/contracts";
import * as capabilityContracts from "@/lib/contracts/capability/contracts";
import type { Contract } from "@/lib/contracts/contract";
import { getExecutionContract, listExecutionsContract } from "@/lib/contracts/execution/contracts";
import * as flowContracts from "@/lib/contracts/flow/contracts";
import { meContract } from "@/lib/contracts/me/contracts";
import { openApiContract } from "@/lib/contracts/openapi/contracts";
import * as platformKeyContracts from "@/lib/contracts/platform-key/contracts";
import {
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key/report";
import * as productContracts from "@/lib/contracts/product/contracts";
import { capabilityImpactContract, surfaceImpactContract } from "@/lib/contracts/product/impact";
import * as promptContracts from "@/lib/contracts/prompt/contracts";
import * as recordContracts from "@/lib/contracts/record/contracts";
import * as secretContracts from "@/lib/contracts/secret/contracts";
import * as surfaceContracts from "@/lib/contracts/surface/contracts";
import * as surfaceItemContracts from "@/lib/contracts/surface-item/contracts";
import * as surfaceKeyContracts from "@/lib/contracts/surface-key/contracts";
import {
  surfaceJsonContract,
  surfaceYamlContract,
} from "@/lib/contracts/surface-openapi/contracts";

/** Every contract that has a route, in the order of the reference. */
export const ALL_CONTRACTS: readonly Contract[] = [
  meContract,
  platformKeyOptionsContract,
  platformKeyContracts.listPlatformKeysContract,
  platformKeyContracts.createPlatformKeyContract,
  platformKeyAnalyticsContract,
  platformKeyContracts.getPlatformKeyContract,
  platformKeyContracts.updatePlatformKeyContract,
  platformKeyContracts.revokePlatformKeyContract,
  platformKeyContracts.regeneratePlatformKeyContract,
  platformKeyContracts.rotatePlatformKeyContract,
  singleKeyAnalyticsContract,
  flowContracts.listFlowsContract,
  flowContracts.createFlowContract,
  flowContracts.getFlowContract,
  flowContracts.updateFlowContract,
  flowContracts.deleteFlowContract,
  flowContracts.publishFlowContract,
  flowContracts.listFlowVersionsContract,
  runFlowContract,
  dispatchContract,
  listExecutionsContract,
  getExecutionContract,
  recordContracts.listRecordsContract,
  recordContracts.createRecordContract,
  recordContracts.getRecordContract,
  recordContracts.listRecordChangesContract,
  recordContracts.updateRecordContract,
  recordContracts.deleteRecordContract,
  promptContracts.listPromptsContract,
  promptContracts.createPromptContract,
  promptContracts.getPromptContract,
  promptContracts.updatePromptContract,
  promptContracts.deletePromptContract,
  secretContracts.listSecretsContract,
  secretContracts.createSecretContract,
  secretContracts.getSecretContract,
  secretContracts.updateSecretContract,
  secretContracts.deleteSecretContract,
  productContracts.listProductsContract,
  productContracts.createProductContract,
  productContracts.getProductContract,
  productContracts.updateProductContract,
  productContracts.deleteProductContract,
  capabilityContracts.listCapabilitiesContract,
  capabilityContracts.createCapabilityContract,
  capabilityContracts.getCapabilityContract,
  capabilityContracts.updateCapabilityContract,
  capabilityContracts.deleteCapabilityContract,
  capabilityImpactContract,
  surfaceContracts.listAllSurfacesContract,
  surfaceContracts.listSurfacesContract,
  surfaceContracts.createSurfaceContract,
  surfaceContracts.getSurfaceContract,
  surfaceContracts.updateSurfaceContract,
  surfaceContracts.deleteSurfaceContract,
  surfaceImpactContract,
  surfaceItemContracts.listSurfaceItemsContract,
  surfaceItemContracts.createSurfaceItemContract,
  surfaceItemContracts.getSurfaceItemContract,
  surfaceItemContracts.updateSurfaceItemContract,
  surfaceItemContracts.deleteSurfaceItemContract,
  surfaceKeyContracts.listSurfaceKeysContract,
  surfaceKeyContracts.createSurfaceKeyContract,
  surfaceKeyContracts.getSurfaceKeyContract,
  surfaceKeyContracts.updateSurfaceKeyContract,
  surfaceKeyContracts.revokeSurfaceKeyContract,
  surfaceKeyContracts.rotateSurfaceKeyContract,
  usageContract,
  surfaceJsonContract,
  surfaceYamlContract,
  openApiContract,
];
