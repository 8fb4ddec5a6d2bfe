import { SearchXIcon } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

export default function DashboardNotFound() {
  return (
    <EmptyState
      icon={SearchXIcon}
      title="There is nothing at this address"
      description="It may have been removed, or it belongs to another organization."
      action={
        <Button asChild variant="outline">
          <Link href="/settings/api">Go to the API keys</Link>
        </Button>
      }
    />
  );
}
