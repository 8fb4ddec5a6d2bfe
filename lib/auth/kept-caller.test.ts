import { afterEach, describe, expect, it } from "vitest";
import { keptAddress } from "@/lib/auth/kept-caller";
import { env } from "@/lib/env";

const settings = env();

function keep(how: "truncated" | "hashed" | "full"): void {
  globalThis.runtypeEnv = { ...settings, RUNTYPE_CALLER_ADDRESS: how };
}

afterEach(() => {
  globalThis.runtypeEnv = settings;
});

describe("the address of a caller", () => {
  it.each([
    ["198.51.100.7", "198.51.100.0/24"],
    ["::ffff:198.51.100.7", "198.51.100.0/24"],
    ["2001:db8:1:2::9", "2001:db8:1::/48"],
  ])("is truncated unless said otherwise: %s becomes %s", (address, kept) => {
    expect(keptAddress(address)).toBe(kept);
  });

  it("is kept whole when the operator says so", () => {
    keep("full");
    expect(keptAddress("::ffff:198.51.100.7")).toBe("198.51.100.7");
  });

  it("is told apart but not told when hashed", () => {
    keep("hashed");
    const kept = keptAddress("198.51.100.7");
    expect(kept).toMatch(/^[0-9a-f]{16}$/);
    expect(keptAddress("::ffff:198.51.100.7")).toBe(kept);
    expect(keptAddress("198.51.100.8")).not.toBe(kept);
  });

  it.each([null, "", "unknown", "198.51.100.7, 10.0.0.1"])("is not made up from %s", (address) => {
    expect(keptAddress(address)).toBeNull();
  });
});
