import type { Schema } from "@/lib/contracts/surface-openapi/to-openapi-schema";
import { isFields } from "@/lib/core/fields";
import { platformDocument } from "@/lib/services/openapi/reads";

const METHODS = ["get", "post", "put", "delete"];

/** An operation of the OpenAPI document. */
export type Operation = {
  method: string;
  path: string;
  parameters: readonly Schema[];
  /** The schema of its JSON body, if it takes one. */
  body: unknown;
  responses: Schema;
};

/** Our own document, as its readers get it. */
export function readDocument(): Schema {
  const document: unknown = JSON.parse(new TextDecoder().decode(platformDocument().bytes));
  if (!isFields(document)) throw new Error("The document is no object");
  return document;
}

export function operationsOf(document: Schema): Operation[] {
  const paths = isFields(document.paths) ? document.paths : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isFields(item) ? item[method] : undefined;
      return isFields(operation) ? [operationOf(method, path, operation)] : [];
    }),
  );
}

function operationOf(method: string, path: string, operation: Schema): Operation {
  const { parameters, requestBody, responses } = operation;
  const content = isFields(requestBody) && isFields(requestBody.content) ? requestBody.content : {};
  const json = content["application/json"];
  return {
    method: method.toUpperCase(),
    path,
    parameters: Array.isArray(parameters) ? parameters.filter(isFields) : [],
    body: isFields(json) ? json.schema : undefined,
    responses: isFields(responses) ? responses : {},
  };
}
