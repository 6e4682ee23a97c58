import type { HandlersOf } from '../../platform/router/handlers.ts';
import { fieldError } from '../../platform/app-error.ts';
import { checkBatch, duesOf, type TypedBatch } from './batch-check.ts';
import { batchView, listBatches, writeBatch } from './batch-store.ts';
import { batchRow, batchTemplate } from '../../contract/mediation/batches.ts';

type BatchRoutes =
  'mediation.listBatches' | 'mediation.readBatch' | 'mediation.checkBatch' | 'mediation.saveBatch';

export const batchHandlers: Pick<HandlersOf<'mediation'>, BatchRoutes> = {
  'mediation.listBatches': ({ tx }, { page }) => listBatches(tx, page),

  'mediation.readBatch': ({ tx }, { id }) => batchView(tx, id),

  async 'mediation.checkBatch'(_context, { batch }) {
    const typed = readable(batch);
    const dues = duesOf(typed.rows ?? []);
    return {
      findings: checkBatch(typed),
      dues,
      totalFen: dues.reduce((sum, one) => sum + one.dueFen, 0),
    };
  },

  async 'mediation.saveBatch'(context, { id, version, batch }) {
    const { reference } = context.services;
    const types = reference.inForce('disputeTypes', context.actor.committee.region, context.today);
    if (!types.some((type) => type.code === batch.disputeType))
      throw fieldError('batch.disputeType', 'field.unknownReference');
    if (batch.appliedOn > context.today)
      throw fieldError('batch.appliedOn', 'field.dateInFuture', { today: context.today });
    const saved = await writeBatch(context, id, version, batch);
    context.audit(`batch:${saved.id}`, { rows: batch.rows.length });
    return saved;
  },
};

/** The part of a sheet that can be judged while it is typed. */
function readable(batch: { rows: readonly unknown[]; template?: unknown }): TypedBatch {
  const template = batchTemplate.safeParse(batch.template);
  return {
    rows: batch.rows.flatMap((row) => {
      const parsed = batchRow.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    }),
    ...(template.success ? { template: template.data } : {}),
  };
}
