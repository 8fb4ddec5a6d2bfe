import "server-only";
import type { Executor } from "@/lib/flows/executor";
import { compileRequest } from "@/lib/flows/outbound/compile-request";

export const fetchUrlStep: Executor<"fetch-url"> = ({ http }) => ({ work: compileRequest(http) });
