import { describe, expect, it } from "vitest";
import { ipRangeProblem, isInRanges, isWithinRanges } from "@/lib/core/ip-range";

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

describe("ranges", () => {
  it("are within others when these let in every caller that they let in", () => {
    const within: [string[], string[]][] = [
      [[], []],
      [["10.0.0.1"], []],
      [["0.0.0.0/0", "::/0"], []],
      [["10.0.0.1"], ["10.0.0.1/32"]],
      [["10.0.0.0/24"], ["10.0.0.128/25", "10.0.0.0/25"]],
      [["10.0.0.0/23"], ["10.0.1.0/24", "192.0.2.1", "10.0.0.0/24"]],
      [["2001:db8::/33", "2001:db8:8000::/33"], ["2001:db8::/32"]],
      [["255.255.255.255"], ["0.0.0.0/0"]],
      [["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], ["::/0"]],
    ];
    for (const [ranges, others] of within) {
      expect(isWithinRanges(ranges, others), `${ranges} in ${others}`).toBe(true);
    }
  });

  it("are not within others that leave out a single address, or are of the other kind", () => {
    const wider: [string[], string[]][] = [
      [[], ["0.0.0.0/0", "::/0"]],
      [["10.0.0.0/24"], ["10.0.0.0/25", "10.0.0.129/32", "10.0.0.130/31"]],
      [["10.0.0.0/8"], ["10.0.0.0/9"]],
      [["10.0.0.1", "10.0.0.2"], ["10.0.0.1"]],
      [["10.0.0.1"], ["::/0"]],
      [["::1"], ["0.0.0.0/0"]],
      [["::/0"], ["0.0.0.0/0", "8000::/1"]],
    ];
    for (const [ranges, others] of wider) {
      expect(isWithinRanges(ranges, others), `${ranges} in ${others}`).toBe(false);
    }
  });

  it("compare as their callers do, one address after the other", () => {
    let seed = 7;
    const below = (bound: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * bound);
    };
    const some = () =>
      Array.from({ length: 1 + below(4) }, () => {
        const bits = 28 + below(5);
        const size = 2 ** (32 - bits);
        return `10.0.0.${below(32 / size) * size}/${bits}`;
      });
    const callers = Array.from({ length: 32 }, (_, at) => `10.0.0.${at}`);
    for (let round = 0; round < 500; round += 1) {
      const [ranges, others] = [some(), some()];
      const each = callers.filter((caller) => isInRanges(caller, ranges));
      const expected = each.every((caller) => isInRanges(caller, others));
      expect(isWithinRanges(ranges, others), `${ranges} in ${others}`).toBe(expected);
    }
  });
});
