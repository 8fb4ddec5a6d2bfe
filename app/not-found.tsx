import type { Metadata } from "next";
import { NothingHere } from "./nothing-here";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <NothingHere />
    </main>
  );
}
