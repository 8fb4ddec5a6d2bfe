/** Taken before Next puts a slower one in its place, which asks what it is called for. */
const SystemDate = Date;

/** The process's clock, replaceable in tests; keys are judged by the database's clock instead. */
export const clock = {
  now: (): Date => new SystemDate(),
};

type Iso<V> = V extends Date ? string : V;

/** The columns of a row as answers show them: moments in ISO 8601. */
export function isoDates<T extends object>(columns: T): { [K in keyof T]: Iso<T[K]> };
export function isoDates(columns: object): object {
  const shown = Object.entries(columns).map(([name, value]) => {
    return [name, value instanceof Date ? value.toISOString() : value];
  });
  return Object.fromEntries(shown);
}
