import type { FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";

/** Checks a form by a schema that is fetched when it is first sent: a page shows it without. */
export function lazyResolver<Values extends FieldValues, Output>(
  schema: () => Promise<z.ZodType<Output, Values>>,
): Resolver<Values, unknown, Output> {
  return async (...asked) => {
    const [{ zodResolver }, loaded] = await Promise.all([
      import("@hookform/resolvers/zod"),
      schema(),
    ]);
    return zodResolver(loaded)(...asked);
  };
}
