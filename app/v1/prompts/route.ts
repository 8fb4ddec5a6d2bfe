import { route } from "@/lib/http/route";
import { createPrompt } from "@/lib/services/prompt/create";
import { listPrompts } from "@/lib/services/prompt/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listPrompts,
  POST: createPrompt,
});
