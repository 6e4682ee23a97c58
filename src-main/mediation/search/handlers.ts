import type { HandlersOf } from '../../platform/router/handlers.ts';
import { startIndexing } from './index-jobs.ts';
import { countPending, forgetSearchWords } from './index-store.ts';
import { searchCases } from './search-store.ts';

type SearchRoutes = 'mediation.search' | 'mediation.readSearchIndex' | 'mediation.rebuildSearch';

export const searchHandlers: Pick<HandlersOf<'mediation'>, SearchRoutes> = {
  'mediation.search': ({ tx }, query) => searchCases(tx, query),

  async 'mediation.readSearchIndex'({ tx }) {
    const cases = await tx.get<{ n: number }>('SELECT COUNT(*) AS n FROM cases');
    return { cases: cases?.n ?? 0, pending: await countPending(tx) };
  },

  async 'mediation.rebuildSearch'(context) {
    await forgetSearchWords(context.tx);
    const job = startIndexing(context.services.jobs);
    context.audit('search', { job: job.id });
    return { jobId: job.id };
  },
};
