import { expect, test } from "vitest";
import { handOverProgress } from "./hand-over-card";

const NOW = "2026-11-21T12:00:00.000Z";

function traffic(...lastAts: string[]) {
  const callers = lastAts.map((time) => ({
    address: "203.0.113.0/24",
    userAgent: "deploy/1.0",
    requests: 1,
    lastAt: `2026-11-21T${time}:00.000Z`,
  }));
  return { callers, lastUsedAt: callers[0]?.lastAt ?? null };
}

test("a caller that called last with the old secret has yet to move", () => {
  expect(handOverProgress(traffic("11:59"), traffic("11:58"), NOW)).toEqual({
    stage: "waiting",
    callers: 1,
  });
  expect(handOverProgress(traffic("09:00"), traffic(), NOW)).toEqual({
    stage: "waiting",
    callers: 1,
  });
});

test("all are said to have moved only after the old secret was quiet for an hour", () => {
  expect(handOverProgress(traffic("11:58"), traffic("11:59"), NOW)).toEqual({
    stage: "unsure",
    lastCall: "2026-11-21T11:58:00.000Z",
  });
  expect(handOverProgress(traffic("11:01"), traffic("11:59"), NOW).stage).toBe("unsure");
  expect(handOverProgress(traffic("11:00"), traffic("11:59"), NOW).stage).toBe("moved");
  expect(handOverProgress(traffic(), traffic("11:59"), NOW).stage).toBe("moved");
});

test("nothing is said of callers where none called in the last day", () => {
  const old = { callers: [], lastUsedAt: "2026-11-14T12:00:00.000Z" };
  for (const quiet of [traffic(), old]) {
    expect(handOverProgress(quiet, traffic(), NOW).stage).toBe("silent");
  }
});

test("a use that no caller stands for counts as well", () => {
  const old = { callers: [], lastUsedAt: "2026-11-21T11:30:00.000Z" };
  expect(handOverProgress(old, traffic("11:59"), NOW)).toEqual({
    stage: "unsure",
    lastCall: "2026-11-21T11:30:00.000Z",
  });
});
