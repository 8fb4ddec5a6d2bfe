import NextLink from "next/link";
import type { ComponentProps } from "react";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "prefetch">;

/** A link whose page is fetched when it is followed: a page of many links asks the server once. */
export function Link(props: LinkProps) {
  return <NextLink {...props} prefetch={false} />;
}
