import { routes } from '../contract/index.ts';
import { areaLevels } from '../contract/platform.ts';
import type { Route } from '../contract/route.ts';
import { AppError, fieldError, notFound, requireVersion } from './app-error.ts';
import { verifyAudit } from './audit/audit.ts';
import type { AuditRow } from './audit/entities.ts';
import { listAreas } from './reference-data/area-store.ts';
import { Areas } from './reference-data/entities.ts';
import type { CommandContext, HandlersOf } from './router/handlers.ts';

const defaultRegion = '320113';

/** Routes whose rows of the trail are shown without what they were about. */
const confidential: ReadonlySet<string> = new Set(
  Object.entries(routes as Record<string, Route>)
    .filter(([, route]) => route.confidential)
    .map(([name]) => name),
);

export const platformHandlers: HandlersOf<'platform'> = {
  async 'platform.readReference'({ tx, services, today }) {
    const { reference } = services;
    const committee = await tx.get<{ region: string }>('SELECT region FROM committees LIMIT 1');
    const region = committee?.region ?? defaultRegion;
    const regions = reference.inForce('regions', region, today);
    const notice = reference.one('formTexts', 'rightsNotice', region, today);
    return {
      region: { code: region, name: regions.find((entry) => entry.code === region)?.name ?? region },
      regions: reference
        .all('regions')
        .filter((entry) => entry.code.length === 6)
        .map(({ code, name }) => ({ code, name })),
      disputeTypes: reference.inForce('disputeTypes', region, today),
      serviceTypes: reference.inForce('serviceTypes', region, today),
      referralSources: reference.inForce('referralSources', region, today),
      rightsNotice: { paragraphs: notice.paragraphs, source: notice.source },
      areas: await listAreas(tx),
    };
  },

  async 'platform.saveArea'(context, input) {
    const { tx, services, audit } = context;
    const parent = await tx.find(Areas).findOneBy({ id: input.parentId });
    if (!parent) throw notFound('area');
    if (areaLevels.indexOf(input.level) !== areaLevels.indexOf(parent.level) + 1) {
      throw fieldError('level', 'field.areaLevel');
    }
    await refuseTwins(context, input);
    const fields = {
      parent_id: input.parentId,
      level: input.level,
      name: input.name,
      code: input.code,
      active: input.active ? 1 : 0,
    };
    if (input.id === undefined) {
      const id = services.ids.next();
      const last = await tx.get<{ last: number | null }>('SELECT MAX(position) AS last FROM areas');
      await tx.insert(Areas, { id, version: 1, position: (last?.last ?? 0) + 1, ...fields });
      audit(`area:${id}`, { added: input.name });
      return { id, version: 1 };
    }
    const row = await tx.find(Areas).findOneBy({ id: input.id });
    if (!row) throw notFound('area');
    requireVersion(row.version, input.version);
    await tx.update(Areas, row.id, { ...fields, version: row.version + 1 });
    audit(`area:${row.id}`, { nameBefore: row.name, name: input.name, active: input.active });
    return { id: row.id, version: row.version + 1 };
  },

  async 'platform.listAudit'({ tx }, { page, about }) {
    const where =
      about === undefined
        ? ''
        : `WHERE EXISTS (SELECT 1 FROM json_each(about) WHERE value = ?)
             AND route NOT IN (SELECT value FROM json_each(?))`;
    const params = about === undefined ? [] : [about, JSON.stringify([...confidential])];
    const rows = await tx.all<AuditRow>(
      `SELECT * FROM audit_rows ${where} ORDER BY seq DESC LIMIT ? OFFSET ?`,
      [...params, page.limit, page.offset],
    );
    const count = await tx.get<{ total: number }>(
      `SELECT COUNT(*) AS total FROM audit_rows ${where}`,
      params,
    );
    return {
      rows: rows.map(auditRowView),
      total: count?.total ?? 0,
    };
  },

  'platform.verifyAudit': ({ tx }) => verifyAudit(tx),

  async 'platform.saveDraft'({ tx, actor, now }, { key, body }) {
    await tx.run(
      `INSERT INTO drafts (user_id, key, body, saved_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (user_id, key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
      [actor.userId, key, body, now],
    );
    return {};
  },

  async 'platform.readDraft'({ tx, actor }, { key }) {
    const row = await tx.get<{ body: string; saved_at: string }>(
      'SELECT body, saved_at FROM drafts WHERE user_id = ? AND key = ?',
      [actor.userId, key],
    );
    return { draft: row ? { body: row.body, savedAt: row.saved_at } : null };
  },

  async 'platform.discardDraft'({ tx, actor }, { key }) {
    await tx.run('DELETE FROM drafts WHERE user_id = ? AND key = ?', [actor.userId, key]);
    return {};
  },

  'platform.readJob': async ({ services }, { id }) => services.jobs.read(id),

  async 'platform.cancelJob'({ services, audit }, { id }) {
    audit(`job:${id}`);
    return services.jobs.cancel(id);
  },
};

/** The chain has no hole, but of a private talk its row tells neither that it was one nor of which case. */
function auditRowView(row: AuditRow) {
  const hidden = confidential.has(row.route);
  return {
    seq: row.seq,
    at: row.at,
    user: row.user_name,
    route: hidden ? '' : row.route,
    outcome: row.outcome,
    confidential: hidden,
    about: hidden ? [] : (JSON.parse(row.about) as string[]),
    details: hidden ? {} : (JSON.parse(row.details) as Record<string, unknown>),
    hash: row.hash,
  };
}

async function refuseTwins(
  { tx }: CommandContext,
  input: { id?: string | undefined; parentId: string; name: string },
) {
  const twin = await tx.get<{ id: string }>('SELECT id FROM areas WHERE parent_id = ? AND name = ?', [
    input.parentId,
    input.name,
  ]);
  if (twin && twin.id !== input.id)
    throw new AppError('record.duplicate', { fields: { name: { code: 'field.taken' } } });
}
