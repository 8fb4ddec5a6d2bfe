import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { AppError, badRequest, invalidRequest } from "@/lib/core/errors";
import { isFields } from "@/lib/core/fields";
import { bodyTooLarge, notJson, notSentAsJson } from "@/lib/core/refusals";
import { assertJsonComplexity, invalidMember, jsonPathAt } from "@/lib/http/json-complexity";

const MAX_BYTES = 1_000_000;

const NO_BODY = "This method takes no body: send its fields in the query.";

type Fields = Record<string, unknown>;

declare global {
  var runtypeForm: AsyncLocalStorage<{ isRead: boolean }> | undefined;
}

/** The form of a page that is being answered: whether its action was called with what it sent. */
export function formUnderWay(): AsyncLocalStorage<{ isRead: boolean }> {
  globalThis.runtypeForm ??= new AsyncLocalStorage();
  return globalThis.runtypeForm;
}

/**
 * Path parameters, query and what `take` leaves of a JSON body, as one input.
 * Throws `bad_request`, `payload_too_large` or `unsupported_media_type`.
 */
export async function readInput(
  request: Request,
  params: Fields,
  take: (body: Fields, given: Fields) => Fields = (body) => body,
): Promise<Fields> {
  const input: Fields = { ...params };
  add(input, queryOf(request.url));
  if (request.method === "POST" || request.method === "PUT")
    add(input, take((await readBody(request)).fields, input));
  // A read is not asked: that builds a whole `Request`, as expensive as the check of a good key.
  else if (request.method === "DELETE" && (await readBytes(request)).length > 0)
    throw badRequest(NO_BODY);
  return input;
}

function add(input: Fields, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    if (name === "__proto__" || Object.hasOwn(input, name)) {
      const message = "Given more than once, or not allowed here.";
      throw invalidRequest([{ path: name, message }]);
    }
    input[name] = value;
  }
}

function queryOf(url: string): Fields {
  const mark = url.indexOf("?");
  const fields: Fields = {};
  if (mark === -1) return fields;
  for (const [name, value] of new URLSearchParams(url.slice(mark + 1)))
    add(fields, { [name]: value });
  return fields;
}

/**
 * A JSON object and the text it came as; no fields when there is no body.
 * Throws `bad_request`, `payload_too_large` or `unsupported_media_type`.
 */
export async function readBody(request: Request): Promise<{ text: string; fields: Fields }> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return { text: "", fields: {} };
  assertJsonType(request.headers);
  const text = decode(bytes);
  if (text === "") return { text, fields: {} };
  assertJsonComplexity(text);
  const value = parseJson(text);
  if (!isFields(value)) {
    throw badRequest("The body must be a JSON object.");
  }
  return { text, fields: { ...value } };
}

function assertJsonType(headers: Headers): void {
  if (!/^(identity)?$/i.test(headers.get("content-encoding") ?? "")) {
    throw new AppError("unsupported_media_type", "Send the body without Content-Encoding.");
  }
  const said = headers.get("content-type")?.toLowerCase().split(";") ?? [];
  const [type = "", ...parameters] = said.map((part) => part.trim());
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) {
    throw notSentAsJson();
  }
  const charsets = parameters.filter((parameter) => parameter.startsWith("charset"));
  if (!charsets.every((charset) => /^charset="?utf-?8"?$/.test(charset))) {
    throw new AppError("unsupported_media_type", "Send the body in UTF-8.");
  }
}

const STRICT = new TextDecoder("utf-8", { fatal: true });

/** The text without a byte order mark. Throws `bad_request` that names the member with broken bytes. */
function decode(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    throw invalidMember(jsonPathAt(text, firstBroken(bytes)), "This is not valid UTF-8.");
  }
}

/** How many characters stand before the first byte that is not UTF-8. */
function firstBroken(bytes: Uint8Array): number {
  const read = Buffer.from(Buffer.from(bytes).toString("utf8"));
  const at = read.findIndex((byte, index) => byte !== bytes[index]);
  return new TextDecoder().decode(read.subarray(0, at)).replace(/\uFFFD$/, "").length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > MAX_BYTES) throw bodyTooLarge(MAX_BYTES);
  // A declared length is enforced below us; only a body of unknown length has to be counted.
  const whole = () => request.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  const bytes = await (declared === null ? countedBytes(request) : whole()).catch(cutOff);
  // What is read of a connection that broke may look whole. To ask for the signal makes one, which takes
  // as long as to read a small body.
  const isWhole = declared !== null && bytes.length === Number(declared);
  return !isWhole && request.signal.aborted ? cutOff() : bytes;
}

async function countedBytes({ body }: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Cancelled, the body would take its connection with it, and the answer.
  for await (const chunk of body?.values({ preventCancel: true }) ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw bodyTooLarge(MAX_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Nobody is there any more to hear of it. */
function cutOff(error?: unknown): never {
  if (error instanceof AppError) throw error;
  throw badRequest("The body ended before all of it had arrived.");
}
