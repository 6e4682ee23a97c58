import type { HandlersOf } from '../platform/router/handlers.ts';
import { mergedInto } from './merge-store.ts';
import { partyFieldsOf } from './party-columns.ts';
import { changeParty, findParties, maskedParty, partyById, rememberParty } from './party-store.ts';

type PartyRoutes = 'people.searchParties' | 'people.readParty' | 'people.revealParty' | 'people.saveParty';

export const partyHandlers: Pick<HandlersOf<'people'>, PartyRoutes> = {
  async 'people.searchParties'({ tx }, { text, kind, page }) {
    const { rows, total } = await findParties(tx, { text, kind, ...page });
    return { rows: rows.map(maskedParty), total };
  },

  async 'people.readParty'({ tx }, { id }) {
    const row = await partyById(tx, id);
    const survivor = row.merged_into === null ? null : await partyById(tx, row.merged_into);
    return {
      ...maskedParty(row),
      mergedInto: survivor && { id: survivor.id, name: survivor.name },
      merged: await mergedInto(tx, id),
    };
  },

  async 'people.revealParty'({ tx, audit }, { id }) {
    const row = await partyById(tx, id);
    audit(`party:${id}`, { revealed: true });
    return { ...partyFieldsOf(row), id: row.id, version: row.version };
  },

  async 'people.saveParty'(context, { id, version, party }) {
    const saved = id
      ? await changeParty(context, id, version, party)
      : { id: await rememberParty(context, party), version: 1 };
    context.audit(`party:${saved.id}`, { added: id === undefined });
    return saved;
  },
};
