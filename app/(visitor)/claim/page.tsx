import type { Metadata } from "next";
import { ClaimScreen } from "./_components/claim-screen";

export const metadata: Metadata = { title: "Your API key" };

export default function ClaimPage() {
  return <ClaimScreen />;
}
