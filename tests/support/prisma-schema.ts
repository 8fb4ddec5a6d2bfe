import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Column = { type: string; nullable: boolean };
export type Table = { columns: Record<string, Column>; keys: string[]; indexes: string[] };

const NATIVE: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Float: "double precision",
  Boolean: "boolean",
  Json: "jsonb",
  Bytes: "bytea",
  DateTime: "timestamp(3) without time zone",
  "@db.SmallInt": "smallint",
  "@db.Date": "date",
  "@db.Uuid": "uuid",
  "@db.Inet": "inet",
  "@db.Text": "text",
};

export function readPrismaSource(folder = "prisma/schema"): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".prisma"));
  return files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}

/** The tables that the Prisma schema speaks of, by database name. */
export function readPrismaSchema(): Record<string, Table> {
  const source = readPrismaSource();
  const enums = Object.fromEntries(
    blocks(source, "enum").map(({ name, body }) => [name, mapped(body) ?? name]),
  );
  const models = blocks(source, "model");
  const modelNames = new Set(models.map(({ name }) => name));
  return Object.fromEntries(
    models.map(({ name, body }) => [mapped(body) ?? name, readModel(body, enums, modelNames)]),
  );
}

function readModel(body: string, enums: Record<string, string>, models: Set<string>): Table {
  const table: Table = { columns: {}, keys: [], indexes: [] };
  const columnOf = new Map<string, string>();
  for (const line of lines(body)) {
    const [, field = "", type = "", list, optional, rest = ""] =
      /^(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line) ?? [];
    if (field === "" || models.has(type)) continue;
    const column = /@map\("(.+?)"\)/.exec(rest)?.[1] ?? field;
    columnOf.set(field, column);
    const native = columnType(type, rest, enums);
    table.columns[column] = {
      type: list ? `${native}[]` : native,
      nullable: optional !== undefined,
    };
    if (/@(id|unique)\b/.test(rest)) table.keys.push(column);
  }
  for (const line of lines(body)) {
    const [, kind, fields = ""] = /^@@(id|unique|index)\(\[(.+?)\]/.exec(line) ?? [];
    if (kind === undefined) continue;
    const names = fields.replaceAll(/\(.*?\)/g, "").split(",");
    const columns = names.map((name) => columnOf.get(name.trim()) ?? name.trim()).join(", ");
    (kind === "index" ? table.indexes : table.keys).push(columns);
  }
  return table;
}

function columnType(type: string, rest: string, enums: Record<string, string>): string {
  const zoned = /@db\.Timestamptz\((\d)\)/.exec(rest)?.[1];
  if (zoned) return `timestamp(${zoned}) with time zone`;
  const sized = /@db\.(VarChar|Char)\((\d+)\)/.exec(rest);
  if (sized) return `${sized[1] === "Char" ? "character" : "character varying"}(${sized[2]})`;
  const native = /@db\.\w+/.exec(rest)?.[0];
  return NATIVE[native ?? type] ?? enums[type] ?? `unknown type ${native ?? type}`;
}

function blocks(source: string, keyword: string) {
  const found = source.matchAll(new RegExp(`^${keyword} (\\w+) \\{\\n(.*?)^\\}`, "gms"));
  return [...found].map(([, name = "", body = ""]) => ({ name, body }));
}

function lines(body: string): string[] {
  return body
    .split("\n")
    .map((line) => line.trim().replace(/\s*\/\/.*$/, ""))
    .filter((line) => line !== "");
}

function mapped(body: string): string | undefined {
  return /@@map\("(.+?)"\)/.exec(body)?.[1];
}
