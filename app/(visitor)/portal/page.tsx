import type { Metadata } from "next";
import { PortalScreen } from "./_components/portal-screen";

export const metadata: Metadata = { title: "Your keys and usage" };

export default function PortalPage() {
  return <PortalScreen />;
}
