import { partyData, type PaperSource } from '../paper-data.ts';

/** How the parties of a case are named on its papers. */
export const namesOf = (source: PaperSource): string[] => source.parties.map((party) => party.name);

/** On the committee’s own initiative nobody applies against anybody: all are 当事人. */
export const isUnopposed = (source: PaperSource): boolean => source.source === 'ownInitiative';

/** With their ages as of `on`. */
export const partiesOn = (source: PaperSource, on: string) =>
  source.parties.map((party) => partyData(party, on, isUnopposed(source)));
