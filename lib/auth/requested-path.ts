import "server-only";

/** Set by the proxy on every page request: the path and query that were asked for. */
export const REQUESTED_PATH_HEADER = "x-runtype-path";
