import { ChoiceField } from "./form-fields";

const HOUR = 3_600;
const DAY = 24 * HOUR;

const LIVES = [
  { value: String(HOUR), label: "1 hour" },
  { value: String(DAY), label: "1 day" },
  { value: String(7 * DAY), label: "7 days" },
  { value: String(30 * DAY), label: "30 days" },
] as const;

/** For how long a link works, in seconds; a choice holds texts. */
export function LinkLifeField() {
  return (
    <ChoiceField<{ expiresInSeconds: string }>
      name="expiresInSeconds"
      label="The link works for"
      className="grid-cols-2 sm:grid-cols-4"
      choices={LIVES}
    />
  );
}
