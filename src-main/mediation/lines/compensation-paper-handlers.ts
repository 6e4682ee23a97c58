import { notFound } from '../../platform/app-error.ts';
import { drawDraft, issueDocument, type Draft } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import { finished, type HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase, type CaseContext } from '../case-store.ts';
import type { CompensationSheetData } from '../documents/compensation-sheet-data.ts';
import { compensation } from './compensation.ts';
import { compensationOf } from './compensation-store.ts';
import { requireOpenLine } from './open-line.ts';

type PaperRoutes = 'mediation.previewCompensationSheet' | 'mediation.issueCompensationSheet';

const kind = 'mediation.compensationSheet' as const;
const name = '损害赔偿计算参考表';

export const compensationPaperHandlers: Pick<HandlersOf<'mediation'>, PaperRoutes> = {
  'mediation.previewCompensationSheet': finished<'mediation.previewCompensationSheet', Draft>({
    read: async (context, { caseId }) => ({
      kind,
      title: `${name}（草稿）`,
      data: await sheetData(context, caseId, null),
      now: context.now,
    }),
    finish: drawDraft,
  }),

  async 'mediation.issueCompensationSheet'(context, { caseId }) {
    const row = await caseById(context, caseId);
    requireOpenLine(row);
    const { number } = await issueNumber(context, { kind: 'paper', on: context.today, ownerId: caseId });
    const issued = await issueDocument(context, {
      kind,
      number,
      title: `${name} ${number}`,
      owner: `case:${caseId}`,
      data: await sheetData(context, caseId, number),
    });
    context.audit([`case:${caseId}`, `document:${issued.documentId}`], {
      paper: 'compensationSheet',
      number,
    });
    await keepCase(context, row, {}, false);
    return issued;
  },
};

/** Errors: `record.notFound` when nothing was counted on this case. */
async function sheetData(
  context: CaseContext,
  caseId: string,
  number: string | null,
): Promise<CompensationSheetData> {
  const { tx, actor, today, services } = context;
  const row = await caseById(context, caseId);
  const kept = await compensationOf(tx, caseId);
  if (!kept) throw notFound('compensation');
  const { input, figures } = kept;
  const result = compensation(input, figures);
  const region = services.reference
    .all('regions')
    .find(({ code }) => code === figures.region.padEnd(6, '0') || code === figures.region);
  return {
    committee: actor.committee.name,
    ...(number === null ? {} : { number }),
    caseNumber: row.number ?? '（未受理）',
    title: row.title,
    madeOn: today,
    madeBy: actor.displayName,
    victim: { age: input.age, died: input.died, disabilityPercent: input.disabilityPercent },
    figures: {
      region: region ? `${region.name}（${figures.region}）` : figures.region,
      year: figures.year,
      urbanIncomeFen: figures.urbanIncomeFen,
      urbanConsumptionFen: figures.urbanConsumptionFen,
      monthlyWageFen: figures.monthlyWageFen,
      mealFen: figures.mealFen,
      nutritionFen: figures.nutritionFen,
      source: figures.source,
      verified: figures.verified,
    },
    steps: result.steps,
    share: input.share,
    totalFen: result.totalFen,
    sharedFen: result.sharedFen,
    paidFen: input.paidFen,
    dueFen: result.dueFen,
    ...(input.note === '' ? {} : { note: input.note }),
  };
}
