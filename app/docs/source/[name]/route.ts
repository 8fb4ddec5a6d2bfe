import { textReply } from "@/app/docs/_components/text-reply";
import { guideOf } from "@/lib/docs/guides";

type Context = { params: Promise<{ name: string }> };

/** A guide as it is written: the address `/docs/{name}.md` leads here. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const guide = guideOf((await params).name);
  return guide
    ? textReply(guide.markdown, "text/markdown")
    : textReply("Guide not found. See /llms.txt for a list.\n", "text/plain", 404);
}
