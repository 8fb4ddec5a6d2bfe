import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { linesMatching, productFiles, type SourceFile, sourceFiles } from "./support/source-files";

const FORBIDDEN_NAMES = /^(utils?|helpers?|misc|common|types|constants|index)\.(ts|tsx|mjs)$/;
const product = productFiles("app", "components", "lib", "server");
const outside = (...folders: string[]) =>
  product.filter(({ path }) => !folders.some((folder) => path.startsWith(folder)));

function longerThan(files: SourceFile[], limit: number): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

/** The exports of a file, each by its first line. */
function exportsOf({ path, text }: SourceFile): string[] {
  return text
    .split("\n")
    .filter((line) => /^export\b/.test(line) && !/^export type\b/.test(line))
    .map((line) => `${path}: ${line}`);
}

/** The arguments of every call of the named method. */
function callsOf(files: SourceFile[], name: RegExp): { path: string; call: string }[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(name)].map((match) => ({
      path,
      call: text.slice(match.index, match.index + 200),
    })),
  );
}

describe("files", () => {
  it("never have a name that says nothing", () => {
    const bad = sourceFiles.filter(({ path }) => FORBIDDEN_NAMES.test(basename(path)));
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  it("have at most 250 lines", () => {
    expect(longerThan(sourceFiles, 250)).toEqual([]);
  });

  it("are shorter still where they are doors: pages 60, routes 20, dialogs 150", () => {
    const named = (pattern: RegExp) => product.filter(({ path }) => pattern.test(path));
    expect(longerThan(named(/\/page\.tsx$/), 60)).toEqual([]);
    expect(longerThan(named(/^app\/v1\/.*route\.ts$/), 20)).toEqual([]);
    expect(longerThan(named(/dialog[^/]*\.tsx$/), 150)).toEqual([]);
  });

  it("suppress no check and leave nothing to do later", () => {
    const marks = [
      "biome-ignore",
      "@ts-ignore",
      "@ts-expect-error",
      "@ts-nocheck",
      "TODO",
      "FIXME",
    ];
    const found = linesMatching(sourceFiles, new RegExp(marks.join("|")));
    expect(found.filter((line) => !line.startsWith("tests/structure.test.ts"))).toEqual([]);
  });
});

describe("what people type", () => {
  const screens = productFiles("app", "components");

  it("is sent by the one form that stops at what is not understood", () => {
    const forms = linesMatching(screens, /<form\b/);
    expect(forms.map((line) => line.split(":")[0])).toEqual(["components/form/form.tsx"]);
  });

  it("is never put into a control that drops what it does not understand or turns with the mouse wheel", () => {
    const types = /\btype[=:]\s*\{?["'`](number|month|week|time|url|color|range)\b/;
    expect(linesMatching(screens, types)).toEqual([]);
    const dates = linesMatching(screens, /type="(date|datetime-local)"/);
    expect(dates.map((line) => line.split(":")[0])).toEqual([
      "components/form/expiry-field.tsx",
      "components/usage/range-picker.tsx",
    ]);
  });
});

describe("what stands in the way of an act", () => {
  it("is said by the one note that shows the way on", () => {
    const said = linesMatching(productFiles("app", "components"), /\.details\b/);
    expect(said.map((line) => line.split(":")[0])).toEqual([
      "components/live/action-value.ts",
      "components/page-failure.tsx",
      "components/trouble/trouble-note.tsx",
    ]);
  });
});

describe("the database", () => {
  it("is spoken to in SQL only by the stores", () => {
    const rooms = ["db", "journal", "decisions", "usage", "executions", "background"];
    const speakers = outside(...rooms.map((room) => `lib/${room}/`));
    const sql =
      /\$(query|execute)Raw|(["'`]\s*|^\s*)(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s/;
    expect(linesMatching(speakers, sql)).toEqual([]);
  });

  it("is the store of decisions by the word of one file", () => {
    const namers = sourceFiles.filter(({ text }) => /from "[^"]*postgres-store"/.test(text));
    expect(namers.map(({ path }) => path)).toEqual(["lib/decisions/decisions.ts"]);
  });

  it("never gets SQL that was put together from text", () => {
    expect(linesMatching(product, /\$(query|execute)RawUnsafe/)).toEqual([]);
  });

  it("is never changed or cleared in bulk without a condition", () => {
    const bulk = callsOf(product, /\.(updateMany|deleteMany)(AndReturn)?\(/g);
    expect(bulk.filter(({ call }) => !call.includes("where"))).toEqual([]);
  });
});

/** Tables that change outside verbs, without an audit entry, and why. */
const UNAUDITED: Record<string, string> = {
  usage_journal: "what was decided",
  usage_events: "what was answered",
  usage_deltas: "sums of events that are not rolled up",
  usage_horizons: "how far sums are rolled up",
  secret_uses: "the first and the last use of a secret",
  usage_feed_queue: "billable calls that wait for their place in the feed",
  usage_feed: "billable calls in their order",
  usage_feeds: "up to where the feed was dropped",
  customer_uses: "the last use of a customer's keys",
  billed_units: "what a customer has used of the tiers of its prices",
  statement_deltas: "what was sold and is not on a statement yet",
  statement_lines: "sums of what was sold",
  statement_overages: "sums of units beyond soft quotas",
  key_windows: "what a key has used of its limits",
  customer_windows: "what the keys of a customer have used of its limits and quota",
  api_secrets: "the hash of a secret under a newer pepper",
  organization_secrets: "a value, sealed again under a newer pepper",
  flow_executions: "the record of a run",
  idempotency_keys: "answers that a repeat of their request gets",
  sign_in_throttles: "attempts to sign in",
  known_devices: "attempts to sign in with one",
  refused_acts: "refusals, until their minute is over",
  sessions: "when one was seen, and the organization that it shows",
  instances: "signs of life",
  pepper_versions: "the peppers that living processes have",
};

describe("the record of changes", () => {
  const readers = (pattern: RegExp) => [
    ...new Set(linesMatching(product, pattern).map((line) => line.split(":")[0])),
  ];

  it("is written by the kernel, and by the counts of what was refused", () => {
    expect(readers(/^import .*\brecordAudit\b|^ {2}recordAudit,/)).toEqual([
      "lib/services/verb.ts",
    ]);
    expect(readers(/^import .*\baddEntries\b/)).toEqual(["lib/audit/refused-acts.ts"]);
    expect(readers(/\bauditEntry\./)).toEqual(["lib/audit/record-audit.ts"]);
  });

  it("goes with every transaction, but for those of flows, which have a record of their own", () => {
    expect(readers(/(?<!function )\binTransaction\(/)).toEqual([
      "lib/audit/refused-acts.ts",
      // Holds who asks, and changes nothing.
      "lib/auth/hold-principal.ts",
      "lib/flows/record-store.ts",
      "lib/services/verb.ts",
    ]);
  });

  it("leaves out only what is listed of what changes outside a transaction of a verb", () => {
    const changed = product.flatMap(({ text }) => [
      ...[...text.matchAll(/(?:(\w+)\.\$(?:query|execute)Raw(?:<[^`]*>)?)?`([^`]*)`/g)]
        .filter(([, client]) => client !== "tx")
        .flatMap(([, , sql = ""]) => tablesIn(sql)),
      ...[...text.matchAll(/"((?:INSERT|UPDATE|DELETE) [^"]*)"/g)].flatMap(([, sql = ""]) =>
        tablesIn(sql),
      ),
      ...[...text.matchAll(/prisma\(\)\.(\w+)\.(?:create|update|upsert|delete)/g)].map(
        ([, model = ""]) => `${model.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)}s`,
      ),
    ]);
    expect([...new Set(changed)].sort()).toEqual(Object.keys(UNAUDITED).sort());
  });
});

/** The tables that a statement changes. */
function tablesIn(sql: string): string[] {
  const changes = sql.matchAll(/\b(?:INSERT INTO|DELETE FROM|(?<!FOR |KEY |DO )UPDATE) ([a-z_]+)/g);
  return [...changes].map(([, table = ""]) => table);
}

describe("the time", () => {
  it("is told on the server by lib/core/clock.ts alone", () => {
    const readers = productFiles("app", "lib", "server").filter(
      ({ path }) => path !== "lib/core/clock.ts",
    );
    expect(linesMatching(readers, /new Date\(\)|\bDate\.now\b/)).toEqual([]);
  });
});

describe("settings", () => {
  it("are read from the environment by lib/env.ts alone", () => {
    const roots = sourceFiles.filter(({ path }) => path === "proxy.ts");
    const readers = [...outside("lib/env.ts"), ...roots];
    // Code that is shown to people, in a text, reads nothing.
    const reading = /(?<!\\\$\{)process\W{1,3}env\b|\benv\b[^=]*=\s*process\b/;
    expect(linesMatching(readers, reading)).toEqual([]);
  });
});

describe("doors", () => {
  it("of forms export only action(...)", () => {
    const files = product.filter(({ path }) => basename(path) === "actions.ts");
    expect(files.filter(({ text }) => !text.startsWith('"use server";'))).toEqual([]);
    const wrong = files
      .flatMap(exportsOf)
      .filter((line) => !/: export const \w+ = action\(/.test(line));
    expect(wrong).toEqual([]);
  });

  it("of pages alone perform verbs for them, so that pages and layouts only show", () => {
    const screens = productFiles("app");
    expect(linesMatching(screens, /\.perform\(|[sS]ervices\/verb"/)).toEqual([]);
  });

  it("of the public API export only route(...)", () => {
    const files = product.filter(({ path }) => /^app\/v1\/.*route\.ts$/.test(path));
    const methods = "{ GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS }";
    const door = new RegExp(
      `: export const ${methods} = ((route|surfaceRoute)\\(|unknownRoute\\(\\);$)`,
    );
    expect(files.flatMap(exportsOf).filter((line) => !door.test(line))).toEqual([]);
  });
});

describe("roles", () => {
  it("are given a meaning by lib/policy alone", () => {
    const role =
      /\brole\b\)?\s*[!=]==?|[!=]==?\s*\w*\.?role\b|(case|[!=]==?) "(owner|admin|member|viewer)"/;
    expect(linesMatching(outside("lib/policy/"), role)).toEqual([]);
  });
});
