import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RelativeTime } from "@/components/relative-time";
import { noteServerTime, serverNow, setClock } from "./use-now";

const SERVER = Date.UTC(2026, 0, 15, 12);
/** A viewer whose clock is three hours slow. */
const HERE = SERVER - 3 * 3_600_000;

class Navigation {
  responseStart = 200;
}

function shownAge(ms: number): string {
  const at = new Date(SERVER - ms).toISOString();
  return renderToStaticMarkup(createElement(RelativeTime, { at }));
}

beforeEach(() => {
  vi.useFakeTimers({ now: HERE, toFake: ["Date"] });
  vi.stubGlobal("PerformanceNavigationTiming", Navigation);
  vi.stubGlobal("performance", {
    timeOrigin: HERE - 200,
    getEntriesByType: () => [new Navigation()],
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("an age goes by the clock of the server that rendered the page, however wrong the viewer's is", () => {
  setClock(SERVER);
  expect(serverNow()).toBe(SERVER);
  expect(shownAge(5 * 60_000)).toContain(">5 min ago<");
  vi.setSystemTime(HERE + 2 * 60_000);
  expect(shownAge(5 * 60_000)).toContain(">7 min ago<");
});

it("a page that is refreshed in a tab long open sets the clock by that moment", () => {
  setClock(SERVER);
  vi.setSystemTime(HERE + 30 * 60_000);
  setClock(SERVER + 30 * 60_000);
  expect(serverNow()).toBe(SERVER + 30 * 60_000);
});

it("an answer of the server sets the clock again", () => {
  setClock(SERVER);
  noteServerTime(SERVER + 60_000);
  expect(shownAge(5 * 60_000)).toContain(">6 min ago<");
});
