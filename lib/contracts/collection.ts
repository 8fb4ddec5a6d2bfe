import { z } from "zod";
import type { Permission } from "@/lib/policy/permissions";
import type { Contract, HttpBinding, Method } from "./contract";
import { deletedOne, pagination, seenRevision } from "./fields";

type Scope = ScopeOf<"READ"> & ScopeOf<"WRITE">;
type ScopeOf<Action extends string, P = Permission> = P extends `${infer Name}:${Action}`
  ? Name
  : never;

/** What the contracts of a resource have in common: the scopes they need, and where they are listed. */
export class Resource {
  constructor(
    private readonly tag: string,
    private readonly scope: Scope,
  ) {}

  read(name: string) {
    return { name, need: { permission: `${this.scope}:READ` } } as const;
  }

  write(name: string) {
    return { name, need: { permission: `${this.scope}:WRITE` } } as const;
  }

  at(method: Method, path: HttpBinding["path"], status: 200 | 201 = 200) {
    return { method, path, status, tag: this.tag };
  }
}

type Facts<Within extends z.ZodRawShape, One extends z.ZodRawShape, View extends z.ZodType> = {
  /** Its contracts are `name.list`, `name.create` and so on. */
  name: string;
  tag: string;
  scope: Scope;
  path: HttpBinding["path"];
  /** As in `Get a flow` and `List flows`. */
  nouns: readonly [one: string, several: string];
  /** Path fields of all of them, and of one of them. */
  within: Within;
  one: One;
  view: View;
  /** What is not found where one is asked for, and where all are; what the tag says otherwise. */
  missing?: { one?: string; all?: string };
};

/** What is said of an operation; most summaries follow from the nouns. */
type Words = { description: string } & Partial<
  Pick<HttpBinding, "summary" | "errors" | "revalidates">
>;

type Written = Words & Pick<Contract, "closedToTestKeys" | "secretFields">;

type Strict<Shape extends z.ZodRawShape> = z.ZodObject<
  z.core.util.Writeable<Shape>,
  z.core.$strict
>;

/** What must hold of fields together. */
type Check<Shape extends z.ZodRawShape> = z.core.$ZodCheck<z.output<Strict<Shape>>>;

type Replaces = NonNullable<HttpBinding["replaces"]>;

/** Things that are listed, created, read, updated and deleted alike; contracts say what is their own. */
export class Collection<
  Within extends z.ZodRawShape,
  One extends z.ZodRawShape,
  View extends z.ZodType,
> extends Resource {
  constructor(private readonly facts: Facts<Within, One, View>) {
    super(facts.tag, facts.scope);
  }

  list<Fields extends z.ZodRawShape>({ fields, ...words }: Words & { fields: Fields }) {
    const { name, path, nouns, within, view, missing } = this.facts;
    return {
      ...this.read(`${name}.list`),
      input: z.strictObject({ ...within, ...fields }),
      output: pageOf(view),
      http: {
        ...this.at("GET", path),
        summary: `List ${nouns[1]}`,
        missing: missing?.all,
        ...words,
      },
    };
  }

  create<Fields extends z.ZodRawShape>({
    fields,
    check,
    closedToTestKeys,
    secretFields,
    ...words
  }: Written & { fields: Fields; check?: Check<Within & Fields> }) {
    const { name, path, nouns, within, view, missing } = this.facts;
    const input = z.strictObject({ ...within, ...fields });
    return {
      ...this.write(`${name}.create`),
      closedToTestKeys,
      secretFields,
      input: check ? input.check(check) : input,
      output: view,
      http: {
        ...this.at("POST", path, 201),
        summary: `Create ${nouns[0]}`,
        missing: missing?.all,
        ...words,
      },
    };
  }

  get(words: Words) {
    const { name, one, view } = this.facts;
    return {
      ...this.read(`${name}.get`),
      input: z.strictObject(one),
      output: view,
      http: this.ofOne("GET", "Get", words),
    };
  }

  /** Changes the given fields of one that has not been changed since it was read. */
  update<Fields extends z.ZodRawShape>({
    fields,
    check,
    replaces,
    closedToTestKeys,
    secretFields,
    ...words
  }: Written & {
    fields: Fields;
    check?: Check<One & Fields & { revision: typeof seenRevision }>;
    replaces?: Partial<Replaces>;
  }) {
    const { name, one, view } = this.facts;
    const input = z.strictObject({ ...one, ...fields, revision: seenRevision });
    return {
      ...this.write(`${name}.update`),
      closedToTestKeys,
      secretFields,
      input: check ? input.check(check) : input,
      output: view,
      http: {
        ...this.ofOne("PUT", "Update", { errors: ["conflict"], ...words }),
        replaces: { view, moved: ["updatedAt"], ...replaces },
      },
    };
  }

  remove({ closedToTestKeys, ...words }: Written) {
    const { name, one } = this.facts;
    return {
      ...this.write(`${name}.delete`),
      closedToTestKeys,
      input: z.strictObject(one),
      output: deletedOne,
      http: this.ofOne("DELETE", "Delete", words),
    };
  }

  /** Where something is done with one of them: at its own path, or below it. */
  ofOne(method: Method, verb: string, { below = "", ...words }: Words & { below?: string }) {
    const { path, nouns, one, missing } = this.facts;
    const [id = "id"] = Object.keys(one).slice(-1);
    return {
      ...this.at(method, `${path}/{${id}}${below}`),
      summary: `${verb} ${nouns[0]}`,
      missing: missing?.one,
      ...words,
    };
  }
}

/** A page of things that have a name in the OpenAPI document. */
export function pageOf<View extends z.ZodType>(view: View, name = view.meta()?.id) {
  return z.object({ data: z.array(view), pagination }).meta({ id: `${name}Page` });
}

/** The same fields, each of which may be left out. */
export function optional<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.object(fields).partial().shape;
}
