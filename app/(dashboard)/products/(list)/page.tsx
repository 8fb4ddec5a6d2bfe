import { searchQuery } from "@/app/(dashboard)/list-queries";
import { ProductsScreen } from "@/app/(dashboard)/products/_components/products-screen";
import { page } from "@/lib/actions/page";
import { productTable } from "@/lib/services/product/reads";

const { Page, generateMetadata } = page(productTable, {
  input: ({ query }) => searchQuery(query),
  title: "Products",
  show: (table) => <ProductsScreen table={table} />,
});

export { generateMetadata, Page as default };
