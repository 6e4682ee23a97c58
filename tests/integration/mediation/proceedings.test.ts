import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { sha256 } from '../../../src-main/platform/hash.ts';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { accept, adminId, agreementForm, register, shownParties } from './case-kit.ts';

let desk: TestDesk;
let file: CaseView;
beforeEach(async () => {
  desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' });
  file = await accept(desk, await register(desk));
});
afterEach(() => desk.close());

const read = () => desk.call('mediation.readProceedings', { caseId: file.id });
const caseNow = () => desk.call('mediation.readCase', { id: file.id });
const refusal = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.error;
    throw error;
  }
  throw new Error('was not refused');
};
const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  Buffer.from('picture of the ceiling'),
]);
const photo = { name: '天花板.png', base64: png.toString('base64') };
const evidence = (over: Record<string, unknown> = {}) => ({
  name: '漏水照片',
  kind: 'picture' as const,
  providerPartyId: file.parties[0]!.id,
  ...over,
});
const addEvidence = (over: Record<string, unknown> = {}, withFile = true) =>
  desk.call('mediation.recordEvidence', {
    caseId: file.id,
    evidence: evidence(over),
    ...(withFile ? { file: photo } : {}),
  });
const stored = () => {
  const root = join(desk.dataDir, 'files');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /[0-9a-f]{64}/.test(name));
};

describe('evidence', () => {
  it('keeps a file under its hash beside the database, shows it, saves it, and gives exactly its bytes back', async () => {
    const { id } = await addEvidence({ copies: 2, pages: 1, original: true, note: '手机拍摄' });
    const hash = sha256(png);
    expect(stored()).toEqual([`${hash.slice(0, 2)}/${hash}`]);
    const [row] = (await read()).evidence;
    expect(row).toMatchObject({
      number: 1,
      copies: 2,
      original: true,
      inDossier: true,
      late: false,
      file: {
        name: '天花板.png',
        mediaType: 'image/png',
        bytes: png.byteLength,
        sha256: hash,
        viewable: true,
      },
    });
    const seen = await desk.call('mediation.viewEvidence', { caseId: file.id, evidenceId: id });
    expect(seen).toEqual({ name: '天花板.png', mediaType: 'image/png', base64: photo.base64 });
    await desk.call('mediation.saveEvidenceFile', { caseId: file.id, evidenceId: id });
    expect(Buffer.from(desk.saved[0]!.bytes).equals(png)).toBe(true);
    expect(desk.saved[0]!.name).toBe('天花板.png');
    const views = await desk.sql(`SELECT about FROM audit_rows WHERE route = 'mediation.viewEvidence'`);
    expect(views).toEqual([{ about: JSON.stringify([`evidence:${id}`]) }]);
  });

  it('the same content in two lines lies on the disk once, under the name of each line', async () => {
    await addEvidence();
    await desk.call('mediation.recordEvidence', {
      caseId: file.id,
      evidence: evidence({ name: '又一张', providerKind: 'committee', providerPartyId: null }),
      file: { name: '另一个名字.png', base64: photo.base64 },
    });
    expect(stored()).toHaveLength(1);
    expect((await read()).evidence.map((row) => row.file?.name)).toEqual(['天花板.png', '另一个名字.png']);
    expect(await desk.sql('SELECT COUNT(*) AS n FROM files')).toEqual([{ n: 1 }]);
  });

  it('a file chosen in the system’s dialog is kept; a cancelled dialog changes nothing; there is no second file', async () => {
    const { id, version } = await addEvidence({}, false);
    const attach = () =>
      desk.call('mediation.attachEvidenceFile', { caseId: file.id, evidenceId: id, version });
    expect(await attach()).toEqual({ version, fileName: null });
    desk.opens = { name: '/home/王/录音.amr', bytes: Buffer.from('#!AMR\n....') };
    expect(await attach()).toEqual({ version: version + 1, fileName: '录音.amr' });
    expect((await read()).evidence[0]!.file).toMatchObject({ mediaType: 'audio/amr', viewable: false });
    const again = desk.call('mediation.attachEvidenceFile', {
      caseId: file.id,
      evidenceId: id,
      version: version + 1,
    });
    expect((await refusal(again)).code).toBe('evidence.hasFile');
    const view = desk.call('mediation.viewEvidence', { caseId: file.id, evidenceId: id });
    expect((await refusal(view)).code).toBe('file.notViewable');
  });

  it('is withdrawn with a reason and kept: neither the line nor the file goes away, and nothing changes it after', async () => {
    const { id, version } = await addEvidence();
    const at = { caseId: file.id, evidenceId: id };
    await desk.call('mediation.withdrawEvidence', { ...at, version, reason: '提供人撤回' });
    const [row] = (await read()).evidence;
    expect(row).toMatchObject({ withdrawnOn: '2026-07-01', withdrawReason: '提供人撤回', inDossier: false });
    expect(stored()).toHaveLength(1);
    const change = desk.call('mediation.recordEvidence', {
      ...at,
      version: version + 1,
      evidence: evidence({ name: '改名' }),
    });
    expect((await refusal(change)).code).toBe('evidence.withdrawn');
    await expect(desk.sql('DELETE FROM case_evidence')).rejects.toThrow(/never deleted/);
    await expect(desk.sql(`UPDATE case_evidence SET name = 'x'`)).rejects.toThrow(/evidence.withdrawn/);
  });

  it('who changes a line that somebody else has changed is told so; a stranger’s party is refused', async () => {
    const { id } = await addEvidence();
    const stale = desk.call('mediation.recordEvidence', {
      caseId: file.id,
      evidenceId: id,
      version: 9,
      evidence: evidence(),
    });
    expect((await refusal(stale)).code).toBe('record.stale');
    expect(
      (await refusal(addEvidence({ providerPartyId: randomUUID() }))).fields?.['evidence.providerPartyId'],
    ).toEqual({ code: 'field.unknownReference' });
    expect((await refusal(addEvidence({ providerPartyId: null }))).fields).toHaveProperty(
      'evidence.providerPartyId',
    );
  });

  it('a party that gave evidence cannot be taken off the case without a word', async () => {
    await addEvidence();
    const parties = shownParties(file);
    const now = await caseNow();
    const { parties: _parties, ...fields } = now;
    const { title, disputeType, disputeSubType, source, appliedOn, facts } = fields;
    const update = desk.call('mediation.updateCase', {
      id: file.id,
      version: now.version,
      case: { title, disputeType, disputeSubType, source, appliedOn, facts, parties: parties.slice(1) },
    });
    expect((await refusal(update)).code).toBe('record.inUse');
  });

  it('after the end it is still taken, and marked late', async () => {
    const { version } = await caseNow();
    await desk.call('mediation.terminateCase', {
      id: file.id,
      version,
      reason: 'noAgreement',
      on: '2026-07-01',
      routesNotified: true,
    });
    await addEvidence();
    expect((await read()).evidence[0]!.late).toBe(true);
  });
});

