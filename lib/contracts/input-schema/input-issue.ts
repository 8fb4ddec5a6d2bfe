import type { ErrorObject } from "ajv";
import type { Issue } from "@/lib/core/errors";
import { allowedValues } from "./linear-keywords";

const MAX_PATH_LENGTH = 200;

/** What an error of Ajv says of a field, in words. */
export function inputIssue(error: ErrorObject): Issue {
  const { instancePath, params } = error;
  const place = instancePath.split("/").slice(1).map(unescapePointer);
  const name: unknown =
    params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const path = [...place, ...(typeof name === "string" ? [name] : [])].join(".");
  const shown = path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path;
  return { path: shown, message: `${shown || "The input"} ${predicateOf(error)}.` };
}

function predicateOf(error: ErrorObject): string {
  const { keyword, message = "is not valid", params } = error;
  switch (keyword) {
    case "required":
      return "is required";
    case "additionalProperties":
    case "unevaluatedProperties":
      return "is not a field of this input";
    case "type":
      return `must be ${String(params.type).replaceAll(",", " or ")}`;
    case "enum":
      return `must be one of ${allowedValues(error)}`;
    case "false schema":
      return "is not allowed";
    default:
      return message.replace("must NOT", "must not");
  }
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
