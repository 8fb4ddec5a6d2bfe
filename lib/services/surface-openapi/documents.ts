import "server-only";
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import {
  buildSurfaceDocument,
  type DescribedSurface,
} from "@/lib/contracts/surface-openapi/build-surface-document";
import { BoundedCache } from "@/lib/core/bounded-cache";
import { Turns } from "@/lib/core/turns";
import { inTime } from "@/lib/db/in-time";
import type { Principal } from "@/lib/policy/principal";
import { describeSurface } from "@/lib/services/surface-openapi/describe-surface";

type Place = { id: string; surfaceId: string };

/** Everybody may ask: documents are read and made two at a time, however many ask. */
const turns = new Turns(2, 200);

/** By what they are made of, so they are never old; sizes in UTF-16 units. */
const yamls = new BoundedCache<string>(200, 8_000_000);

export function jsonDocument(principal: Principal | null, place: Place) {
  const make = async () => buildSurfaceDocument(await describeSurface(principal, place));
  return inTime(turns.take(make));
}

export function yamlDocument(principal: Principal | null, place: Place): Promise<string> {
  const make = async () => {
    const surface = await describeSurface(principal, place);
    const key = contentOf(surface);
    const known = yamls.get(key);
    if (known !== undefined) return known;
    const text = stringify(buildSurfaceDocument(surface), { aliasDuplicateObjects: false });
    yamls.set(key, text, text.length);
    return text;
  };
  return inTime(turns.take(make));
}

function contentOf(surface: DescribedSurface): string {
  return createHash("sha256").update(JSON.stringify(surface)).digest("base64url");
}
