import { describe, expect, it } from "vitest";
import { ipRangeProblem, isInRanges } from "@/lib/core/ip-range";

describe("an address range", () => {
  it("is accepted in canonical form", () => {
    const good = ["10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::1"];
    for (const text of good) expect(ipRangeProblem(text), text).toBeUndefined();
  });

  it("is refused with what to write instead", () => {
    expect(ipRangeProblem("::ffff:10.0.0.1")).toBe("Write it as IPv4: 10.0.0.1.");
    expect(ipRangeProblem("10.0.0.5/8")).toBe("Write it as 10.0.0.0/8.");
    expect(ipRangeProblem("2001:0db8::1")).toBe("Write it as 2001:db8::1.");
    expect(ipRangeProblem("2001:DB8::1")).toBe("Write it as 2001:db8::1.");
    expect(ipRangeProblem("127.1")).toBe("Write it as 127.0.0.1.");
  });

  it("is refused when it is none", () => {
    for (const text of [
      "",
      "10.0.0.0/33",
      "10.0.0.256",
      "example.com",
      "10.0.0.1/",
      "::/129",
      "fe80::1%eth0",
    ]) {
      expect(ipRangeProblem(text), text).toBe("Not an IPv4 or IPv6 address or CIDR range.");
    }
  });
});

describe("a caller", () => {
  it("is in a range of its own kind only", () => {
    expect(isInRanges("10.1.2.3", ["10.0.0.0/8"])).toBe(true);
    expect(isInRanges("11.1.2.3", ["10.0.0.0/8"])).toBe(false);
    expect(isInRanges("2001:db8::5", ["2001:db8::/32"])).toBe(true);
    expect(isInRanges("10.1.2.3", ["2001:db8::/32"])).toBe(false);
  });

  it("counts as IPv4 when it comes in IPv6 form", () => {
    expect(isInRanges("::ffff:10.1.2.3", ["10.1.2.3"])).toBe(true);
  });

  it("with no readable address is in no range", () => {
    expect(isInRanges("", ["0.0.0.0/0"])).toBe(false);
    expect(isInRanges("unknown", ["0.0.0.0/0", "::/0"])).toBe(false);
  });
});
