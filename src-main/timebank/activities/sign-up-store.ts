import type { SignUpView } from '../../contract/timebank/activity-values.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate } from '../../platform/dates.ts';
import { clockDuration } from '../../platform/minutes.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { currentRules } from '../rules/rule-store.ts';
import { assessSheet } from '../sheet-assessment.ts';
import type { ActivityRowStored, SignUpRow } from './entities.ts';
import { placesOf } from './sign-up-order.ts';

export type SignedUp = SignUpRow & { name: string; volunteer_number: string };

/** Everybody who ever signed up, in order, withdrawals included. */
export function signUpsOf(tx: Reader, activityId: string): Promise<SignedUp[]> {
  return tx.all<SignedUp>(
    `SELECT activity_sign_ups.*, members.name, members.volunteer_number FROM activity_sign_ups
     JOIN members ON members.id = activity_sign_ups.member_id WHERE activity_id = ? ORDER BY seq`,
    [activityId],
  );
}

/** Who wants to come, split by the places there are. */
export async function placesIn(tx: Reader, row: Pick<ActivityRowStored, 'id' | 'capacity'>) {
  const all = await signUpsOf(tx, row.id);
  return {
    ...placesOf(
      all.filter((one) => one.withdrawn_at === null),
      row.capacity,
    ),
    all,
  };
}

/**
 * The list with its doubts: those that a sheet of these people on that day would raise (age, guardian, group, joined
 * later, in another place at that time), and other plans for the same hours.
 */
export async function signUpViews(
  context: QueryContext | CommandContext,
  row: ActivityRowStored,
): Promise<{ signUps: SignUpView[]; withdrawn: SignedUp[] }> {
  const { placed, waiting, all } = await placesIn(context.tx, row);
  const coming = [...placed, ...waiting];
  const doubts =
    row.state === 'planned' ? await doubtsOf(context, row, coming) : new Map<string, Finding[]>();
  return {
    signUps: coming.map((one, index) => ({
      id: one.id,
      version: one.version,
      memberId: one.member_id,
      name: one.name,
      volunteerNumber: one.volunteer_number,
      position: index + 1,
      waiting: index >= placed.length,
      signedAt: one.signed_at,
      doubts: doubts.get(one.member_id) ?? [],
    })),
    withdrawn: all.filter((one) => one.withdrawn_at !== null),
  };
}

async function doubtsOf(
  context: QueryContext | CommandContext,
  row: ActivityRowStored,
  coming: readonly SignedUp[],
): Promise<Map<string, Finding[]>> {
  const { tx, today } = context;
  const found = new Map<string, Finding[]>();
  const say = (memberId: string, finding: Finding) =>
    found.set(memberId, [...(found.get(memberId) ?? []), finding]);
  const { findings } = await assessSheet(tx, {
    sheet: {
      servedOn: civilDate(row.held_on),
      activity: row.title,
      sourceClass: 'sheet',
      ...(row.group_id === null ? {} : { groupId: row.group_id }),
      lines: coming.map((one) => ({
        id: one.id,
        memberId: one.member_id,
        serviceType: row.service_type,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        minutes: clockDuration(row.starts_at, row.ends_at) ?? 0,
      })),
    },
    today,
    rules: await currentRules(context),
  });
  for (const finding of findings) {
    // Caps and the late date are matters of the sheet; here it is asked who may come, and whether they can.
    const line = /^lines\.(\d+)\.(memberId|startsAt)$/.exec(finding.place);
    const one = coming[Number(line?.[1])];
    if (one) say(one.member_id, finding);
  }
  for (const plan of await otherPlans(tx, row, coming)) {
    say(plan.member_id, {
      code: 'activity.otherPlan',
      severity: 'warning',
      place: '',
      params: {
        name: plan.name,
        number: plan.number,
        title: plan.title,
        otherStart: plan.starts_at,
        otherEnd: plan.ends_at,
      },
      source: row.number,
    });
  }
  return found;
}

interface Plan {
  member_id: string;
  name: string;
  number: string;
  title: string;
  starts_at: string;
  ends_at: string;
}

/** Planned activities and taken requests of the same people whose hours meet those of this one. */
async function otherPlans(tx: Reader, row: ActivityRowStored, coming: readonly SignedUp[]): Promise<Plan[]> {
  if (coming.length === 0) return [];
  const ids = coming.map((one) => one.member_id);
  const marks = ids.map(() => '?').join(', ');
  return tx.all<Plan>(
    `SELECT other.member_id, members.name, activities.number, activities.title, activities.starts_at, activities.ends_at
     FROM activity_sign_ups AS other JOIN activities ON activities.id = other.activity_id JOIN members ON members.id = other.member_id
     WHERE other.withdrawn_at IS NULL AND activities.state = 'planned' AND activities.id <> ? AND activities.held_on = ?
       AND activities.starts_at < ? AND activities.ends_at > ? AND other.member_id IN (${marks})
     UNION ALL
     SELECT helper_id, members.name, requests.number, requests.title, requests.starts_at, requests.ends_at
     FROM requests JOIN members ON members.id = helper_id
     WHERE requests.state IN ('taken', 'started') AND wanted_on = ? AND requests.starts_at < ? AND requests.ends_at > ?
       AND helper_id IN (${marks})
     ORDER BY 5`,
    [
      row.id,
      row.held_on,
      row.ends_at,
      row.starts_at,
      ...ids,
      row.held_on,
      row.ends_at,
      row.starts_at,
      ...ids,
    ],
  );
}
