import { appendOnly, date, refuse, version } from './0008-checks.ts';
import type { Migration } from './migration.ts';

const archived = (caseId: string) =>
  `EXISTS (SELECT 1 FROM archived_dossiers WHERE case_id = ${caseId} AND state <> 'reopened')`;
const frozen = (table: string, event: 'INSERT' | 'UPDATE' | 'DELETE', caseId: string) =>
  refuse(`${table}_archived_${event.toLowerCase()}`, event, table, 'dossier.archived', archived(caseId));
const recorded = 'recorded_by TEXT NOT NULL REFERENCES users (id), recorded_at TEXT NOT NULL';

/*
 * A session that is coming: it becomes the record of the session that was held, moves (a new row takes its place) or is
 * cancelled with the reason. What has ended is never changed again.
 */
const plans = [
  `CREATE TABLE planned_sessions (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    ${version},
    planned_on TEXT NOT NULL ${date('planned_on')},
    starts_at TEXT NOT NULL CHECK (starts_at <> ''),
    ends_at TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place <> ''),
    party_ids TEXT NOT NULL CHECK (json_valid(party_ids)),
    others TEXT NOT NULL,
    matters TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'moved', 'cancelled')),
    reason TEXT NOT NULL,
    moved_to TEXT REFERENCES planned_sessions (id),
    session_id TEXT REFERENCES mediation_sessions (id),
    ${recorded},
    CHECK (ends_at = '' OR starts_at < ends_at),
    CHECK ((state = 'held') = (session_id IS NOT NULL)),
    CHECK ((state = 'moved') = (moved_to IS NOT NULL)),
    CHECK ((state IN ('moved', 'cancelled')) = (reason <> ''))
  ) STRICT`,
  'CREATE INDEX planned_sessions_case ON planned_sessions (case_id, planned_on)',
  'CREATE UNIQUE INDEX planned_sessions_record ON planned_sessions (session_id) WHERE session_id IS NOT NULL',
  'CREATE UNIQUE INDEX planned_sessions_moved ON planned_sessions (moved_to) WHERE moved_to IS NOT NULL',
  refuse('planned_sessions_end', 'UPDATE', 'planned_sessions', 'case.planEnded', `OLD.state <> 'planned'`),
  refuse('planned_sessions_no_delete', 'DELETE', 'planned_sessions', 'case.planEnded'),
  frozen('planned_sessions', 'INSERT', 'NEW.case_id'),
  frozen('planned_sessions', 'UPDATE', 'OLD.case_id'),
];

/* Who mediated at a session: mediators of the case come and go. */
const sessionOf = (row: 'NEW' | 'OLD') =>
  `(SELECT case_id FROM mediation_sessions WHERE id = ${row}.session_id)`;
const mediators = [
  `CREATE TABLE session_mediators (
    session_id TEXT NOT NULL REFERENCES mediation_sessions (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
  ) STRICT`,
  'CREATE INDEX session_mediators_user ON session_mediators (user_id)',
  frozen('session_mediators', 'INSERT', sessionOf('NEW')),
  frozen('session_mediators', 'UPDATE', sessionOf('OLD')),
  frozen('session_mediators', 'DELETE', sessionOf('OLD')),
];

/* A request that a mediator step back. It waits until a row of `recusals` with the same id decides it. */
const recusals = [
  `CREATE TABLE recusal_requests (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    asked_by TEXT NOT NULL CHECK (asked_by IN ('party', 'mediator', 'committee')),
    party_id TEXT REFERENCES case_parties (id),
    asked_on TEXT NOT NULL ${date('asked_on')},
    reason TEXT NOT NULL CHECK (reason <> ''),
    ${recorded},
    CHECK ((asked_by = 'party') = (party_id IS NOT NULL))
  ) STRICT`,
  'CREATE INDEX recusal_requests_case ON recusal_requests (case_id)',
  'CREATE INDEX recusal_requests_party ON recusal_requests (party_id) WHERE party_id IS NOT NULL',
  ...appendOnly('recusal_requests', 'id'),
  frozen('recusal_requests', 'INSERT', 'NEW.case_id'),
];

/* Bodies of a joint mediation get an id of their own, those of archived cases too: the guard steps aside for that. */
const uuid = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
  || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;
const bodies = [
  `ALTER TABLE joint_bodies ADD COLUMN id TEXT NOT NULL DEFAULT ''`,
  'DROP TRIGGER joint_bodies_archived_update',
  `UPDATE joint_bodies SET id = ${uuid}`,
  frozen('joint_bodies', 'UPDATE', 'OLD.case_id'),
  'CREATE UNIQUE INDEX joint_bodies_id ON joint_bodies (id)',
];

/** Planned sessions, the mediators of each session, requests for recusal, bodies with ids, how a case was declined. */
export const mediationSessions0027: Migration = {
  name: '0027-mediation-sessions',
  statements: [
    ...plans,
    ...mediators,
    ...recusals,
    ...bodies,
    `ALTER TABLE cases ADD COLUMN decline_kind TEXT NOT NULL DEFAULT ''
       CHECK (decline_kind IN ('', 'notAccepted', 'notMediated'))`,
  ],
};
