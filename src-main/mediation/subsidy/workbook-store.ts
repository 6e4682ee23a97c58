import { civilDateOfInstant } from '../../platform/dates.ts';
import type { CaseContext } from '../case-store.ts';
import { subsidyWorkbookSchema, type SubsidyWorkbookData } from '../documents/subsidy-workbook-data.ts';
import { summaryOf } from './assess.ts';
import { entriesOf, type CorrectionEntry } from './correction-store.ts';
import { SubsidyCorrections, type SubsidySheetRecord } from './entities.ts';
import { sheetPaper } from './sheet-paper-store.ts';
import { storedLines } from './sheet-store.ts';

/**
 * The spreadsheet of a sheet: what its paper says, and the corrections that were approved since, each with the number of its own
 * paper. Throws when the sums of the two do not tie out, before anything is written.
 */
export async function workbookOf(
  context: CaseContext,
  sheet: SubsidySheetRecord,
): Promise<{ title: string; data: SubsidyWorkbookData }> {
  const { tx } = context;
  const paper = await sheetPaper(context, sheet, null);
  const approved = await tx
    .find(SubsidyCorrections)
    .find({ where: { sheet_id: sheet.id, state: 'approved' }, order: { made_at: 'ASC', id: 'ASC' } });
  const entries = (await entriesOf(tx, sheet.id)).filter((entry) =>
    approved.some(({ id }) => id === entry.correction_id),
  );
  const types = context.services.reference.inForce(
    'disputeTypes',
    context.actor.committee.region,
    sheet.period_to,
  );
  const data: SubsidyWorkbookData = {
    sheet: paper.data,
    corrections: approved.map((one) => ({
      number: one.number,
      approvedOn: civilDateOfInstant(one.decided_at ?? one.made_at),
      reason: one.reason,
      entries: entries
        .filter((entry) => entry.correction_id === one.id)
        .map((entry) => ({
          caseNumber: entry.case_number,
          disputeType: types.find(({ code }) => code === entry.dispute_type)?.name ?? entry.dispute_type,
          mediator: entry.name,
          beforeFen: entry.before_fen,
          afterFen: entry.after_fen,
        })),
    })),
    people: peopleOf(summaryOf(await storedLines(tx, sheet.id)), entries),
    afterFen: sheet.total_fen + approved.reduce((sum, one) => sum + one.total_fen, 0),
  };
  subsidyWorkbookSchema.parse(data);
  return { title: paper.title, data };
}

/** Everybody on the sheet, then those who are on corrections only; two of one name stay two. */
function peopleOf(
  summary: ReturnType<typeof summaryOf>,
  entries: readonly CorrectionEntry[],
): SubsidyWorkbookData['people'] {
  const people = new Map(summary.map((one) => [one.userId, { ...one, correctedFen: 0 }]));
  for (const { user_id: userId, name, before_fen: before, after_fen: after } of entries) {
    const one = people.get(userId) ?? { userId, name, cases: 0, amountFen: 0, correctedFen: 0 };
    people.set(userId, { ...one, correctedFen: one.correctedFen + after - before });
  }
  return [...people.values()].map(({ name, cases, amountFen, correctedFen }) => ({
    name,
    cases,
    amountFen,
    correctedFen,
  }));
}
