import { z } from "zod";
import { blankIsNull } from "@/components/form/use-verb-form";
import { type SecretView, secretFields } from "@/lib/contracts/secret/contracts";

/** Hosts as people type them: one a line, or separated by commas or spaces. */
const hosts = z
  .string()
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .pipe(secretFields.hosts);

const description = blankIsNull.pipe(secretFields.description);

const { key, value, environment } = secretFields;

export const newSecretSchema = z.object({ key, value, environment, hosts, description });

/** An empty value stays what it is. */
export const editedSecretSchema = z.object({
  value: z.union([z.literal("").transform(() => undefined), value]),
  hosts,
  description,
});

export const NEW_SECRET: z.input<typeof newSecretSchema> = {
  key: "",
  value: "",
  environment: "test",
  hosts: "",
  description: "",
};

export function editedValues(secret: SecretView): z.input<typeof editedSecretSchema> {
  return { value: "", hosts: secret.hosts.join("\n"), description: secret.description ?? "" };
}
