import type { DossierItem } from '../../contract/mediation/dossier.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById } from '../case-store.ts';
import type { PlacedItem } from './contents.ts';
import { boundDossierOf, dossierStateOf, requireOpenDossier } from './dossier-store.ts';
import { Dossiers } from './entities.ts';

type ContentsRoutes = 'mediation.readDossier' | 'mediation.saveDossier' | 'mediation.arrangeDossierRow';

export const contentsHandlers: Pick<HandlersOf<'mediation'>, ContentsRoutes> = {
  async 'mediation.readDossier'(context, { caseId }) {
    const state = await dossierStateOf(context, await caseById(context, caseId));
    const { record, retention, archive } = state;
    return {
      caseId,
      version: record?.version ?? 0,
      situation: record?.situation ?? '',
      compiledBy: record?.compiled_by ?? '',
      checkedBy: record?.checked_by ?? '',
      evidenceBags: record?.evidence_bags ?? 0,
      retention: {
        chosen: record?.retention_term ?? null,
        years: record?.retention_years ?? null,
        reason: record?.retention_reason ?? '',
        proposal: retention.proposal,
        terms: retention.terms,
      },
      rows: state.rows.map((row) => ({ ...row, items: row.items.map(itemView) })),
      completeness: state.completeness,
      score: state.score,
      bound: await boundDossierOf(context.tx, caseId, state.fingerprint),
      frozen: archive !== null && archive.state !== 'reopened',
    };
  },

  async 'mediation.saveDossier'(context, { caseId, version, retention, ...fields }) {
    const { tx, now } = context;
    await caseById(context, caseId);
    await requireOpenDossier(tx, caseId);
    const before = await tx.find(Dossiers).findOneBy({ case_id: caseId });
    requireVersion(before?.version ?? 0, version);
    // 检查人 is somebody else than 立卷人: nobody checks his own work.
    if (fields.checkedBy !== '' && fields.checkedBy === fields.compiledBy) {
      throw fieldError('checkedBy', 'field.samePerson');
    }
    if (retention?.term === 'permanent' && retention.years !== null) {
      throw fieldError('retention.years', 'field.invalid');
    }
    const columns = {
      situation: fields.situation,
      compiled_by: fields.compiledBy,
      checked_by: fields.checkedBy,
      evidence_bags: fields.evidenceBags,
      retention_term: retention?.term ?? null,
      retention_years: retention?.years ?? null,
      retention_reason: retention?.reason ?? '',
    };
    const next = (before?.version ?? 0) + 1;
    if (before) {
      await tx.run(
        `UPDATE dossiers SET version = ?, situation = ?, compiled_by = ?, checked_by = ?, evidence_bags = ?,
           retention_term = ?, retention_years = ?, retention_reason = ?, updated_at = ? WHERE case_id = ?`,
        [next, ...Object.values(columns), now, caseId],
      );
    } else {
      const made = { case_id: caseId, version: next, created_at: now, updated_at: now };
      await tx.insert(Dossiers, { ...made, ...columns });
    }
    context.audit(`case:${caseId}`, {
      dossier: Object.entries(columns)
        .filter(([name, value]) => (before ? before[name as keyof typeof before] : null) !== value)
        .map(([name]) => name),
    });
    return { version: next };
  },

  async 'mediation.arrangeDossierRow'(context, { caseId, row: code, items }) {
    const { tx } = context;
    const row = await caseById(context, caseId);
    await requireOpenDossier(tx, caseId);
    const state = await dossierStateOf(context, row);
    const onFile = state.rows.find((one) => one.code === code);
    if (!onFile) throw notFound('dossierRow');
    const known = new Set(onFile.items.map((item) => `${item.kind}/${item.id}`));
    const named = new Set(items.map((item) => `${item.kind}/${item.id}`));
    // An order of some of them only would say nothing of the others: the row changed meanwhile.
    if (
      named.size !== items.length ||
      named.size !== known.size ||
      [...named].some((key) => !known.has(key))
    ) {
      throw new AppError('record.stale', { params: { onFile: known.size, seen: items.length } });
    }
    for (const [position, item] of items.entries()) {
      if (item.included === false && item.reason === '')
        throw fieldError(`items.${position}.reason`, 'field.required');
      await tx.run(
        `INSERT INTO dossier_choices (case_id, item_kind, item_id, included, reason, position) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (case_id, item_kind, item_id)
         DO UPDATE SET included = excluded.included, reason = excluded.reason, position = excluded.position`,
        [
          caseId,
          item.kind,
          item.id,
          item.included === null ? null : Number(item.included),
          item.reason,
          position,
        ],
      );
    }
    context.audit(`case:${caseId}`, {
      dossierRow: code,
      leftOut: items.filter((item) => item.included === false).map((item) => `${item.kind}:${item.id}`),
    });
    return {};
  },
};

function itemView(item: PlacedItem): DossierItem {
  const { kind, id, title, on, pages, manner, included, leftOut, reason, signedCopy, version } = item;
  return {
    kind,
    id,
    title,
    on,
    pages,
    manner,
    included,
    leftOut,
    reason,
    version,
    signedCopy: signedCopy && {
      id: signedCopy.id,
      version: signedCopy.version,
      addedOn: signedCopy.addedOn,
    },
  };
}
