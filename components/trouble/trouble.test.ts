import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { expect, it } from "vitest";
import { RefusedError } from "@/components/live/action-value";
import type { ActionError } from "@/lib/contracts/action-result";
import { lostAct, refusalTrouble, troubleOf } from "./trouble";

const refusal = (code: ActionError["code"]): ActionError => ({ code, details: "Why.", issues: [] });

it("a session that has ended, a refusal and a server that cannot answer are told apart", () => {
  expect(refusalTrouble(refusal("unauthorized"))).toEqual({ kind: "session", details: "Why." });
  expect(refusalTrouble(refusal("forbidden"))).toEqual({ kind: "refused", details: "Why." });
  expect(refusalTrouble(refusal("unavailable"))).toEqual({
    kind: "unavailable",
    details: "Why.",
  });
  expect(troubleOf(new RefusedError(refusal("unauthorized"))).kind).toBe("session");
});

it("a lost connection and a tab that is older than the server are told apart", () => {
  expect(troubleOf(new TypeError("Failed to fetch")).kind).toBe("network");
  expect(lostAct(new TypeError("Failed to fetch")).details).toContain("will not run twice");
  expect(troubleOf(new TypeError("Failed to fetch")).details).not.toContain("run twice");
  expect(lostAct(new RefusedError(refusal("forbidden"))).details).toBe("Why.");
  expect(troubleOf(new UnrecognizedActionError("no such action")).kind).toBe("outdated");
});
