/** Says what stands where the name of a capability would. */
export function NoCapabilityNote() {
  return (
    <p className="mt-2 text-xs text-muted-foreground">
      No capability: requests to the platform API, and calls that were refused before it was known
      what they ask for, such as by a limit or with a name that the surface does not have.
    </p>
  );
}
