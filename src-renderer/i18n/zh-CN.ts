import { common } from './zh-CN/common.ts';
import { documents } from './zh-CN/documents.ts';
import { errors } from './zh-CN/errors.ts';
import { fields } from './zh-CN/fields.ts';
import { findings } from './zh-CN/findings.ts';
import { frame } from './zh-CN/frame.ts';
import { mediation } from './zh-CN/mediation.ts';
import { people } from './zh-CN/people.ts';
import { settings } from './zh-CN/settings.ts';
import { timebank } from './zh-CN/timebank.ts';
import { workbench } from './zh-CN/workbench.ts';

/** Chinese, the program's own language. One file per capability; namespaces as used in `t('mediation:case.title')`. */
export const zhCN = {
  common,
  documents,
  errors,
  fields,
  findings,
  frame,
  mediation,
  people,
  settings,
  timebank,
  workbench,
};
