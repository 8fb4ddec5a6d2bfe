import { expect, test } from "vitest";
import { ipEntryError, splitEntries } from "./allowed-ips-field";

test("addresses and ranges of both families are taken", () => {
  for (const text of ["10.0.0.1", "10.0.0.0/8", "2001:db8::1", "2001:db8::/32"]) {
    expect(ipEntryError(text)).toBeNull();
  }
});

test("what is no address or no range is named", () => {
  for (const text of [
    "10.0.0.0/33",
    "2001:db8::/129",
    "127.1",
    "0x7f.1",
    "2130706433",
    "a",
    "1.2.3.4/8/9",
    "::ffff:10.0.0.1",
    "10.0.0.1/8",
    "１０.0.0.1",
  ]) {
    expect(ipEntryError(text)).toContain(text);
  }
});

test("a pasted list is split at commas, spaces and line breaks", () => {
  expect(splitEntries(" 10.0.0.1, 10.0.0.2\n10.0.0.3;;\t10.0.0.4 ")).toEqual([
    "10.0.0.1",
    "10.0.0.2",
    "10.0.0.3",
    "10.0.0.4",
  ]);
});
