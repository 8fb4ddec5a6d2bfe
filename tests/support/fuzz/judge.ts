import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { followReference, type Schema } from "@/lib/contracts/surface-openapi/to-openapi-schema";
import { isFields } from "@/lib/core/fields";
import { SURFACE_ERRORS } from "@/lib/core/refusals";
import { env } from "@/lib/env";
import type { Operation } from "./operations";

export type FuzzAnswer = { status: number; headers: Record<string, string>; text: string };

/** What an answer must not be: a failure of the server, other than documented, or a leak. */
export type Verdict = { kind: "5xx" | "document" | "leak"; why: string };

/** A name for our document, so that what schemas share is compiled once. */
const DOCUMENT = "https://runtype.example/document";

/** Overloaded, paused, or a step or a flow that failed: said to the caller, where it is documented. */
const DOCUMENTED_5XX = [502, 503, 504];
/** Headers that every answer of a status has where the document names them. */
const REQUIRED = ["x-request-id", "allow", "etag"];
/** Stacks, statements and places of this program. */
const INSIDES =
  /\bat [^\n]*\.[cm]?[jt]s:\d+|node_modules|\/tmp\/|\bprisma\b|\bSELECT .* FROM\b|pg_catalog/i;

/** Judges answers by the document of the API. */
export class Judge {
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: false });
  readonly #secrets: readonly string[];

  constructor(private readonly document: Schema) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: DOCUMENT, components: document.components });
    const { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS, DATABASE_URL } = env();
    const { password } = new URL(DATABASE_URL);
    this.#secrets = [
      NEXTAUTH_SECRET,
      ...RUNTYPE_KEY_PEPPERS.values(),
      password,
      process.cwd(),
    ].filter((each) => each !== "");
  }

  /** What is wrong with an answer; undefined when nothing is. */
  judge(
    answer: FuzzAnswer,
    operation: Operation | undefined,
    hidden: readonly string[],
  ): Verdict | undefined {
    return (
      this.#failure(answer, operation) ??
      this.#leak(answer, hidden) ??
      this.#deviation(answer, operation)
    );
  }

  #failure({ status, text }: FuzzAnswer, operation: Operation | undefined): Verdict | undefined {
    if (status < 500) return undefined;
    const documented = operation !== undefined && String(status) in operation.responses;
    if (documented && DOCUMENTED_5XX.includes(status)) return undefined;
    return { kind: "5xx", why: `${status} ${text.slice(0, 300)}` };
  }

  #leak({ headers, text }: FuzzAnswer, hidden: readonly string[]): Verdict | undefined {
    const said = JSON.stringify(headers) + text;
    const secret = [...this.#secrets, ...hidden].find((each) => said.includes(each));
    const inside = INSIDES.exec(said)?.[0];
    const found = secret === undefined ? inside : "a secret";
    return found === undefined
      ? undefined
      : { kind: "leak", why: `${found} in ${text.slice(0, 300)}` };
  }

  #deviation(answer: FuzzAnswer, operation: Operation | undefined): Verdict | undefined {
    const why = operation ? this.#against(answer, operation) : formProblem(answer);
    return why === undefined ? undefined : { kind: "document", why };
  }

  #against(answer: FuzzAnswer, { responses }: Operation): string | undefined {
    const { status, headers, text } = answer;
    const response = this.#follow(responses[String(status)]);
    if (!response) return `${status} is not documented: ${text.slice(0, 300)}`;
    const named = isFields(response.headers) ? Object.keys(response.headers) : [];
    const required = [
      ...REQUIRED,
      ...(status === 401 ? ["www-authenticate"] : []),
      ...(helpsToWait(answer) ? ["retry-after"] : []),
    ];
    const missing = named.find(
      (name) => required.includes(name.toLowerCase()) && !(name.toLowerCase() in headers),
    );
    if (missing) return `${status} without ${missing}`;
    const content = isFields(response.content) ? response.content : {};
    const type = headers["content-type"]?.split(";")[0] ?? "";
    if (Object.keys(content).length === 0)
      return text === "" ? undefined : `${status} has a body: ${text.slice(0, 300)}`;
    if (!(type in content)) return `${status} is ${type}`;
    const media = content[type];
    if (type !== "application/json" || !isFields(media) || !isFields(media.schema))
      return undefined;
    const valid = this.#validator(media.schema);
    if (valid(JSON.parse(text))) return undefined;
    return `${status} does not fit at ${valid.errors?.[0]?.instancePath} (${valid.errors?.[0]?.message}): ${text.slice(0, 300)}`;
  }

  #follow(response: unknown): Schema | undefined {
    const found =
      isFields(response) && "$ref" in response
        ? followReference(this.document, response.$ref)
        : response;
    return isFields(found) ? found : undefined;
  }

  #validator(schema: Schema): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${DOCUMENT}#/`);
    const made = this.#validators.get(text) ?? this.#ajv.compile(JSON.parse(text));
    this.#validators.set(text, made);
    return made;
  }
}

/** Whether the same request may be answered otherwise after a while. */
function helpsToWait({ status, text }: FuzzAnswer): boolean {
  if (status === 409) return text.includes(SURFACE_ERRORS.keyInUse[1]);
  return !text.includes(SURFACE_ERRORS.unpublished[1]);
}

/** Where no operation says how an answer looks: errors are JSON and name their request. */
function formProblem({ status, headers, text }: FuzzAnswer): string | undefined {
  if (!headers["x-request-id"]?.startsWith("req_") && status >= 400)
    return `${status} without X-Request-Id`;
  if (text === "" || status < 400) return undefined;
  if (headers["content-type"] !== "application/json")
    return `${status} is ${headers["content-type"]}`;
  const body: unknown = JSON.parse(text);
  return isFields(body) && typeof body.error === "string"
    ? undefined
    : `${status} is ${text.slice(0, 300)}`;
}
