import { CircleCheckIcon, InfoIcon, OctagonXIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { drawToasts } from "@/components/toast";

const BELOW_MENUS_AND_DIALOGS = 40;

/** Draws the notes of the product. */
export function DrawnToasts() {
  const { resolvedTheme } = useTheme();
  // Only what is mounted draws.
  useEffect(() => drawToasts(toast), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      gap={8}
      style={{ zIndex: BELOW_MENUS_AND_DIALOGS }}
      icons={{
        success: <CircleCheckIcon className="size-4 text-success" />,
        info: <InfoIcon className="size-4 text-info" />,
        error: <OctagonXIcon className="size-4 text-destructive" />,
      }}
      toastOptions={{
        classNames: {
          toast:
            "!rounded-lg !border !border-border !bg-popover !text-popover-foreground !text-sm !font-sans !shadow-floating",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
