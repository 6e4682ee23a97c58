// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { agreementFields } from '../../../src-main/contract/mediation/agreement-values.ts';
import { caseStages } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import {
  agreementSchema,
  emptyClause,
  sameAgreement,
  typedAgreement,
  type AgreementForm,
} from '../../../src-renderer/features/mediation/agreement/agreement-form.ts';
import { nextInstalment } from '../../../src-renderer/features/mediation/agreement/next-instalment.ts';
import { readResidentId } from '../../../src-renderer/features/mediation/case-form.ts';
import { forChecking } from '../../../src-renderer/features/mediation/for-checking.ts';
import { allOn, signatureRows } from '../../../src-renderer/features/mediation/signature-rows.ts';
import { steps, stepState } from '../../../src-renderer/features/mediation/stages.ts';

const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const parties = [
  { id: id(1), role: 'applicant', kind: 'person', name: '张建国' },
  { id: id(2), role: 'respondent', kind: 'organisation', name: '某物业公司' },
] as unknown as CaseView['parties'];

const form: AgreementForm = {
  form: 'written',
  facts: '漏水',
  issues: '',
  responsibilities: [
    { partyId: id(1), text: '' },
    { partyId: id(2), text: ' 全责 ' },
  ],
  clauses: [emptyClause('payment', parties, id(9))],
  performance: '',
  concludedOn: '2026-07-01',
  place: '',
  recorder: '',
};

describe('the agreement editor and the contract', () => {
  it('what the editor sends is what the route accepts; blank responsibilities are left out', () => {
    const sent = agreementSchema.parse(form);
    expect(sent.responsibilities).toEqual([{ partyId: id(2), text: '全责' }]);
    expect(agreementFields.safeParse(sent).success).toBe(true);
  });

  it('a half-typed date or amount does not keep the whole check and preview away', () => {
    const typed = structuredClone(form);
    typed.concludedOn = '2026-7-';
    typed.clauses![0]!.amountFen = Number.NaN;
    typed.clauses![0]!.dueOn = '明天';
    const checked = agreementFields.safeParse(forChecking(typedAgreement(typed)));
    expect(checked.success).toBe(true);
    expect(checked.data!.clauses[0]).toMatchObject({ amountFen: null, dueOn: null });
  });

  it('saving the same text again does not count as a change from elsewhere', () => {
    expect(sameAgreement(form, { ...form, facts: '漏水 ' })).toBe(true);
    expect(sameAgreement(form, { ...form, facts: '渗水' })).toBe(false);
  });

  it('in a quarrel of two the respondent pays the applicant; with more parties nobody is guessed', () => {
    expect(emptyClause('payment', parties)).toMatchObject({ debtorIds: [id(2)], creditorIds: [id(1)] });
    const three = [...parties, { ...parties[1]!, id: id(3) }];
    expect(emptyClause('payment', three)).toMatchObject({ debtorIds: [], creditorIds: [] });
  });
});

describe('instalments', () => {
  it('the next one is the rest, a month later; the 31st falls to the last day and comes back', () => {
    expect(nextInstalment(30000, '2026-01-31', [])).toMatchObject({ amountFen: 30000, dueOn: '2026-01-31' });
    const january = { amountFen: 10000, dueOn: '2026-01-31' };
    const february = nextInstalment(30000, null, [january]);
    expect(february).toMatchObject({ amountFen: 20000, dueOn: '2026-02-28' });
    expect(nextInstalment(30000, null, [january, { ...february, amountFen: 10000 }])).toMatchObject({
      amountFen: 10000,
      dueOn: '2026-03-31',
    });
    expect(nextInstalment(30000, null, [{ amountFen: 30000, dueOn: '2026-12-31' }])).toMatchObject({
      amountFen: null,
      dueOn: '2027-01-31',
    });
  });
});

describe('the resident ID number', () => {
  it('says date of birth and gender, and nothing when its date does not exist', () => {
    expect(readResidentId('320102196503071234')).toEqual({ birthDate: '1965-03-07', gender: 'male' });
    expect(readResidentId('32010219650307122x')).toEqual({ birthDate: '1965-03-07', gender: 'female' });
    expect(readResidentId('320102196502301234')).toBeUndefined();
    expect(readResidentId('3201021965')).toBeUndefined();
  });
});

describe('the stage bar', () => {
  it('has exactly one present step until the dossier is archived, none after it', () => {
    for (const stage of caseStages) {
      const states = steps.map((step) => stepState(step, stage));
      const present = states.filter((state) => state === 'current' || state === 'stopped');
      expect(present, stage).toHaveLength(1);
      const archived = steps.map((step) => stepState(step, stage, true));
      expect(archived.at(-1), stage).toBe('done');
      if (stage === 'closed') expect(archived).not.toContain('current');
      expect(
        states.indexOf('ahead') === -1 || states.lastIndexOf('done') < states.indexOf('ahead'),
        stage,
      ).toBe(true);
    }
  });
});

describe('signatures', () => {
  const view = {
    parties,
    mediators: [{ userId: id(7), name: '王主任', lead: true, chosenBy: 'committee' }],
    agreement: {
      acts: [
        {
          actor: 'party',
          actorId: id(1),
          signature: true,
          fingerprint: false,
          seal: false,
          doneOn: '2026-07-01',
          name: '张建国',
        },
      ],
    },
  } as unknown as CaseView;

  it('every party, every mediator and the seal have their row, kept ticks included', () => {
    const rows = signatureRows(view, '尧化街道人民调解委员会');
    expect(rows.map((row) => row.act.actor)).toEqual(['party', 'party', 'mediator', 'committee']);
    expect(rows[0]!.act).toMatchObject({ signature: true, doneOn: '2026-07-01' });
    expect(rows[3]!.act.actorId).toBeNull();
  });

  it('a person fingerprints, an organisation seals, the committee only seals', () => {
    const [person, organisation, , committee] = signatureRows(view, '委员会').map((row) =>
      allOn(row, { ...row.act, doneOn: null }, '2026-07-02'),
    );
    expect(person).toMatchObject({ signature: true, fingerprint: true, seal: false });
    expect(organisation).toMatchObject({ signature: true, fingerprint: false, seal: true });
    expect(committee).toMatchObject({
      signature: false,
      fingerprint: false,
      seal: true,
      doneOn: '2026-07-02',
    });
  });

  it('“all today” leaves acts that have their day: it overwrote the real ones, and moved the day of effect', () => {
    const [signed] = signatureRows(view, '委员会');
    expect(allOn(signed!, signed!.act, '2026-07-02')).toEqual(signed!.act);
  });

  it('a mediator who signed and left keeps a row, or saving would drop the signature', () => {
    const act = { actor: 'mediator', actorId: id(8), signature: true, fingerprint: false, seal: false };
    const gone = { ...act, doneOn: '2026-07-01', name: '前任' };
    const acts = [...view.agreement!.acts, gone];
    const rows = signatureRows({ ...view, agreement: { ...view.agreement!, acts } } as CaseView, '委员会');
    expect(rows.map((row) => row.name)).toContain('前任');
  });
});
