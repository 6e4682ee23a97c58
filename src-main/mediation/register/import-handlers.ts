import type { ImportLine } from '../../contract/mediation/register.ts';
import { AppError } from '../../platform/app-error.ts';
import type { CallContext, CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { prepared } from '../../platform/router/handlers.ts';
import type { CheckedLine } from './import-check.ts';
import { isBad, startAccept, startCheck, type OpenImport } from './import-jobs.ts';
import { assumable, type AssumedField } from './import-line.ts';
import { rememberedMapping } from './import-store.ts';
import { guessMapping, importWordsOf, wordKey, type ImportWords } from './import-words.ts';
import { heldFile, holdFile } from '../../platform/jobs/held-files.ts';
import { readTable, type TableFile } from '../../platform/files/table-file.ts';

type ImportRoutes =
  'mediation.openRegisterFile' | 'mediation.checkImport' | 'mediation.readImport' | 'mediation.acceptImport';

const KIND = 'import';
const SAMPLE_LINES = 5;

export const importHandlers: Pick<HandlersOf<'mediation'>, ImportRoutes> = {
  'mediation.openRegisterFile': prepared<'mediation.openRegisterFile', TableFile | null>({
    async prepare(context, { file }) {
      const opened = file
        ? { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
        : await context.services.ports.dialogs.openFile({
            filters: [{ name: 'XLSX, CSV', extensions: ['xlsx', 'csv', 'txt'] }],
          });
      if (opened === 'cancelled') return null;
      const words = wordsIn(context);
      return readTable(opened, (cell) => words.fields.has(wordKey(cell)));
    },
    async commit(context, _input, table) {
      if (!table) return { file: null };
      const remembered = await rememberedMapping(context.tx, table.headers);
      const mapping = remembered ?? guessMapping(table.headers, wordsIn(context));
      const fileId = context.services.ids.next();
      const open: OpenImport = { table, state: 'opened', mapping, lines: [], written: 0 };
      holdFile(context.services.jobs, KIND, context.actor.userId, fileId, open);
      context.audit(`import:${table.sha256}`, { lines: table.rows.length });
      return {
        file: {
          fileId,
          name: table.name,
          sha256: table.sha256,
          headers: table.headers,
          lines: table.rows.length,
          sample: table.rows.slice(0, SAMPLE_LINES).map((row) => row.cells),
          mapping,
          remembered: remembered !== null,
        },
      };
    },
  }),

  async 'mediation.checkImport'(context, { fileId, mapping, assignNumbers }) {
    const open = openImport(context, fileId);
    if (open.state === 'accepted') throw new AppError('import.alreadyAccepted');
    if (open.state === 'checking' || open.state === 'accepting') throw new AppError('import.notChecked');
    open.mapping = mapping;
    const types = typesIn(context);
    const job = startCheck(context, open, {
      words: wordsIn(context),
      typeNames: new Map(types.map((type) => [type.code, type.name])),
      today: context.today,
      assignNumbers,
    });
    context.audit(`import:${open.table.sha256}`, { job: job.id, mapping, assignNumbers });
    return { jobId: job.id };
  },

  async 'mediation.readImport'(context, { fileId, only, reason, page }) {
    const open = openImport(context, fileId);
    const count = (state: ImportLine['state']) => open.lines.filter((line) => line.state === state).length;
    const reasons = new Map<string, number>();
    for (const line of open.lines) {
      for (const code of new Set(line.problems.map((one) => one.code))) {
        reasons.set(code, (reasons.get(code) ?? 0) + 1);
      }
    }
    const chosen = open.lines.filter(
      (line) =>
        (only === 'all' || line.state === only) &&
        (reason === '' || line.problems.some((one) => one.code === reason)),
    );
    return {
      state: open.state,
      counts: {
        lines: open.table.rows.length,
        good: count('good'),
        bad: count('bad'),
        known: count('known'),
      },
      reasons: [...reasons].map(([code, n]) => ({ code, count: n })).sort((a, b) => b.count - a.count),
      assumed: assumable
        .map((field) => ({ field, count: open.lines.filter((line) => isAssumed(line, field)).length }))
        .filter(({ count: lines }) => lines > 0),
      rows: chosen.slice(page.offset, page.offset + page.limit).map(lineView),
      total: chosen.length,
      written: open.written,
    };
  },

  async 'mediation.acceptImport'(context, { fileId, leaveOut }) {
    const open = openImport(context, fileId);
    if (open.state === 'accepted') throw new AppError('import.alreadyAccepted');
    if (open.state !== 'checked') throw new AppError('import.notChecked');
    const bad = open.lines.filter(isBad).length;
    // Bad lines are mended in the file, or left out by somebody who has been told how many there are.
    if (bad !== leaveOut) throw new AppError('import.badLines', { params: { bad, leaveOut } });
    const job = startAccept(context, open);
    context.audit(`import:${open.table.sha256}`, { job: job.id, leftOut: bad });
    return { jobId: job.id };
  },
};

const isAssumed = (line: CheckedLine, field: AssumedField): boolean =>
  line.state === 'good' && line.assumed.includes(field);

function lineView({ line, state, title, number, problems }: CheckedLine): ImportLine {
  return { line, state, title, number, problems };
}

/** Errors: `import.gone` for a file that this account did not open, or that was forgotten meanwhile. */
function openImport(
  { services, actor }: Pick<CallContext, 'services' | 'actor'>,
  fileId: string,
): OpenImport {
  const open = heldFile<OpenImport>(services.jobs, KIND, actor.userId, fileId);
  if (!open) throw new AppError('import.gone');
  return open;
}

type Words = Pick<CommandContext, 'actor' | 'services' | 'today'>;

const typesIn = ({ actor, services, today }: Words) =>
  services.reference.inForce('disputeTypes', actor.committee.region, today);

function wordsIn(context: Words): ImportWords {
  const { actor, services, today } = context;
  const { region } = actor.committee;
  return importWordsOf(
    services.reference.inForce('importWords', region, today),
    typesIn(context),
    services.reference.inForce('referralSources', region, today),
  );
}
