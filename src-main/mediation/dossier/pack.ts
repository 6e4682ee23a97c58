import type { CaseStage } from '../../contract/mediation/case-values.ts';
import { anyHolds, type Condition, type DossierFacts } from './facts.ts';

/** A record of form-packs.json. */
export interface FormPack {
  stages: readonly CaseStage[];
  disputeTypes: readonly string[];
  papers: readonly { paper: string; must: readonly Condition[]; asNeeded: readonly Condition[] }[];
}

/** What the packs of a stage ask for, each paper once, in the order of the course; `must` beats `asNeeded`. */
export function packFor(
  packs: readonly FormPack[],
  facts: DossierFacts,
): { paper: string; need: 'must' | 'asNeeded' }[] {
  const wanted = new Map<string, 'must' | 'asNeeded'>();
  for (const pack of packs) {
    const isOfType = pack.disputeTypes.length === 0 || pack.disputeTypes.includes(facts.disputeType);
    if (!isOfType || !pack.stages.includes(facts.stage)) continue;
    for (const { paper, must, asNeeded } of pack.papers) {
      if (anyHolds(must, facts)) wanted.set(paper, 'must');
      else if (anyHolds(asNeeded, facts) && !wanted.has(paper)) wanted.set(paper, 'asNeeded');
    }
  }
  return [...wanted].map(([paper, need]) => ({ paper, need }));
}
