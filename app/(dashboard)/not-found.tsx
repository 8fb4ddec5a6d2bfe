import { NothingHere } from "@/app/nothing-here";

export default function DashboardNotFound() {
  return <NothingHere />;
}
