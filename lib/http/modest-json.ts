import "server-only";
import { badRequest } from "@/lib/core/errors";

const DEEPEST = 64;
const MOST_VALUES = 20_000;

/** Refuses JSON that is deep or has many values, before it is parsed. Throws `bad_request`. */
export function assertModestJson(text: string): void {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    else if (character === ",") values += 1;
    if (depth > DEEPEST) throw badRequest(`The body is nested deeper than ${DEEPEST} levels.`);
    if (values > MOST_VALUES) throw badRequest(`The body has more than ${MOST_VALUES} values.`);
  }
}
