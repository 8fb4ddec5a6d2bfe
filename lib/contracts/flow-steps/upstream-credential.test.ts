import { describe, expect, it } from "vitest";
import { isCredential, withoutCredentials } from "./request-headers";

const jwt = `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.c`;

describe("a header of a step", () => {
  it.each([
    ["Authorization", "Bearer abc"],
    ["Authorization", "abc"],
    ["authorization", "Basic dXNlcjpwYXNz"],
    ["Authorization", "Bearer {{prefix}}abc123"],
    ["Authorization", "ApiKey abc"],
    ["X-Api-Key", "abc"],
    ["api-key", "k-123"],
    ["X-Goog-Api-Key", "{{a}}b"],
    ["Ocp-Apim-Subscription-Key", "0123"],
    ["X-Auth-Token", "t0ken"],
    ["Private-Token", "x1"],
    ["X-Shopify-Access-Token", "abcdefghijkl"],
    ["Cookie", "session=abc123"],
    ["Cookie", "session={{secret:SESSION}}; other=1"],
    ["X-Forwarded-Authorization", "x"],
    ["X-Other", "Bearer x"],
    ["X-Other", `sk_live_${"a".repeat(16)}`],
    ["X-Other", `sk-proj-${"a".repeat(16)}`],
    ["X-Other", `papi_${"a".repeat(38)}`],
    ["X-Other", `rt_live_${"a".repeat(38)}`],
    ["X-Other", `ghp_${"a".repeat(36)}`],
    ["X-Other", `AKIA${"A".repeat(16)}`],
    ["X-Other", jwt],
    ["X-Other", `token-${jwt}`],
    ["X-Other", `-eyJ-eyJ-${jwt}`],
    ["X-Other", `a.b-c-${jwt}.d`],
    ["Authorization", "a b\t {{x}}"],
  ])("that carries a credential is told: %s: %s", (name, value) => {
    expect(isCredential(name, value)).toBe(true);
  });

  it.each([
    ["Authorization", "Bearer {{secret:CRM_TOKEN}}"],
    ["Authorization", "{{secret:CRM_TOKEN}}"],
    ["Authorization", "Bearer {{login.access_token}}"],
    ["Authorization", ""],
    ["Authorization", "Bearer   {{x}}"],
    ["Authorization", "Key = {{x}}"],
    ["X-Api-Key", "{{secret:CRM_TOKEN}}"],
    ["Cookie", "session={{secret:SESSION}}; theme={{theme}}"],
    ["X-Atlassian-Token", "no-check"],
    ["Idempotency-Key", "order-{{id}}-2026"],
    ["Content-Type", "application/json"],
    ["X-Key", "k-{{q}}"],
    ["X-Request-Id", "3f2b8c1e-8f0f-4b7e-9d3a-2f1f5f1b2c3d"],
    ["Accept", "application/vnd.github+json"],
  ])("that carries none may stand: %s: %s", (name, value) => {
    expect(isCredential(name, value)).toBe(false);
  });
});

it("steps that are only read show no credential, and all else as it is", () => {
  const http = (authorization: string) => ({
    url: "https://api.example.com",
    headers: { Authorization: authorization, Accept: "text/plain" },
    body: { token: jwt, n: 1 },
  });
  const step = (inner: unknown) => ({ config: { trueSteps: [{ config: { http: inner } }] } });
  const masked = { ...http("***"), body: { token: "***", n: 1 } };
  expect(withoutCredentials([step(http("Bearer abc"))])).toEqual([step(masked)]);
});
