import { ListSkeleton } from "@/components/page-skeletons";

export default function ApiKeysLoading() {
  return <ListSkeleton columns={7} />;
}
