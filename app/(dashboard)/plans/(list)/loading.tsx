export { ListSkeleton as default } from "@/components/page-skeletons";
