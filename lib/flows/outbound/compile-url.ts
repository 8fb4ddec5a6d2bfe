import "server-only";
import { asText, joined, partsOf, type Render } from "@/lib/flows/compile-template";
import { readPath } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

type Zone = "whole" | "host" | "path" | "query";

/**
 * An address whose placeholders cannot leave their place: in a host they are letters and digits, in
 * a path and a query they are percent-encoded. One that stands for the origin is taken as it is.
 */
export function compileUrl(template: string): Render<string> {
  const parts = partsOf(template, "url");
  const pieces = parts.map((part, at): Render<string> => {
    if (typeof part === "string") return () => part;
    const encode = ENCODERS[zoneOf(parts, at)];
    const name = part.join(".");
    return (scope) => encode(asText(readPath(scope, part)), name);
  });
  return joined(pieces, "url");
}

function zoneOf(parts: ReturnType<typeof partsOf>, at: number): Zone {
  const before = parts.slice(0, at).map((part) => (typeof part === "string" ? part : "\0"));
  const text = before.join("");
  if (/[?#]/.test(text)) return "query";
  const rest = text.replace(/^[a-z]+:\/\//i, "");
  if (/[/\\]/.test(rest)) return "path";
  const next = parts[at + 1];
  const alone = rest === "" && (next === undefined || /^[/?#]/.test(String(next)));
  if (alone) return "whole";
  return rest.startsWith("\0") && text === rest ? "path" : "host";
}

const ENCODERS: Record<Zone, (value: string, name: string) => string> = {
  whole: (value) => value,
  host: (value, name) => {
    if (/^[\w.-]*$/.test(value)) return value;
    throw new StepError(`url: ${name} does not fit into the name of a host.`);
  },
  path: (value, name) => {
    if (value.split(/[/\\]/).some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
      throw new StepError(`url: ${name} must not hold . or .. as a part of the path.`);
    }
    return value.split("/").map(encode).join("/");
  },
  query: encode,
};

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
