import { expect, it } from "vitest";
import { withoutKey } from "@/server/front-server";

const key = `papi_${"aB3".repeat(12)}xy`;

it.each([
  ["/flows?search=x", undefined],
  [`/flows?search=${key}`, "/flows"],
  [`/flows?search=${key}&cursor=a%20b`, "/flows?cursor=a%20b"],
  [`/usage?range=7d&${key}&outcome=ok`, "/usage?range=7d&outcome=ok"],
  [`/flows?search=${key.replace("_", "%5F")}`, "/flows"],
  [`/sign-in?callbackUrl=${encodeURIComponent(`/flows?search=${key}`)}`, "/sign-in"],
  [`/settings/api/${key}?x=1`, "/settings/api"],
  [`/${key}`, "/"],
  [`//example.com/${key}`, "/example.com"],
  [`/\\example.com/${key}`, "/example.com"],
])("an address of a page keeps all but its key, and its host: %s", (address, expected) => {
  expect(withoutKey(address)).toBe(expected);
});
