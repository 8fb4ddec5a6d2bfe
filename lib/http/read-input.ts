import "server-only";
import { AppError, badRequest } from "@/lib/core/errors";
import { assertModestJson } from "@/lib/http/modest-json";

const LARGEST_BODY = 1_000_000;

const NO_BODY = "This method takes no body: send its fields in the query.";

type Fields = Record<string, unknown>;

/**
 * Path parameters, query and JSON body as one input.
 * Throws `bad_request`, `payload_too_large` or `unsupported_media_type`.
 */
export async function readInput(request: Request, params: Fields): Promise<Fields> {
  const input: Fields = { ...params };
  add(input, queryOf(request.url));
  if (request.method === "POST" || request.method === "PUT") add(input, await readJson(request));
  // A read is not asked: that builds a whole `Request`, as dear as the check of a good key.
  else if (request.method === "DELETE" && (await readText(request)) !== "")
    throw badRequest(NO_BODY);
  return input;
}

function add(input: Fields, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    if (name === "__proto__" || Object.hasOwn(input, name)) {
      const issue = { path: name, message: "Given more than once, or not allowed here." };
      throw badRequest("The request is not valid.", [issue]);
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

async function readJson(request: Request): Promise<Fields> {
  const { fields } = await readBody(request);
  return fields;
}

/**
 * A JSON object and the text it came as; no fields when there is no body.
 * Throws `bad_request`, `payload_too_large` or `unsupported_media_type`.
 */
export async function readBody(request: Request): Promise<{ text: string; fields: Fields }> {
  const text = await readText(request);
  if (text === "") return { text, fields: {} };
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  assertModestJson(text);
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("The body must be a JSON object.");
  }
  return { text, fields: { ...value } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
}

async function readText(request: Request): Promise<string> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > LARGEST_BODY) throw tooLarge();
  // A declared length is enforced below us; only a body of unknown length has to be counted.
  const text = await (declared === null ? countedText(request) : request.text()).catch(cutOff);
  // What is read of a connection that broke may look whole.
  return request.signal.aborted ? cutOff() : text;
}

async function countedText({ body }: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Nobody is there any more to hear of it. */
function cutOff(error?: unknown): never {
  if (error instanceof AppError) throw error;
  throw badRequest("The body ended before all of it had arrived.");
}

function tooLarge(): AppError {
  return new AppError("payload_too_large", `The body has more than ${LARGEST_BODY} bytes.`);
}
