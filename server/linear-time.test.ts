import { describe, expect, it } from "vitest";
import { sampleValue } from "@/components/call-snippets/sample-value";
import { parseExpression } from "@/lib/contracts/expression/expression";
import { parseRequestTemplate, secretsNamed } from "@/lib/contracts/expression/template";
import { flowVariables } from "@/lib/contracts/flow/variables";
import { flowStepsField } from "@/lib/contracts/flow-steps/flow-step";
import {
  holdsToken,
  isCredential,
  withoutCredentials,
} from "@/lib/contracts/flow-steps/request-headers";
import { readInstant } from "@/lib/contracts/instant";
import { assertKeyless } from "@/lib/contracts/parse-input";
import { emailField, newPasswordField } from "@/lib/contracts/people/contracts";
import { isExactNumber } from "@/lib/core/exact-number";
import { forwardedFor, xForwardedFor } from "@/lib/core/forwarded";
import { readHost } from "@/lib/core/host";
import { holdsKey, keyIn, maskKeys } from "@/lib/core/key-text";
import { nearPages } from "@/lib/core/near-pages";
import { searchEntries } from "@/lib/core/text-search";
import { toKeptJson } from "@/lib/executions/execution-row";
import { MaskBudget } from "@/lib/flows/budgets";
import { maskOf } from "@/lib/flows/secrets/mask";
import { readCredential } from "@/lib/http/credential";
import { surfaceIn } from "@/lib/http/cross-origin";
import { readPrecondition } from "@/lib/http/etags";
import { assertJsonComplexity } from "@/lib/http/json-complexity";
import { slugOf } from "@/lib/services/catalog/place";
import { growth } from "@/tests/support/growth";

type Row = [what: string, run: (text: string) => unknown, repeated: string, end?: string];

/** Characters of the shorter text of two; the longer one has eight times as many. */
const USUAL = 4_000;
const OF_A_HEADER = 2_000;
const OF_A_CONDITION = 250;

const SETS_VARIABLE = { id: "a", type: "set-variable", name: "a", order: 0, enabled: true };

function checkFlow(value: string): unknown {
  const config = { variableName: "v", value };
  return flowStepsField.safeParse([{ ...SETS_VARIABLE, config }]);
}

function ifMatch(value: string): unknown {
  try {
    return readPrecondition(new Headers({ "if-match": value }));
  } catch (error) {
    return error;
  }
}

function readScript(script: string): string[] {
  const config = { script, outputVariable: "v" };
  return flowVariables([{ ...SETS_VARIABLE, type: "transform-data", config }]);
}

/** What begins a match again and again, and never ends one. */
const CREDENTIALS = [
  "-eyJ",
  "-eyJaaaaaaaa.",
  "eyJaaaaaaaa.eyJaaaaaaaa",
  "-SG.",
  "SG.aaaaaaaaaaaaaaaa.",
  "sk-live",
  "-----BEGIN A ",
  "papi_",
  "{{",
  "bearer ",
];

/** A secret of 10,000 characters, looked for without a bound. */
function masking(mark: string, at: number): Row {
  const letters = mark.repeat(9_999);
  const secret = `${letters.slice(0, at)}b${letters.slice(at)}`;
  const budget = new MaskBudget(Number.POSITIVE_INFINITY);
  return [`a secret that is masked, ${at}`, maskOf([secret], budget).text, mark];
}

const ROWS: Row[] = [
  ...CREDENTIALS.flatMap((text): Row[] => [
    ["credentials in a text", holdsToken, text],
    ["credentials that are masked", withoutCredentials, text],
    ["a flow", checkFlow, text],
    ["a header of a step", (value) => isCredential("Authorization", `a${value}`), text],
  ]),
  ["a header of a step", (value) => isCredential("Authorization", `Za${value}`), " ", "\0."],
  ["a header of a step", (value) => isCredential("Cookie", value), "a = ;"],
  ["a name of a header", (name) => isCredential(name, "a"), "authorization-"],
  ["keys in a text", holdsKey, "papi_aaaaaaaaaaaaaaaaaaa-"],
  ["whole keys in a text", keyIn, "papi_"],
  ["keys that are masked", maskKeys, "rt_live_aaaa"],
  ["keys in a body", (value) => assertKeyless({ value }), "papi_"],
  ["templates", parseRequestTemplate, "{{a ", "}"],
  ["templates of secrets", parseRequestTemplate, "{{secret :", " "],
  ["templates with long names", parseRequestTemplate, ".a[0]", "}}"],
  ["secrets that are named", secretsNamed, "{{  "],
  ["scripts", readScript, 'input["'],
  ["a long password of digits", (value) => newPasswordField.safeParse(value), "1", "a1"],
  ["an email address", (value) => emailField.safeParse(value), "a.", "@"],
  ["an instant", readInstant, "2026-01-01T00:00:00."],
  ["a host", readHost, "a:"],
  ["a number", isExactNumber, "0", ".5e9"],
  ["numbers of JSON", (text) => assertJsonComplexity(`[0.${text}]`), "0", "e1"],
  ["an address of a surface", (text) => surfaceIn(`/v1/products/${text}`), "/surfaces/a"],
  ["a path that leads nowhere", (path) => nearPages(path, [{ href: "/docs/api" }]), "/a"],
  ["a name of an endpoint", slugOf, "- é"],
  ["what is searched", (text) => searchEntries([], text), "a, "],
  ["JSON that is kept", toKeptJson, "\0\\"],
  ["a pattern", (text) => sampleValue({ pattern: `a{${text}}` }), "0"],
  ...["a", "\\", "%", "+", "&"].flatMap((mark) =>
    [0, 6, 2_500, 9_999].map((at) => masking(mark, at)),
  ),
];

const HEADERS: Row[] = [
  ["Forwarded", forwardedFor, "\t", "\0"],
  ["Forwarded with many names", forwardedFor, "for=a,", "="],
  ["X-Forwarded-For", xForwardedFor, "[]:_", "]"],
  ["If-Match", ifMatch, '"a" , ', "x"],
  ["If-Match with empty elements", ifMatch, '"a" ,, ', "x"],
  ["If-Match of nothing", ifMatch, " , ", "x"],
  ["If-Match with spaces", (text) => ifMatch(`"a"${text}`), " ", "x"],
  [
    "Authorization",
    (value) => readCredential(new Headers({ authorization: `bearer${value}` })),
    " ",
  ],
];

const CONDITIONS: Row[] = [
  ["conditions", parseExpression, "a.b-c < ", "1"],
  ["conditions that are broken", parseExpression, 'a == "', "1"],
];

describe("time that grows with a text, and not with its square, is what it takes to read", () => {
  const sized = (rows: readonly Row[], size: number) => rows.map((row) => ({ row, size }));
  it.each([
    ...sized(ROWS, USUAL),
    ...sized(HEADERS, OF_A_HEADER),
    ...sized(CONDITIONS, OF_A_CONDITION),
  ])("$row.0: $row.2", ({ row: [, run, repeated, end = ""], size }) => {
    const task = (characters: number) => {
      const text = repeated.repeat(characters / repeated.length) + end;
      return () => run(text);
    };
    expect(growth(task, size)).toBeLessThan(24);
  });
});
