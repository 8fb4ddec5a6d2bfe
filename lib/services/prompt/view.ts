import "server-only";
import { templateVariables } from "@/lib/contracts/template-variables";
import type { Prompt } from "@/lib/db/generated/client";

export function viewPrompt(row: Prompt) {
  const { id, name, description, text } = row;
  return {
    id,
    name,
    description,
    text,
    variables: templateVariables(text),
    modelSettings: row.model,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
