import { expect, it } from "vitest";
import { nearPages } from "@/lib/core/near-pages";

const PAGES = [
  "/products",
  "/flows",
  "/usage",
  "/settings/api",
  "/settings/secrets",
  "/docs",
  "/docs/quick-start",
  "/docs/rate-limits",
].map((href) => ({ href, label: href }));

it.each([
  ["/settings/api/key_gone", ["/settings/api", "/settings/secrets"]],
  ["/products/prod_gone/surfaces/surf_gone", ["/products"]],
  ["/flows/flow_gone?tab=runs", ["/flows"]],
  ["/Flow", ["/flows"]],
  ["/setings/apis", ["/settings/api", "/settings/secrets"]],
  ["/settings", ["/settings/api", "/settings/secrets"]],
  ["/secrets", ["/settings/secrets"]],
  ["/quickstart", ["/docs/quick-start"]],
  ["/docs/ratelimit", ["/docs/rate-limits", "/docs/quick-start", "/docs"]],
  ["/elsewhere", []],
])("%s is near %j", (path, near) => {
  expect(nearPages(path, PAGES).map(({ href }) => href)).toEqual(near);
});
