import { foundation0001 } from './0001-foundation.ts';
import { mediation0002 } from './0002-mediation.ts';
import { timebank0003 } from './0003-timebank.ts';
import { proceedings0004 } from './0004-proceedings.ts';
import { performance0005 } from './0005-deadlines-and-performance.ts';
import { search0006 } from './0006-enquiries-and-search.ts';
import { lines0007 } from './0007-lines.ts';
import { dossier0008 } from './0008-dossier-and-archive.ts';
import { subsidy0009 } from './0009-subsidy.ts';
import { timebankRules0010 } from './0010-timebank-rules.ts';
import { lists0011 } from './0011-list-indexes.ts';
import { timebankWork0012 } from './0012-timebank-work.ts';
import { timebankSpending0013 } from './0013-timebank-spending.ts';
import { closing0014 } from './0014-timebank-closing.ts';
import { recordFiles0015 } from './0015-record-files-and-quality.ts';
import { timebankMembership0016 } from './0016-timebank-membership.ts';
import { timebankActivities0018 } from './0018-timebank-activities.ts';
import { circle0017 } from './0017-timebank-circle.ts';
import { mediationEnds0020 } from './0020-mediation-ends.ts';
import { timebankGuards0021 } from './0021-timebank-guards.ts';
import { sessionHours0019 } from './0019-session-hours.ts';
import { reviewOrder0022 } from './0022-review-order.ts';
import { timebankProof0023 } from './0023-timebank-proof.ts';
import { mediationLast0025 } from './0025-mediation-last.ts';
import { mediationCourse0026 } from './0026-mediation-course.ts';
import { mediationSessions0027 } from './0027-mediation-sessions.ts';
import { timebankSeals0024 } from './0024-timebank-seals.ts';
import { caseWaits0028 } from './0028-case-waits.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run; a new one goes to the end, and a released one is never changed. */
export const migrations: readonly Migration[] = [
  foundation0001,
  mediation0002,
  timebank0003,
  proceedings0004,
  performance0005,
  search0006,
  lines0007,
  dossier0008,
  subsidy0009,
  timebankRules0010,
  lists0011,
  timebankWork0012,
  timebankSpending0013,
  closing0014,
  recordFiles0015,
  timebankMembership0016,
  circle0017,
  timebankActivities0018,
  sessionHours0019,
  mediationEnds0020,
  timebankGuards0021,
  reviewOrder0022,
  timebankProof0023,
  timebankSeals0024,
  mediationLast0025,
  mediationCourse0026,
  mediationSessions0027,
  caseWaits0028,
];
