import type { z } from "zod";
import type { ErrorCode } from "@/lib/core/errors";
import type { Need } from "@/lib/policy/decide";

/** The methods of verbs, as OpenAPI spells them. */
export const METHODS = { GET: "get", POST: "post", PUT: "put", DELETE: "delete" } as const;

export type Method = keyof typeof METHODS;

/** Where and how a verb is reached over HTTP. */
export type HttpBinding = {
  method: Method;
  /** OpenAPI form, such as `/v1/flows/{id}`. */
  path: `/v1/${string}`;
  status: 200 | 201;
  tag: string;
  summary: string;
  /** What is not found, where that is not one of its tag. */
  missing?: string;
  description?: string;
  /** The answer is a text of this type; JSON without it. */
  produces?: "application/yaml";
  /** The answer as a file, for a caller who accepts that before JSON. */
  csv?(output: unknown): string;
  /** The answer has an ETag, and is 304 to a caller who shows it. */
  revalidates?: true;
  /** Pages of any origin may read the answer. */
  anyOrigin?: true;
  /** Of a PUT: the object that GET answers, which may be sent back whole. */
  replaces?: {
    view: z.ZodType;
    /** The member of GET's answer that holds it. */
    wrapper?: "apiKey";
    /** Members that change without anyone setting them, at any depth; they are ignored. */
    moved: readonly string[];
    /** Members that follow from one of the input, and are ignored beside it. */
    follows?: Readonly<Record<string, string>>;
  };
  /** Errors beyond those that every route of its need and method can answer. */
  errors?: readonly ErrorCode[];
};

/**
 * What a verb needs, takes and gives. Path parameters, query and body arrive merged as one input;
 * `need: "anyone"` is for what is public.
 */
export type Contract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  /** `domain.verb`: the name in the audit log. */
  name: string;
  need: Need | "anyone";
  /** Members of a write's input that are kept sealed or hashed: they may look like an API key. */
  secretFields?: readonly string[];
  /** What test keys cannot do with it, because production uses what it changes: `publish flows`. */
  closedToTestKeys?: string;
  input: I;
  output: O;
  /** Of a verb that answers a secret: the id of the key whose it is, if there is one this time. */
  secretOf?(output: z.output<O>): string | undefined;
  http?: HttpBinding;
};

export function defineContract<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
): Contract<I, O> {
  return contract;
}
