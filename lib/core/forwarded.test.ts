import { describe, expect, it } from "vitest";
import { forwardedFor, xForwardedFor } from "./forwarded";

describe("X-Forwarded-For", () => {
  it.each([
    ["203.0.113.7", ["203.0.113.7"]],
    ["203.0.113.7:65535", ["203.0.113.7"]],
    ["2001:db8::1", ["2001:db8::1"]],
    ["[2001:db8::1]", ["2001:db8::1"]],
    ["[2001:db8::1]:443", ["2001:db8::1"]],
    ["::ffff:203.0.113.7", ["::ffff:203.0.113.7"]],
    [" 198.51.100.1 ,\t203.0.113.7:80", ["198.51.100.1", "203.0.113.7"]],
  ])("%s", (line, addresses) => {
    expect(xForwardedFor(line)).toEqual(addresses);
  });

  it.each([
    "",
    "unknown",
    "localhost",
    "203.0.113",
    "203.0.113.7:",
    "203.0.113.7:http",
    "203.0.113.7:123456",
    "203.0.113.07",
    "0x7f.1",
    "127.1",
    "[203.0.113.7]",
    "[2001:db8::1",
    "2001:db8::1]:80",
    "fe80::1%eth0",
    '"203.0.113.7"',
    "for=203.0.113.7",
    "\xff",
  ])("'%s' names nobody", (line) => {
    expect(xForwardedFor(line)).toEqual(["unknown"]);
  });
});

describe("Forwarded", () => {
  it.each([
    ["for=203.0.113.7", ["203.0.113.7"]],
    ["For=203.0.113.7;proto=https;by=203.0.113.43", ["203.0.113.7"]],
    ['proto=http ; for="203.0.113.7:47011"', ["203.0.113.7"]],
    ['for="203.0.113.7:_port"', ["203.0.113.7"]],
    ['for="[2001:db8:cafe::17]:4711"', ["2001:db8:cafe::17"]],
    ['for="[2001:db8:cafe::17]"', ["2001:db8:cafe::17"]],
    ['for="\\2\\03.0.113.7"', ["203.0.113.7"]],
    ["for=198.51.100.1, for=203.0.113.7", ["198.51.100.1", "203.0.113.7"]],
    ['for=198.51.100.1;host="a,b;for=x",for=203.0.113.7', ["198.51.100.1", "203.0.113.7"]],
    [", for=203.0.113.7 ,", ["203.0.113.7"]],
    ["for=unknown, for=_hidden, for=203.0.113.7", ["unknown", "unknown", "203.0.113.7"]],
    ["for=203.0.113.7, proto=https", ["203.0.113.7", "unknown"]],
  ])("%s", (line, addresses) => {
    expect(forwardedFor(line)).toEqual(addresses);
  });

  it.each([
    "203.0.113.7",
    "for",
    "for=",
    "for=203.0.113.7:80",
    "for=[2001:db8::1]",
    "for = 203.0.113.7",
    "for=203.0.113.7;for=198.51.100.1",
    'for="203.0.113.7',
    'for=203.0.113.7;x=", for=198.51.100.1',
    'for=203.0.113.7;x=", for="[2001:db8::1]"',
    "for=203.0.113.7 for=198.51.100.1",
    "for=203.0.113.7\xff",
  ])("'%s' is not well-formed and names nobody", (line) => {
    expect(forwardedFor(line)).toEqual(["unknown"]);
  });
});
