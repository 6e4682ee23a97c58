import { EntitySchema } from 'typeorm';
import { numberKey, text, textOrNull } from '../database/columns.ts';

export interface AuditRow {
  seq: number;
  at: string;
  user_id: string | null;
  user_name: string;
  /** Kind of client: window, terminal, test. */
  client: string;
  route: string;
  command_id: string | null;
  outcome: 'done' | 'refused';
  /** JSON array of targets: `["case:<id>"]`. */
  about: string;
  /** JSON object, never with personal data. */
  details: string;
  prev_hash: string;
  hash: string;
}

export const AuditRows = new EntitySchema<AuditRow>({
  name: 'audit_rows',
  columns: {
    seq: numberKey,
    at: text,
    user_id: textOrNull,
    user_name: text,
    client: text,
    route: text,
    command_id: textOrNull,
    outcome: text,
    about: text,
    details: text,
    prev_hash: text,
    hash: text,
  },
});
