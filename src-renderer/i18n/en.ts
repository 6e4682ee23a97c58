import { common } from './en/common.ts';
import { deadlines } from './en/deadlines.ts';
import { dossier } from './en/dossier.ts';
import { archive } from './en/archive.ts';
import { subsidy } from './en/subsidy.ts';
import { documents } from './en/documents.ts';
import { enquiries } from './en/enquiries.ts';
import { errors } from './en/errors.ts';
import { fields } from './en/fields.ts';
import { findings } from './en/findings.ts';
import { frame } from './en/frame.ts';
import { lines } from './en/lines.ts';
import { mediation } from './en/mediation.ts';
import { papers } from './en/papers.ts';
import { people } from './en/people.ts';
import { performance } from './en/performance.ts';
import { proceedings } from './en/proceedings.ts';
import { register } from './en/register.ts';
import { search } from './en/search.ts';
import { sessionHours } from './en/session-hours.ts';
import { settings } from './en/settings.ts';
import { timebank } from './en/timebank.ts';
import { timebankActivities } from './en/timebank-activities.ts';
import { timebankMembership } from './en/timebank-membership.ts';
import { timebankRules } from './en/timebank-rules.ts';
import { timebankSpending } from './en/timebank-spending.ts';
import { timebankCircle } from './en/timebank-circle.ts';
import { timebankClosing } from './en/timebank-closing.ts';
import { timebankWork } from './en/timebank-work.ts';
import { workbench } from './en/workbench.ts';
import type { Shape } from './shape.ts';
import type { zhCN } from './zh-CN.ts';

/** English; complete, or this does not compile. */
export const en = {
  common,
  deadlines,
  documents,
  subsidy,
  archive,
  dossier,
  enquiries,
  errors,
  fields,
  findings,
  frame,
  lines,
  mediation,
  papers,
  people,
  performance,
  proceedings,
  register,
  search,
  sessionHours,
  settings,
  timebank,
  timebankActivities,
  timebankCircle,
  timebankClosing,
  timebankMembership,
  timebankRules,
  timebankSpending,
  timebankWork,
  workbench,
} satisfies Shape<typeof zhCN>;
