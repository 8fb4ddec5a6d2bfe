import type { Metadata } from "next";
import { DocsPage } from "@/app/docs/_components/docs-page";
import { Markdown } from "@/app/docs/_components/markdown";
import { referenceOf } from "@/lib/docs/reference";
import { platformDescription } from "@/lib/services/openapi/reads";
import { contentsOf } from "./_components/contents";
import { ErrorRows, ObjectList } from "./_components/field-rows";
import { Operation } from "./_components/operation";
import "./reference.css";

export const metadata: Metadata = { title: "API reference" };

export default function ReferencePage() {
  const reference = referenceOf(platformDescription());
  const { introduction, sharedErrors, objects, groups } = reference;
  return (
    <DocsPage path="/docs/api" groups={contentsOf(reference)}>
      <div className="prose max-w-3xl">
        <h1>API reference</h1>
        <p>
          Generated from <a href="/v1/openapi.json">openapi.json</a>, which client generators can
          read.
        </p>
        <Markdown text={introduction} />
      </div>
      {groups.map(({ tag, id, operations }) => (
        <section key={id} aria-labelledby={`tag-${id}`} className="mt-12">
          <h2 id={`tag-${id}`} className="text-xl font-semibold">
            {tag}
          </h2>
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
        </section>
      ))}
      <section aria-labelledby="shared-errors" className="mt-12 max-w-3xl">
        <h2 id="shared-errors" className="mb-4 text-xl font-semibold">
          Common errors
        </h2>
        <ErrorRows errors={sharedErrors} />
      </section>
      <section aria-labelledby="objects" className="mt-12">
        <h2 id="objects" className="text-xl font-semibold">
          Objects
        </h2>
        <ObjectList objects={objects} />
      </section>
    </DocsPage>
  );
}
