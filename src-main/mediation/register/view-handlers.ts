import { caseViewBody } from '../../contract/mediation/register.ts';
import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { CaseViews, type CaseViewRecord } from './entities.ts';

type ViewRoutes = 'mediation.listCaseViews' | 'mediation.saveCaseView' | 'mediation.deleteCaseView';

/** Saved filters belong to the account that saved them; nobody else sees, changes or removes them. */
export const viewHandlers: Pick<HandlersOf<'mediation'>, ViewRoutes> = {
  async 'mediation.listCaseViews'({ tx, actor }) {
    const rows = await tx.all<CaseViewRecord>('SELECT * FROM case_views WHERE user_id = ? ORDER BY name', [
      actor.userId,
    ]);
    return {
      rows: rows.flatMap((row) => {
        // A view of an older program may filter by what is gone: it is left out, and saved anew by the person.
        const view = caseViewBody.safeParse(JSON.parse(row.body));
        return view.success ? [{ id: row.id, version: row.version, name: row.name, view: view.data }] : [];
      }),
    };
  },

  async 'mediation.saveCaseView'({ tx, actor, services, now, audit }, { id, version, name, view }) {
    const twin = await tx.find(CaseViews).findOneBy({ user_id: actor.userId, name });
    if (twin && twin.id !== id) {
      throw new AppError('record.duplicate', { fields: { name: { code: 'field.taken' } } });
    }
    const columns = { name, body: JSON.stringify(view), updated_at: now };
    if (id === undefined) {
      const made = services.ids.next();
      await tx.insert(CaseViews, { id: made, user_id: actor.userId, version: 1, ...columns });
      audit(`caseView:${made}`, { added: true });
      return { id: made, version: 1 };
    }
    const row = await tx.find(CaseViews).findOneBy({ id, user_id: actor.userId });
    if (!row) throw notFound('caseView');
    requireVersion(row.version, version);
    await tx.update(CaseViews, id, { ...columns, version: row.version + 1 });
    audit(`caseView:${id}`, { added: false });
    return { id, version: row.version + 1 };
  },

  async 'mediation.deleteCaseView'({ tx, actor, audit }, { id }) {
    const { changes } = await tx.run('DELETE FROM case_views WHERE id = ? AND user_id = ?', [
      id,
      actor.userId,
    ]);
    if (changes === 0) throw notFound('caseView');
    audit(`caseView:${id}`, { removed: true });
    return {};
  },
};
