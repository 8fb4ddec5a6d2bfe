import "server-only";
import { z } from "zod";
import { listPlatformKeysContract } from "@/lib/contracts/platform-key";
import { invalidField } from "@/lib/core/errors";
import { type KeyCursor, type KeyState, readKeyStates } from "@/lib/db/key-states";
import { viewKeys } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";

export const listPlatformKeys = defineRead(
  listPlatformKeysContract,
  async ({ principal, input, db }) => {
    const { cursor, limit, sort, ...filters } = input;
    const { rows, total } = await readKeyStates(db, {
      ...filters,
      organizationId: principal.organizationId,
      sort,
      limit: limit + 1,
      ...(cursor !== undefined && { cursor: readCursor(cursor, sort) }),
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const hasMore = rows.length > limit;
    const data = await viewKeys(db, page);
    return {
      data,
      pagination: { nextCursor: hasMore && last ? writeCursor(last) : null, hasMore, limit },
      apiKeys: data,
      total,
      timestamp: new Date().toISOString(),
    };
  },
);

const cursorSchema = z.tuple([z.string().max(255), z.string().max(200)]);

const moment = /^(-?infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+\d\d)$/;

function writeCursor({ sortValue, id }: KeyState): string {
  return Buffer.from(JSON.stringify([sortValue, id])).toString("base64url");
}

function readCursor(text: string, sort: string): KeyCursor {
  try {
    const [value, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(text, "base64url").toString("utf8")),
    );
    if (sort === "name" || (moment.test(value) && isMoment(value))) return { value, id };
  } catch {
    // Said below: whatever is wrong with a cursor, the caller can only start again.
  }
  throw invalidField("cursor", "Not a cursor of this list and order.");
}

function isMoment(value: string): boolean {
  return value.endsWith("infinity") || !Number.isNaN(Date.parse(value.replace(/\+\d\d$/, "Z")));
}
