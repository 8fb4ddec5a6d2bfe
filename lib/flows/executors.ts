import "server-only";
import type { StepType } from "@/lib/contracts/flow-steps/flow-step";
import type { Executors } from "@/lib/flows/executor";
import { apiCallStep } from "@/lib/flows/steps/api-call";
import { conditionalStep } from "@/lib/flows/steps/conditional";
import { fetchUrlStep } from "@/lib/flows/steps/fetch-url";
import { getRecordStep } from "@/lib/flows/steps/get-record";
import { listRecordsStep } from "@/lib/flows/steps/list-records";
import { setVariableStep } from "@/lib/flows/steps/set-variable";
import { templateStep } from "@/lib/flows/steps/template";
import { transformDataStep } from "@/lib/flows/steps/transform-data";
import { updateRecordStep } from "@/lib/flows/steps/update-record";
import { upsertRecordStep } from "@/lib/flows/steps/upsert-record";

/** How each type of step does its work. */
export const executors: Executors = {
  template: templateStep,
  "set-variable": setVariableStep,
  "transform-data": transformDataStep,
  conditional: conditionalStep,
  "fetch-url": fetchUrlStep,
  "api-call": apiCallStep,
  "get-record": getRecordStep,
  "list-records": listRecordsStep,
  "upsert-record": upsertRecordStep,
  "update-record": updateRecordStep,
};

/** Whether a step of a type can change something, here or elsewhere: run twice, it may do so twice. */
export const EFFECTS: Readonly<Record<StepType, boolean>> = {
  template: false,
  "set-variable": false,
  "transform-data": false,
  conditional: false,
  "fetch-url": true,
  "api-call": true,
  "get-record": false,
  "list-records": false,
  "upsert-record": true,
  "update-record": true,
};
