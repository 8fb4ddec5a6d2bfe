"use client";

import {
  callSnippet,
  SNIPPET_LABELS,
  SNIPPET_LANGUAGES,
  type SnippetCall,
} from "@/components/call-snippets/call-snippet";
import { CodeSnippet } from "@/components/code-snippet";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";

const HINTS = {
  curl: "any shell",
  typescript: "Node 18 and later, Deno, Bun",
  python: "pip install requests",
} as const;

/** One call in each language; the key stays in the environment. */
export function LanguageTabs({ call }: { call: SnippetCall }) {
  return (
    <Tabs defaultValue="curl">
      <TabsList aria-label="Language">
        {SNIPPET_LANGUAGES.map((language) => (
          <TabsTrigger key={language} value={language}>
            {SNIPPET_LABELS[language]}
          </TabsTrigger>
        ))}
      </TabsList>
      {SNIPPET_LANGUAGES.map((language) => (
        <TabsContent key={language} value={language}>
          <CodeSnippet
            label={SNIPPET_LABELS[language]}
            hint={HINTS[language]}
            code={callSnippet(language, call).trimEnd()}
          />
        </TabsContent>
      ))}
    </Tabs>
  );
}
