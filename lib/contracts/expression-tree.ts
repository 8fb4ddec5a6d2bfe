import type { Path, Template } from "@/lib/contracts/template";

export type Comparison = "==" | "!=" | "===" | "!==" | "<" | ">" | "<=" | ">=";

/** A condition as it was read; a text holds placeholders. */
export type Expression =
  | { kind: "literal"; value: string | number | boolean | null | undefined }
  | { kind: "text"; template: Template }
  | { kind: "path"; path: Path }
  | { kind: "not"; of: Expression }
  | { kind: "and" | "or"; left: Expression; right: Expression }
  | { kind: "compare"; operator: Comparison; left: Expression; right: Expression };
