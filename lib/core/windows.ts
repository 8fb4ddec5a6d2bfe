/**
 * The windows in which the requests of a key are limited, shortest first. Their names are those of
 * headers, and of columns: `limit_per_hour` of a key, `hour_bucket` and `hour_used` of its windows.
 */
export const WINDOW_NAMES = ["minute", "hour", "day"] as const;

export type WindowName = (typeof WINDOW_NAMES)[number];

/** Those that people set for the keys of each family. */
export const PLATFORM_WINDOWS = ["hour", "day"] as const satisfies readonly WindowName[];
export const SURFACE_WINDOWS = ["minute", "day"] as const satisfies readonly WindowName[];

export type PlatformWindow = (typeof PLATFORM_WINDOWS)[number];
export type SurfaceWindow = (typeof SURFACE_WINDOWS)[number];

type Window = {
  /** Windows lie end to end on the UTC clock. */
  seconds: number;
  /** As in `Hourly limit of 1000 requests reached`. */
  adjective: string;
  /** The one that is open now. */
  current: string;
  /** How the names of its settings end. */
  setting: string;
};

export const WINDOWS = {
  minute: { seconds: 60, adjective: "Minute", current: "This minute", setting: "MINUTE" },
  hour: { seconds: 3_600, adjective: "Hourly", current: "This hour", setting: "HOUR" },
  day: { seconds: 86_400, adjective: "Daily", current: "Today", setting: "DAY" },
} as const satisfies Record<WindowName, Window>;

/** Limits as headers name them: those of a key, and those that all keys of its customer share. */
export const LIMIT_NAMES = [
  ...WINDOW_NAMES,
  "customer-minute",
  "customer-hour",
  "customer-day",
  "customer-month",
] as const;

export type LimitName = (typeof LIMIT_NAMES)[number];

/** What a platform key is allowed that nobody gave a limit, and any key at most; operators may set others. */
export const USUAL_LIMITS = { hour: 1_000, day: 10_000 };
export const MAX_LIMITS = { minute: 10_000, hour: 100_000, day: 1_000_000 };

/** Requests of a key in each window. */
export type WindowCounts = Record<WindowName, number>;

export const NO_REQUESTS: WindowCounts = { minute: 0, hour: 0, day: 0 };

type NameIn<Prefix extends string, Window extends WindowName> = `${Prefix}${Capitalize<Window>}`;

/** Members such as `rateLimitPerHour` and `rateLimitPerDay`, of the prefix `rateLimitPer`. */
export type PerWindow<Prefix extends string, Window extends WindowName, Value> = {
  [Each in Window as NameIn<Prefix, Each>]: Value;
};

export function perWindow<Prefix extends string, Window extends WindowName, Value>(
  prefix: Prefix,
  windows: readonly Window[],
  make: (window: Window, name: NameIn<Prefix, Window>) => Value,
): PerWindow<Prefix, Window, Value>;
export function perWindow(
  prefix: string,
  windows: readonly WindowName[],
  make: (window: WindowName, name: NameIn<string, WindowName>) => unknown,
): object {
  const names = windows.map((window) => ({ window, name: nameIn(prefix, window) }));
  return Object.fromEntries(names.map(({ window, name }) => [name, make(window, name)]));
}

/** The name of such a member: `rateLimitPerHour`. */
export function nameIn<Prefix extends string, Window extends WindowName>(
  prefix: Prefix,
  window: Window,
): NameIn<Prefix, Window>;
export function nameIn(prefix: string, window: string): string {
  return `${prefix}${window.charAt(0).toUpperCase()}${window.slice(1)}`;
}

/** A member such as `rateLimitPerDay` for each window in which people limit a surface key. */
export type SurfaceLimits<Value> = PerWindow<"rateLimitPer", SurfaceWindow, Value>;

export const SURFACE_LIMITS = SURFACE_WINDOWS.map((window) => nameIn("rateLimitPer", window));

export function surfaceLimits<Value>(
  make: (window: SurfaceWindow, name: keyof SurfaceLimits<unknown>) => Value,
): SurfaceLimits<Value> {
  return perWindow<"rateLimitPer", SurfaceWindow, Value>("rateLimitPer", SURFACE_WINDOWS, make);
}
