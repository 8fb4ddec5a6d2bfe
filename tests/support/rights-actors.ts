import fc from "fast-check";
import { ALL_PERMISSIONS, type Permission } from "@/lib/policy/permissions";
import { ENVIRONMENTS, type Environment, ROLES, type Role } from "@/lib/policy/roles";
import { createKey } from "../factories/key";
import { createPerson } from "../factories/people";
import { productsApi } from "./products";
import type { Effect } from "./rights-steps";

export type Plan =
  | { kind: "person"; role: Role }
  | { kind: "key"; environment: Environment; scopes: string[] };

const WHOLE = ["*", "FLOWS:*", "RECORDS:*", "PRODUCTS:*", "SURFACE_KEYS:*", "PROMPTS:*"];

/** Some single permissions, and often a whole resource, so that much is allowed and much is not. */
export const someScopes = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...ALL_PERMISSIONS), { maxLength: 6 }),
    fc.uniqueArray(fc.constantFrom(...WHOLE), { maxLength: 3 }),
  )
  .map(([single, whole]) => [...single, ...whole]);

export const somePlan: fc.Arbitrary<Plan> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("person"), role: fc.constantFrom(...ROLES) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("key"),
      environment: fc.constantFrom(...ENVIRONMENTS),
      scopes: someScopes,
    }),
  },
);

/** What someone may do at a moment, by the documentation and not by the code under test. */
export class Rights {
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  get isTestKey(): boolean {
    return this.#plan.kind === "key" && this.#plan.environment === "test";
  }

  /** Whether they may have an effect; secrets are for people to put into flows. */
  holds(permission: Effect): boolean {
    const plan = this.#plan;
    if (permission === "SECRET") return plan.kind === "person" && plan.role !== "viewer";
    if (plan.kind === "person") return plan.role !== "viewer" || permission.endsWith(":READ");
    const isForLive = permission === "PRODUCTS:WRITE" || permission === "SURFACE_KEYS:WRITE";
    if (permission.startsWith("API_KEYS:") || (isForLive && plan.environment === "test")) {
      return false;
    }
    const wanted = ["*", permission, permission.replace(/:.*/, ":*")];
    return plan.scopes.some((scope) => wanted.includes(scope));
  }

  /** Whether they may do it themselves there. */
  acts(permission: Permission, environment: Environment): boolean {
    const plan = this.#plan;
    return this.holds(permission) && (plan.kind === "person" || plan.environment === environment);
  }

  /** Whether what they store, publish or expose may do it there. */
  answersFor(permission: Effect, environment: Environment): boolean {
    return this.holds(permission) && (environment === "test" || !this.isTestKey);
  }

  /** Whether they may expose what needs a permission there. */
  exposes(permission: Effect, environment: Environment): boolean {
    return (
      this.answersFor(permission, environment) &&
      this.holds("PRODUCTS:WRITE") &&
      this.holds("FLOWS:READ") &&
      this.holds("FLOWS:EXECUTE")
    );
  }
}

export type Actor = {
  title: string;
  rights: Rights;
  /** Undefined for people. */
  keyId?: string;
  environment?: Environment;
  api: ReturnType<typeof productsApi>;
};

export async function makeActor(organizationId: string, plan: Plan): Promise<Actor> {
  const facts = { title: JSON.stringify(plan), rights: new Rights(plan) };
  if (plan.kind === "person") {
    const { token } = await createPerson({ organizationId, role: plan.role });
    return { ...facts, api: productsApi({ Authorization: `Bearer ${token}` }) };
  }
  const { environment, scopes: permissions } = plan;
  const key = await createKey({ organizationId, environment, permissions });
  return { ...facts, environment, keyId: key.id, api: productsApi(key.headers) };
}
