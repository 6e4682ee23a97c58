import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { accept, agreementForm, caseForm, partyForm, payment, register } from './case-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const lines = (caseId: string) => desk.call('mediation.readLines', { caseId });
const ofType = (disputeType: string, over = {}) => caseForm({ disputeType, disputeSubType: '', ...over });
const inNingbo = async () => {
  const { id: _id, ...committee } = await desk.call('people.readCommittee', {});
  await desk.call('people.updateCommittee', { ...committee, region: '330203' });
};
const codes = async (caseId: string, agreement: RouteInput<'mediation.checkAgreement'>['agreement']) =>
  (await desk.call('mediation.checkAgreement', { caseId, agreement })).findings.map((one) => one.code);

describe('the medical line', () => {
  const medical = {
    hospital: '某医院',
    experts: [{ name: '周某', field: '骨科', opinion: '存在过错' }],
    appraisalBy: 'jointly' as const,
    degree: 'secondary' as const,
    ratio: { numerator: 3, denominator: 10 },
    insurer: '某保险公司',
    agreedFen: 5_000_000,
    insurerFen: 4_000_000,
    hospitalFen: 1_000_000,
    materials: [{ code: 'patient.id', receivedOn: '2026-06-30' }],
  };

  it('asks for the insurer from the region’s amount on, until one is entered', async () => {
    await inNingbo();
    const file = await accept(desk, await register(desk, ofType('medical', { claimedFen: 5_000_000 })));
    const agreement = agreementForm(file.parties);
    expect((await lines(file.id)).effects.map((one) => one.effect)).toEqual(['insurer']);
    expect(await codes(file.id, agreement)).toContain('insurerRequired');
    await desk.call('mediation.saveMedical', { caseId: file.id, medical });
    expect(await codes(file.id, agreement)).not.toContain('insurerRequired');
  });

  it('asks for nothing where no amount could be confirmed', async () => {
    const file = await register(desk, ofType('medical', { claimedFen: 500_000_000 }));
    expect((await lines(file.id)).effects).toEqual([]);
  });

  it('keeps everything that was entered, and makes two clauses of the two parts', async () => {
    const file = await accept(desk, await register(desk, ofType('medical')));
    await desk.call('mediation.saveMedical', { caseId: file.id, medical });
    const kept = await lines(file.id);
    expect(kept.medical).toMatchObject({ ...medical, version: 1, major: false, claim: { submitDays: null } });
    expect(kept.materials.filter((one) => one.side === 'patient').length).toBeGreaterThan(5);
    const { clauses } = await desk.call('mediation.draftClauses', { caseId: file.id, from: 'medical' });
    expect(clauses.map((clause) => clause.amountFen)).toEqual([1_000_000, 4_000_000]);
    expect(clauses[1]?.manner).toContain('某保险公司');
    await desk.call('mediation.saveAgreement', {
      caseId: file.id,
      agreement: agreementForm(file.parties, { clauses }),
    });
  });

  it('refuses parts that do not make the whole, in the program and in the database', async () => {
    const file = await register(desk, ofType('medical'));
    const wrong = { ...medical, hospitalFen: 999_999 };
    const answer = await desk.ask('mediation.saveMedical', { caseId: file.id, medical: wrong });
    expect(answer).toMatchObject({
      ok: false,
      error: { fields: { 'medical.agreedFen': { code: 'field.partsDiffer' } } },
    });
    await desk.call('mediation.saveMedical', { caseId: file.id, medical });
    await expect(desk.sql('UPDATE medical_records SET insurer_fen = 1')).rejects.toThrow(/CHECK/);
  });

  it('lets nobody write over a newer record', async () => {
    const file = await register(desk, ofType('medical'));
    await desk.call('mediation.saveMedical', { caseId: file.id, medical });
    for (const version of [undefined, 2]) {
      const late = await desk.ask('mediation.saveMedical', {
        caseId: file.id,
        ...(version ? { version } : {}),
        medical,
      });
      expect(late).toMatchObject({ ok: false, error: { code: 'record.stale' } });
    }
    await desk.call('mediation.saveMedical', { caseId: file.id, version: 1, medical });
    expect((await lines(file.id)).medical?.version).toBe(2);
  });
});

