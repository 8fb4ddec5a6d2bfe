import { textReply } from "@/app/docs/_components/text-reply";
import { guideList } from "@/lib/docs/guides";

export const dynamic = "force-dynamic";

/** What a program that reads the documentation finds it by. */
export function GET(): Response {
  return textReply(guideList(), "text/plain");
}
