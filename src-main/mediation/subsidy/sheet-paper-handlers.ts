import writeExcelFile from 'write-excel-file/node';
import type { SubsidyStep } from '../../contract/mediation/subsidy.ts';
import { drawDraft, fileName, type Draft } from '../../platform/documents/registry.ts';
import { finished, prepared, type HandlersOf } from '../../platform/router/handlers.ts';
import { subsidyWorkbook } from '../documents/subsidy-workbook.ts';
import { sheetPaper } from './sheet-paper-store.ts';
import { ownLines, sheetById } from './sheet-store.ts';
import { workbookOf } from './workbook-store.ts';

type PaperRoutes =
  'mediation.previewSubsidySheet' | 'mediation.exportSubsidySheet' | 'mediation.listOwnSubsidies';

export const sheetPaperHandlers: Pick<HandlersOf<'mediation'>, PaperRoutes> = {
  'mediation.previewSubsidySheet': finished<'mediation.previewSubsidySheet', Draft>({
    async read(context, { id }) {
      const paper = await sheetPaper(context, await sheetById(context.tx, id), null);
      return { ...paper, title: `${paper.title}（草稿）`, now: context.now };
    },
    finish: drawDraft,
  }),

  'mediation.exportSubsidySheet': prepared<'mediation.exportSubsidySheet', string | null>({
    async prepare(context, { id }) {
      const { title, data } = await context.read(async (tx) =>
        workbookOf({ ...context, tx }, await sheetById(tx, id)),
      );
      const bytes = await writeExcelFile(subsidyWorkbook(data)).toBuffer();
      const answer = await context.services.ports.dialogs.saveFile({
        suggestedName: fileName(title).replace(/\.pdf$/, '.xlsx'),
        filters: [{ name: 'Excel', extensions: ['xlsx'] }],
        bytes,
      });
      return answer === 'cancelled' ? null : answer.savedAs;
    },
    async commit({ audit }, { id }, savedAs) {
      audit(`subsidySheet:${id}`, { exported: savedAs !== null });
      return { savedAs };
    },
  }),

  async 'mediation.listOwnSubsidies'({ tx, actor }, { year }) {
    const lines = await ownLines(tx, actor.userId, year);
    return {
      rows: lines.map((line) => ({
        lineId: line.line_id,
        sheetNumber: line.sheet_number,
        approvedAt: line.approved_at,
        caseNumber: line.case_number,
        title: line.title,
        endedOn: line.ended_on,
        className: line.class_name,
        lineFen: line.line_fen,
        shareFen: line.share_fen,
        correctedFen: line.corrected_fen,
        steps: JSON.parse(line.steps) as SubsidyStep[],
      })),
      totalFen: lines.reduce((sum, line) => sum + line.share_fen, 0),
    };
  },
};
