import { Tabs as Primitive } from "radix-ui";
import { styled } from "@/components/cn";

export const Tabs = styled(Primitive.Root, "flex flex-col gap-4");
export const TabsList = styled(
  Primitive.List,
  "flex w-full gap-4 overflow-x-auto overflow-y-hidden border-b",
);
export const TabsTrigger = styled(
  Primitive.Trigger,
  "-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 disabled:pointer-events-none disabled:opacity-55 data-[state=active]:border-foreground data-[state=active]:text-foreground [&_svg]:size-4",
);
export const TabsContent = styled(Primitive.Content, "flex-1");
