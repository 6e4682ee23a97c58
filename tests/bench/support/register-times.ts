import { performance } from 'node:perf_hooks';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import { caseColumns } from '../../../src-main/contract/mediation/register.ts';
import { makeSpreadsheet, packRows } from '../../../src-main/platform/spreadsheets/spreadsheet.ts';
import type { TestDesk } from '../../support/desk.ts';
import { listDiffers } from './plain-scan.ts';

type Filter = RouteInput<'mediation.listCases'>;
type All = <R>(sql: string, params?: unknown[]) => Promise<R[]>;

const sorts = ['updatedAt', 'appliedOn', 'number', 'title', 'stage', 'nextDueOn'] as const;

const holds = (word: string) =>
  `(title LIKE '%${word}%' OR EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = cases.id AND p.name LIKE '%${word}%'))`;

/** Filters, each with what it means in plain SQL. */
const filters: [what: string, filter: Filter, plain: string][] = [
  ['everything', {}, '1'],
  ['closed', { stages: ['closed'] }, `stage = 'closed'`],
  [
    'medical, closed',
    { stages: ['closed'], disputeTypes: ['medical'] },
    `stage = 'closed' AND dispute_type = 'medical'`,
  ],
  ['text that every case has (纠纷)', { text: '纠纷' }, holds('纠纷')],
  ['that text and closed', { text: '纠纷', stages: ['closed'] }, `stage = 'closed' AND ${holds('纠纷')}`],
  ['text, three common (费纠纷)', { text: '费纠纷' }, holds('费纠纷')],
  ['text, a surname (王)', { text: '王' }, holds('王')],
  ['text, a name', { text: '王伟' }, holds('王伟')],
  [
    'own initiative, lawsuit',
    { sources: ['ownInitiative'], outcomes: ['lawsuit'] },
    `source = 'ownInitiative' AND outcome = 'lawsuit'`,
  ],
  [
    'closed in a month',
    { closedFrom: '2020-03-01', closedTo: '2020-03-31' },
    `closed_on BETWEEN '2020-03-01' AND '2020-03-31'`,
  ],
  [
    'closed in a month, 纠纷',
    { closedFrom: '2020-03-01', closedTo: '2020-03-31', text: '纠纷' },
    `closed_on BETWEEN '2020-03-01' AND '2020-03-31' AND ${holds('纠纷')}`,
  ],
  ['large amounts', { minAmountFen: 9_900_000 }, 'amount_fen >= 9900000'],
  [
    'applied in a month, property',
    { from: '2020-03-01', to: '2020-03-31', disputeTypes: ['property'] },
    `applied_on BETWEEN '2020-03-01' AND '2020-03-31' AND dispute_type = 'property'`,
  ],
];

/** The first page of every filter in every order, median of five; `wrong` where it is not what a plain scan says. */
export async function listTimes(
  desk: TestDesk,
  all: All | null,
): Promise<{ what: string; ms: number; wrong: string | null }[]> {
  const found: { what: string; ms: number; wrong: string | null }[] = [];
  for (const [what, filter, plain] of filters) {
    for (const sort of sorts) {
      const taken: number[] = [];
      for (let round = 0; round < 6; round += 1) {
        const begun = performance.now();
        await desk.call('mediation.listCases', { ...filter, sort });
        if (round > 0) taken.push(performance.now() - begun);
      }
      const wrong = all ? await listDiffers(desk, all, { ...filter, sort }, plain) : null;
      found.push({ what: `${what} by ${sort}`, ms: taken.sort((a, b) => a - b)[2]!, wrong });
    }
  }
  return found;
}

export interface ExportTimes {
  seconds: number;
  rows: number;
  /** Milliseconds that the longest pause of the main process lasted: on the job's road, and were the file made here. */
  pause: number;
  pauseHere: number;
}

/** The whole list as XLSX with every column. */
export async function exportTimes(desk: TestDesk): Promise<ExportTimes> {
  const begun = performance.now();
  const watch = watchPauses();
  const { jobId } = await desk.call('mediation.exportCases', { columns: [...caseColumns], format: 'xlsx' });
  await desk.application.idle();
  const pause = watch.longest();
  const seconds = (performance.now() - begun) / 1_000;
  const { rows } = await desk.call('mediation.saveExport', { jobId });

  const line = caseColumns.map((column) => ({ text: `王小明与李雷邻里纠纷 ${column}` }));
  const pieces = Array.from({ length: Math.ceil(rows / 200) }, () => packRows(Array(200).fill(line)));
  const columns = caseColumns.map((heading) => ({ heading, width: 16 }));
  const here = watchPauses();
  await makeSpreadsheet({ format: 'csv', sheet: '案件', columns, pieces });
  await makeSpreadsheet({ format: 'xlsx', sheet: '案件', columns, pieces });
  return { seconds, rows, pause, pauseHere: here.longest() };
}

/** A clock that ticks every 2 ms notices for how long nobody let it. */
function watchPauses(): { longest(): number } {
  let last = performance.now();
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(tick, 2);
  return {
    longest() {
      tick();
      clearInterval(timer);
      return longest;
    },
  };
}
