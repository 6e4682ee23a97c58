import { hoursMapping, type HoursField, type HoursLine } from '../../contract/timebank/rules.ts';
import { AppError } from '../../platform/app-error.ts';
import { readTable, type TableFile } from '../../platform/files/table-file.ts';
import { heldFile, holdFile } from '../../platform/jobs/held-files.ts';
import { prepared, type CallContext, type HandlersOf } from '../../platform/router/handlers.ts';
import { inMonthsThrough } from '../closed-months.ts';
import { locksOf } from '../closing/closing-store.ts';
import { checkHours, type CheckedHours } from './hours-check-store.ts';
import { hoursDoubts } from './hours-doubt-store.ts';
import { guessHoursMapping, isHeading } from './hours-line.ts';
import { postHours } from './hours-posting-store.ts';
import { currentRules } from './rule-store.ts';

type HoursRoutes = 'timebank.openHoursFile' | 'timebank.checkHoursFile' | 'timebank.acceptHoursFile';

const KIND = 'hours';
const SAMPLE_LINES = 5;
/** One transaction books them all: more in a file would keep everybody else waiting. */
const MOST_LINES = 5_000;

export const hoursHandlers: Pick<HandlersOf<'timebank'>, HoursRoutes> = {
  'timebank.openHoursFile': prepared<'timebank.openHoursFile', TableFile | null>({
    async prepare(context, { file }) {
      const opened = file
        ? { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
        : await context.services.ports.dialogs.openFile({
            filters: [{ name: 'XLSX, CSV', extensions: ['xlsx', 'csv', 'txt'] }],
          });
      if (opened === 'cancelled') return null;
      const table = await readTable(opened, isHeading);
      if (table.rows.length > MOST_LINES) throw new AppError('import.tooLarge');
      return table;
    },
    async commit(context, _input, table) {
      if (!table) return { file: null };
      const fileId = context.services.ids.next();
      holdFile(context.services.jobs, KIND, context.actor.userId, fileId, table);
      context.audit(`hoursFile:${table.sha256}`, { lines: table.rows.length });
      return {
        file: {
          fileId,
          name: table.name,
          headers: table.headers,
          lines: table.rows.length,
          sample: table.rows.slice(0, SAMPLE_LINES).map((row) => row.cells),
          mapping: guessHoursMapping(table.headers),
        },
      };
    },
  }),

  async 'timebank.checkHoursFile'(context, { fileId, mapping, only, page }) {
    const { lines, closedThrough, rules } = await check(context, openedFile(context, fileId), mapping);
    const doubts = await hoursDoubts(context.tx, lines, rules);
    const chosen = lines.filter(({ line, state }) =>
      only === 'doubtful' ? doubts.has(line) : only === 'all' || state === only,
    );
    return {
      counts: {
        ...{ lines: lines.length, doubtful: doubts.size },
        ...countsOf(lines),
        late: lateOf(lines, closedThrough).length,
      },
      ...totalsOf(lines),
      rows: chosen.slice(page.offset, page.offset + page.limit).map((line) => ({
        ...lineView(line, closedThrough),
        doubts: (doubts.get(line.line) ?? []).map(({ code, params }) => ({ code, params })),
      })),
      total: chosen.length,
    };
  },

  async 'timebank.acceptHoursFile'(context, { fileId, mapping, leaveOut, lateReason }) {
    const table = openedFile(context, fileId);
    const { lines, accounts, closedThrough } = await check(context, table, mapping);
    const { bad, known } = countsOf(lines);
    // Bad rows are mended in the file, or left out by somebody who has been told how many there are.
    if (bad !== leaveOut) throw new AppError('import.badLines', { params: { bad, leaveOut } });
    const late = lateOf(lines, closedThrough);
    if (late.length > 0 && lateReason === '')
      throw new AppError('import.lateReasonMissing', {
        params: { late: late.length },
        fields: { lateReason: { code: 'field.required' } },
      });
    const posted = await postHours(context, table, lines, accounts, { closedThrough, lateReason });
    const done = { posted, known, ...totalsOf(lines) };
    context.audit(`hoursFile:${table.sha256}`, { ...done, leftOut: bad, late: late.length });
    return done;
  },
};

async function check(
  context: Parameters<typeof currentRules>[0],
  table: TableFile,
  mapping: readonly (HoursField | null)[],
) {
  const fields = hoursMapping.parse(table.headers.map((_, index) => mapping[index] ?? null));
  const rules = await currentRules(context);
  const checked = await checkHours(context.tx, { table, mapping: fields, today: context.today, rules });
  return { ...checked, rules, closedThrough: (await locksOf(context.tx)).closedThrough };
}

/** Errors: `import.gone` for a file that this account did not open, or that was forgotten meanwhile. */
function openedFile({ services, actor }: Pick<CallContext, 'services' | 'actor'>, fileId: string): TableFile {
  const table = heldFile<TableFile>(services.jobs, KIND, actor.userId, fileId);
  if (!table) throw new AppError('import.gone');
  return table;
}

function countsOf(lines: readonly CheckedHours[]) {
  const count = (state: HoursLine['state']) => lines.filter((line) => line.state === state).length;
  return { good: count('good'), bad: count('bad'), known: count('known') };
}

/** Rows to be booked whose service lies in a month that is closed; `closedThrough` is empty before the first closing. */
function lateOf(lines: readonly CheckedHours[], closedThrough: string): CheckedHours[] {
  return lines.filter(({ state, read }) => state === 'good' && inMonthsThrough(read.servedOn, closedThrough));
}

function totalsOf(lines: readonly CheckedHours[]) {
  const sum = (pick: 'coinMinutes' | 'donatedMinutes' | 'points') =>
    lines.reduce((total, { credit }) => total + (credit?.[pick] ?? 0), 0);
  return { coinMinutes: sum('coinMinutes'), donatedMinutes: sum('donatedMinutes'), points: sum('points') };
}

function lineView(
  { line, state, read, problems, member, credit }: CheckedHours,
  closedThrough: string,
): Omit<HoursLine, 'doubts'> {
  return {
    ...{ line, state, problems },
    memberName: member?.name ?? read.name,
    volunteerNumber: member?.volunteer_number ?? read.volunteerNumber,
    servedOn: read.servedOn ?? '',
    activity: read.activity,
    servedMinutes: read.minutes,
    coinMinutes: credit?.coinMinutes ?? null,
    donatedMinutes: credit?.donatedMinutes ?? null,
    points: credit?.points ?? null,
    late: inMonthsThrough(read.servedOn, closedThrough),
  };
}
