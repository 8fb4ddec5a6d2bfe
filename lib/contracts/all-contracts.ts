import { usageContract } from "@/lib/contracts/analytics";
import {
  createCapabilityContract,
  deleteCapabilityContract,
  getCapabilityContract,
  listCapabilitiesContract,
  updateCapabilityContract,
} from "@/lib/contracts/capability";
import type { Contract } from "@/lib/contracts/contract";
import { dispatchContract, runFlowContract } from "@/lib/contracts/dispatch";
import { getExecutionContract, listExecutionsContract } from "@/lib/contracts/execution";
import {
  createFlowContract,
  deleteFlowContract,
  getFlowContract,
  listFlowsContract,
  updateFlowContract,
} from "@/lib/contracts/flow";
import { listFlowVersionsContract, publishFlowContract } from "@/lib/contracts/flow-version";
import { capabilityImpactContract, surfaceImpactContract } from "@/lib/contracts/impact";
import { meContract } from "@/lib/contracts/me";
import { openApiContract } from "@/lib/contracts/openapi";
import {
  createPlatformKeyContract,
  getPlatformKeyContract,
  listPlatformKeysContract,
  regeneratePlatformKeyContract,
  revokePlatformKeyContract,
  rotatePlatformKeyContract,
  updatePlatformKeyContract,
} from "@/lib/contracts/platform-key";
import {
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key-report";
import {
  createProductContract,
  deleteProductContract,
  getProductContract,
  listProductsContract,
  updateProductContract,
} from "@/lib/contracts/product";
import {
  createPromptContract,
  deletePromptContract,
  getPromptContract,
  listPromptsContract,
  updatePromptContract,
} from "@/lib/contracts/prompt";
import {
  createRecordContract,
  deleteRecordContract,
  getRecordContract,
  listRecordChangesContract,
  listRecordsContract,
  updateRecordContract,
} from "@/lib/contracts/record";
import {
  createSecretContract,
  deleteSecretContract,
  getSecretContract,
  listSecretsContract,
  updateSecretContract,
} from "@/lib/contracts/secret";
import {
  createSurfaceContract,
  deleteSurfaceContract,
  getSurfaceContract,
  listAllSurfacesContract,
  listSurfacesContract,
  updateSurfaceContract,
} from "@/lib/contracts/surface";
import { surfaceJsonContract, surfaceYamlContract } from "@/lib/contracts/surface-document";
import {
  createSurfaceItemContract,
  deleteSurfaceItemContract,
  getSurfaceItemContract,
  listSurfaceItemsContract,
  updateSurfaceItemContract,
} from "@/lib/contracts/surface-item";
import {
  createSurfaceKeyContract,
  getSurfaceKeyContract,
  listSurfaceKeysContract,
  revokeSurfaceKeyContract,
  rotateSurfaceKeyContract,
  updateSurfaceKeyContract,
} from "@/lib/contracts/surface-key";

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
