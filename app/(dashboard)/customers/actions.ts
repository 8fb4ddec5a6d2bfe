"use server";

import { action } from "@/lib/actions/action";
import { customerImpact } from "@/lib/services/customer/impact";
import { mergeCustomers as merge } from "@/lib/services/customer/merge";
import * as portalLinks from "@/lib/services/customer/portal-links";
import { findAlikeCustomers } from "@/lib/services/customer/reads";
import * as customers from "@/lib/services/customer/writes";

export const createPortalLink = action(portalLinks.createPortalLink);
export const withdrawPortalLink = action(portalLinks.withdrawPortalLink);
export const createCustomer = action(customers.createCustomer);
export const updateCustomer = action(customers.updateCustomer);
export const deleteCustomer = action(customers.deleteCustomer);
export const readCustomerImpact = action(customerImpact);
export const readAlikeCustomers = action(findAlikeCustomers);
export const mergeCustomers = action(merge);
