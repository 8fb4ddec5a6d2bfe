import { ListSkeleton } from "@/components/page-skeletons";

export default function ProductsLoading() {
  return <ListSkeleton columns={5} />;
}
