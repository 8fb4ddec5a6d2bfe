import "server-only";

const UNUSED = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"];

/** Headers of every answer, be it a page, the API, a file or an error of the parser. */
export function baseHeaders(https: boolean): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": UNUSED.map((feature) => `${feature}=()`).join(", "),
    // What pages of other origins are meant to read says so itself.
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(https && { "Strict-Transport-Security": "max-age=63072000" }),
  };
}
