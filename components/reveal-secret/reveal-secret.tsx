import { CodeSnippet } from "@/components/code-snippet";
import { type FirstRequest, FirstRequestLine } from "./first-request-line";
import { RevealText } from "./reveal-text";
import type { RevealGuard } from "./use-reveal-guard";

type RevealSecretProps = {
  secret: string;
  guard: RevealGuard;
  /** The first call as a shell command, with this text in the place of the secret. */
  firstCall: (token: string) => string;
  variable: string;
  /** Leave out where no first request is awaited. */
  firstRequest?: FirstRequest;
};

/** The one time a secret is on screen: the body of a dialog whose closing goes through the guard. */
export function RevealSecret(props: RevealSecretProps) {
  const { secret, guard, firstCall, variable, firstRequest } = props;
  return (
    <RevealText text={secret} label="API key" noun="key" guard={guard}>
      {(markCopied) => (
        <>
          <div className="grid min-w-0 gap-2">
            <CodeSnippet
              label=".env"
              hint="the copy holds the key"
              code={`${variable}=••••••••`}
              copyText={`${variable}=${secret}`}
              onCopied={markCopied}
            />
            <CodeSnippet
              label="First call"
              hint="the copy holds the key"
              code={firstCall(`$${variable}`)}
              copyText={firstCall(secret)}
              onCopied={markCopied}
            />
          </div>
          {firstRequest ? <FirstRequestLine firstRequest={firstRequest} /> : null}
        </>
      )}
    </RevealText>
  );
}
