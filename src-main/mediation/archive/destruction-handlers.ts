import type { DestructionHead } from '../../contract/mediation/archive.ts';
import { userNames } from '../../people/public.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { drawDraft, issueDocument, type Draft } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import { finished, type HandlersOf } from '../../platform/router/handlers.ts';
import type { CaseContext } from '../case-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import {
  appraisalView,
  archiveById,
  archiveRows,
  lastAppraisal,
  standingArchive,
  wholePage,
} from './archive-store.ts';
import { destructionListData } from './destruction-data.ts';
import {
  ArchivedDossiers,
  DestructionItems,
  DestructionLists,
  DossierAppraisals,
  type DestructionListRecord,
} from './entities.ts';

type DestructionRoutes =
  | 'mediation.listDestructionLists'
  | 'mediation.draftDestructionList'
  | 'mediation.cancelDestructionList'
  | 'mediation.previewDestructionList'
  | 'mediation.approveDestructionList'
  | 'mediation.executeDestructionList';

/**
 * Nothing is destroyed without a list: drafted from appraised dossiers, approved (its paper is issued), carried out
 * before two witnesses. What is destroyed is the paper; the electronic record stays, locked and marked.
 */
export const destructionHandlers: Pick<HandlersOf<'mediation'>, DestructionRoutes> = {
  async 'mediation.listDestructionLists'({ tx }) {
    const lists = await tx.all<DestructionListRecord>(
      'SELECT * FROM destruction_lists ORDER BY drafted_on DESC, id DESC',
    );
    const rows: DestructionHead[] = [];
    for (const list of lists) rows.push(await headOf(tx, list));
    return { rows };
  },

  async 'mediation.draftDestructionList'(context, { title, archiveIds }) {
    const { tx, services, today, actor } = context;
    if (new Set(archiveIds).size !== archiveIds.length) throw fieldError('archiveIds', 'field.duplicate');
    const id = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'destruction', on: today, ownerId: id });
    await tx.insert(DestructionLists, {
      id,
      version: 1,
      number,
      title,
      state: 'draft',
      drafted_on: today,
      drafted_by: actor.userId,
      approved_on: null,
      approved_by: '',
      document_id: null,
      destroyed_on: null,
      first_witness: '',
      second_witness: '',
      cancel_reason: '',
    });
    for (const [position, archiveId] of archiveIds.entries()) {
      await standingArchive(tx, archiveId);
      const appraisal = await lastAppraisal(tx, archiveId);
      if (appraisal?.decision !== 'destroy') throw new AppError('archive.notAppraised');
      await tx.insert(DestructionItems, {
        list_id: id,
        archive_id: archiveId,
        appraisal_id: appraisal.id,
        position,
      });
    }
    context.audit(`destruction:${id}`, { number, dossiers: archiveIds.length });
    return { id, version: 1, number };
  },

  async 'mediation.cancelDestructionList'(context, { id, version, reason }) {
    const list = await listIn(context.tx, id, version, ['draft', 'approved']);
    await context.tx.update(DestructionLists, id, {
      state: 'cancelled',
      cancel_reason: reason,
      version: version + 1,
    });
    context.audit(`destruction:${id}`, { cancelled: true, was: list.state });
    return { id, version: version + 1 };
  },

  'mediation.previewDestructionList': finished<'mediation.previewDestructionList', Draft>({
    async read(context, { id }) {
      const list = await listById(context.tx, id);
      return {
        kind: 'mediation.destructionList',
        title: `档案鉴定销毁清册（草稿）${list.number}`,
        data: await dataOf(context, list, {}),
        now: context.now,
      };
    },
    finish: drawDraft,
  }),

  async 'mediation.approveDestructionList'(context, { id, version, approvedBy, approvedOn }) {
    const list = await listIn(context.tx, id, version, ['draft']);
    requirePast('approvedOn', approvedOn, context.today);
    requireNotBefore('approvedOn', approvedOn, list.drafted_on);
    const { documentId } = await issueDocument(context, {
      kind: 'mediation.destructionList',
      number: list.number,
      title: `档案鉴定销毁清册 ${list.number}`,
      owner: `destruction:${id}`,
      data: await dataOf(context, list, { approver: approvedBy, date: approvedOn }),
    });
    await context.tx.update(DestructionLists, id, {
      state: 'approved',
      approved_by: approvedBy,
      approved_on: approvedOn,
      document_id: documentId,
      version: version + 1,
    });
    context.audit([`destruction:${id}`, `document:${documentId}`], { approved: true });
    return { id, version: version + 1, documentId };
  },

  async 'mediation.executeDestructionList'(
    context,
    { id, version, destroyedOn, firstWitness, secondWitness },
  ) {
    const { tx } = context;
    const list = await listIn(tx, id, version, ['approved']);
    requirePast('destroyedOn', destroyedOn, context.today);
    requireNotBefore('destroyedOn', destroyedOn, list.approved_on);
    if (firstWitness === secondWitness) throw fieldError('secondWitness', 'field.samePerson');
    await tx.update(DestructionLists, id, {
      state: 'executed',
      destroyed_on: destroyedOn,
      first_witness: firstWitness,
      second_witness: secondWitness,
      version: version + 1,
    });
    const items = await tx
      .find(DestructionItems)
      .find({ where: { list_id: id }, order: { position: 'ASC' } });
    for (const { archive_id: archiveId } of items) {
      const archive = await archiveById(tx, archiveId);
      await tx.update(ArchivedDossiers, archiveId, {
        state: 'destroyed',
        destroyed_on: destroyedOn,
        version: archive.version + 1,
        updated_at: context.now,
      });
    }
    context.audit([`destruction:${id}`, ...items.map((item) => `archive:${item.archive_id}`)], {
      destroyedOn,
    });
    return { id, version: version + 1 };
  },
};

