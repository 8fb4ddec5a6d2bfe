import type { ReactNode } from "react";
import { GatedButton } from "@/components/gated-button";
import { Panel } from "@/components/panel";

type WithdrawableLinksProps<Link> = {
  title: string;
  description: string;
  links: readonly Link[];
  facts: (link: Link) => ReactNode;
  /** Why this person cannot withdraw one; null when they can. */
  reason: string | null;
  onWithdraw: (link: Link) => void;
};

/** Links that were handed out, each with a way to end it; nothing where there are none. */
export function WithdrawableLinks<Link extends { id: string }>(
  props: WithdrawableLinksProps<Link>,
) {
  const { title, description, links, facts, reason, onWithdraw } = props;
  if (links.length === 0) return null;
  return (
    <Panel title={title} description={description}>
      <ul className="-mx-4 -mb-4 grid divide-y border-t text-sm">
        {links.map((link) => (
          <li
            key={link.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5"
          >
            {facts(link)}
            <GatedButton
              variant="outline"
              size="sm"
              reason={reason}
              onClick={() => onWithdraw(link)}
            >
              Withdraw
            </GatedButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
