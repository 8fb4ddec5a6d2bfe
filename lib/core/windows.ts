/**
 * The windows in which the requests of a key are limited, shortest first. Their names are those of
 * headers, and of columns: `limit_per_hour` of a key, `hour_bucket` and `hour_used` of its windows.
 */
export const WINDOW_NAMES = ["minute", "hour", "day"] as const;

export type WindowName = (typeof WINDOW_NAMES)[number];

type Window = {
  /** Windows lie end to end on the UTC clock. */
  seconds: number;
  /** As in `Hourly limit of 1000 requests reached`. */
  adjective: string;
  /** The one that is open now. */
  current: string;
};

export const WINDOWS: Record<WindowName, Window> = {
  minute: { seconds: 60, adjective: "Minute", current: "This minute" },
  hour: { seconds: 3_600, adjective: "Hourly", current: "This hour" },
  day: { seconds: 86_400, adjective: "Daily", current: "Today" },
};

/** Requests of a key in each window. */
export type WindowCounts = Record<WindowName, number>;

export const NO_REQUESTS: WindowCounts = { minute: 0, hour: 0, day: 0 };
