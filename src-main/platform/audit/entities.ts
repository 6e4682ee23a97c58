import { EntitySchema } from 'typeorm';

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
    seq: { type: 'integer', primary: true },
    at: { type: 'text' },
    user_id: { type: 'text', nullable: true },
    user_name: { type: 'text' },
    client: { type: 'text' },
    route: { type: 'text' },
    command_id: { type: 'text', nullable: true },
    outcome: { type: 'text' },
    about: { type: 'text' },
    details: { type: 'text' },
    prev_hash: { type: 'text' },
    hash: { type: 'text' },
  },
});
