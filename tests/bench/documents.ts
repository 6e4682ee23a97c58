import { join, resolve } from 'node:path';
import { documentTemplates } from '../../src-main/document-templates.ts';
import { createEngine, type DocumentRequest } from '../../src-main/platform/documents/engine.ts';
import { CREATED_AT, shortAgreement, statementOf } from '../pdf/sample-data.ts';
import { plainPdfkit } from './support/plain-pdfkit.ts';

/*
 * Papers of our engine, warm, beside plain pdfkit with its fonts as buffers: the same lines of text at the same places in
 * the same sizes, nothing else (the peer is given the finished layout for nothing). Same machine, same run: read the
 * ratios, not the milliseconds. `npm run bench -- documents`.
 */
const fontsDir = join(resolve(import.meta.dirname, '../..'), 'resources/fonts');
const engine = createEngine({ fontsDir, templates: documentTemplates });
engine.warmUp();

const statement: DocumentRequest = {
  kind: 'timebank.statement',
  data: statementOf(12),
  createdAt: CREATED_AT,
};
const agreement: DocumentRequest = {
  kind: 'mediation.agreement',
  data: shortAgreement,
  createdAt: CREATED_AT,
};
const members = 200;
const batch: DocumentRequest = {
  kind: 'timebank.statementBatch',
  data: { statements: Array.from({ length: members }, (_, index) => statementOf(12, index + 1)) },
  createdAt: CREATED_AT,
};

const goals: string[] = [];
await compare('statement, warm', statement, { runs: 40, goal: 0.25 });
await compare('agreement, warm', agreement, { runs: 40, goal: 0.25 });
await compare(`${members} statements in one file`, batch, { runs: 3, goal: 0.5 });
console.log(goals.join('\n'));

async function compare(name: string, request: DocumentRequest, options: { runs: number; goal: number }) {
  const { pages } = engine.layout(request);
  const own: number[] = [];
  const peer: number[] = [];
  let ownBytes = 0;
  let peerBytes = 0;
  // In turns, so that a noisy moment of the machine falls on both.
  for (let run = -2; run < options.runs; run += 1) {
    const [ownTime, ownSize] = await timed(async () => engine.render(request).bytes.byteLength);
    const [peerTime, peerSize] = await timed(() => plainPdfkit(pages));
    if (run < 0) continue;
    own.push(ownTime);
    peer.push(peerTime);
    ownBytes = ownSize;
    peerBytes = peerSize;
  }
  const ratio = median(own) / median(peer);
  const size = ownBytes / peerBytes;
  console.log(
    `${name} (${pages.length} pages): ours ${median(own).toFixed(1)} ms, plain pdfkit ${median(peer).toFixed(1)} ms, ` +
      `ratio ${ratio.toFixed(3)}; ${ownBytes} beside ${peerBytes} bytes, ratio ${size.toFixed(2)}`,
  );
  goals.push(
    `goal ${name}: time ≤ ${options.goal} × ${ratio <= options.goal ? 'met' : 'NOT met'}, size ≤ 1.05 × ${size <= 1.05 ? 'met' : 'NOT met'}`,
  );
}

async function timed(work: () => Promise<number>): Promise<[number, number]> {
  const start = process.hrtime.bigint();
  const result = await work();
  return [Number(process.hrtime.bigint() - start) / 1e6, result];
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
