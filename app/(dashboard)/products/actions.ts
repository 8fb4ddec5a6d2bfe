"use server";

import { action } from "@/lib/actions/action";
import { capabilityImpact } from "@/lib/services/capability/reads";
import {
  createCapability as addToProduct,
  updateCapability as change,
  deleteCapability as takeFromProduct,
} from "@/lib/services/capability/writes";
import { getFlow, listFlows } from "@/lib/services/flow/reads";
import { publishFlow as publish } from "@/lib/services/flow/writes";
import { productImpacts } from "@/lib/services/product/reads";
import {
  createProduct as create,
  deleteProduct as remove,
  updateProduct as update,
} from "@/lib/services/product/writes";
import { surfaceImpact } from "@/lib/services/surface/reads";
import {
  createSurface as addSurface,
  updateSurface as changeSurface,
  deleteSurface as removeSurface,
} from "@/lib/services/surface/writes";
import {
  createSurfaceItem,
  deleteSurfaceItem,
  updateSurfaceItem,
} from "@/lib/services/surface-item/writes";
import { listSurfaceKeys } from "@/lib/services/surface-key/reads";

export const readFlowChoices = action(listFlows);
export const readFlow = action(getFlow);
export const publishFlow = action(publish);
export const createProduct = action(create);
export const updateProduct = action(update);
export const deleteProduct = action(remove);
export const createCapability = action(addToProduct);
export const updateCapability = action(change);
export const removeCapability = action(takeFromProduct);
export const readProductImpacts = action(productImpacts);
export const readCapabilityImpact = action(capabilityImpact);
export const createSurface = action(addSurface);
export const updateSurface = action(changeSurface);
export const deleteSurface = action(removeSurface);
export const readSurfaceImpact = action(surfaceImpact);
export const addEndpoint = action(createSurfaceItem);
export const updateEndpoint = action(updateSurfaceItem);
export const removeEndpoint = action(deleteSurfaceItem);
export const readSurfaceKeys = action(listSurfaceKeys);
