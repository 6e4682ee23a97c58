import { EntitySchema } from 'typeorm';
import type { hourOfferStates } from '../../contract/timebank/session-hours.ts';
import { integer, key, text, textOrNull } from '../../platform/database/columns.ts';

/** An account of a mediator who is a volunteer of the time bank too; ended, never deleted. */
export interface VolunteerLinkRow {
  id: string;
  version: number;
  user_id: string;
  member_id: string;
  linked_by: string;
  linked_at: string;
  ended_by: string | null;
  ended_at: string | null;
  end_reason: string;
}

export const VolunteerLinks = new EntitySchema<VolunteerLinkRow>({
  name: 'volunteer_links',
  columns: {
    id: key,
    version: integer,
    user_id: text,
    member_id: text,
    linked_by: text,
    linked_at: text,
    ended_by: textOrNull,
    ended_at: textOrNull,
    end_reason: text,
  },
});

/** All that the time bank ever learns of a session. */
export interface HourOfferRow {
  id: string;
  version: number;
  member_id: string;
  service_type: string;
  served_on: string;
  /** Counts the offers of a member and a day: two sessions of one day are two events. */
  nth: number;
  minutes: number;
  state: (typeof hourOfferStates)[number];
  /** Why it was refused; empty otherwise. */
  reason: string;
  offered_by: string;
  offered_at: string;
  decided_by: string | null;
  decided_at: string | null;
  transaction_id: string | null;
}

export const HourOffers = new EntitySchema<HourOfferRow>({
  name: 'hour_offers',
  columns: {
    id: key,
    version: integer,
    member_id: text,
    service_type: text,
    served_on: text,
    nth: integer,
    minutes: integer,
    state: text,
    reason: text,
    offered_by: text,
    offered_at: text,
    decided_by: textOrNull,
    decided_at: textOrNull,
    transaction_id: textOrNull,
  },
});
