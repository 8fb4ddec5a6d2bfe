import { expect, it } from "vitest";
import { pathOf } from "@/lib/http/request-url";

it.each([
  "",
  "/",
  "?a=/b",
  "#/a",
  "/v1/me",
  "/v1/me/",
  "//v1//me",
  "/v1/./flows/../me",
  "/v1/%2e%2e/me",
  "/v1\\me",
  "/v1/me?search=/a#b?c",
  "/v1/me#a?b",
  "/v1/ü/😀/%ff/%zz",
  "/v1/a b|^`{}[]<>@:;=,!$&'()*+~",
  "/http://other.example/x",
])("the path of a request is the one that URL finds: %j", (path) => {
  for (const origin of ["http://localhost:3000", "https://[::1]", "https://a:b@example.com"]) {
    const { href, pathname } = new URL(origin + path);
    expect(pathOf(href)).toBe(pathname);
  }
});
