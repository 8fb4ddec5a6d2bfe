import type { AppError } from "@/lib/core/errors";
import {
  changedMeanwhile,
  endpointSlugTaken,
  flowInUse,
  flowUnpublished,
  flowUsedBy,
  keyChanged,
  keyRevoked,
  onSurfaceAlready,
  productSlugTaken,
  rotationUnderWay,
  runInterrupted,
  samePrompt,
  sameRecord,
  sameSecret,
} from "@/lib/core/refusals";

type Conflict = readonly [summary: string, refusal: AppError];

const REVOKED: Conflict = ["Revoked", keyRevoked()];
const CHANGED_KEY: Conflict = ["Changed meanwhile", keyChanged()];
const ROTATING: Conflict = ["Rotation under way", rotationUnderWay()];
const UNPUBLISHED: Conflict = ["Nothing published", flowUnpublished()];
const INTERRUPTED: Conflict = [
  "Run interrupted",
  runInterrupted("exec_01kadxq9rae6pvbk8yt5wms4gn"),
];
const SAME_SLUG: Conflict = ["Slug taken", productSlugTaken()];
const SAME_ENDPOINT: Conflict = ["Slug taken", endpointSlugTaken("faq")];
const SAME_RECORD: Conflict = ["Type and name taken", sameRecord()];
const SAME_PROMPT: Conflict = ["Name taken", samePrompt()];
const SAME_SECRET: Conflict = ["Key taken", sameSecret()];

/** By contract: every way in which it answers 409. */
export const CONFLICTS: Readonly<Record<string, readonly Conflict[] | undefined>> = {
  "platformKey.update": [CHANGED_KEY, REVOKED],
  "platformKey.revoke": [REVOKED],
  "platformKey.rotate": [ROTATING, CHANGED_KEY, REVOKED],
  "platformKey.regenerate": [ROTATING, CHANGED_KEY, REVOKED],
  "surfaceKey.update": [CHANGED_KEY, REVOKED],
  "surfaceKey.revoke": [REVOKED],
  "surfaceKey.rotate": [ROTATING, CHANGED_KEY, REVOKED],
  "product.create": [SAME_SLUG],
  "product.update": [SAME_SLUG, changed("product")],
  "capability.update": [changed("capability")],
  "surface.update": [changed("surface")],
  "surfaceItem.create": [SAME_ENDPOINT, ["There already", onSurfaceAlready()]],
  "surfaceItem.update": [SAME_ENDPOINT, changed("endpoint")],
  "flow.update": [changed("flow")],
  "flow.delete": [
    ["In use, without PRODUCTS:READ", flowInUse()],
    ["In use", flowUsedBy("Answer a question of Help desk (cap_01kadxq9rnf9p8n2c6x3e7v5tk)")],
  ],
  "flow.publish": [changed("flow")],
  "flow.run": [UNPUBLISHED, INTERRUPTED],
  "flow.dispatch": [UNPUBLISHED, INTERRUPTED],
  "record.create": [SAME_RECORD],
  "record.update": [SAME_RECORD, changed("record")],
  "secret.create": [SAME_SECRET],
  "secret.update": [changed("secret")],
  "prompt.create": [SAME_PROMPT],
  "prompt.update": [SAME_PROMPT, changed("prompt")],
};

function changed(what: string): Conflict {
  return ["Changed meanwhile", changedMeanwhile(what)];
}
