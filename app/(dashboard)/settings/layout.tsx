import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: { default: "Settings", template: "%s · Runtype" } };

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return children;
}
