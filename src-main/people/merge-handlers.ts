import { requireVersion } from '../platform/app-error.ts';
import type { HandlersOf } from '../platform/router/handlers.ts';
import { apartViews, standingPairs, tellApart, undoApart } from './apart-store.ts';
import { differingFields, suggestedFields } from './merge.ts';
import { doubleGroups, mergeablePair, mergeParties, undoMerge } from './merge-store.ts';
import { partyFieldsOf } from './party-columns.ts';
import { maskedParty, partyById } from './party-store.ts';

type MergeRoutes =
  | 'people.listPartyDoubles'
  | 'people.comparePartyDoubles'
  | 'people.mergeParties'
  | 'people.undoPartyMerge'
  | 'people.tellPartiesApart'
  | 'people.undoPartiesApart';

export const mergeHandlers: Pick<HandlersOf<'people'>, MergeRoutes> = {
  async 'people.listPartyDoubles'({ tx }) {
    const pairs = await standingPairs(tx);
    const groups = await doubleGroups(tx, pairs);
    return {
      groups: await Promise.all(
        groups.map(async ({ reason, ids, total }) => ({
          reason,
          total,
          parties: await Promise.all(ids.map(async (id) => maskedParty(await partyById(tx, id)))),
          apart: pairs.filter(({ oneId, otherId }) => ids.includes(oneId) && ids.includes(otherId)),
        })),
      ),
      apart: await apartViews(tx),
    };
  },

  async 'people.comparePartyDoubles'({ tx }, { survivorId, mergedId }) {
    const { survivor, merged } = await mergeablePair(tx, survivorId, mergedId);
    const [one, other] = [partyFieldsOf(survivor), partyFieldsOf(merged)];
    return {
      survivor: maskedParty(survivor),
      merged: maskedParty(merged),
      differs: differingFields(one, other),
      suggested: suggestedFields(one, other),
    };
  },

  async 'people.mergeParties'(context, { survivorId, survivorVersion, mergedId, mergedVersion, take }) {
    const pair = await mergeablePair(context.tx, survivorId, mergedId);
    requireVersion(pair.survivor.version, survivorVersion);
    requireVersion(pair.merged.version, mergedVersion);
    const saved = await mergeParties(context, pair, take);
    context.audit([`party:${survivorId}`, `party:${mergedId}`], { taken: take });
    return saved;
  },

  async 'people.undoPartyMerge'(context, { id, version }) {
    const undone = await undoMerge(context, await partyById(context.tx, id), version);
    context.audit([`party:${undone.survivorId}`, `party:${id}`], { undone: true });
    return { id, version: undone.version };
  },

  async 'people.tellPartiesApart'(context, { oneId, oneVersion, otherId, otherVersion, note }) {
    const pair = await mergeablePair(context.tx, oneId, otherId);
    requireVersion(pair.survivor.version, oneVersion);
    requireVersion(pair.merged.version, otherVersion);
    const saved = await tellApart(context, pair.survivor, pair.merged, note);
    context.audit([`party:${oneId}`, `party:${otherId}`], { apart: true });
    return saved;
  },

  async 'people.undoPartiesApart'(context, { id, version }) {
    const { pair, ...saved } = await undoApart(context, id, version);
    context.audit([`party:${pair.oneId}`, `party:${pair.otherId}`], { apart: false });
    return saved;
  },
};
