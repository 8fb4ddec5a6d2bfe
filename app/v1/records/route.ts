import { route } from "@/lib/http/route";
import { createRecord } from "@/lib/services/record/create";
import { listRecords } from "@/lib/services/record/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listRecords,
  POST: createRecord,
});
