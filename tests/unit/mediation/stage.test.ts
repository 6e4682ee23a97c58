import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseStages, type CaseStage } from '../../../src-main/contract/mediation/case-values.ts';
import { caseEvents, isOpen, onEvent, type CaseEvent } from '../../../src-main/mediation/stage.ts';

/** What the law and the forms allow, said once more and differently from the table under test. */
function mayFollow(from: CaseStage, to: CaseStage): boolean {
  const next: Record<CaseStage, CaseStage[]> = {
    registered: ['accepted', 'declined'],
    accepted: ['mediating', 'agreed', 'terminated'],
    mediating: ['agreed', 'terminated', 'performing'],
    // Withdrawn unsigned it is mediated on; replaced after effect (art. 33) likewise.
    agreed: ['performing', 'terminated', 'mediating'],
    performing: ['closed', 'agreed', 'mediating', 'terminated'],
    closed: [],
    declined: [],
    terminated: [],
  };
  return from === to || next[from].includes(to);
}

describe('the course of a case', () => {
  it('never leaves the course, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...caseEvents), { maxLength: 60 }), (events) => {
        let stage: CaseStage = 'registered';
        for (const event of events) {
          const answer = onEvent(stage, event);
          if (!answer.allowed) continue;
          expect(mayFollow(stage, answer.next), `${stage} → ${answer.next} by ${event}`).toBe(true);
          stage = answer.next;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[CaseStage, CaseEvent, string]>([
    ['registered', 'issueAgreement', 'notAccepted'],
    ['registered', 'recordSession', 'notAccepted'],
    ['registered', 'issueAcceptanceForm', 'notAccepted'],
    ['accepted', 'accept', 'alreadyAccepted'],
    ['mediating', 'decline', 'alreadyAccepted'],
    ['mediating', 'recordSignatures', 'noAgreementIssued'],
    ['mediating', 'close', 'notInEffect'],
    ['agreed', 'saveAgreement', 'agreementIssued'],
    ['agreed', 'replaceAgreement', 'notInEffect'],
    ['agreed', 'restoreAgreement', 'agreementIssued'],
    ['mediating', 'withdrawAgreement', 'noAgreementIssued'],
    ['performing', 'withdrawAgreement', 'inEffect'],
    ['performing', 'restoreAgreement', 'inEffect'],
    ['performing', 'correctEnding', 'notOver'],
    ['agreed', 'close', 'notInEffect'],
    ['performing', 'terminate', 'inEffect'],
    ['performing', 'saveAgreement', 'agreementIssued'],
    ['closed', 'correct', 'over'],
    ['declined', 'accept', 'over'],
    ['declined', 'recordSession', 'over'],
    ['terminated', 'saveAgreement', 'over'],
  ])('forbids in %s to %s: %s', (stage, event, reason) => {
    expect(onEvent(stage, event)).toEqual({ allowed: false, reason });
  });

  it('takes minutes after the end: a system that refused them lost them', () => {
    for (const stage of ['closed', 'terminated'] as const) {
      expect(onEvent(stage, 'recordSession')).toEqual({ allowed: true, next: stage });
    }
  });

  it('takes an issued agreement that nobody signs to its end', () => {
    expect(onEvent('agreed', 'terminate')).toEqual({ allowed: true, next: 'terminated' });
  });

  it('lets somebody take the case over after the agreement was issued, or nobody could finish it', () => {
    for (const stage of ['agreed', 'performing'] as const) {
      expect(onEvent(stage, 'assignMediators')).toEqual({ allowed: true, next: stage });
      expect(onEvent(stage, 'changeTerm')).toEqual({ allowed: true, next: stage });
    }
  });

  it('answers for every stage and event', () => {
    for (const stage of caseStages)
      for (const event of caseEvents) expect(onEvent(stage, event)).toBeDefined();
    expect(caseStages.filter(isOpen)).toHaveLength(5);
  });
});
