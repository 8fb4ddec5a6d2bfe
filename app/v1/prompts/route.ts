import { route } from "@/lib/http/route";
import { listPrompts } from "@/lib/services/prompt/reads";
import { createPrompt } from "@/lib/services/prompt/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listPrompts,
  POST: createPrompt,
});
