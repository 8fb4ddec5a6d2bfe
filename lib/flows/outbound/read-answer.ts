import "server-only";
import type { Answer } from "@/lib/flows/outbound/send-request";
import { StepError } from "@/lib/flows/step-error";

/** The body of an answer as the step wants it; throws {@link StepError} when it is not JSON. */
export function readAnswer({ body, contentType }: Answer, label: string, type: "json" | "text") {
  if (type === "text") return decoderOf(contentType).decode(body);
  if (body.length === 0) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return value;
  } catch {
    throw new StepError(`${label} did not answer with JSON, as responseType says.`);
  }
}

function decoderOf(contentType: string): TextDecoder {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
