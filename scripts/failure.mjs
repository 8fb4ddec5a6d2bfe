/** A failure a person can act on: its message is the whole sentence, without a stack. */
export class Failure extends Error {}

/** Prints a failure as one sentence, anything else with its stack. */
export function describeFailure(error) {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
