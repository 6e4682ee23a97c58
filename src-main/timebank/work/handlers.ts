import type { HandlersOf } from '../../platform/router/handlers.ts';
import { currentRules } from '../rules/rule-store.ts';
import { complaintHandlers } from './complaint-handlers.ts';
import { correctionHandlers } from './correction-handlers.ts';
import { helpersFor } from './helper-store.ts';
import { requestHandlers } from './request-handlers.ts';
import { requestById } from './request-store.ts';
import { boardOf, findRequests, requestView } from './request-view-store.ts';
import { serviceHandlers } from './service-handlers.ts';

type Views =
  'timebank.readRequestBoard' | 'timebank.listRequests' | 'timebank.readRequest' | 'timebank.matchHelpers';

const viewHandlers: Pick<HandlersOf<'timebank'>, Views> = {
  async 'timebank.readRequestBoard'({ tx, now }, { perColumn, ...filter }) {
    return { columns: await boardOf(tx, filter, { now, perColumn }) };
  },

  'timebank.listRequests': ({ tx, now }, { page, ...filter }) => findRequests(tx, filter, { now, page }),

  'timebank.readRequest': (context, { id }) => requestView(context, id),

  async 'timebank.matchHelpers'(context, { requestId, text }) {
    const row = await requestById(context.tx, requestId);
    const rules = await currentRules(context);
    const serviceName = rules.serviceTypes.get(row.service_type)?.name ?? row.service_type;
    return { rows: await helpersFor(context.tx, row, { text, serviceName, rules }) };
  },
};

export const workHandlers = {
  ...viewHandlers,
  ...requestHandlers,
  ...serviceHandlers,
  ...complaintHandlers,
  ...correctionHandlers,
};
