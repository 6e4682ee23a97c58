import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById } from '../case-store.ts';
import { compensation } from './compensation.ts';
import { writeCompensation } from './compensation-store.ts';
import { figuresFor, figuresOf, writeFigures } from './figures-store.ts';
import { requireOpenLine } from './open-line.ts';

type CompensationRoutes =
  | 'mediation.listFigures'
  | 'mediation.saveFigures'
  | 'mediation.calculateCompensation'
  | 'mediation.saveCompensation';

export const compensationHandlers: Pick<HandlersOf<'mediation'>, CompensationRoutes> = {
  async 'mediation.listFigures'(context) {
    return { rows: await figuresOf(context) };
  },

  async 'mediation.saveFigures'(context, { id, version, figures }) {
    const saved = await writeFigures(context, id, version, figures);
    context.audit(`figures:${saved.id}`, { region: figures.region, year: figures.year });
    return saved;
  },

  async 'mediation.calculateCompensation'(context, { input }) {
    const figures = await figuresFor(context, input.region, input.year);
    return { figures, result: compensation(input, figures) };
  },

  async 'mediation.saveCompensation'(context, { caseId, version, input }) {
    const row = await caseById(context, caseId);
    requireOpenLine(row);
    const figures = await figuresFor(context, input.region, input.year);
    const saved = await writeCompensation(context, caseId, version, input, figures);
    context.audit(`case:${caseId}`, {
      compensation: saved,
      region: input.region,
      year: input.year,
      dueFen: compensation(input, figures).dueFen,
    });
    return { id: caseId, version: saved };
  },
};
