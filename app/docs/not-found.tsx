import type { Metadata } from "next";
import { headers } from "next/headers";
import { DocsPage } from "@/app/docs/_components/docs-page";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import { nearestNames } from "@/lib/core/text-search";
import { GUIDE_NAMES, guides } from "@/lib/docs/guides";

export const metadata: Metadata = { title: "Not found" };

export default async function DocsNotFound() {
  const asked = (await headers()).get(REQUESTED_PATH_HEADER)?.split("?", 1)[0] ?? "";
  const near = nearestNames(asked.replace(/^\/docs\/?/, ""), GUIDE_NAMES);
  const offered = guides().filter(({ name }) => near.length === 0 || near.includes(name));
  return (
    <DocsPage path="">
      <div className="prose max-w-3xl">
        <h1>There is no such page</h1>
        <p>{near.length > 0 ? "Did you mean one of these?" : "These are the guides:"}</p>
        <ul>
          {offered.map(({ name, title, summary }) => (
            <li key={name}>
              <a href={`/docs/${name}`}>{title}</a>: {summary.replaceAll("`", "")}
            </li>
          ))}
        </ul>
        <p>
          Or look into the <a href="/docs/api">API reference</a>.
        </p>
      </div>
    </DocsPage>
  );
}
