import Link from "next/link";

/** Says where records come from: no screen makes them. */
export function RecordsHint() {
  return (
    <p className="text-xs text-muted-foreground">
      Records are what steps look up and save. More come in through the{" "}
      <Link href="/docs" target="_blank" className="underline underline-offset-2">
        API
      </Link>
      : POST /v1/records. Test and production keep theirs apart.
    </p>
  );
}
