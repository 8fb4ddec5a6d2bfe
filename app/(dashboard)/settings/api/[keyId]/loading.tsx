export { KeySkeleton as default } from "@/components/page-skeletons";
