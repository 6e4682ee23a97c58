import type { HandlersOf } from '../platform/router/handlers.ts';
import { prepared } from '../platform/router/handlers.ts';
import { AppError, fieldError, notFound, requireVersion } from '../platform/app-error.ts';
import { Committees, Users, type UserRow } from './entities.ts';
import { hashPassword } from './password.ts';
import { replaceRoles, rolesOf, userById, userView } from './user-store.ts';

type UserRoutes =
  | 'people.listUsers'
  | 'people.createUser'
  | 'people.updateUser'
  | 'people.resetPassword'
  | 'people.readCommittee'
  | 'people.updateCommittee';

export const userHandlers: Pick<HandlersOf<'people'>, UserRoutes> = {
  async 'people.listUsers'({ tx }) {
    const users = await tx.find(Users).find({ order: { created_at: 'ASC' } });
    return { rows: await Promise.all(users.map(async (user) => userView(user, await rolesOf(tx, user.id)))) };
  },

  'people.createUser': prepared<'people.createUser', string>({
    prepare: (_context, input) => hashPassword(input.password),
    async commit({ tx, actor, services, now, audit }, input, passwordHash) {
      const taken = await tx.get('SELECT 1 FROM users WHERE username = ? COLLATE NOCASE', [input.username]);
      if (taken) throw fieldError('username', 'field.taken');
      const id = services.ids.next();
      await tx.insert(Users, {
        id,
        version: 1,
        committee_id: actor.committee.id,
        username: input.username,
        display_name: input.displayName,
        area_id: input.areaId,
        active: 1,
        password_hash: passwordHash,
        failed_attempts: 0,
        locked_until: null,
        created_at: now,
      });
      await replaceRoles(tx, id, input.roles);
      audit(`user:${id}`, { roles: input.roles });
      return { id, version: 1 };
    },
  }),

  async 'people.updateUser'({ tx, audit }, input) {
    const user = await userById(tx, input.id);
    requireVersion(user.version, input.version);
    const before = await rolesOf(tx, user.id);
    await replaceRoles(tx, user.id, input.roles);
    await tx.update(Users, user.id, {
      version: user.version + 1,
      display_name: input.displayName,
      area_id: input.areaId,
      active: input.active ? 1 : 0,
    });
    await requireAnAdministrator(tx.all.bind(tx));
    audit(`user:${user.id}`, { rolesBefore: before, roles: input.roles, active: input.active });
    return { id: user.id, version: user.version + 1 };
  },

  'people.resetPassword': prepared<'people.resetPassword', string>({
    prepare: (_context, input) => hashPassword(input.password),
    async commit({ tx, audit }, input, passwordHash) {
      const user: UserRow = await userById(tx, input.id);
      await tx.update(Users, user.id, {
        password_hash: passwordHash,
        failed_attempts: 0,
        locked_until: null,
        version: user.version + 1,
      });
      audit(`user:${user.id}`);
      return {};
    },
  }),

  async 'people.readCommittee'({ tx, actor }) {
    const row = await tx.find(Committees).findOneBy({ id: actor.committee.id });
    if (!row) throw notFound('committee');
    return {
      id: row.id,
      version: row.version,
      name: row.name,
      kind: row.kind,
      mark: row.mark,
      region: row.region,
      areaId: row.area_id,
      address: row.address,
      phone: row.phone,
      termStart: row.term_start,
      termEnd: row.term_end,
    };
  },

  async 'people.updateCommittee'({ tx, actor, audit }, input) {
    const row = await tx.find(Committees).findOneBy({ id: actor.committee.id });
    if (!row) throw notFound('committee');
    requireVersion(row.version, input.version);
    if (input.termStart && input.termEnd && input.termEnd < input.termStart)
      throw fieldError('termEnd', 'field.endBeforeStart');
    await tx.update(Committees, row.id, {
      version: row.version + 1,
      name: input.name,
      kind: input.kind,
      mark: input.mark,
      region: input.region,
      area_id: input.areaId,
      address: input.address,
      phone: input.phone,
      term_start: input.termStart,
      term_end: input.termEnd,
    });
    audit(`committee:${row.id}`, {
      markBefore: row.mark,
      mark: input.mark,
      regionBefore: row.region,
      region: input.region,
    });
    return { id: row.id, version: row.version + 1 };
  },
};

/** The last door stays open: somebody must be able to make accounts. */
async function requireAnAdministrator(all: (sql: string) => Promise<unknown[]>): Promise<void> {
  const left = await all(
    `SELECT 1 FROM users JOIN user_roles ON user_id = users.id WHERE active = 1 AND role = 'administrator' LIMIT 1`,
  );
  if (left.length === 0)
    throw new AppError('record.inUse', { fields: { roles: { code: 'field.lastAdministrator' } } });
}
