import "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** Addresses of the migrated database, by role. */
    cluster: { application: string; owner: string; superuser: string };
  }
}
