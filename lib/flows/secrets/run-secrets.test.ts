import { expect, it } from "vitest";
import { readTarget } from "@/lib/flows/outbound/read-target";
import { runSecrets } from "@/lib/flows/secrets/run-secrets";

const target = readTarget("https://example.com/", []);
const hosts = ["example.com"];
const found = (keys: readonly string[]) =>
  keys.map((key) => ({ key, hosts, open: () => `value-of-${key}` }));
const KEYS = Array.from({ length: 50 }, (_, at) => `KEY_${at}`);

it("a run uses at most 50 secrets, as each is masked in all that comes after", async () => {
  const secrets = runSecrets({ environment: "test", find: async (keys) => found(keys) });
  await secrets.take(KEYS, target);
  await secrets.take(KEYS.slice(0, 5), target);
  await expect(secrets.take(["ONE_MORE"], target)).rejects.toThrow(
    "A run can use at most 50 secrets.",
  );
});

it("the masks of a run share one bound of work, and repeat none for a secret that is masked", async () => {
  const secrets = runSecrets({ environment: "test", find: async (keys) => found(keys) });
  const open = async (keys: readonly string[]) => (await secrets.take(keys, target))();
  const large = (letter: string) => letter.repeat(3_000_000);
  await open(KEYS.slice(0, 49));
  const mask = secrets.mask();
  await open(KEYS.slice(0, 5));
  expect(secrets.mask()).toBe(mask);
  expect(mask.text(large("x")) === large("x")).toBe(true);
  expect(mask.text(large("y")).slice(0, 9)).toBe("***");
  await open(KEYS.slice(49));
  expect(secrets.mask().text(large("z")).slice(0, 9)).toBe("***");
  expect(secrets.mask().text("value-of-KEY_49")).toBe("***");
});
