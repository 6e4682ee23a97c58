import { AppError } from '../../platform/app-error.ts';
import { prepared, type HandlersOf } from '../../platform/router/handlers.ts';
import { startExport, type FinishedSheet } from './export-jobs.ts';
import { heldFile } from '../../platform/jobs/held-files.ts';

type ExportRoutes = 'mediation.exportCases' | 'mediation.saveExport';

export const exportHandlers: Pick<HandlersOf<'mediation'>, ExportRoutes> = {
  async 'mediation.exportCases'(context, wanted) {
    const job = startExport(context, wanted);
    // Which filters, never what was typed into them: it may be a name.
    const filters = Object.entries(wanted.filter)
      .filter(([, value]) => value !== undefined && value !== '' && value !== false)
      .map(([name]) => name);
    context.audit('cases', { job: job.id, format: wanted.format, columns: wanted.columns, filters });
    return { jobId: job.id };
  },

  'mediation.saveExport': prepared<'mediation.saveExport', { savedAs: string | null; rows: number }>({
    async prepare({ services, actor }, { jobId }) {
      const sheet = heldFile<FinishedSheet>(services.jobs, 'export', actor.userId, jobId);
      if (!sheet) throw new AppError('export.gone');
      const answer = await services.ports.dialogs.saveFile({
        suggestedName: sheet.name,
        filters: [{ name: sheet.format.toUpperCase(), extensions: [sheet.format] }],
        bytes: sheet.bytes,
      });
      return { savedAs: answer === 'cancelled' ? null : answer.savedAs, rows: sheet.rows };
    },
    async commit({ audit }, { jobId }, saved) {
      audit(['cases', `job:${jobId}`], { exported: saved.savedAs !== null, rows: saved.rows });
      return saved;
    },
  }),
};
