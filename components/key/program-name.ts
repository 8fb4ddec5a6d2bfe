const BROWSERS = [
  { mark: /\bEdg\/(\d+)/, name: "Edge" },
  { mark: /\bFirefox\/(\d+)/, name: "Firefox" },
  { mark: /\bChrome\/(\d+)/, name: "Chrome" },
  { mark: /\bVersion\/(\d+)[.\d]* .*Safari\//, name: "Safari" },
] as const;

/** What people know a program by: the first product of its user agent, or the browser's name. */
export function programName(userAgent: string | null): string {
  if (!userAgent) return "Unknown program";
  if (userAgent.startsWith("Mozilla/")) {
    for (const { mark, name } of BROWSERS) {
      const version = mark.exec(userAgent)?.[1];
      if (version) return `${name} ${version}`;
    }
  }
  return userAgent.split(" ")[0] ?? userAgent;
}
