import { z } from "zod";

/** Whom people write to, as a URI; a mail address becomes one. */
export const contact = z.union(
  [
    z.email().transform((address) => `mailto:${address}`),
    z.string().regex(/^(https:\/\/|mailto:|tel:)[!-~]+$/),
  ],
  "is neither an email address nor a https:, mailto: or tel: address",
);
