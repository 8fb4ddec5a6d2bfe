import { route } from "@/lib/http/route";
import { getPrompt } from "@/lib/services/prompt/reads";
import { deletePrompt, updatePrompt } from "@/lib/services/prompt/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getPrompt,
  PUT: updatePrompt,
  DELETE: deletePrompt,
});
