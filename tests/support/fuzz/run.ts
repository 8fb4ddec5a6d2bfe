import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { ask } from "../ask";
import { answersIn, RawConnection } from "../raw-connection";
import { type FuzzAnswer, Judge, type Verdict } from "./judge";
import { type Operation, readDocument } from "./operations";
import { isWhole, RAW_DRAFTS, type RawDraft } from "./raw-requests";
import { draftsOf, type FuzzRequest, requestOf } from "./requests";
import { makeWorld, type World } from "./world";

type Finding = Verdict & { request: string };

export type FuzzReport = {
  seed: number;
  requests: number;
  /** Connections with odd bytes, among the requests. */
  raw: number;
  /** Requests by the status of their answer; 0 for a connection without one. */
  statuses: Record<number, number>;
  /** Operations of the document that were carried out at least once. */
  served: Set<string>;
  findings: Finding[];
};

const BATCH = 500;
const AT_ONCE = 16;
/** Of a hundred requests, so many are bytes of their own. */
const RAW_SHARE = 0.1;
/** Milliseconds that bytes which are no whole request are waited for. */
const SILENCE_MS = 150;
/** Milliseconds that the answer to a whole request is waited for. */
const ANSWER_MS = 10_000;
const MAX_FINDINGS = 50;
/** Characters of a request that a finding shows. */
const MAX_SHOWN = 1_500;

/** Sends requests drawn from a seed to a server of this process, and judges every answer. */
export async function fuzz(port: number, seed: number, count: number): Promise<FuzzReport> {
  const document = readDocument();
  const run = new Run(port, new Judge(document));
  const drafts = draftsOf(document);
  const report: FuzzReport = {
    seed,
    requests: 0,
    raw: 0,
    statuses: {},
    served: new Set(),
    findings: [],
  };
  for (let batch = 0; report.requests < count; batch += 1) {
    const size = Math.min(BATCH, count - report.requests);
    const raw = Math.round(size * RAW_SHARE);
    const world = await makeWorld();
    const drawn = { seed: seed + batch, numRuns: size - raw };
    const requests = fc.sample(drafts, drawn).map((draft) => requestOf(draft, world));
    await inTurns(requests, (each) => run.send(each, world, report));
    await inTurns(fc.sample(RAW_DRAFTS, { ...drawn, numRuns: raw }), (each) =>
      run.sendBytes(each, world, report),
    );
    report.requests += size;
    report.raw += raw;
    if (report.findings.length > MAX_FINDINGS) break;
  }
  run.end();
  return report;
}

class Run {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  constructor(
    private readonly port: number,
    private readonly judge: Judge,
  ) {}

  async send(request: FuzzRequest, world: World, report: FuzzReport): Promise<void> {
    const { method, target: path, headers, body: text, operation } = request;
    const question = {
      method,
      path,
      headers,
      agent: this.#agent,
      ...(text !== undefined && { text }),
    };
    const shown = `${method} ${path}\n${JSON.stringify(headers)}\n${text ?? ""}`;
    const answer = await ask(
      { port: this.port },
      { ...question, headers: { ...headers, Host: "localhost:3000" } },
    ).catch((error: unknown) => ({ status: 0, headers: {}, text: String(error) }));
    const said = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    const shownAnswer = { ...answer, headers: Object.fromEntries(said) };
    if (answer.status === 0)
      report.findings.push({ kind: "5xx", why: answer.text, request: shown });
    else this.#note(shownAnswer, operation, world, report, shown);
  }

  async sendBytes({ good, pieces }: RawDraft, world: World, report: FuzzReport): Promise<void> {
    const connection = await RawConnection.open(this.port);
    const first = `GET /v1/me HTTP/1.1\r\nHost: localhost:3000\r\nAuthorization: ${world.credentials("key").Authorization}\r\n\r\n`;
    if (good) connection.send(first);
    for (const piece of pieces) connection.send(piece);
    const due = (good ? 1 : 0) + (isWhole(pieces.join("")) ? 1 : 0);
    await connection.answered(due, ANSWER_MS);
    const cut = new AbortController();
    const quiet = pause(SILENCE_MS, undefined, { signal: cut.signal }).then(() =>
      connection.close(),
    );
    const text = await connection.text();
    cut.abort();
    await quiet.catch(() => undefined);
    const shown = (good ? first : "") + pieces.join("|");
    const answers = answersIn(text);
    if (good && answers[0]?.status !== 200)
      report.findings.push({
        kind: "document",
        why: "The answer of the good request is hidden",
        request: shown,
      });
    if (answers.length < due)
      report.findings.push({
        kind: "document",
        why: "A whole request has no answer",
        request: shown.slice(0, MAX_SHOWN),
      });
    if (answers.length === 0) count(report, 0);
    for (const { body, ...answer } of answers)
      this.#note({ ...answer, text: body }, undefined, world, report, shown);
  }

  end(): void {
    this.#agent.destroy();
  }

  #note(
    answer: FuzzAnswer,
    operation: Operation | undefined,
    world: World,
    report: FuzzReport,
    request: string,
  ): void {
    count(report, answer.status);
    if (operation && answer.status < 300)
      report.served.add(`${operation.method} ${operation.path}`);
    const verdict = this.judge.judge(answer, operation, world.hidden);
    if (verdict) report.findings.push({ ...verdict, request: request.slice(0, MAX_SHOWN) });
  }
}

function count({ statuses }: FuzzReport, status: number): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
