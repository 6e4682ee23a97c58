import { compensationInput, figureView } from '../../contract/mediation/compensation.ts';
import type { CompensationInput, FigureView } from '../../contract/mediation/compensation.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { CompensationSheets } from './entities.ts';
import { writeHead } from './line-store.ts';

export interface KeptCompensation {
  version: number;
  input: CompensationInput;
  /** As they were when the sheet was kept. */
  figures: FigureView;
}

export async function compensationOf(tx: Reader, caseId: string): Promise<KeptCompensation | null> {
  const row = await tx.find(CompensationSheets).findOneBy({ case_id: caseId });
  if (!row) return null;
  return {
    version: row.version,
    input: compensationInput.parse(JSON.parse(row.input)),
    figures: figureView.parse(JSON.parse(row.figures)),
  };
}

export const writeCompensation = (
  context: CommandContext,
  caseId: string,
  seen: number | undefined,
  input: CompensationInput,
  figures: FigureView,
): Promise<number> =>
  writeHead(context, CompensationSheets, caseId, seen, {
    input: JSON.stringify(input),
    figures: JSON.stringify(figures),
  });
