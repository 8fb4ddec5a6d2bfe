import { route } from "@/lib/http/route";
import { getMe } from "@/lib/services/me/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getMe });
