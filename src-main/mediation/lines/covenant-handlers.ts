import { AppError, requireVersion } from '../../platform/app-error.ts';
import { drawDraft, issueDocument, type Draft } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import { finished, type HandlersOf } from '../../platform/router/handlers.ts';
import { requirePast } from '../dates-check.ts';
import { covenantData, covenantPapers } from './covenant-paper.ts';
import { checkCovenant } from './covenant-check.ts';
import { covenantOf, covenantView, listCovenants, writeCovenant, writeItems } from './covenant-store.ts';
import { Covenants } from './entities.ts';

type CovenantRoutes =
  | 'mediation.listCovenants'
  | 'mediation.readCovenant'
  | 'mediation.saveCovenant'
  | 'mediation.followCovenant'
  | 'mediation.previewCovenant'
  | 'mediation.issueCovenant';

export const covenantHandlers: Pick<HandlersOf<'mediation'>, CovenantRoutes> = {
  'mediation.listCovenants': ({ tx, today }, filter) => listCovenants(tx, filter, today),

  async 'mediation.readCovenant'({ tx }, { id }) {
    return covenantView(await covenantOf(tx, id));
  },

  async 'mediation.saveCovenant'(context, { id, version, covenant }) {
    requirePast('covenant.madeOn', covenant.madeOn, context.today);
    const saved = await writeCovenant(context, id, version, covenant);
    context.audit(`covenant:${saved.id}`, {
      kind: covenant.kind,
      units: covenant.units.length,
      clauses: covenant.clauses.length,
      items: covenant.items.length,
    });
    return saved;
  },

  async 'mediation.followCovenant'(context, { id, version, items }) {
    const { record } = await covenantOf(context.tx, id);
    requireVersion(record.version, version);
    items.forEach((item, index) => {
      if (item.doneOn !== null) requirePast(`items.${index}.doneOn`, item.doneOn, context.today);
    });
    await writeItems(context, id, items);
    await context.tx.update(Covenants, id, { version: version + 1, updated_at: context.now });
    const done = items.filter((item) => item.doneOn !== null).length;
    context.audit(`covenant:${id}`, { items: items.length, done });
    return { id, version: version + 1 };
  },

  'mediation.previewCovenant': finished<'mediation.previewCovenant', Draft>({
    async read(context, { id }) {
      const { record, fields } = await covenantOf(context.tx, id);
      const { name } = context.actor.committee;
      return {
        kind: covenantPapers[record.kind],
        title: `（草稿）${record.title}`,
        data: covenantData(fields, name, record.number),
        now: context.now,
      };
    },
    finish: drawDraft,
  }),

  async 'mediation.issueCovenant'(context, { id, version }) {
    const { record, fields } = await covenantOf(context.tx, id);
    requireVersion(record.version, version);
    if (record.issued_document_id) throw new AppError('agreement.alreadyIssued');
    const errors = checkCovenant(fields).filter((one) => one.severity === 'error');
    if (errors.length > 0) {
      throw new AppError('agreement.hasErrors', {
        params: { count: errors.length },
        fields: Object.fromEntries(
          errors.map((one) => [one.place, { code: `findings.${one.code}`, params: one.params }]),
        ),
      });
    }
    const { number } = await issueNumber(context, { kind: 'paper', on: record.made_on, ownerId: id });
    const issued = await issueDocument(context, {
      kind: covenantPapers[record.kind],
      number,
      title: `${record.title} ${number}`,
      owner: `covenant:${id}`,
      data: covenantData(fields, context.actor.committee.name, number),
    });
    await context.tx.update(Covenants, id, {
      number,
      issued_document_id: issued.documentId,
      version: version + 1,
      updated_at: context.now,
    });
    context.audit([`covenant:${id}`, `document:${issued.documentId}`], { kind: record.kind, number });
    return issued;
  },
};
