import { EntitySchema } from 'typeorm';
import type { calendarKinds, SuspensionReason } from '../../contract/mediation/deadlines.ts';
import type { DueAction } from '../next-action.ts';
import { integer, key, text, textOrNull } from '../../platform/database/columns.ts';

/** A day that the centre itself made off or worked. */
export interface CalendarDayRecord {
  day: string;
  kind: (typeof calendarKinds)[number];
  reason: string;
  set_by: string;
  set_at: string;
}

export const CalendarDays = new EntitySchema<CalendarDayRecord>({
  name: 'calendar_days',
  columns: { day: key, kind: text, reason: text, set_by: text, set_at: text },
});

/** What a case still waits for; rewritten by case-store.ts after every command. */
export interface DueRecord {
  case_id: string;
  action: DueAction;
  key: string;
  from_on: string;
  due_on: string;
  /** First day on which the workbench names it. */
  warn_on: string;
  /** 1: after its day nothing can be done any more (the request of art. 33). */
  lapses: number;
}

export const CaseDues = new EntitySchema<DueRecord>({
  name: 'case_dues',
  columns: {
    case_id: key,
    action: key,
    key: key,
    from_on: text,
    due_on: text,
    warn_on: text,
    lapses: integer,
  },
});

export interface SuspensionRecord {
  id: string;
  case_id: string;
  version: number;
  reason: SuspensionReason;
  from_on: string;
  expected_on: string;
  to_on: string | null;
  note: string;
  document_id: string | null;
  /** Empty while it counts. */
  cancel_reason: string;
  recorded_by: string;
  recorded_at: string;
}

export const TermSuspensions = new EntitySchema<SuspensionRecord>({
  name: 'term_suspensions',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    reason: text,
    from_on: text,
    expected_on: text,
    to_on: textOrNull,
    note: text,
    document_id: textOrNull,
    cancel_reason: text,
    recorded_by: text,
    recorded_at: text,
  },
});

export interface ExtensionRecord {
  id: string;
  case_id: string;
  version: number;
  to_on: string;
  agreed_on: string;
  agreed_by_all: number;
  reason: string;
  document_id: string | null;
  cancel_reason: string;
  recorded_by: string;
  recorded_at: string;
}

export const TermExtensions = new EntitySchema<ExtensionRecord>({
  name: 'term_extensions',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    to_on: text,
    agreed_on: text,
    agreed_by_all: integer,
    reason: text,
    document_id: textOrNull,
    cancel_reason: text,
    recorded_by: text,
    recorded_at: text,
  },
});