describe('files that went wrong', () => {
  it('a changed or missing file is told as such and never given out', async () => {
    const { id } = await addEvidence();
    const path = join(desk.dataDir, 'files', stored()[0]!);
    writeFileSync(path, 'forged');
    const view = () => desk.call('mediation.viewEvidence', { caseId: file.id, evidenceId: id });
    expect((await refusal(view())).code).toBe('file.tampered');
    // Adding the same content again does not paint over what was found.
    expect((await refusal(addEvidence())).code).toBe('file.tampered');
  });

  it('a command that is rolled back leaves no row; its file is gone after the next start, and no other one is', async () => {
    await addEvidence();
    const other = Buffer.from('%PDF-1.7 other');
    // The disk fills up, or the machine stops, between the file and the commit.
    await desk.sql(
      `CREATE TRIGGER no_more BEFORE INSERT ON case_evidence BEGIN SELECT RAISE(ABORT, 'no more'); END`,
    );
    const broken = desk.call('mediation.recordEvidence', {
      caseId: file.id,
      evidence: evidence(),
      file: { name: 'x.pdf', base64: other.toString('base64') },
    });
    expect((await refusal(broken)).code).toBe('internal');
    const orphan = sha256(other);
    expect(stored()).toContain(`${orphan.slice(0, 2)}/${orphan}`);
    expect(await desk.sql('SELECT COUNT(*) AS n FROM files')).toEqual([{ n: 1 }]);
    writeFileSync(join(desk.dataDir, 'files', 'incoming', `${orphan}.part`), 'half');
    const { dataDir } = desk;
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    await desk.application.close();
    desk = await openDesk({ dataDir, initialise: false, now: '2026-07-02T01:30:00.000Z' });
    const hash = sha256(png);
    expect(stored()).toEqual([`${hash.slice(0, 2)}/${hash}`]);
  });

  it('an empty file and a file beyond the limit are refused in words', async () => {
    const { id, version } = await addEvidence({}, false);
    desk.opens = { name: 'leer.txt', bytes: new Uint8Array(0) };
    const attach = () =>
      desk.call('mediation.attachEvidenceFile', { caseId: file.id, evidenceId: id, version });
    expect((await refusal(attach())).code).toBe('file.empty');
    desk.opens = { name: 'film.mp4', bytes: new Uint8Array(100 * 1024 * 1024 + 1) };
    expect(await refusal(attach())).toMatchObject({ code: 'file.tooLarge', params: { limit: 100 } });
    expect(stored()).toEqual([]);
  });
});

