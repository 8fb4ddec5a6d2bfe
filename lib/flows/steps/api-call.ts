import "server-only";
import type { Executor } from "@/lib/flows/executor";
import { compileRequest } from "@/lib/flows/outbound/compile-request";

export const apiCallStep: Executor<"api-call"> = ({ http }) => ({ work: compileRequest(http) });
