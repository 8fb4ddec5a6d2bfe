import { expect, it } from "vitest";
import { BatchLoader } from "@/lib/core/batch-loader";

const tick = () => new Promise<void>((done) => setImmediate(done));

it("looks up one thing after the other, and together what is asked meanwhile, each once", async () => {
  const looks: string[][] = [];
  const gates: (() => void)[] = [];
  const loader = new BatchLoader<string>(async (keys) => {
    looks.push(keys);
    await new Promise<void>((open) => gates.push(open));
    return new Map(keys.filter((key) => key !== "none").map((key) => [key, key.toUpperCase()]));
  });
  const first = loader.load("a");
  const others = ["b", "c", "b", "none"].map((key) => loader.load(key));
  await tick();
  expect(looks).toEqual([["a"]]);
  gates[0]?.();
  expect(await first).toBe("A");
  await tick();
  const late = loader.load("b");
  expect(looks).toEqual([["a"], ["b", "c", "none"]]);
  gates[1]?.();
  expect(await Promise.all(others)).toEqual(["B", "C", "B", undefined]);
  await tick();
  gates[2]?.();
  expect(await late).toBe("B");
  expect(looks).toHaveLength(3);
});

it("tells everyone who waited when a look-up fails, and continues", async () => {
  let fails = true;
  const loader = new BatchLoader<number>(async (keys) => {
    if (fails) throw new Error("down");
    return new Map(keys.map((key) => [key, 1]));
  });
  await expect(loader.load("a")).rejects.toThrow("down");
  fails = false;
  expect(await loader.load("a")).toBe(1);
});