const investigation = (over: Record<string, unknown> = {}) => ({
  heldOn: '2026-06-30',
  startsAt: '14:00',
  endsAt: '15:00',
  place: '现场',
  participants: '社区网格员',
  asked: '周阿姨',
  askedRelation: '楼下邻居',
  matter: '漏水起因',
  record: '看到水从楼上阳台流下。',
  recorder: '文员',
  ...over,
});

describe('investigation', () => {
  it('is numbered, corrected by version, and marked late when written down long after', async () => {
    const record = (input: Record<string, unknown>) =>
      desk.call('mediation.recordInvestigation', { caseId: file.id, ...input } as never);
    const { id } = await record({ investigation: investigation() });
    await record({ investigation: investigation({ heldOn: '2026-06-01' }) });
    await record({ investigationId: id, version: 1, investigation: investigation({ matter: '起因' }) });
    const rows = (await read()).investigations;
    expect(rows.map((row) => [row.number, row.version, row.late, row.matter])).toEqual([
      [1, 2, false, '起因'],
      [2, 1, true, '漏水起因'],
    ]);
    const stale = record({ investigationId: id, version: 1, investigation: investigation() });
    expect((await refusal(stale)).code).toBe('record.stale');
    const wrong = record({ investigation: investigation({ endsAt: '13:00' }) });
    expect((await refusal(wrong)).fields).toHaveProperty(['investigation.endsAt']);
    const future = record({ investigation: investigation({ heldOn: '2026-07-02' }) });
    expect((await refusal(future)).fields).toHaveProperty(['investigation.heldOn']);
  });

  it('may begin before acceptance: own initiative looks into a matter first', async () => {
    const fresh = await register(desk);
    await desk.call('mediation.recordInvestigation', { caseId: fresh.id, investigation: investigation() });
    expect((await desk.call('mediation.readCase', { id: fresh.id })).stage).toBe('registered');
  });
});

