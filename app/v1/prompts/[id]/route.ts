import { route } from "@/lib/http/route";
import { deletePrompt } from "@/lib/services/prompt/delete";
import { getPrompt } from "@/lib/services/prompt/get";
import { updatePrompt } from "@/lib/services/prompt/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getPrompt,
  PUT: updatePrompt,
  DELETE: deletePrompt,
});
