"use server";

import { action } from "@/lib/actions/action";
import * as organization from "@/lib/services/organization/writes";
import * as plans from "@/lib/services/plan/writes";

export const createPlan = action(plans.createPlan);
export const updatePlan = action(plans.updatePlan);
export const deletePlan = action(plans.deletePlan);
export const updateOrganization = action(organization.updateOrganization);
