import type { HandlersOf } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { hoursOf } from './hours-list-store.ts';
import { currentRules } from './rule-store.ts';

export const hoursListHandlers: Pick<HandlersOf<'timebank'>, 'timebank.listHours'> = {
  async 'timebank.listHours'(context, { memberId, page }) {
    await memberById(context.tx, memberId);
    const { serviceTypes } = await currentRules(context);
    const { rows, total, minutes } = await hoursOf(context.tx, memberId, page);
    return {
      ...{ total, minutes },
      rows: rows.map((row) => ({
        ...{ id: row.id, servedOn: row.served_on, recordedAt: row.recorded_at, activity: row.activity },
        serviceName: serviceTypes.get(row.service_type)?.name ?? row.service_type,
        ...{ sourceClass: row.source_class, minutes: row.minutes, mark: row.mark },
        ...{ transactionId: row.transaction_id, seq: row.seq },
      })),
    };
  },
};
