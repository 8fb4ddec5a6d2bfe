import { z } from "zod";
import { Collection, optional, pageOf } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import {
  changeFields,
  cursorQuery,
  lineField,
  pageQuery,
  pathId,
  timestamp,
} from "@/lib/contracts/fields";
import { jsonObjectField, storedObject } from "@/lib/contracts/json-field";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const MAX_METADATA_LENGTH = 65_536;
const MAX_METADATA_DEPTH = 20;

const recordView = z
  .object({
    id: z.string(),
    environment: z.enum(ENVIRONMENTS),
    type: z.string(),
    name: z.string(),
    metadata: storedObject,
    ...changeFields,
  })
  .meta({ id: "StoredRecord" });

/** What a record holds, for verbs and for the steps of flows. */
export const recordContent = {
  type: lineField(255, "a type"),
  name: lineField(500, "a name"),
  metadata: jsonObjectField(MAX_METADATA_LENGTH, MAX_METADATA_DEPTH),
};

const environment = z.enum(ENVIRONMENTS).optional().meta({
  description: "A key uses its own environment; for a signed-in person the default is production.",
});

const recordChange = z
  .object({
    id: z.string(),
    at: timestamp,
    executionId: z.string(),
    keyId: z.string().nullable(),
    userId: z.string().nullable(),
    before: storedObject.nullable().meta({ description: "Null if the run created the record." }),
    after: storedObject,
  })
  .meta({ id: "RecordChange" });

const records = new Collection({
  name: "record",
  tag: "Records",
  scope: "RECORDS",
  path: "/v1/records",
  nouns: ["a record", "records"],
  within: {},
  one: { id: pathId },
  view: recordView,
});

/** One record, of the caller's environment or of that one. */
const input = z.strictObject({ id: pathId, environment });

export const recordContracts = {
  list: records.list({
    fields: {
      ...pageQuery,
      environment,
      type: recordContent.type.optional().meta({ description: "Records of this type." }),
    },
    description: "Newest first. `search` matches types and names.",
  }),

  create: records.create({
    fields: {
      environment,
      ...recordContent,
      metadata: recordContent.metadata.default({}),
    },
    description: "The combination of type and name is unique within an environment.",
    errors: ["conflict"],
  }),

  get: { ...records.get({ description: "Includes its metadata.", revalidates: true }), input },

  listChanges: defineContract({
    ...records.read("record.history"),
    input: z.strictObject({ id: pathId, environment, ...cursorQuery }),
    output: pageOf(recordChange),
    http: {
      ...records.at("GET", "/v1/records/{id}/history"),
      summary: "List what flows wrote to a record",
      description:
        "Newest first, with the run, who ran it, and the metadata before and after. Stored as long as runs are.",
    },
  }),

  update: records.update({
    fields: { environment, ...optional(recordContent) },
    description:
      "Updates the given fields. Metadata is replaced as a whole. " +
      "`environment` says where the record is and does not move it.",
  }),

  delete: { ...records.remove({ description: "Also deletes its history." }), input },
};
