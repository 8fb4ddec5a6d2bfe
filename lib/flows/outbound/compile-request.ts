import "server-only";
import { secretsNamed } from "@/lib/contracts/expression/template";
import { headerProblem } from "@/lib/contracts/flow-steps/request-headers";
import { env } from "@/lib/env";
import { MAX_OUTPUT_LENGTH, measure } from "@/lib/flows/budgets";
import {
  asText,
  compileJson,
  compileText,
  compileValue,
  joined,
  partsOf,
  type Render,
  requestPartsOf,
} from "@/lib/flows/compile-template";
import type { StepConfig, Work } from "@/lib/flows/executor";
import { readTarget } from "@/lib/flows/outbound/read-target";
import { type Answer, sendRequest } from "@/lib/flows/outbound/send-request";
import { readPath, type Scope } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

type Zone = "whole" | "host" | "path" | "query";

/**
 * An address whose placeholders cannot leave their place: in a host they are letters and digits, in
 * a path and a query they are percent-encoded. One that is the whole origin is taken as it is.
 */
function compileUrl(template: string): Render<string> {
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

type Request = StepConfig<"api-call">["http"];

const MAX_BODY_BYTES = 1_000_000;
const NONE: ReadonlyMap<string, string> = new Map();

/** Sends the request of a step and gives back the body of the answer. */
export function compileRequest({ method, url, headers, body, responseType }: Request): Work {
  const address = compileUrl(url);
  const renderHeaders = compileHeaders(headers ?? {}, responseType);
  const renderBody = compileBody(method === "GET" ? undefined : body);
  const named = secretsNamed([Object.values(headers ?? {}), method === "GET" ? undefined : body]);
  const render = (scope: Scope): Content => {
    const content = renderBody(scope);
    return { body: content?.body, headers: { ...content?.headers, ...renderHeaders(scope) } };
  };
  return async ({ scope, secrets, signal }) => {
    const target = readTarget(address(scope), env().RUNTYPE_OUTBOUND_HOSTS);
    const open = named.length > 0 ? await secrets.take(named, target) : undefined;
    const ready = open ? undefined : render(scope);
    const content = () => ready ?? render({ ...scope, secrets: open?.() ?? NONE });
    const answer = await sendRequest(target, { method, content, signal });
    const output = readAnswer(answer, target.label, responseType);
    // What is too large or too deep is refused before it is looked through.
    measure(output, MAX_OUTPUT_LENGTH);
    return secrets.mask().value(output);
  };
}

/** Names in lower case; only what the step itself says is sent. */
function compileHeaders(
  headers: Record<string, string>,
  responseType: Request["responseType"],
): Render<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]) => {
    const field = `headers.${name}`;
    const problem = headerProblem(name);
    if (problem !== undefined) throw new StepError(`${field}: ${problem}`);
    return [name.toLowerCase(), compileText(value, field, requestPartsOf)] as const;
  });
  const usual = {
    accept: responseType === "json" ? "application/json, */*;q=0.5" : "*/*",
    "user-agent": "Runtype",
  };
  return (scope) => {
    const given: Record<string, string> = { ...usual };
    for (const [name, render] of entries) given[name] = headerValue(render(scope), name);
    return given;
  };
}

function headerValue(value: string, name: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]{0,8000}$/.test(value)) return value;
  throw new StepError(`headers.${name}: The value is too long or holds characters not allowed.`);
}

type Content = { body: Buffer | undefined; headers: Record<string, string> };

function compileBody(body: Request["body"]): Render<Content | undefined> {
  if (body === undefined || body === "") return () => undefined;
  const render =
    typeof body === "string"
      ? compileValue(body, "body", requestPartsOf)
      : compileJson(body, "body", requestPartsOf);
  return (scope) => {
    const value = render(scope) ?? "";
    // Written as JSON only when it is of a size to be sent at all.
    if (measure(value, MAX_OUTPUT_LENGTH) > MAX_OUTPUT_LENGTH)
      throw new StepError("body: It is over 1 MB.");
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const bytes = Buffer.from(text);
    if (bytes.length > MAX_BODY_BYTES) throw new StepError("body: It is over 1 MB.");
    const json = typeof value !== "string" || /^\s*[{[]/.test(value);
    const type = json ? "application/json" : "text/plain; charset=utf-8";
    return { body: bytes, headers: { "content-type": type } };
  };
}

/** The body of an answer as the step wants it; throws {@link StepError} when it is not JSON. */
function readAnswer({ body, contentType }: Answer, label: string, type: "json" | "text") {
  if (type === "text") return decoderOf(contentType).decode(body);
  if (body.length === 0) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return value;
  } catch {
    throw new StepError(`${label} did not answer with JSON, as responseType says.`);
  }
}

function decoderOf(contentType: string): TextDecoder {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
