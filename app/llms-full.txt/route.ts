import { textReply } from "@/app/docs/_components/text-reply";
import { guides } from "@/lib/docs/guides";

export const dynamic = "force-dynamic";

/** All guides in one text. */
export function GET(): Response {
  return textReply(
    guides()
      .map(({ markdown }) => markdown.trim())
      .join("\n\n---\n\n"),
    "text/plain",
  );
}
