/** Says where records come from: no screen makes them. */
export function RecordsHint() {
  return (
    <p className="text-xs text-muted-foreground">
      Records are what steps look up and save. More come in through the{" "}
      <a
        href="/docs/api#record_create"
        target="_blank"
        className="underline underline-offset-2"
        rel="noopener"
      >
        API
      </a>
      : POST /v1/records. Test and production keep theirs apart.
    </p>
  );
}
