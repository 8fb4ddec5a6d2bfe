import { Badge } from "@/components/ui/badge";

/** What production keys run of a flow. */
export function PublishedBadge({ version }: { version: number | null }) {
  return version === null ? (
    <Badge variant="muted">Not published</Badge>
  ) : (
    <Badge variant="success">Published v{version}</Badge>
  );
}
