import type { Contract } from "@/lib/contracts/contract";
import { meContract } from "@/lib/contracts/me";
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
];
