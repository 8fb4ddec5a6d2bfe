import { expect, it } from "vitest";
import { Gathered } from "@/lib/core/gathered";

const tick = () => new Promise<void>((done) => setImmediate(done));

it("looks up one thing after the other, and together what is asked meanwhile, each once", async () => {
  const looks: string[][] = [];
  const gates: (() => void)[] = [];
  const gathered = new Gathered<string>(async (keys) => {
    looks.push(keys);
    await new Promise<void>((open) => gates.push(open));
    return new Map(keys.filter((key) => key !== "none").map((key) => [key, key.toUpperCase()]));
  });
  const first = gathered.ask("a");
  const others = ["b", "c", "b", "none"].map((key) => gathered.ask(key));
  await tick();
  expect(looks).toEqual([["a"]]);
  gates[0]?.();
  expect(await first).toBe("A");
  await tick();
  const late = gathered.ask("b");
  expect(looks).toEqual([["a"], ["b", "c", "none"]]);
  gates[1]?.();
  expect(await Promise.all(others)).toEqual(["B", "C", "B", undefined]);
  await tick();
  gates[2]?.();
  expect(await late).toBe("B");
  expect(looks).toHaveLength(3);
});

it("tells everybody who waited when a look-up fails, and goes on", async () => {
  let fails = true;
  const gathered = new Gathered<number>(async (keys) => {
    if (fails) throw new Error("down");
    return new Map(keys.map((key) => [key, 1]));
  });
  await expect(gathered.ask("a")).rejects.toThrow("down");
  fails = false;
  expect(await gathered.ask("a")).toBe(1);
});