describe('people around the table', () => {
  it('who is invited stands with the consent of the parties, and is struck out rather than removed', async () => {
    const participant = { kind: 'expert' as const, name: '李工', invitedOn: '2026-07-01' };
    const { id } = await desk.call('mediation.recordParticipant', { caseId: file.id, participant });
    await desk.call('mediation.recordParticipant', {
      caseId: file.id,
      participantId: id,
      version: 1,
      participant: { ...participant, partiesConsent: true, withdrawnReason: '未到场' },
    });
    expect((await read()).participants).toMatchObject([
      { name: '李工', partiesConsent: true, withdrawnReason: '未到场', version: 2 },
    ]);
  });

  it('a mediator who stepped back leaves the case, the next one leads, and no road leads back', async () => {
    const other = await desk.as(['mediator']);
    const admin = await adminId(desk);
    const both = [
      { userId: admin, lead: true, chosenBy: 'parties' as const },
      { userId: other.userId, lead: false, chosenBy: 'committee' as const },
    ];
    await desk.call('mediation.assignMediators', { id: file.id, version: file.version, mediators: both });
    const recusal = {
      userId: admin,
      askedBy: 'party' as const,
      partyId: file.parties[1]!.id,
      askedOn: '2026-06-30',
      reason: '与申请人是亲戚',
      decidedOn: '2026-07-01',
    };
    const denied = { ...recusal, decision: 'denied' as const };
    await desk.call('mediation.recordRecusal', { caseId: file.id, recusal: denied });
    expect((await caseNow()).mediators).toHaveLength(2);
    await desk.call('mediation.recordRecusal', {
      caseId: file.id,
      recusal: { ...recusal, decision: 'granted' },
    });
    const now = await caseNow();
    expect(now.mediators.map((one) => [one.userId, one.lead])).toEqual([[other.userId, true]]);
    const back = desk.call('mediation.assignMediators', {
      id: file.id,
      version: now.version,
      mediators: both,
    });
    expect(await refusal(back)).toMatchObject({
      code: 'case.mediatorRecused',
      fields: { 'mediators.0.userId': { code: 'field.recused' } },
    });
    // The database says the same to whoever comes by another road.
    await expect(
      desk.sql(
        `INSERT INTO case_mediators (case_id, user_id, position, lead, chosen_by) VALUES (?, ?, 5, 0, 'committee')`,
        [file.id, admin],
      ),
    ).rejects.toThrow(/case.mediatorRecused/);
    expect((await read()).recusals.map((one) => one.decision)).toEqual(['denied', 'granted']);
    await expect(desk.sql('DELETE FROM recusals')).rejects.toThrow(/append-only/);
  });

  it('escalation needs measures, a matter for the police needs day, addressee and content', async () => {
    const risk = (over: Record<string, unknown>) =>
      desk.call('mediation.recordRisk', {
        caseId: file.id,
        risk: { kind: 'escalation', foundOn: '2026-07-01', situation: '扬言打人', ...over } as never,
      });
    expect((await refusal(risk({}))).fields).toHaveProperty(['risk.measures']);
    await risk({ measures: '安排网格员上门' });
    const police = await refusal(risk({ kind: 'police' }));
    expect(Object.keys(police.fields ?? {}).sort()).toEqual([
      'risk.reportContent',
      'risk.reportedOn',
      'risk.reportedTo',
    ]);
    await risk({
      kind: 'police',
      reportedOn: '2026-07-01',
      reportedTo: '尧化派出所',
      reportContent: '可能涉嫌寻衅滋事',
    });
    expect((await read()).risks.map((one) => one.kind)).toEqual(['escalation', 'police']);
  });
});

describe('what the parties say for the record', () => {
  it('acceptance keeps the day and manner of each consent; a later refusal stands beside it and counts', async () => {
    const first = (await read()).consents;
    expect(first.map((one) => [one.answer, one.on, one.manner])).toEqual([
      ['consents', '2026-06-30', 'notStated'],
      ['consents', '2026-06-30', 'notStated'],
    ]);
    await desk.call('mediation.recordConsent', {
      caseId: file.id,
      consent: {
        partyId: file.parties[1]!.id,
        answer: 'refuses',
        on: '2026-07-01',
        manner: 'phone',
        note: '电话表示不再调解',
      },
    });
    expect((await caseNow()).parties.map((party) => party.consents)).toEqual([true, false]);
    expect((await read()).consents).toHaveLength(3);
    await expect(desk.sql('UPDATE party_consents SET answer = ?', ['consents'])).rejects.toThrow(/append/);
  });

  it('undisputed facts are one record with versions', async () => {
    const undisputed = { facts: '双方确认水管在六楼爆裂。', agreedOn: '2026-07-01', usableLater: true };
    await desk.call('mediation.saveUndisputedFacts', { caseId: file.id, undisputed });
    const again = desk.call('mediation.saveUndisputedFacts', { caseId: file.id, undisputed });
    expect((await refusal(again)).code).toBe('record.stale');
    await desk.call('mediation.saveUndisputedFacts', { caseId: file.id, version: 1, undisputed });
    expect((await read()).undisputed).toMatchObject({ version: 2, usableLater: true });
  });

  it('an address for service is masked, revealed by an audited command, and survives being sent back masked', async () => {
    const address = {
      partyId: file.parties[0]!.id,
      recipient: '王小明',
      phone: '13812345678',
      address: '南京市栖霞区尧化街道1号',
      electronic: 'wangxiaoming@example.com',
      confirmedOn: '2026-07-01',
    };
    await desk.call('mediation.saveServiceAddress', { caseId: file.id, serviceAddress: address });
    const [masked] = (await read()).serviceAddresses;
    expect(masked).toMatchObject({ phone: '138****5678', electronic: 'wa****@example.com' });
    expect(masked!.address).not.toContain('1号');
    const { id: _id, version, ...fields } = masked!;
    await desk.call('mediation.saveServiceAddress', {
      caseId: file.id,
      version,
      serviceAddress: { ...fields, note: '下午在家' },
    });
    const { serviceAddress } = await desk.call('mediation.revealServiceAddress', {
      caseId: file.id,
      partyId: address.partyId,
    });
    expect(serviceAddress).toMatchObject({ ...address, note: '下午在家', version: 2 });
    const trail = await desk.sql<{ details: string }>(
      `SELECT details FROM audit_rows WHERE route LIKE 'mediation.%ServiceAddress'`,
    );
    expect(trail).toHaveLength(3);
    expect(JSON.stringify(trail)).not.toMatch(/13812345678|尧化街道1号|example.com/);
  });
});

