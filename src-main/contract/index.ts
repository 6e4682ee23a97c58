import type { z } from 'zod';
import { documents } from './documents.ts';
import { casesRoutes } from './mediation/cases.ts';
import { courseRoutes } from './mediation/course.ts';
import { sessionRoutes } from './mediation/sessions.ts';
import { agreementRoutes } from './mediation/agreement.ts';
import { casePaperRoutes } from './mediation/case-papers.ts';
import { workbenchRoutes } from './mediation/workbench.ts';
import { proceedingsRoutes } from './mediation/proceedings.ts';
import { deadlinesRoutes } from './mediation/deadlines.ts';
import { papersRoutes } from './mediation/papers.ts';
import { performanceRoutes } from './mediation/performance.ts';
import { enquiriesRoutes } from './mediation/enquiries.ts';
import { searchRoutes } from './mediation/search.ts';
import { registerRoutes } from './mediation/register.ts';
import { dossierRoutes } from './mediation/dossier.ts';
import { qualityRoutes } from './mediation/quality.ts';
import { recordFilesRoutes } from './mediation/record-files.ts';
import { archiveRoutes } from './mediation/archive.ts';
import { subsidyCorrectionRoutes } from './mediation/subsidy-corrections.ts';
import { subsidyRoutes } from './mediation/subsidy.ts';
import { linesRoutes } from './mediation/lines.ts';
import { hoursOfferRoutes } from './mediation/session-hours.ts';
import { people } from './people.ts';
import { platform, type JobView } from './platform.ts';
import type { SessionView } from './people.ts';
import type { Route } from './route.ts';
import type { EventName, RouteName as ListedName } from './route-names.ts';
import { timebank } from './timebank.ts';
import { activitiesRoutes } from './timebank/activities.ts';
import { circleRoutes } from './timebank/circle.ts';
import { closingRoutes } from './timebank/closing.ts';
import { membershipRoutes } from './timebank/membership.ts';
import { proofFileRoutes } from './timebank/proof-files.ts';
import { rulesRoutes } from './timebank/rules.ts';
import { sessionHoursRoutes } from './timebank/session-hours.ts';
import { spendingRoutes } from './timebank/spending.ts';
import { workRoutes } from './timebank/work.ts';

/** Every route of the program: the complete answer to “what can the window do?” (`fengqiao routes`). */
export const routes = {
  ...prefixed('people', people),
  ...prefixed('platform', platform),
  ...prefixed('documents', documents),
  ...prefixed('mediation', casesRoutes),
  ...prefixed('mediation', courseRoutes),
  ...prefixed('mediation', sessionRoutes),
  ...prefixed('mediation', agreementRoutes),
  ...prefixed('mediation', casePaperRoutes),
  ...prefixed('mediation', workbenchRoutes),
  ...prefixed('mediation', proceedingsRoutes),
  ...prefixed('mediation', deadlinesRoutes),
  ...prefixed('mediation', performanceRoutes),
  ...prefixed('mediation', enquiriesRoutes),
  ...prefixed('mediation', searchRoutes),
  ...prefixed('mediation', registerRoutes),
  ...prefixed('mediation', linesRoutes),
  ...prefixed('mediation', dossierRoutes),
  ...prefixed('mediation', recordFilesRoutes),
  ...prefixed('mediation', qualityRoutes),
  ...prefixed('mediation', archiveRoutes),
  ...prefixed('mediation', subsidyRoutes),
  ...prefixed('mediation', subsidyCorrectionRoutes),
  ...prefixed('mediation', papersRoutes),
  ...prefixed('mediation', hoursOfferRoutes),
  ...prefixed('timebank', timebank),
  ...prefixed('timebank', closingRoutes),
  ...prefixed('timebank', rulesRoutes),
  ...prefixed('timebank', workRoutes),
  ...prefixed('timebank', spendingRoutes),
  ...prefixed('timebank', membershipRoutes),
  ...prefixed('timebank', circleRoutes),
  ...prefixed('timebank', proofFileRoutes),
  ...prefixed('timebank', activitiesRoutes),
  ...prefixed('timebank', sessionHoursRoutes),
};

export type Routes = typeof routes;
/** The list of route-names.ts, provided that no route is missing from it: else `never`, and nothing compiles. */
export type RouteName = [Exclude<keyof Routes, ListedName>] extends [never] ? ListedName : never;
export type { EventName };

/** What a form holds before the schema has filled in defaults. */
export type RouteInput<N extends RouteName> = z.input<Routes[N]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<N extends RouteName> = z.output<Routes[N]['input']>;
export type RouteOutput<N extends RouteName> = z.output<Routes[N]['output']>;
/** What a handler returns, before the output schema has stripped and defaulted it. */
export type HandlerOutput<N extends RouteName> = z.input<Routes[N]['output']>;
export type QueryName = { [N in RouteName]: Routes[N]['kind'] extends 'query' ? N : never }[RouteName];
export type CommandName = { [N in RouteName]: Routes[N]['kind'] extends 'command' ? N : never }[RouteName];

export interface EventPayloads {
  /** Something of these capabilities was written: open lists and files should be read again. */
  'data.changed': { capabilities: string[] };
  'session.changed': SessionView;
  'job.progress': JobView;
}

type Prefixed<P extends string, R> = { [K in keyof R & string as `${P}.${K}`]: R[K] };

function prefixed<P extends string, R extends Record<string, Route>>(prefix: P, table: R): Prefixed<P, R> {
  return Object.fromEntries(
    Object.entries(table).map(([name, route]) => [`${prefix}.${name}`, route]),
  ) as Prefixed<P, R>;
}
