import type { Metadata } from "next";
import { headers } from "next/headers";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import { nearPages } from "@/lib/core/near-pages";
import { guides } from "@/lib/docs/guides";
import { DocsPage } from "./_components/docs-page";

export const metadata: Metadata = { title: "Not found" };

export default async function DocsNotFound() {
  const asked = (await headers()).get(REQUESTED_PATH_HEADER) ?? "";
  const pages = guides().map((guide) => ({ ...guide, href: `/docs/${guide.name}` }));
  return (
    <DocsPage path="">
      <div className="prose max-w-3xl">
        <h1>Page not found</h1>
        <p>Guides, closest matches first:</p>
        <ul>
          {nearPages(asked, pages).map(({ href, title, summary }) => (
            <li key={href}>
              <a href={href}>{title}</a>: {summary.replaceAll("`", "")}
            </li>
          ))}
        </ul>
        <p>
          Or see the <a href="/docs/api">API reference</a>.
        </p>
      </div>
    </DocsPage>
  );
}
