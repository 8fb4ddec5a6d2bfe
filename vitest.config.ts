import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { routesModule } from "./scripts/routes.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const ignored = ["**/node_modules/**", ".build/**", ".data/**", ".next/**", "e2e/**"];
/** What replaces a module, which a file that shares its worker would get too. */
const replacing = ["lib/actions/*.db.test.ts"];
/** Their own tests run each of their branches: to count branches in all tests takes a minute. */
const covered = ["lib/policy", "lib/credentials", "lib/decisions"];
const coveredTests = covered.map((folder) => `${folder}/**/*.test.ts`);
const database = ["**/*.db.test.ts", "app/**/route.test.ts", "tests/**/*.test.ts"];

const withDatabase = {
  pool: "forks" as const,
  globalSetup: ["tests/setup/cluster.ts"],
  setupFiles: ["tests/setup/environment.ts", "tests/setup/database.ts"],
};

const routeTable: Plugin = {
  name: "route-table",
  resolveId: (id) => (id === "virtual:routes" ? `\0${id}` : undefined),
  load: (id) => (id === "\0virtual:routes" ? routesModule() : undefined),
};

export default defineConfig({
  plugins: [routeTable],
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      { find: /^server-only$/, replacement: `${root}tests/setup/server-only.ts` },
    ],
  },
  test: {
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Only what never comes ends these: a busy machine is no failure.
    expect: { poll: { timeout: 60_000 } },
    // Tests of whole processes mostly wait for them.
    maxWorkers: 4,
    coverage: {
      provider: "v8",
      reporter: [["text", { skipFull: true }], "json-summary"],
      include: covered.map((folder) => `${folder}/**/*.ts`),
      exclude: ["**/*.test.ts"],
      thresholds: { branches: 100 },
    },
    projects: [
      {
        extends: true,
        test: { name: "covered", include: coveredTests, ...withDatabase, isolate: false },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...ignored, ...coveredTests, ...database],
          setupFiles: ["tests/setup/environment.ts"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: database,
          exclude: [...ignored, ...coveredTests, ...replacing],
          ...withDatabase,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "replacing",
          include: replacing,
          exclude: ignored,
          ...withDatabase,
        },
      },
    ],
  },
});
