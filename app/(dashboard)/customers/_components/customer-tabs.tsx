import { LinkTabs } from "@/components/link-tabs";

/** Customers, and the plans that they are on. */
export function CustomerTabs() {
  return (
    <LinkTabs
      label="Customers and plans"
      tabs={[
        { href: "/customers", label: "Customers" },
        { href: "/plans", label: "Plans" },
      ]}
    />
  );
}
