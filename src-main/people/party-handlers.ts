import type { HandlersOf } from '../platform/router/handlers.ts';
import { maskAddress, maskIdNumber, maskPhone } from '../platform/masking.ts';
import type { PartyRow } from './entities.ts';
import { partyFieldsOf } from './party-columns.ts';
import { changeParty, findParties, partyById, rememberParty } from './party-store.ts';

type PartyRoutes = 'people.searchParties' | 'people.readParty' | 'people.revealParty' | 'people.saveParty';

export const partyHandlers: Pick<HandlersOf<'people'>, PartyRoutes> = {
  async 'people.searchParties'({ tx }, { text, kind, page }) {
    const { rows, total } = await findParties(tx, { text, kind, ...page });
    return { rows: rows.map(masked), total };
  },

  'people.readParty': async ({ tx }, { id }) => masked(await partyById(tx, id)),

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

function masked(row: PartyRow) {
  const fields = partyFieldsOf(row);
  return {
    ...fields,
    id: row.id,
    version: row.version,
    phone: maskPhone(fields.phone),
    address: maskAddress(fields.address),
    idNumber: maskIdNumber(fields.idNumber),
  };
}
