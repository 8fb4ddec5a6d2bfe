type Conflict = readonly [summary: string, details: string];

const REVOKED: Conflict = ["Revoked", "This key is revoked, and revoking is final."];
const CHANGED_KEY: Conflict = [
  "Changed meanwhile",
  "This key was changed in the meantime. Look at it again, then repeat the change.",
];
const ROTATING: Conflict = [
  "Rotation under way",
  "A rotation is under way: the old secret still works. Wait until it retires, or rotate with no grace.",
];
const UNPUBLISHED: Conflict = ["Nothing published", "The flow has no published version"];
const INTERRUPTED: Conflict = [
  "Run interrupted",
  "Run exec_01kadxq9rae6pvbk8yt5wms4gn of this request was interrupted, and is not repeated",
];
const SAME_SLUG: Conflict = ["Slug taken", "Another product has this slug"];
const SAME_ENDPOINT: Conflict = ["Slug taken", "The slug faq is taken on this surface"];
const SAME_RECORD: Conflict = [
  "Type and name taken",
  "A record of this type and name already exists",
];
const SAME_PROMPT: Conflict = ["Name taken", "A prompt of this name already exists"];

const SAME_SECRET: Conflict = [
  "Key taken",
  "A secret of this key already exists in this environment",
];

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
  "surfaceItem.create": [
    SAME_ENDPOINT,
    ["There already", "The capability is on this surface already"],
  ],
  "surfaceItem.update": [SAME_ENDPOINT, changed("endpoint")],
  "flow.update": [changed("flow")],
  "flow.delete": [
    ["In use, without PRODUCTS:READ", "Capabilities use this flow"],
    [
      "In use",
      "Remove the capabilities that use this flow first: Answer a question of Help desk (cap_01kadxq9rnf9p8n2c6x3e7v5tk)",
    ],
  ],
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
  return ["Changed meanwhile", `The ${what} has changed since you looked at it`];
}
