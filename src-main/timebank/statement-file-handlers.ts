import { AppError } from '../platform/app-error.ts';
import { heldFile } from '../platform/jobs/held-files.ts';
import type { OutputFolder } from '../platform/ports.ts';
import { prepared, type HandlersOf } from '../platform/router/handlers.ts';
import { begunPeriod } from './booking-period.ts';
import { startStatementFiles, statementShelf, type StatementFiles } from './statement-file-jobs.ts';

type FileRoutes = 'timebank.issueStatementFiles' | 'timebank.readStatementFiles';

export const statementFileHandlers: Pick<HandlersOf<'timebank'>, FileRoutes> = {
  'timebank.issueStatementFiles': prepared<'timebank.issueStatementFiles', OutputFolder | 'cancelled'>({
    async prepare(context, { month }) {
      begunPeriod(month, context.today);
      return context.services.ports.dialogs.chooseFolder();
    },
    async commit(context, { month, large, onlyWithMovement, order, memberIds }, folder) {
      if (folder === 'cancelled') {
        context.audit(`batch:${month}`, { exported: false });
        return { jobId: null };
      }
      const period = begunPeriod(month, context.today);
      const choice = { onlyWithMovement, order, memberIds };
      const job = startStatementFiles(context, { month, period, large }, choice, folder);
      context.audit(`batch:${month}`, { job: job.id, onlyWithMovement, large });
      return { jobId: job.id };
    },
  }),

  async 'timebank.readStatementFiles'({ services, actor }, { jobId, page }) {
    const made = heldFile<StatementFiles>(services.jobs, statementShelf, actor.userId, jobId);
    if (!made) throw new AppError('export.gone');
    const { folder, total, index, files } = made;
    return {
      folder,
      asked: total,
      index,
      already: files.filter((one) => one.already).length,
      total: files.length,
      rows: files.slice(page.offset, page.offset + page.limit),
    };
  },
};
