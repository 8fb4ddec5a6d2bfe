import { SearchXIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={SearchXIcon}
        title="There is nothing at this address"
        description="It may have moved, or it belongs to another organization."
        action={
          <Button asChild variant="outline">
            <Link href="/">Go to the dashboard</Link>
          </Button>
        }
      />
    </main>
  );
}