describe('the traffic line', () => {
  it('keeps ratios per party, forgets those of a party that left, and knows no party of another case', async () => {
    const file = await accept(desk, await register(desk, ofType('traffic')));
    const other = await register(desk);
    const share = { numerator: 7, denominator: 10 };
    const traffic = {
      documentNumber: '第320113号',
      documentOn: '2026-06-20',
      liabilities: file.parties.map((party) => ({ partyId: party.id, share })),
      insurances: [{ kind: 'compulsory' as const, insurer: '某保险公司' }],
    };
    const foreign = { ...traffic, liabilities: [{ partyId: other.parties[0]!.id, share }] };
    expect(await desk.ask('mediation.saveTraffic', { caseId: file.id, traffic: foreign })).toMatchObject({
      ok: false,
      error: { fields: { 'traffic.liabilities.0.partyId': {} } },
    });
    await desk.call('mediation.saveTraffic', { caseId: file.id, traffic });
    const found = await codes(file.id, agreementForm(file.parties));
    expect(found).toEqual(expect.arrayContaining(['trafficRatioSumDiffers', 'trafficInsurerNotTold']));
    const third = partyForm({ role: 'respondent', name: '孙某' });
    await desk.call('mediation.updateCase', {
      id: file.id,
      version: file.version,
      case: ofType('traffic', { parties: [partyForm({ id: file.parties[0]!.id }), third] }),
    });
    expect((await lines(file.id)).traffic?.liabilities.map((one) => one.partyId)).toEqual([
      file.parties[0]!.id,
    ]);
  });

  it('counts nothing before somebody entered the region’s figures with their source; the sheet keeps them', async () => {
    const file = await accept(desk, await register(desk, ofType('traffic')));
    const input = { region: '32', year: 2025, age: 40, disabilityPercent: 10 };
    expect((await desk.call('mediation.listFigures', {})).rows).toEqual([]);
    expect(await desk.ask('mediation.calculateCompensation', { input })).toMatchObject({
      ok: false,
      error: { fields: { 'input.year': { code: 'field.noFigures' } } },
    });
    const figures = {
      region: '32',
      year: 2025,
      urbanIncomeFen: 6_000_000,
      urbanConsumptionFen: 3_600_000,
      monthlyWageFen: 950_000,
      source: '省统计局公报（测试数据）',
      validFrom: '2026-01-01',
    };
    const { id } = await desk.call('mediation.saveFigures', { figures });
    expect(await desk.ask('mediation.saveFigures', { figures })).toMatchObject({
      ok: false,
      error: { fields: { 'figures.year': { code: 'field.taken' } } },
    });
    const counted = await desk.call('mediation.calculateCompensation', { input });
    expect(counted.result.totalFen).toBe(12_000_000);
    await desk.call('mediation.saveCompensation', { caseId: file.id, input });
    await desk.call('mediation.saveFigures', {
      id,
      version: 1,
      figures: { ...figures, urbanIncomeFen: 7_000_000 },
    });
    expect((await lines(file.id)).compensation?.result.totalFen).toBe(12_000_000);
    const { clauses } = await desk.call('mediation.draftClauses', { caseId: file.id, from: 'compensation' });
    expect(clauses).toMatchObject([
      {
        kind: 'payment',
        amountFen: 12_000_000,
        debtorIds: [file.parties[1]!.id],
        creditorIds: [file.parties[0]!.id],
      },
    ]);
  });
});

describe('the labour line', () => {
  const workers = ['甲', '乙', '丙', '丁', '戊'];
  const parties = [
    ...workers.map((name) => partyForm({ name: `${name}某`, phone: '13800000000', address: '栖霞区' })),
    partyForm({ role: 'respondent', kind: 'organisation', name: '某建筑公司' }),
  ];
  const open = async () => {
    const file = await accept(desk, await register(desk, ofType('migrantWages', { parties })));
    const rows = file.parties.slice(0, 5).map((party, index) => ({
      name: party.name,
      partyId: party.id,
      halfDays: 40,
      dailyFen: 30_000,
      owedFen: 600_000,
      paidFen: index * 100_000,
    }));
    const wages = { debtorId: file.parties[5]!.id, dueOn: '2026-07-31', rows };
    await desk.call('mediation.saveWages', { caseId: file.id, wages });
    return { file, wages };
  };

  it('makes a clause for each payee that ties out with the sheet, and prints the sheet behind the agreement', async () => {
    const { file, wages } = await open();
    const kept = (await lines(file.id)).wages;
    expect(kept).toMatchObject({ owedFen: 3_000_000, paidFen: 1_000_000, restFen: 2_000_000, findings: [] });
    const { clauses } = await desk.call('mediation.draftClauses', { caseId: file.id, from: 'wages' });
    expect(clauses.map((clause) => clause.amountFen)).toEqual([600_000, 500_000, 400_000, 300_000, 200_000]);
    const agreement = agreementForm(file.parties, { clauses });
    expect(await codes(file.id, agreement)).not.toContain('labourAnnexDiffers');
    const short = { ...agreement, clauses: clauses.slice(1) };
    const found = await desk.call('mediation.checkAgreement', { caseId: file.id, agreement: short });
    expect(found.findings.find((one) => one.code === 'labourAnnexDiffers')?.severity).toBe('error');

    const { version } = await desk.call('mediation.saveAgreement', { caseId: file.id, agreement });
    await desk.call('mediation.issuePaper', { caseId: file.id, paper: 'agreement', version });
    const [paper] = await desk.sql<{ snapshot: string }>('SELECT snapshot FROM documents');
    expect(JSON.parse(paper!.snapshot).annex.totals[0]).toEqual(
      expect.arrayContaining(['30,000.00', '10,000.00', '20,000.00']),
    );
    // What was printed with the agreement does not change behind it.
    expect(await desk.ask('mediation.saveWages', { caseId: file.id, version: 1, wages })).toMatchObject({
      ok: false,
      error: { code: 'agreement.alreadyIssued' },
    });
  });

  it('refuses more paid than owed', async () => {
    const { file, wages } = await open();
    const rows = wages.rows.map((row) => ({ ...row, paidFen: 600_001 }));
    expect(
      await desk.ask('mediation.saveWages', { caseId: file.id, version: 1, wages: { ...wages, rows } }),
    ).toMatchObject({ ok: false, error: { fields: { 'wages.rows.0.paidFen': {} } } });
  });
});

