import { useState } from "react";

export type ActDialogs<Act extends string, Subject> = {
  act: Act | null;
  /** The thing as it was when the dialog opened; it stays while the dialog fades out. */
  subject: Subject | null;
  start: (act: Act, subject: Subject) => void;
  close: () => void;
};

/** Which dialog about which of several things is open. */
export function useActDialogs<Act extends string, Subject>(): ActDialogs<Act, Subject> {
  const [act, setAct] = useState<Act | null>(null);
  const [subject, setSubject] = useState<Subject | null>(null);
  return {
    act,
    subject,
    start(next, thing) {
      setSubject(() => thing);
      setAct(next);
    },
    close: () => setAct(null),
  };
}
