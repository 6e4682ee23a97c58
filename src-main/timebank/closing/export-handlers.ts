import { AppError } from '../../platform/app-error.ts';
import { heldFile } from '../../platform/jobs/held-files.ts';
import { prepared, type HandlersOf } from '../../platform/router/handlers.ts';
import { exportShelf, startLedgerExport, type HeldExport } from './export-jobs.ts';

type ExportRoutes = 'timebank.exportLedger' | 'timebank.saveLedgerExport';
type Saved = { savedAs: string | null; transactions: number; assertions: number };

export const exportHandlers: Pick<HandlersOf<'timebank'>, ExportRoutes> = {
  async 'timebank.exportLedger'(context, { format }) {
    const job = startLedgerExport(context, format);
    context.audit('ledger', { job: job.id, format });
    return { jobId: job.id };
  },

  'timebank.saveLedgerExport': prepared<'timebank.saveLedgerExport', Saved>({
    async prepare({ services, actor }, { jobId }) {
      const held = heldFile<HeldExport>(services.jobs, exportShelf, actor.userId, jobId);
      if (!held) throw new AppError('export.gone');
      const answer = await services.ports.dialogs.saveFile({
        suggestedName: held.name,
        filters: [{ name: held.extension.toUpperCase(), extensions: [held.extension] }],
        bytes: held.bytes,
      });
      const { transactions, assertions } = held;
      return { savedAs: answer === 'cancelled' ? null : answer.savedAs, transactions, assertions };
    },
    async commit({ audit }, { jobId }, saved) {
      audit(['ledger', `job:${jobId}`], {
        exported: saved.savedAs !== null,
        transactions: saved.transactions,
      });
      return saved;
    },
  }),
};
