import { FULL_ACCESS } from "@/lib/policy/scopes";

export type PermissionTemplate = {
  key: string;
  label: string;
  description: string;
  permissions: readonly string[];
};

/** What a key holds when nobody says. */
export const DEFAULT_PERMISSIONS = ["FLOWS:READ", "RECORDS:READ"] as const;

export const PERMISSION_TEMPLATES: readonly PermissionTemplate[] = [
  {
    key: "read_only",
    label: "Read-only",
    description: "Reads everything and changes nothing. For dashboards and exports.",
    permissions: [
      "FLOWS:READ",
      "RECORDS:READ",
      "PROMPTS:READ",
      "ANALYTICS:READ",
      "PRODUCTS:READ",
      "SURFACE_KEYS:READ",
      "CUSTOMERS:READ",
    ],
  },
  {
    key: "flow_runner",
    label: "Flow runner",
    description:
      "Finds, runs and publishes flows; those that use records need record permissions too. For CI jobs and deployments.",
    permissions: ["FLOWS:READ", "FLOWS:EXECUTE"],
  },
  {
    key: "records_sync",
    label: "Records sync",
    description: "Reads and writes records, nothing else. For imports and syncs.",
    permissions: ["RECORDS:READ", "RECORDS:WRITE"],
  },
  {
    key: "analytics",
    label: "Analytics",
    description: "Reads usage numbers only. For monitoring.",
    permissions: ["ANALYTICS:READ"],
  },
  {
    key: "full_access",
    label: "Full access",
    description: "Everything a key can do, including permissions added later. Production only.",
    permissions: [FULL_ACCESS],
  },
];
