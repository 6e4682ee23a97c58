import { common } from './en/common.ts';
import { documents } from './en/documents.ts';
import { errors } from './en/errors.ts';
import { fields } from './en/fields.ts';
import { findings } from './en/findings.ts';
import { frame } from './en/frame.ts';
import { mediation } from './en/mediation.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';
import { timebank } from './en/timebank.ts';
import { workbench } from './en/workbench.ts';
import type { Shape } from './shape.ts';
import type { zhCN } from './zh-CN.ts';

/** English; complete, or this does not compile. */
export const en = {
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
} satisfies Shape<typeof zhCN>;
