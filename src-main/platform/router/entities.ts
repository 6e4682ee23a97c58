import { EntitySchema } from 'typeorm';

/** What a command was and what it answered, so that its repetition answers the same. Append-only. */
export interface CommandRow {
  id: string;
  route: string;
  user_id: string | null;
  fingerprint: string;
  result: string;
  at: string;
}

export const Commands = new EntitySchema<CommandRow>({
  name: 'commands',
  columns: {
    id: { type: 'text', primary: true },
    route: { type: 'text' },
    user_id: { type: 'text', nullable: true },
    fingerprint: { type: 'text' },
    result: { type: 'text' },
    at: { type: 'text' },
  },
});
