/** A failure a person can act on: its message is the whole sentence, without a stack. */
export class Failure extends Error {}

/** Describes a failure, or a setting that is wrong, in one sentence; anything else with its stack. */
export function describeFailure(error) {
  if (error instanceof Failure || error?.name === "EnvError") return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
