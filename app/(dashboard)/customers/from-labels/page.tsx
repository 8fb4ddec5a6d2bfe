import { searchQuery } from "@/app/(dashboard)/list-queries";
import { page } from "@/lib/actions/page";
import { customersFromLabels } from "@/lib/services/customer/labels";
import { LabelsScreen } from "./_components/labels-screen";

const { Page, generateMetadata } = page(customersFromLabels, {
  input: ({ query }) => searchQuery(query),
  title: "Customers made from labels",
  crumbs: () => [{ href: "/customers/from-labels", name: "Made from labels" }],
  show: (labels) => <LabelsScreen labels={labels} />,
});

export { generateMetadata, Page as default };
