import { expect, it } from "vitest";
import { readTarget } from "@/lib/flows/outbound/read-target";
import { runSecrets } from "@/lib/flows/secrets/run-secrets";

it("a run uses at most 50 secrets, as each is masked in all that comes after", async () => {
  const target = readTarget("https://example.com/", []);
  const hosts = ["example.com"];
  const found = (keys: readonly string[]) =>
    keys.map((key) => ({ key, hosts, open: () => `value-of-${key}` }));
  const secrets = runSecrets({ environment: "test", find: async (keys) => found(keys) });
  const keys = Array.from({ length: 50 }, (_, at) => `KEY_${at}`);
  await secrets.take(keys, target);
  await secrets.take(keys.slice(0, 5), target);
  await expect(secrets.take(["ONE_MORE"], target)).rejects.toThrow(
    "A run can use at most 50 secrets.",
  );
});
