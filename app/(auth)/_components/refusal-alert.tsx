"use client";

import { CircleAlertIcon, ClockIcon } from "lucide-react";
import { useEffect, useState } from "react";
import type { SignInRefusal } from "@/app/(auth)/_components/request-sign-in";
import { Alert, AlertDescription } from "@/components/ui/alert";

/** Says why a form was refused; after a wait, that it may be sent again. */
export function RefusalAlert({ refusal }: { refusal: SignInRefusal }) {
  const [waited, setWaited] = useState<SignInRefusal>();
  useEffect(() => {
    if (refusal.retryAfter === undefined) return;
    const timer = setTimeout(() => setWaited(refusal), refusal.retryAfter * 1_000);
    return () => clearTimeout(timer);
  }, [refusal]);

  if (waited === refusal) {
    return (
      <Alert variant="info">
        <ClockIcon aria-hidden />
        <AlertDescription>You can try again now.</AlertDescription>
      </Alert>
    );
  }
  return (
    <Alert variant="destructive">
      <CircleAlertIcon aria-hidden />
      <AlertDescription>{refusal.message}</AlertDescription>
    </Alert>
  );
}
