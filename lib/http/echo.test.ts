import { expect, it } from "vitest";
import { platformKeyContracts } from "@/lib/contracts/platform-key/contracts";
import { Echo } from "@/lib/http/echo";

const { input, http } = platformKeyContracts.update;

function taken(body: Record<string, unknown>): unknown {
  return http?.replaces && new Echo(input, http.replaces).take(body, {});
}

it("what an expired key shows is no wish to disable it where its revision comes back too", () => {
  const shown = { status: "expired", isActive: false, disabledAt: null };
  expect(taken({ ...shown, revision: 3 })).toEqual({ revision: 3 });
  for (const body of [shown, { status: "expired", isActive: false, revision: 3 }]) {
    expect(taken(body)).toMatchObject({ isActive: false });
  }
});
