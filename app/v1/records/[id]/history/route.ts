import { route } from "@/lib/http/route";
import { listRecordChanges } from "@/lib/services/record/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listRecordChanges });
