import { EntitySchema } from 'typeorm';
import { key, text, textOrNull } from '../database/columns.ts';

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
    id: key,
    route: text,
    user_id: textOrNull,
    fingerprint: text,
    result: text,
    at: text,
  },
});
