import type { VolunteerMediator } from '../../contract/timebank/session-hours.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { VolunteerLinks, type VolunteerLinkRow } from './entities.ts';

/** The member of the time bank that an account’s mediator is. */
export interface Volunteer {
  memberId: string;
  name: string;
  volunteerNumber: string;
  active: boolean;
}

/** Null: the account is linked to nobody. */
export async function volunteerOf(tx: Reader, userId: string): Promise<Volunteer | null> {
  const row = await tx.get<{ id: string; name: string; number: string; state: string }>(
    `SELECT members.id, members.name, members.volunteer_number AS number, members.state
     FROM volunteer_links AS link JOIN members ON members.id = link.member_id
     WHERE link.user_id = ? AND link.ended_at IS NULL`,
    [userId],
  );
  if (!row) return null;
  return { memberId: row.id, name: row.name, volunteerNumber: row.number, active: row.state === 'active' };
}

/** The account belongs to this member, or did: who is asked whether he decides about himself. */
export async function isOrWasVolunteer(tx: Reader, userId: string, memberId: string): Promise<boolean> {
  const row = await tx.get('SELECT 1 FROM volunteer_links WHERE user_id = ? AND member_id = ?', [
    userId,
    memberId,
  ]);
  return row !== undefined;
}

/** Accounts that can mediate, by name; inactive ones only while they are linked. */
export async function volunteerMediators(tx: Reader, committeeId: string): Promise<VolunteerMediator[]> {
  const rows = await tx.all<{
    user_id: string;
    display_name: string;
    active: number;
    link_id: string | null;
    version: number;
    linked_at: string;
    member_id: string;
    name: string;
    number: string;
    state: string;
  }>(
    `SELECT users.id AS user_id, users.display_name, users.active, link.id AS link_id, link.version, link.linked_at,
       members.id AS member_id, members.name, members.volunteer_number AS number, members.state
     FROM users LEFT JOIN volunteer_links AS link ON link.user_id = users.id AND link.ended_at IS NULL
     LEFT JOIN members ON members.id = link.member_id
     WHERE users.committee_id = ? AND (link.id IS NOT NULL OR (users.active = 1
       AND EXISTS (SELECT 1 FROM user_roles WHERE user_id = users.id AND role IN ('mediator', 'administrator'))))
     ORDER BY users.display_name, users.id`,
    [committeeId],
  );
  return rows.map((row) => ({
    userId: row.user_id,
    displayName: row.display_name,
    active: row.active === 1,
    link:
      row.link_id === null
        ? null
        : {
            id: row.link_id,
            version: row.version,
            member: { id: row.member_id, name: row.name, volunteerNumber: row.number },
            memberActive: row.state === 'active',
            linkedAt: row.linked_at,
          },
  }));
}

export async function linkById(tx: Reader, id: string): Promise<VolunteerLinkRow> {
  const row = await tx.find(VolunteerLinks).findOneBy({ id });
  if (!row) throw notFound('volunteerLink');
  return row;
}

export async function openLink(tx: Reader, id: string): Promise<VolunteerLinkRow> {
  const row = await linkById(tx, id);
  if (row.ended_at !== null) throw new AppError('volunteerLink.ended');
  return row;
}

/** Errors: `volunteerLink.alreadyLinked` beside the side that is taken. */
export async function requireUnlinked(tx: Reader, link: { userId: string; memberId: string }): Promise<void> {
  const taken = await tx.get<{ user_id: string }>(
    'SELECT user_id FROM volunteer_links WHERE ended_at IS NULL AND (user_id = ? OR member_id = ?)',
    [link.userId, link.memberId],
  );
  if (!taken) return;
  const field = taken.user_id === link.userId ? 'userId' : 'memberId';
  throw new AppError('volunteerLink.alreadyLinked', { fields: { [field]: { code: 'field.taken' } } });
}
