import NextLink from "next/link";
import type { ComponentProps } from "react";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "prefetch">;

/** A link whose page is fetched when it is followed: a page of many links asks the server once. */
export function Link(props: LinkProps) {
  return <NextLink {...props} prefetch={false} />;
}

/** The page of a key, by the surface that it belongs to. */
export function keyHref(
  id: string,
  surface: { productId: string; surfaceId: string } | null,
): string {
  if (surface === null) return `/settings/api/${id}`;
  return `/products/${surface.productId}/surfaces/${surface.surfaceId}/keys/${id}`;
}
