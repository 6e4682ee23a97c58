import type { EntitySchema } from 'typeorm';
import * as mediation from './mediation/entities.ts';
import * as proceedings from './mediation/proceedings/entities.ts';
import * as deadlines from './mediation/deadlines/entities.ts';
import * as performance from './mediation/performance/entities.ts';
import * as enquiries from './mediation/enquiries/entities.ts';
import * as search from './mediation/search/entities.ts';
import * as register from './mediation/register/entities.ts';
import * as dossier from './mediation/dossier/entities.ts';
import * as archive from './mediation/archive/entities.ts';
import * as subsidy from './mediation/subsidy/entities.ts';
import * as lines from './mediation/lines/entities.ts';
import * as offeredSessions from './mediation/session-hours/entities.ts';
import * as sessions from './mediation/sessions/entities.ts';
import { Committees, Parties, PartyDistinctions, PartyMerges, UserRoles, Users } from './people/entities.ts';
import { AuditRows } from './platform/audit/entities.ts';
import { DocumentBlobs, Documents } from './platform/documents/entities.ts';
import { Drafts, IssuedNumbers } from './platform/entities.ts';
import { Files } from './platform/files/entities.ts';
import { Areas } from './platform/reference-data/entities.ts';
import { Commands } from './platform/router/entities.ts';
import { Seals, SealsBefore } from './platform/seals/entities.ts';
import * as timebank from './timebank/entities.ts';
import * as timebankActivities from './timebank/activities/entities.ts';
import * as timebankMembership from './timebank/membership/entities.ts';
import * as timebankRules from './timebank/rules/entities.ts';
import * as sessionHours from './timebank/session-hours/entities.ts';
import * as timebankSpending from './timebank/spending/entities.ts';
import * as timebankWork from './timebank/work/entities.ts';
import * as closing from './timebank/closing/entities.ts';
import * as circle from './timebank/circle/entities.ts';

/** Every table of a centre's file; a test compares them with the schema that the migrations make. */
export const entities = [
  ...[Committees, Users, UserRoles, Parties, PartyMerges, PartyDistinctions],
  ...[Areas, IssuedNumbers, AuditRows, Commands, Documents, DocumentBlobs, Drafts, Files, Seals, SealsBefore],
  ...[
    mediation,
    proceedings,
    deadlines,
    performance,
    enquiries,
    search,
    register,
    lines,
    dossier,
    archive,
    subsidy,
  ].flatMap((room) => Object.values<unknown>(room)),
  ...Object.values(timebank),
  ...Object.values(timebankRules),
  ...Object.values<unknown>(timebankMembership),
  ...Object.values<unknown>(timebankWork),
  ...Object.values<unknown>(timebankActivities),
  ...Object.values<unknown>(timebankSpending),
  ...Object.values<unknown>(closing),
  ...Object.values<unknown>(circle),
  ...Object.values<unknown>(sessionHours),
  ...Object.values<unknown>(offeredSessions),
  ...Object.values<unknown>(sessions),
] as EntitySchema[];