async function listById(tx: Reader, id: string): Promise<DestructionListRecord> {
  const list = await tx.find(DestructionLists).findOneBy({ id });
  if (!list) throw notFound('destructionList');
  return list;
}

/** Errors: `record.notFound`, `record.stale`, `archive.listStateForbids`. */
async function listIn(
  tx: Reader,
  id: string,
  version: number,
  states: readonly DestructionListRecord['state'][],
): Promise<DestructionListRecord> {
  const list = await listById(tx, id);
  requireVersion(list.version, version);
  if (!states.includes(list.state)) throw new AppError('archive.listStateForbids');
  return list;
}

async function headOf(tx: Reader, list: DestructionListRecord): Promise<DestructionHead> {
  const count = await tx.get<{ n: number }>('SELECT COUNT(*) AS n FROM destruction_items WHERE list_id = ?', [
    list.id,
  ]);
  const names = await userNames(tx, [list.drafted_by]);
  return {
    id: list.id,
    version: list.version,
    number: list.number,
    title: list.title,
    state: list.state,
    count: count?.n ?? 0,
    draftedOn: list.drafted_on,
    draftedBy: names.get(list.drafted_by) ?? '',
    approvedOn: list.approved_on,
    approvedBy: list.approved_by,
    destroyedOn: list.destroyed_on,
    firstWitness: list.first_witness,
    secondWitness: list.second_witness,
    cancelReason: list.cancel_reason,
    documentId: list.document_id,
  };
}

async function itemsOf(tx: Reader, listId: string) {
  const items = await tx
    .find(DestructionItems)
    .find({ where: { list_id: listId }, order: { position: 'ASC' } });
  const { rows } = await archiveRows(
    tx,
    'a.id IN (SELECT archive_id FROM destruction_items WHERE list_id = ?)',
    [listId],
    wholePage,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const listed = [];
  for (const item of items) {
    const row = byId.get(item.archive_id);
    const appraisal = await tx.find(DossierAppraisals).findOneBy({ id: item.appraisal_id });
    if (row && appraisal) listed.push({ ...row, appraisal: appraisalView(appraisal) });
  }
  return listed;
}

async function dataOf(
  context: CaseContext,
  list: DestructionListRecord,
  approval: { approver?: string; date?: string },
) {
  const { actor, services, today } = context;
  return destructionListData({
    committee: actor.committee.name,
    number: list.number,
    rows: await itemsOf(context.tx, list.id),
    terms: services.reference.inForce('retentionTerms', actor.committee.region, today),
    ...approval,
  });
}
