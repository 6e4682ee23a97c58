import { common } from './zh-CN/common.ts';
import { deadlines } from './zh-CN/deadlines.ts';
import { dossier } from './zh-CN/dossier.ts';
import { archive } from './zh-CN/archive.ts';
import { subsidy } from './zh-CN/subsidy.ts';
import { documents } from './zh-CN/documents.ts';
import { enquiries } from './zh-CN/enquiries.ts';
import { errors } from './zh-CN/errors.ts';
import { fields } from './zh-CN/fields.ts';
import { findings } from './zh-CN/findings.ts';
import { frame } from './zh-CN/frame.ts';
import { lines } from './zh-CN/lines.ts';
import { mediation } from './zh-CN/mediation.ts';
import { papers } from './zh-CN/papers.ts';
import { people } from './zh-CN/people.ts';
import { performance } from './zh-CN/performance.ts';
import { proceedings } from './zh-CN/proceedings.ts';
import { register } from './zh-CN/register.ts';
import { search } from './zh-CN/search.ts';
import { sessionHours } from './zh-CN/session-hours.ts';
import { settings } from './zh-CN/settings.ts';
import { timebank } from './zh-CN/timebank.ts';
import { timebankActivities } from './zh-CN/timebank-activities.ts';
import { timebankMembership } from './zh-CN/timebank-membership.ts';
import { timebankRules } from './zh-CN/timebank-rules.ts';
import { timebankSpending } from './zh-CN/timebank-spending.ts';
import { timebankCircle } from './zh-CN/timebank-circle.ts';
import { timebankClosing } from './zh-CN/timebank-closing.ts';
import { timebankWork } from './zh-CN/timebank-work.ts';
import { workbench } from './zh-CN/workbench.ts';

/** Chinese, the program's own language. One file per capability; namespaces as used in `t('mediation:case.title')`. */
export const zhCN = {
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
};
