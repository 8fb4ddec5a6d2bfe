import { PackageIcon } from "lucide-react";
import { cn } from "@/components/cn";

type ProductIconProps = { icon: string | null; className?: string };

/** The first sign of what a person wrote as the icon, such as an emoji; a box without one. */
export function ProductIcon({ icon, className }: ProductIconProps) {
  const [sign] = icon ? new Intl.Segmenter().segment(icon.trim()) : [];
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-md border bg-subtle text-base leading-none text-muted-foreground [&_svg]:size-4",
        className,
      )}
    >
      {sign ? sign.segment : <PackageIcon />}
    </span>
  );
}
