import { usageContract } from "@/lib/contracts/analytics/contracts";
import { dispatchContract, runFlowContract } from "@/lib/contracts/call/contracts";
import {
  createCapabilityContract,
  deleteCapabilityContract,
  getCapabilityContract,
  listCapabilitiesContract,
  updateCapabilityContract,
} from "@/lib/contracts/capability/contracts";
import type { Contract } from "@/lib/contracts/contract";
import { getExecutionContract, listExecutionsContract } from "@/lib/contracts/execution/contracts";
import {
  createFlowContract,
  deleteFlowContract,
  getFlowContract,
  listFlowsContract,
  listFlowVersionsContract,
  publishFlowContract,
  updateFlowContract,
} from "@/lib/contracts/flow/contracts";
import { meContract } from "@/lib/contracts/me/contracts";
import { openApiContract } from "@/lib/contracts/openapi/contracts";
import {
  createPlatformKeyContract,
  getPlatformKeyContract,
  listPlatformKeysContract,
  regeneratePlatformKeyContract,
  revokePlatformKeyContract,
  rotatePlatformKeyContract,
  updatePlatformKeyContract,
} from "@/lib/contracts/platform-key/contracts";
import {
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key/report";
import {
  createProductContract,
  deleteProductContract,
  getProductContract,
  listProductsContract,
  updateProductContract,
} from "@/lib/contracts/product/contracts";
import { capabilityImpactContract, surfaceImpactContract } from "@/lib/contracts/product/impact";
import {
  createPromptContract,
  deletePromptContract,
  getPromptContract,
  listPromptsContract,
  updatePromptContract,
} from "@/lib/contracts/prompt/contracts";
import {
  createRecordContract,
  deleteRecordContract,
  getRecordContract,
  listRecordChangesContract,
  listRecordsContract,
  updateRecordContract,
} from "@/lib/contracts/record/contracts";
import {
  createSecretContract,
  deleteSecretContract,
  getSecretContract,
  listSecretsContract,
  updateSecretContract,
} from "@/lib/contracts/secret/contracts";
import {
  createSurfaceContract,
  deleteSurfaceContract,
  getSurfaceContract,
  listAllSurfacesContract,
  listSurfacesContract,
  updateSurfaceContract,
} from "@/lib/contracts/surface/contracts";
import {
  createSurfaceItemContract,
  deleteSurfaceItemContract,
  getSurfaceItemContract,
  listSurfaceItemsContract,
  updateSurfaceItemContract,
} from "@/lib/contracts/surface-item/contracts";
import {
  createSurfaceKeyContract,
  getSurfaceKeyContract,
  listSurfaceKeysContract,
  revokeSurfaceKeyContract,
  rotateSurfaceKeyContract,
  updateSurfaceKeyContract,
} from "@/lib/contracts/surface-key/contracts";
import {
  surfaceJsonContract,
  surfaceYamlContract,
} from "@/lib/contracts/surface-openapi/contracts";

/** Every contract that has a route, in the order of the reference. */
export const ALL_CONTRACTS: readonly Contract[] = [
  meContract,
  platformKeyOptionsContract,
  listPlatformKeysContract,
  createPlatformKeyContract,
  platformKeyAnalyticsContract,
  getPlatformKeyContract,
  updatePlatformKeyContract,
  revokePlatformKeyContract,
  regeneratePlatformKeyContract,
  rotatePlatformKeyContract,
  singleKeyAnalyticsContract,
  listFlowsContract,
  createFlowContract,
  getFlowContract,
  updateFlowContract,
  deleteFlowContract,
  publishFlowContract,
  listFlowVersionsContract,
  runFlowContract,
  dispatchContract,
  listExecutionsContract,
  getExecutionContract,
  listRecordsContract,
  createRecordContract,
  getRecordContract,
  listRecordChangesContract,
  updateRecordContract,
  deleteRecordContract,
  listPromptsContract,
  createPromptContract,
  getPromptContract,
  updatePromptContract,
  deletePromptContract,
  listSecretsContract,
  createSecretContract,
  getSecretContract,
  updateSecretContract,
  deleteSecretContract,
  listProductsContract,
  createProductContract,
  getProductContract,
  updateProductContract,
  deleteProductContract,
  listCapabilitiesContract,
  createCapabilityContract,
  getCapabilityContract,
  updateCapabilityContract,
  deleteCapabilityContract,
  capabilityImpactContract,
  listAllSurfacesContract,
  listSurfacesContract,
  createSurfaceContract,
  getSurfaceContract,
  updateSurfaceContract,
  deleteSurfaceContract,
  surfaceImpactContract,
  listSurfaceItemsContract,
  createSurfaceItemContract,
  getSurfaceItemContract,
  updateSurfaceItemContract,
  deleteSurfaceItemContract,
  listSurfaceKeysContract,
  createSurfaceKeyContract,
  getSurfaceKeyContract,
  updateSurfaceKeyContract,
  revokeSurfaceKeyContract,
  rotateSurfaceKeyContract,
  usageContract,
  surfaceJsonContract,
  surfaceYamlContract,
  openApiContract,
];
