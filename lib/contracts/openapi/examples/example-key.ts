import type { z } from "zod";
import { MOMENT, USER_ID } from "@/lib/contracts/openapi/example";
import type { platformKeyView } from "@/lib/contracts/platform-key/contracts";
import { clock } from "@/lib/core/clock";
import { DEFAULT_PERMISSIONS } from "@/lib/policy/templates";

export const KEY_ID = "key_01kadxq9r7fz2bnhs4m8tq5wvc";

/** A key in form only: its checksum is wrong on purpose, so that scanners and the door refuse it. */
export const PLAIN_KEY = "rt_test_EXAMPLEexampleEXAMPLEexample0000000000";

export const SHOWN_ONCE = "Copy this key now. It will not be shown again.";

/** An expiry has to lie ahead, whenever this is read. */
export const NEXT_YEAR = `${clock.now().getUTCFullYear() + 1}-01-31T00:00:00.000Z`;

export const API_KEY: z.input<typeof platformKeyView> = {
  id: KEY_ID,
  name: "CI/CD pipeline",
  keyPrefix: "rt_test_EXAM",
  searchHint: "…0000",
  maskedKey: "rt_test_EXAM…0000",
  permissions: [...DEFAULT_PERMISSIONS],
  environment: "test",
  isActive: true,
  isTestKey: true,
  canReveal: false,
  status: "active",
  statusReason: null,
  allowedIps: ["203.0.113.7", "2001:db8::/32"],
  rateLimitPerHour: 1_000,
  rateLimitPerDay: 10_000,
  expiresAt: NEXT_YEAR,
  lastUsedAt: null,
  lastUsedFrom: null,
  createdAt: MOMENT,
  updatedAt: MOMENT,
  disabledAt: null,
  revokedAt: null,
  revokeReason: null,
  createdBy: { id: USER_ID, name: "Ada Example", left: false },
  revision: 1,
};
