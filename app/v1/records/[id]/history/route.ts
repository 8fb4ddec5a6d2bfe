import { route } from "@/lib/http/route";
import { listRecordChanges } from "@/lib/services/record/history";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listRecordChanges });
