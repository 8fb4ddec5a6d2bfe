import { expect } from "vitest";
import { ask } from "./ask";
import { RawConnection } from "./raw-connection";

const EVERYWHERE = [
  ...["/", "/sign-in", "/docs", "/nope", "/robots.txt", "/icon.svg", "/_next/static/none.js"],
  ...["/v1", "/v1/me", "/v1/flows/", "/V1/me", "/v1/openapi.json", "/api/auth/csrf", "/healthz"],
  ...["/readyz", "/a?key=papi_EXAMPLE0000000000000000000000000000000000"],
];

/** Sees the headers that every answer has, pages, files and refusals of the parser among them. */
export async function expectSafeHeaders(of: { port: number }, hsts: string | undefined) {
  const headers = [];
  for (const path of EVERYWHERE) {
    for (const Host of ["keys.lan", "evil.example"]) {
      const reply = await ask(of, { path, headers: { Host } });
      headers.push([`${Host}${path}`, reply.headers] as const);
    }
  }
  for (const [where, found] of headers) {
    expect([where, found["x-content-type-options"]]).toEqual([where, "nosniff"]);
    expect([where, found["permissions-policy"]]).toEqual([
      where,
      expect.stringContaining("camera=()"),
    ]);
    expect([where, found["strict-transport-security"]]).toEqual([where, hsts]);
    const isOpen = where === "keys.lan/v1/openapi.json";
    const policy = isOpen ? "cross-origin" : "same-origin";
    expect([where, found["cross-origin-resource-policy"]]).toEqual([where, policy]);
  }
  const connection = await RawConnection.open(of.port);
  connection.send("nothing like HTTP\r\n\r\n");
  const said = (await connection.text()).toLowerCase();
  expect(said).toContain("x-content-type-options: nosniff\r\n");
  expect(said).toContain("permissions-policy: ");
  expect(said.includes("strict-transport-security: ")).toBe(hsts !== undefined);
}
