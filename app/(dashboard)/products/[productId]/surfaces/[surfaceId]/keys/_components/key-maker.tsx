import { Link } from "@/components/link";
import type { SurfaceKeyRow } from "@/lib/contracts/surface-key/screen";

/** The key that minted a key, where it was not a person; null otherwise. */
export function keyMaker({ mintedBy }: Pick<SurfaceKeyRow, "mintedBy">) {
  if (mintedBy === null) return null;
  return (
    <span className="text-xs text-muted-foreground">
      by key{" "}
      <Link
        href={`/settings/api/${mintedBy.id}`}
        className="text-foreground underline underline-offset-2 wrap-anywhere"
      >
        {mintedBy.name}
      </Link>
    </span>
  );
}
