"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef, useState } from "react";
import { keepLabelled } from "@/app/docs/_components/keep-labelled";
import { referenceLayout } from "@/app/docs/_components/reference-layout";
import { ErrorState } from "@/components/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import "swagger-ui-dist/swagger-ui.css";
import "./api-reference.css";
import "./api-reference-narrow.css";

type Phase = "loading" | "ready" | "failed";

/** The whole reference, drawn in the browser from `/v1/openapi.json`; nothing comes from elsewhere. */
export function ApiReference() {
  const [phase, setPhase] = useState<Phase>("loading");
  const place = useRef<HTMLDivElement>(null);
  useDarkClass();

  useEffect(() => {
    const domNode = document.createElement("div");
    place.current?.append(domNode);
    const labels = keepLabelled(domNode);
    import("swagger-ui-dist/swagger-ui-es-bundle.js").then(
      ({ default: draw }) =>
        draw({
          domNode,
          url: "/v1/openapi.json",
          validatorUrl: null,
          persistAuthorization: false,
          deepLinking: false,
          filter: true,
          docExpansion: "list",
          defaultModelsExpandDepth: -1,
          syntaxHighlight: { activated: true, theme: "tomorrow-night" },
          layout: "reference",
          plugins: [referenceLayout],
          requestInterceptor: onThisOrigin,
          onComplete: () => setPhase("ready"),
        }),
      () => setPhase("failed"),
    );
    return () => {
      labels.disconnect();
      domNode.remove();
    };
  }, []);

  return (
    <>
      {phase === "loading" && <Skeleton aria-hidden className="mt-4 h-96 w-full" />}
      {phase === "failed" && <ErrorState description="Reload the page to try again." />}
      <div ref={place} aria-busy={phase === "loading"} />
    </>
  );
}

/** Swagger UI knows dark by a class of its own. */
function useDarkClass(): void {
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    const { classList } = document.documentElement;
    classList.toggle("dark-mode", resolvedTheme === "dark");
    return () => classList.remove("dark-mode");
  }, [resolvedTheme]);
}

/** A key typed in here is sent to this site and nowhere else, whatever address it is known by. */
function onThisOrigin<T extends { url: string }>(request: T): T {
  const { pathname, search } = new URL(request.url, window.location.origin);
  return { ...request, url: `${window.location.origin}${pathname}${search}` };
}
