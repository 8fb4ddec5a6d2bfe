import { parseTemplate } from "@/lib/contracts/template";

/** The variables that a text names as `{{name}}`, each once, in order of appearance. */
export function templateVariables(text: string): string[] {
  const paths = parseTemplate(text).parts.filter((part) => typeof part !== "string");
  return [...new Set(paths.map((path) => path.join(".")))];
}
