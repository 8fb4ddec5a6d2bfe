import { route } from "@/lib/http/route";
import { deleteRecord } from "@/lib/services/record/delete";
import { getRecord } from "@/lib/services/record/get";
import { updateRecord } from "@/lib/services/record/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getRecord,
  PUT: updateRecord,
  DELETE: deleteRecord,
});
