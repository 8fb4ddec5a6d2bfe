import { route } from "@/lib/http/route";
import { getRecord } from "@/lib/services/record/reads";
import { deleteRecord, updateRecord } from "@/lib/services/record/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getRecord,
  PUT: updateRecord,
  DELETE: deleteRecord,
});
