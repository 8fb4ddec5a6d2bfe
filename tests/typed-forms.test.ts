import { expect, it } from "vitest";
import { productFiles, sourceFiles } from "./support/source-files";

/** Forms in which nothing is typed that could be half done: choices alone, or a question. */
const CHOICES = [
  "app/(auth)/invitations/[token]/_components/join-button.tsx",
  "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/add-endpoint-dialog.tsx",
  "components/key/acts/rotate-key-dialog.tsx",
  "components/confirm-form.tsx",
];

/** Forms that journeys of their own walk through. */
const ELSEWHERE = [
  "app/docs/api/_components/try-form.tsx",
  "app/(auth)/invitations/[token]/_components/accept-form.tsx",
  "app/(auth)/sign-in/sign-in-form.tsx",
  "app/(auth)/sign-up/sign-up-form.tsx",
];

/** The frames of forms: what they hold is counted. */
const FRAMES = /^components\/(form\/|key\/acts\/(create|edit)-(key-)?form)/;

const typed = sourceFiles
  .filter(({ path }) => /^e2e\/keyboard-forms.*\.ts$/.test(path))
  .flatMap(({ text }) => [...text.matchAll(/file:\s*"([^"]+)"/g)].map(([, file]) => file ?? ""));

const forms = productFiles("app", "components")
  .filter(({ path }) => !FRAMES.test(path))
  .filter(({ text }) =>
    /import \{ (Create|Edit)?Form(DialogBody)? \} from "(@\/components|\.)\/(form\/form|key\/acts\/)/.test(
      text,
    ),
  )
  .map(({ path }) => path);

it("every form is typed into by a journey, half done and then finished", () => {
  const known = [...new Set([...typed, ...CHOICES, ...ELSEWHERE])].sort();
  expect(known).toEqual([...forms].sort());
});
