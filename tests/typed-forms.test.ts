import { expect, it } from "vitest";
import { productFiles, sourceFiles } from "./support/source-files";

/** Forms in which nothing is typed that could be half done: choices alone, or a question. */
const CHOICES = [
  "app/(auth)/invitations/[token]/_components/join-button.tsx",
  "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/add-endpoint-dialog.tsx",
  "components/key/acts/rotate-key-dialog.tsx",
  "app/(dashboard)/customers/[customerId]/_components/portal-link-dialogs.tsx",
  "app/(dashboard)/plans/_components/currency-dialog.tsx",
  "app/(visitor)/portal/_components/roll-key-dialog.tsx",
  "components/confirm-form.tsx",
];

/** Forms that journeys of their own walk through. */
const ELSEWHERE = [
  "app/docs/api/_components/try-form.tsx",
  "app/(visitor)/claim/_components/show-key-form.tsx",
  // Signing in, signing up, and accepting an invitation.
  ...Array.from({ length: 3 }, () => "app/(auth)/_components/auth-forms.tsx"),
];

/** The frames of forms: what they hold is counted. */
const FRAMES =
  /^(app\/\(auth\)\/_components\/auth-form\.|components\/(form\/|key\/acts\/(create|edit)-key-dialog|reveal-secret\/))/;
const FORM =
  /<(Form|AuthForm|DialogForm|FormDialog|CreateKeyDialog|EditKeyDialog|LinkDialog|RevealFormDialog)\b/g;

const typed = sourceFiles
  .filter(({ path }) => /^e2e\/keyboard-forms.*\.ts$/.test(path))
  .flatMap(({ text }) => [...text.matchAll(/file:\s*"([^"]+)"/g)].map(([, file]) => file ?? ""));

/** The file of each form: once for every form that it holds. */
const forms = productFiles("app", "components")
  .filter(({ path }) => !FRAMES.test(path))
  .flatMap(({ path, text }) => [...text.matchAll(FORM)].map(() => path));

it("every form is typed into by a journey, half done and then finished", () => {
  expect([...typed, ...CHOICES, ...ELSEWHERE].sort()).toEqual(forms.sort());
});
