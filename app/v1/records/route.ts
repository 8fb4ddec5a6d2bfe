import { route } from "@/lib/http/route";
import { listRecords } from "@/lib/services/record/reads";
import { createRecord } from "@/lib/services/record/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listRecords,
  POST: createRecord,
});
