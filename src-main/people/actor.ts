import type { SessionView } from '../contract/people.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { Actor, Session } from '../platform/router/session.ts';
import { Committees, Users } from './entities.ts';
import { rolesOf, userView } from './user-store.ts';

/** The account as it stands now; null when it is gone or was deactivated. */
export async function loadActor(tx: Reader, userId: string): Promise<Actor | null> {
  const user = await tx.get<{ id: string; display_name: string; active: number; committee_id: string }>(
    'SELECT id, display_name, active, committee_id FROM users WHERE id = ?',
    [userId],
  );
  if (user?.active !== 1) return null;
  const committee = await tx.get<{ id: string; name: string; mark: string; region: string }>(
    'SELECT id, name, mark, region FROM committees WHERE id = ?',
    [user.committee_id],
  );
  if (!committee) return null;
  const roles = await tx.all<{ role: Actor['roles'][number] }>(
    'SELECT role FROM user_roles WHERE user_id = ? ORDER BY role',
    [userId],
  );
  return {
    userId,
    displayName: user.display_name,
    roles: roles.map((row) => row.role),
    committee: { ...committee },
  };
}

export const closedSession: Session = { state: 'none', actor: null };

/** What the window may know of the session. */
export async function sessionView(tx: Reader, session: Session): Promise<SessionView> {
  if (session.state === 'none' || !session.actor) return { state: 'none', user: null, committee: null };
  const user = await tx.find(Users).findOneBy({ id: session.actor.userId });
  const committee = await tx.find(Committees).findOneBy({ id: session.actor.committee.id });
  if (!user || !committee) return { state: 'none', user: null, committee: null };
  return {
    state: session.state,
    user: userView(user, await rolesOf(tx, user.id)),
    committee: { id: committee.id, name: committee.name, mark: committee.mark, region: committee.region },
  };
}
