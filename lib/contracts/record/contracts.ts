import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  deletedOne,
  lineField,
  pageQuery,
  pagination,
  pathId,
  revision,
  seenRevision,
  timestamp,
} from "@/lib/contracts/fields";
import { jsonObjectField, storedObject } from "@/lib/contracts/json-field";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const records = resource("Records", "RECORDS");
const MAX_METADATA_LENGTH = 65_536;
const MAX_METADATA_DEPTH = 20;

const recordView = z
  .object({
    id: z.string(),
    environment: z.enum(ENVIRONMENTS),
    type: z.string(),
    name: z.string(),
    metadata: storedObject,
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
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

export const listRecordsContract = defineContract({
  ...records.read("record.list"),
  input: z.strictObject({
    ...pageQuery,
    environment,
    type: recordContent.type.optional().meta({ description: "Records of this type." }),
  }),
  output: z.object({ data: z.array(recordView), pagination }).meta({ id: "StoredRecordPage" }),
  http: {
    ...records.get("/v1/records"),
    summary: "List records",
    description: "Newest first. `search` matches types and names.",
  },
});

export const createRecordContract = defineContract({
  ...records.write("record.create"),
  input: z.strictObject({
    environment,
    type: recordContent.type,
    name: recordContent.name,
    metadata: recordContent.metadata.default({}),
  }),
  output: recordView,
  http: {
    ...records.post("/v1/records"),
    summary: "Create a record",
    description: "The combination of type and name is unique within an environment.",
    errors: ["conflict"],
  },
});

export const getRecordContract = defineContract({
  ...records.read("record.get"),
  input: z.strictObject({ id: pathId, environment }),
  output: recordView,
  http: {
    ...records.get("/v1/records/{id}"),
    summary: "Get a record",
    description: "Includes its metadata.",
    revalidates: true,
  },
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

export const listRecordChangesContract = defineContract({
  ...records.read("record.history"),
  input: z.strictObject({
    id: pathId,
    environment,
    limit: pageQuery.limit,
    cursor: pageQuery.cursor,
  }),
  output: z.object({ data: z.array(recordChange), pagination }).meta({ id: "RecordChangePage" }),
  http: {
    ...records.get("/v1/records/{id}/history"),
    summary: "List what flows wrote to a record",
    description:
      "Newest first, with the run, who ran it, and the metadata before and after. Stored as long as runs are.",
  },
});

export const updateRecordContract = defineContract({
  ...records.write("record.update"),
  input: z.strictObject({
    id: pathId,
    environment,
    type: recordContent.type.optional(),
    name: recordContent.name.optional(),
    metadata: recordContent.metadata.optional(),
    revision: seenRevision,
  }),
  output: recordView,
  http: {
    ...records.put("/v1/records/{id}"),
    summary: "Update a record",
    description:
      "Updates the given fields. Metadata is replaced as a whole. " +
      "`environment` says where the record is and does not move it.",
    replaces: { view: recordView, moved: ["updatedAt"] },
    errors: ["conflict"],
  },
});

export const deleteRecordContract = defineContract({
  ...records.write("record.delete"),
  input: z.strictObject({ id: pathId, environment }),
  output: deletedOne,
  http: {
    ...records.remove("/v1/records/{id}"),
    summary: "Delete a record",
    description: "Also deletes its history.",
  },
});
