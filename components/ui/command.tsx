import { Command as Primitive } from "cmdk";
import { SearchIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { styled } from "@/components/cn";

const Field = styled(
  Primitive.Input,
  "flex h-10 w-full bg-transparent text-base outline-hidden placeholder:text-muted-foreground",
);

export const Command = styled(Primitive, "flex h-full w-full flex-col overflow-hidden");
export const CommandList = styled(
  Primitive.List,
  "max-h-[min(24rem,60dvh)] scroll-py-1 overflow-y-auto p-1.5",
);
export const CommandEmpty = styled(
  Primitive.Empty,
  "py-8 text-center text-sm text-muted-foreground",
);
export const CommandGroup = styled(
  Primitive.Group,
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground",
);
export const CommandItem = styled(
  Primitive.Item,
  "relative flex cursor-default items-center gap-2.5 rounded-md px-2 py-2 text-sm outline-hidden select-none data-[disabled=true]:pointer-events-none data-[disabled=true]:opacity-55 data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground [&_svg]:pointer-events-none [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground",
);
export const CommandShortcut = styled("span", "ml-auto font-mono text-xs text-muted-foreground");

export function CommandInput(props: ComponentProps<typeof Field>) {
  return (
    <div className="flex h-11 items-center gap-2 border-b px-3.5">
      <SearchIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <Field {...props} />
    </div>
  );
}
