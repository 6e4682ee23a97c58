import type { UserView } from '../contract/people.ts';
import type { Role } from '../contract/route.ts';
import { notFound } from '../platform/app-error.ts';
import type { Reader, Writer } from '../platform/database/handles.ts';
import { UserRoles, Users, type UserRow } from './entities.ts';

/** Display names by user id. */
export async function userNames(tx: Reader, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const marks = wanted.map(() => '?').join(', ');
  const rows = await tx.all<{ id: string; display_name: string }>(
    `SELECT id, display_name FROM users WHERE id IN (${marks})`,
    wanted,
  );
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

export async function userById(tx: Reader, id: string): Promise<UserRow> {
  const row = await tx.find(Users).findOneBy({ id });
  if (!row) throw notFound('user');
  return row;
}

export async function rolesOf(tx: Reader, userId: string): Promise<Role[]> {
  const rows = await tx.find(UserRoles).find({ where: { user_id: userId }, order: { role: 'ASC' } });
  return rows.map((row) => row.role);
}

export async function replaceRoles(tx: Writer, userId: string, roles: readonly Role[]): Promise<void> {
  await tx.run('DELETE FROM user_roles WHERE user_id = ?', [userId]);
  await tx.insert(
    UserRoles,
    [...new Set(roles)].map((role) => ({ user_id: userId, role })),
  );
}

export function userView(row: UserRow, roles: readonly Role[]): UserView {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    roles: [...roles],
    areaId: row.area_id,
    active: row.active === 1,
    version: row.version,
  };
}