describe('offers', () => {
  const [A, B] = [0, 1];
  const idOf = (n: number) => file.parties[n]!.id;
  const offer = (
    issueId: string,
    from: number,
    to: number,
    yuan: number,
    over: Record<string, unknown> = {},
  ) => ({
    issueId,
    fromIds: [idOf(from)],
    toIds: [idOf(to)],
    offeredOn: '2026-07-01',
    kind: 'payment' as const,
    text: '电脑损失赔偿',
    amountFen: yuan * 100,
    debtorIds: [idOf(B)],
    creditorIds: [idOf(A)],
    ...over,
  });
  const make = (fields: ReturnType<typeof offer>) =>
    desk.call('mediation.recordOffer', { caseId: file.id, offer: fields });
  const answer = (id: string, version: number, how: 'open' | 'accepted' | 'refused' | 'withdrawn') =>
    desk.call('mediation.answerOffer', {
      caseId: file.id,
      offerId: id,
      version,
      answer: how,
      on: '2026-07-01',
    });
  const newIssue = async (title = '赔多少') =>
    (await desk.call('mediation.saveIssue', { caseId: file.id, issue: { title } })).id;

  it('offer, counter-offer, proposal of the mediator: the chain is seen, only its end can be answered', async () => {
    const issue = await newIssue();
    const first = await make(offer(issue, A, B, 10_000));
    const second = await make(offer(issue, B, A, 6_000, { counterTo: first.id }));
    const third = await make(offer(issue, A, B, 8_000, { by: 'mediator', counterTo: second.id }));
    const offers = (await read()).issues[0]!.offers;
    expect(offers.map((one) => one.answer)).toEqual(['countered', 'countered', 'open']);
    expect((await read()).issues[0]!.offers[2]).toMatchObject({ fromIds: [], inDossier: false });
    expect((await refusal(answer(first.id, 2, 'accepted'))).code).toBe('offer.notOpen');
    expect((await refusal(make(offer(issue, B, A, 1, { counterTo: first.id })))).code).toBe('offer.notOpen');
    await answer(third.id, 1, 'accepted');
    expect((await refusal(make(offer(issue, A, B, 9)))).code).toBe('offer.issueSettled');
    await expect(desk.sql(`UPDATE offers SET answer = 'accepted' WHERE id = ?`, [first.id])).rejects.toThrow(
      /UNIQUE/,
    );
  });

  it('an accepted offer becomes a clause once, by the agreement’s own rules, and then cannot be taken back', async () => {
    const issue = await newIssue();
    const { id } = await make(offer(issue, B, A, 8_000, { dueOn: '2026-08-01', manner: '银行转账' }));
    const into = () => desk.call('mediation.offerToClause', { caseId: file.id, offerId: id });
    expect((await refusal(into())).code).toBe('offer.notAccepted');
    await answer(id, 1, 'accepted');
    await into();
    const { agreement } = await caseNow();
    expect(agreement!.issues).toBe('赔多少');
    expect(agreement!.clauses).toMatchObject([
      {
        id,
        kind: 'payment',
        amountFen: 800_000,
        dueOn: '2026-08-01',
        manner: '银行转账',
        debtorIds: [idOf(B)],
        creditorIds: [idOf(A)],
      },
    ]);
    expect((await refusal(into())).code).toBe('offer.isClause');
    expect((await read()).issues[0]!.offers[0]!.isClause).toBe(true);
    expect((await refusal(answer(id, 2, 'open'))).code).toBe('offer.isClause');
    // Taken out of the agreement again, it is an accepted offer as before.
    await desk.call('mediation.saveAgreement', {
      caseId: file.id,
      version: agreement!.version,
      agreement: { ...agreementForm(file.parties), clauses: [] },
    });
    await answer(id, 2, 'open');
  });

  it('an act joins an agreement that is being written without touching what stands in it', async () => {
    const { version } = await desk.call('mediation.saveAgreement', {
      caseId: file.id,
      agreement: agreementForm(file.parties),
    });
    const issue = await newIssue('修水管');
    const { id } = await make(
      offer(issue, B, A, 0, { kind: 'act', text: '七日内修好阳台水管', amountFen: null }),
    );
    await answer(id, 1, 'accepted');
    const made = await desk.call('mediation.offerToClause', { caseId: file.id, offerId: id });
    expect(made).toEqual({ clauseId: id, agreementVersion: version + 1 });
    const { agreement } = await caseNow();
    expect(agreement!.clauses.map((clause) => clause.kind)).toEqual(['payment', 'act']);
    await desk.call('mediation.issuePaper', {
      caseId: file.id,
      paper: 'agreement',
      version: made.agreementVersion,
    });
    const second = await make(offer(await newIssue('道歉'), B, A, 1));
    await answer(second.id, 1, 'accepted');
    const late = desk.call('mediation.offerToClause', { caseId: file.id, offerId: second.id });
    expect((await refusal(late)).code).toBe('case.stageForbids');
  });

  it('is corrected while nobody has answered it; strangers, oneself and days to come are refused beside the field', async () => {
    const issue = await newIssue();
    const { id } = await make(offer(issue, A, B, 10_000));
    await desk.call('mediation.recordOffer', {
      caseId: file.id,
      offerId: id,
      version: 1,
      offer: offer(issue, A, B, 9_000),
    });
    expect((await read()).issues[0]!.offers[0]).toMatchObject({ amountFen: 900_000, version: 2 });
    expect((await refusal(make(offer(issue, A, A, 1)))).fields).toHaveProperty(['offer.toIds']);
    expect((await refusal(make(offer(issue, A, B, 1, { toIds: [randomUUID()] })))).fields).toHaveProperty([
      'offer.toIds',
    ]);
    expect((await refusal(make(offer(issue, A, B, 1, { offeredOn: '2026-07-02' })))).fields).toHaveProperty([
      'offer.offeredOn',
    ]);
    expect((await refusal(make(offer(issue, A, B, 1, { amountFen: null })))).fields).toHaveProperty([
      'offer.amountFen',
    ]);
  });
});

