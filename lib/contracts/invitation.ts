import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { idField, lineField } from "@/lib/contracts/fields";
import { emailField, newPasswordField } from "@/lib/contracts/people";
import { ROLES } from "@/lib/policy/roles";

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
  kind: "read",
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
  kind: "write",
  need: "anyone",
  secretFields: ["password"],
  input: z.strictObject({ token: tokenField, name: lineField(100), password: newPasswordField }),
  output: z.object({ email: z.string() }),
});

/** Adds the signed-in person to the organization that invited them. */
export const joinOrganizationContract = defineContract({
  name: "invitation.join",
  kind: "write",
  need: "person",
  input: z.strictObject({ token: tokenField }),
  output: z.object({ organizationId: z.string() }),
});
