/** The process's clock, replaceable in tests; keys are judged by the database's clock instead. */
export const clock = {
  now: (): Date => new Date(),
};
