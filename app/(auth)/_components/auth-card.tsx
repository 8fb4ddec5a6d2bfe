import type { ReactNode } from "react";
import { Link } from "@/components/link";
import { Card } from "@/components/panel";

type AuthCardProps = {
  title: string;
  description: string;
  other?: { question: string; label: string; href: string } | undefined;
  children?: ReactNode;
};

export function AuthCard({ title, description, other, children }: AuthCardProps) {
  return (
    <>
      <Card className="gap-5 px-5 py-6 shadow-floating sm:px-6">
        <div className="grid gap-1">
          <h1 className="text-lg leading-6 font-semibold tracking-tight">{title}</h1>
          <p className="text-sm text-muted-foreground">{description}</p>
        </div>
        {children}
      </Card>
      {other ? (
        <p className="mt-4 text-center text-sm text-muted-foreground">
          {other.question}{" "}
          <Link
            href={other.href}
            className="font-medium text-brand underline underline-offset-4 hover:no-underline"
          >
            {other.label}
          </Link>
        </p>
      ) : null}
    </>
  );
}
