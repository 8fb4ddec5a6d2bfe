import "server-only";

const UNUSED = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"];

const PLAIN: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Permissions-Policy": UNUSED.map((feature) => `${feature}=()`).join(", "),
  // What pages of other origins are meant to read says so itself.
  "Cross-Origin-Resource-Policy": "same-origin",
};
const SECURE = { ...PLAIN, "Strict-Transport-Security": "max-age=63072000" };

/** Headers of every answer, be it a page, the API, a file or an error of the parser. */
export function baseHeaders(https: boolean): Readonly<Record<string, string>> {
  return https ? SECURE : PLAIN;
}

type PageSetting = {
  nonce: string;
  /** Whether people reach this installation over https. */
  https: boolean;
  /** Hot reloading evaluates code and keeps a socket open. */
  dev: boolean;
};

/** Only scripts that carry the nonce of this response run, and what they load. */
function contentSecurityPolicy({ nonce, https, dev }: PageSetting): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${dev ? " ws: wss:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  if (https) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/** Headers of everything that is not the public API or a built file. */
export function pageHeaders(setting: PageSetting): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(setting),
    ...baseHeaders(setting.https),
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
}