describe('a caucus', () => {
  it('is a session of the case with its parties, without minutes; its note has versions', async () => {
    const caucus = {
      heldOn: '2026-07-01',
      startsAt: '09:00',
      endsAt: '09:30',
      place: '小会议室',
      partyIds: [file.parties[0]!.id],
    };
    const made = await desk.call('mediation.recordCaucus', {
      caseId: file.id,
      caucus,
      note: { text: '底线八千' },
    });
    expect(made).toMatchObject({ version: 1, noteVersion: 1 });
    const now = await caseNow();
    // A caucus moves nothing that every reader of the case can see.
    expect(now.stage).toBe('accepted');
    // The joint sessions that papers are made of know nothing of it.
    expect(now.sessions).toEqual([]);
    const view = await read();
    expect(view.mediatesHere).toBe(true);
    expect(view.caucuses).toMatchObject([{ number: 1, note: 'readable', partyIds: caucus.partyIds }]);
    const at = { caseId: file.id, sessionId: made.id };
    expect((await desk.call('mediation.readCaucusNote', at)).note).toMatchObject({
      version: 1,
      text: '底线八千',
    });
    const stale = desk.call('mediation.recordCaucus', {
      ...at,
      version: 1,
      caucus,
      note: { version: 7, text: '改' },
    });
    expect((await refusal(stale)).code).toBe('record.stale');
    await desk.call('mediation.recordCaucus', {
      ...at,
      version: 1,
      caucus,
      note: { version: 1, text: '底线七千五' },
    });
    expect((await desk.call('mediation.readCaucusNote', at)).note).toMatchObject({
      version: 2,
      text: '底线七千五',
    });
    // Joint sessions are counted by themselves; none is a caucus in disguise.
    await desk.call('mediation.recordSession', {
      caseId: file.id,
      session: { heldOn: '2026-07-01', startsAt: '10:00', endsAt: '11:00', place: '调解室', minutes: '面谈' },
    });
    expect((await caseNow()).sessions.map((session) => session.number)).toEqual([1]);
    const minutes = desk.call('mediation.recordSession', {
      ...at,
      version: 2,
      session: {
        heldOn: '2026-07-01',
        startsAt: '10:00',
        endsAt: '11:00',
        place: '调解室',
        minutes: '写进去',
      },
    });
    expect((await refusal(minutes)).code).toBe('record.notFound');
  });
});
