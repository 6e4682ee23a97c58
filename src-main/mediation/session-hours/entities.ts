import { EntitySchema } from 'typeorm';
import { key, text } from '../../platform/database/columns.ts';

/** Which session an offer to the time bank is for. The only thread between the two, and it starts on this side. */
export interface SessionHoursRow {
  session_id: string;
  user_id: string;
  offer_id: string;
}

export const SessionHours = new EntitySchema<SessionHoursRow>({
  name: 'session_hours',
  columns: { session_id: key, user_id: key, offer_id: text },
});
