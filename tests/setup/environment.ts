import { randomBytes } from "node:crypto";

process.env.NEXTAUTH_SECRET ??= randomBytes(32).toString("base64url");
process.env.RUNTYPE_KEY_PEPPERS ??= `1:${randomBytes(32).toString("base64url")}`;
process.env.NEXTAUTH_URL ??= "http://localhost:3000";
