"use client";

import { useState } from "react";

export type TryAnswer = {
  status: number;
  statusText: string;
  milliseconds: number;
  headers: readonly (readonly [string, string])[];
  body: string;
};

export type TryState =
  | { phase: "idle" }
  | { phase: "sending" }
  | { phase: "answered"; answer: TryAnswer }
  | { phase: "failed"; reason: string };

type TryCall = { path: string; key: string; body: string };

/** Calls an endpoint as a program with this key would: without the person's own session. */
export function useTryCall() {
  const [state, setState] = useState<TryState>({ phase: "idle" });

  async function send({ path, key, body }: TryCall) {
    setState({ phase: "sending" });
    const started = performance.now();
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body,
        credentials: "omit",
        cache: "no-store",
      });
      const text = await response.text();
      const milliseconds = performance.now() - started;
      setState({ phase: "answered", answer: answerOf(response, text, milliseconds) });
    } catch {
      setState({ phase: "failed", reason: "The server could not be reached." });
    }
  }

  return { state, send };
}

function answerOf(response: Response, text: string, milliseconds: number): TryAnswer {
  const { status, statusText } = response;
  const headers = [...response.headers].toSorted(([one], [other]) => one.localeCompare(other));
  return { status, statusText, milliseconds, headers, body: prettyJson(text) };
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
