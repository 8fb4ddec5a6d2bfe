/** What `{{secret:KEY}}` names a secret by. */
export const SECRET_KEY = /^[A-Za-z][A-Za-z0-9_]{1,99}$/;

/** Where a step may name a secret, as it is said wherever else one is named. */
export const SECRET_PLACES =
  "Secrets can be used only in the headers and the body of Fetch URL and Make API Call steps";