describe('the property line', () => {
  it('counts the charge of one dwelling, and remarks when something else was agreed', async () => {
    const file = await accept(desk, await register(desk, ofType('property')));
    const charge = { room: '1-101', areaCenti: 8_950, rateFen: 185, months: 12, waiverFen: 8_690 };
    await desk.call('mediation.saveCharge', { caseId: file.id, charge });
    expect((await lines(file.id)).charge).toMatchObject({ feeFen: 198_690, dueFen: 190_000 });
    const { clauses } = await desk.call('mediation.draftClauses', { caseId: file.id, from: 'charge' });
    expect(await codes(file.id, agreementForm(file.parties, { clauses }))).not.toContain(
      'propertyAmountDiffers',
    );
    expect(await codes(file.id, agreementForm(file.parties))).toContain('propertyAmountDiffers');
    const tooMuch = { ...charge, waiverFen: 200_000 };
    expect(
      await desk.ask('mediation.saveCharge', { caseId: file.id, version: 1, charge: tooMuch }),
    ).toMatchObject({ ok: false, error: { fields: { 'charge.waiverFen': {} } } });
    await expect(desk.sql('UPDATE property_charges SET due_fen = 1')).rejects.toThrow(/CHECK/);
  });
});

describe('joint mediation', () => {
  it('has one lead at the most, masks phones, and its bodies sign the agreement', async () => {
    const file = await accept(desk, await register(desk));
    const body = (over = {}) => ({
      id: randomUUID(),
      name: '某街道办事处',
      lead: true,
      phone: '13812345678',
      opinion: '同意',
      ...over,
    });
    const two = [body(), body({ name: '某派出所' })];
    expect(await desk.ask('mediation.saveJoint', { caseId: file.id, bodies: two })).toMatchObject({
      ok: false,
      error: { fields: { 'bodies.1.lead': { code: 'field.oneLead' } } },
    });
    await desk.call('mediation.saveJoint', { caseId: file.id, bodies: [body()] });
    const shown = (await lines(file.id)).joint!;
    expect(shown.bodies[0]!.phone).toBe('138****5678');
    // The masked value comes back with another change and is not taken for the phone.
    const changed = shown.bodies.map((one) => ({ ...one, signedOn: '2026-07-01' }));
    await desk.call('mediation.saveJoint', { caseId: file.id, version: 1, bodies: changed });
    expect(await desk.sql('SELECT phone, signed_on FROM joint_bodies')).toEqual([
      { phone: '13812345678', signed_on: '2026-07-01' },
    ]);
    const { version } = await desk.call('mediation.saveAgreement', {
      caseId: file.id,
      agreement: agreementForm(file.parties, { clauses: [payment(file.parties)] }),
    });
    await desk.call('mediation.issuePaper', { caseId: file.id, paper: 'agreement', version });
    const [paper] = await desk.sql<{ snapshot: string }>('SELECT snapshot FROM documents');
    expect(JSON.parse(paper!.snapshot).joint).toEqual([
      { name: '某街道办事处', lead: true, opinion: '同意' },
    ]);
  });
});

describe('who may', () => {
  it('an auditor reads and writes nothing, a coordinator sees nothing, a clerk enters no figures', async () => {
    const file = await register(desk, ofType('medical'));
    const auditor = await desk.as(['auditor']);
    expect((await auditor.call('mediation.readLines', { caseId: file.id })).line).toBe('medical');
    const refused = { ok: false, error: { code: 'session.roleMissing' } };
    expect(await auditor.ask('mediation.saveMedical', { caseId: file.id, medical: {} })).toMatchObject(
      refused,
    );
    const coordinator = await desk.as(['coordinator']);
    expect(await coordinator.ask('mediation.readLines', { caseId: file.id })).toMatchObject(refused);
    expect(await coordinator.ask('mediation.listBatches', {})).toMatchObject(refused);
    expect(await coordinator.ask('mediation.listCovenants', {})).toMatchObject(refused);
    const clerk = await desk.as(['clerk']);
    expect(await clerk.ask('mediation.saveFigures', { figures: {} })).toMatchObject(refused);
  });

  it('a declined case takes no records any more', async () => {
    const file = await register(desk, ofType('medical'));
    await desk.call('mediation.declineCase', { id: file.id, version: file.version, reason: '不属受理范围' });
    expect(await desk.ask('mediation.saveMedical', { caseId: file.id, medical: {} })).toMatchObject({
      ok: false,
      error: { code: 'case.stageForbids', params: { reason: 'over' } },
    });
    expect(await desk.ask('mediation.readLines', { caseId: randomUUID() })).toMatchObject({
      ok: false,
      error: { code: 'record.notFound' },
    });
  });
});
