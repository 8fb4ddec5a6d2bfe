import type { ReactNode } from "react";
import { readKey } from "@/app/(dashboard)/settings/api/[keyId]/read-key";

type LayoutProps = { children: ReactNode; params: Promise<{ keyId: string }> };

/** Asks for the key before the skeleton goes out: what is not there is answered with 404. */
export default async function ApiKeyLayout({ children, params }: LayoutProps) {
  await readKey((await params).keyId);
  return children;
}
