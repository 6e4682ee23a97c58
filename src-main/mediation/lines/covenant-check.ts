import type { CovenantFields } from '../../contract/mediation/covenants.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';

const ROUND_TABLE = 'rules of round tables (domain notes §4.3)';

/** Remarks on a covenant; none of them keeps it from being issued but missing clauses. */
export function checkCovenant(covenant: CovenantFields): Finding[] {
  const findings: Finding[] = [];
  const { kind, clauses, votes, items, units } = covenant;
  if (clauses.length === 0 && (kind !== 'minutes' || votes.length === 0)) {
    findings.push(remark('error', 'covenantClausesMissing', 'clauses', ROUND_TABLE));
  }
  items.forEach((item, index) => {
    if (item.dueOn !== null) return;
    findings.push(
      remark('warning', 'covenantItemWithoutDue', `items.${index}.dueOn`, ROUND_TABLE, { item: index + 1 }),
    );
  });
  votes.forEach((vote, index) => {
    const count = vote.inFavour + vote.against + vote.abstained;
    if (count <= units.length) return;
    const params = { vote: index + 1, count, units: units.length };
    findings.push(remark('warning', 'votesExceedUnits', `votes.${index}.inFavour`, ROUND_TABLE, params));
  });
  if (kind === 'minutes' && votes.length > 0) {
    findings.push(remark('hint', 'resolutionIsNoAgreement', 'votes', ROUND_TABLE));
  }
  return findings;
}
