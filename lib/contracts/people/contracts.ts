import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { idField, isShort, lineField } from "@/lib/contracts/fields";
import { ROLES } from "@/lib/policy/roles";
import { isCommonPassword } from "./common-passwords";

const MIN_PASSWORD_LENGTH = 8;
const MAX_PASSWORD_LENGTH = 128;

/** An email address, in lower case. */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Enter an email address."));

/** A password that may be chosen. Counted in characters, never trimmed. */
export const newPasswordField = z
  .string()
  .refine((value) => isShort(value, MAX_PASSWORD_LENGTH), {
    error: "Use at most 128 characters.",
    abort: true,
  })
  .refine((value) => [...value].length >= MIN_PASSWORD_LENGTH, "Use at least 8 characters.")
  .refine((value) => !isCommonPassword(value), "This password is too common. Choose another one.");

/** What someone signs in with. */
export const signInInput = z.object({
  email: emailField,
  password: z.string().min(1, "Enter your password.").max(1_024, "Use at most 128 characters."),
});

/** Begins a session; `device` is the token of one that is known, and of the one that now is. */
export const createSessionContract = defineContract({
  name: "session.create",
  need: "anyone",
  secretFields: ["password"],
  input: signInInput.extend({ device: z.string().optional() }),
  output: z.object({ userId: z.string(), sessionId: z.string(), device: z.string() }),
});

/** Ends the session that a token names: who holds the token may. */
export const endSessionContract = defineContract({
  name: "session.revoke",
  need: "anyone",
  input: z.strictObject({ token: z.string() }),
  output: z.object({ ended: z.boolean() }),
});

const accountFields = z.strictObject({
  name: lineField(100, "a name"),
  organization: lineField(100, "the name of your organization"),
  email: emailField,
  password: newPasswordField,
});

/** Creates a person and the organization that they own. */
export const createAccountContract = defineContract({
  name: "account.create",
  need: "anyone",
  secretFields: ["password"],
  input: accountFields.refine(({ email, password }) => !isPasswordOf(email, password), {
    path: ["password"],
    message: "Choose a password that is not your email address.",
  }),
  output: z.object({ userId: z.string(), organizationId: z.string() }),
});

export type AccountInput = z.output<typeof createAccountContract.input>;

/** Whether a password is an email address, or the name in it. */
export function isPasswordOf(email: string, password: string): boolean {
  const text = password.toLowerCase();
  return text === email || text === email.split("@")[0];
}

const tokenField = z.string().max(100);

/** Whom the operator's command invites, and where to. */
export const invitationInput = z.strictObject({
  email: emailField,
  role: z.enum(ROLES, `Use one of ${ROLES.join(", ")}.`),
  organizationId: idField("organization").optional(),
});

/** What the holder of an invitation's link may know of it. */
export const findInvitationContract = defineContract({
  name: "invitation.get",
  need: "anyone",
  input: z.strictObject({ token: tokenField }),
  output: z.object({
    email: z.string(),
    role: z.enum(ROLES),
    organization: z.string(),
    hasAccount: z.boolean(),
  }),
});

/** Makes the account of an invited person. */
export const acceptInvitationContract = defineContract({
  name: "invitation.accept",
  need: "anyone",
  secretFields: ["password"],
  input: z.strictObject({
    token: tokenField,
    name: lineField(100, "a name"),
    password: newPasswordField,
  }),
  output: z.object({ email: z.string() }),
});

/** Adds the signed-in person to the organization that invited them. */
export const joinOrganizationContract = defineContract({
  name: "invitation.join",
  need: "person",
  input: z.strictObject({ token: tokenField }),
  output: z.object({ organizationId: z.string() }),
});
