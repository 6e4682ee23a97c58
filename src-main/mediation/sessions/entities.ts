import { EntitySchema } from 'typeorm';
import type { planStates } from '../../contract/mediation/sessions.ts';
import { integer, key, text, textOrNull } from '../../platform/database/columns.ts';

export interface PlannedSessionRecord {
  id: string;
  case_id: string;
  version: number;
  planned_on: string;
  starts_at: string;
  /** Empty where nobody said when it is to end. */
  ends_at: string;
  place: string;
  /** JSON list of the parties that are asked to come. */
  party_ids: string;
  /** Others that are asked to come, by name. */
  others: string;
  /** What to bring and to mind, a line each. */
  matters: string;
  state: (typeof planStates)[number];
  /** Why it was moved or cancelled. */
  reason: string;
  moved_to: string | null;
  session_id: string | null;
  recorded_by: string;
  recorded_at: string;
}

export const PlannedSessions = new EntitySchema<PlannedSessionRecord>({
  name: 'planned_sessions',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    planned_on: text,
    starts_at: text,
    ends_at: text,
    place: text,
    party_ids: text,
    others: text,
    matters: text,
    state: text,
    reason: text,
    moved_to: textOrNull,
    session_id: textOrNull,
    recorded_by: text,
    recorded_at: text,
  },
});

/** Who mediated at a session. */
export interface SessionMediatorRecord {
  session_id: string;
  user_id: string;
  position: number;
}

export const SessionMediators = new EntitySchema<SessionMediatorRecord>({
  name: 'session_mediators',
  columns: { session_id: key, user_id: key, position: integer },
});
