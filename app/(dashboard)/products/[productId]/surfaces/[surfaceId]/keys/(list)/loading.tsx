import { ListSkeleton } from "@/components/page-skeletons";

export default function SurfaceKeysLoading() {
  return <ListSkeleton columns={7} />;
}
