import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused, openDesk, type TestDesk } from '../../../support/desk.ts';
import { archived, bindDossier, closedCase, completeDossier, readDossier } from '../dossier/dossier-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.error.code;
    throw error;
  }
  return 'done';
};

const readArchiving = (caseId: string) => desk.call('mediation.readArchiving', { caseId });

describe('the place of a dossier and a list that is given up', () => {
  it('moves a dossier on the shelf, seen by its version; nothing else of it changes', async () => {
    const { file, archiveId, version } = await archived(desk);
    const location = { room: '新库房', cabinet: '9', box: '1' };
    const moved = await desk.call('mediation.relocateDossier', { archiveId, version, location });
    expect((await readArchiving(file.id)).archive).toMatchObject({ ...location, state: 'archived' });
    expect(await refusal(desk.call('mediation.relocateDossier', { archiveId, version, location }))).toBe(
      'record.stale',
    );
    expect(moved.version).toBe(version + 1);
    const clerk = await desk.as(['clerk']);
    const input = { archiveId, version: moved.version, location };
    const asClerk = await clerk.ask('mediation.relocateDossier', input);
    expect(asClerk).toMatchObject({ ok: true });
    const auditor = await desk.as(['auditor']);
    expect(await auditor.ask('mediation.relocateDossier', input)).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
  });

  it('gives up a destruction list with the reason; its dossiers can be put on another', async () => {
    const { archiveId, version } = await archived(desk);
    desk.clock.set('2057-02-01T01:30:00.000Z');
    await desk.call('mediation.appraiseDossier', {
      archiveId,
      version,
      decision: 'destroy',
      decidedOn: '2057-02-01',
      reason: '期满',
      firstAppraiser: '甲',
      secondAppraiser: '乙',
    });
    const draft = (title: string) =>
      desk.call('mediation.draftDestructionList', { title, archiveIds: [archiveId] });
    const list = await draft('2057');
    const cancel = { id: list.id, version: list.version, reason: '名称写错' };
    await desk.call('mediation.cancelDestructionList', cancel);
    const { rows } = await desk.call('mediation.listDestructionLists', {});
    expect(rows).toMatchObject([{ id: list.id, state: 'cancelled' }]);
    expect(await refusal(desk.call('mediation.cancelDestructionList', cancel))).not.toBe('done');
    expect((await draft('2057 二')).id).not.toBe(list.id);
  });
});

describe('archiving', () => {
  it('names what stands in the way, and archives when nothing does', async () => {
    const file = await closedCase(desk);
    const before = await readArchiving(file.id);
    expect(before.blockers).toEqual([
      'papersMissing',
      'situationMissing',
      'compilerMissing',
      'checkerMissing',
      'notBound',
    ]);
    const dossier = await completeDossier(desk, file.id);
    const bound = await bindDossier(desk, file.id);
    expect((await readArchiving(file.id)).blockers).toEqual([]);
    const { archiveNumber } = await desk.call('mediation.archiveCase', {
      caseId: file.id,
      version: dossier.version,
      on: '2026-09-02',
      location: { cabinet: '3', box: '12' },
    });
    const { archive, retention } = await readArchiving(file.id);
    expect(archive).toMatchObject({
      archiveNumber,
      state: 'archived',
      documentId: bound.id,
      pages: bound.pages,
      compiledBy: '立卷人甲',
      checkedBy: '检查人乙',
      retentionRule: 'written',
      cabinet: '3',
    });
    expect(retention).toEqual({ term: 'long', years: 30, until: '2056-12-31' });
    const view = await readDossier(desk, file.id);
    expect(view).toMatchObject({ frozen: true, score: { kept: true, points: archive!.score } });
  });

  it('refuses the same name as compiler and checker, and a dossier that changed after binding', async () => {
    const file = await closedCase(desk);
    const dossier = await completeDossier(desk, file.id);
    const note = {
      caseId: file.id,
      version: dossier.version,
      situation: '齐全',
      compiledBy: '甲',
      checkedBy: '甲',
    };
    expect(await refusal(desk.call('mediation.saveDossier', note))).toBe('input.invalid');
    await bindDossier(desk, file.id);
    const { version } = await desk.call('mediation.saveDossier', { ...note, checkedBy: '乙' });
    expect((await readArchiving(file.id)).blockers).toEqual(['outOfDate']);
    const input = { caseId: file.id, version, on: '2026-09-02' };
    expect(await refusal(desk.call('mediation.archiveCase', input))).toBe('archive.notReady');
  });

  it('takes another term than the rules propose only with a reason, and prints it on the cover', async () => {
    const file = await closedCase(desk);
    const { version } = await completeDossier(desk, file.id);
    await desk.call('mediation.saveDossier', {
      caseId: file.id,
      version,
      situation: '齐全',
      compiledBy: '甲',
      checkedBy: '乙',
      retention: { term: 'short', years: 15, reason: '标的很小' },
    });
    const bound = await bindDossier(desk, file.id);
    expect(bound.bytesOf.byteLength).toBeGreaterThan(0);
    await desk.call('mediation.archiveCase', { caseId: file.id, version: version + 1, on: '2026-09-02' });
    expect((await readArchiving(file.id)).archive).toMatchObject({
      retention: { term: 'short', years: 15, until: '2041-12-31' },
      retentionRule: '',
      retentionReason: '标的很小',
    });
  });

  it('locks the whole case: no route adds or changes anything until the dossier is opened again', async () => {
    const { file, archiveId, version } = await archived(desk);
    const session = {
      heldOn: '2026-07-01',
      startsAt: '14:00',
      endsAt: '15:00',
      place: '调解室',
      minutes: '补记',
      recorder: '文员',
    };
    expect(await refusal(desk.call('mediation.recordSession', { caseId: file.id, session }))).toBe(
      'dossier.archived',
    );
    expect(
      await refusal(desk.call('mediation.issuePaper', { caseId: file.id, paper: 'acceptanceForm' })),
    ).toBe('dossier.archived');
    const visit = {
      visitedOn: '2026-09-02',
      manner: 'phone' as const,
      visitors: '主任',
      performance: 'full' as const,
      findings: '已履行',
    };
    expect(await refusal(desk.call('mediation.recordVisit', { caseId: file.id, visit }))).toBe(
      'dossier.archived',
    );
    const evidence = { name: '照片', providerKind: 'committee' as const };
    expect(await refusal(desk.call('mediation.recordEvidence', { caseId: file.id, evidence }))).toBe(
      'dossier.archived',
    );
    await expect(
      desk.sql(`UPDATE mediation_sessions SET minutes = '改' WHERE case_id = ?`, [file.id]),
    ).rejects.toThrow('dossier.archived');

    await desk.call('mediation.reopenDossier', { archiveId, version, reason: '漏记一次回访' });
    await desk.call('mediation.recordVisit', { caseId: file.id, visit });
    expect((await readArchiving(file.id)).blockers).toContain('outOfDate');
    const pack = await desk.call('mediation.readPack', { caseId: file.id });
    const paper = pack.papers.find((one) => one.paper === 'returnVisit')!;
    await desk.call('mediation.issuePaper', {
      caseId: file.id,
      paper: 'returnVisit',
      subject: paper.subject,
    });
    await bindDossier(desk, file.id);
    const dossier = await readDossier(desk, file.id);
    await desk.call('mediation.archiveCase', { caseId: file.id, version: dossier.version, on: '2026-09-02' });
    const { archive } = await readArchiving(file.id);
    expect(archive!.state).toBe('archived');
    expect(archive!.reopenings).toMatchObject([{ reason: '漏记一次回访', closedOn: '2026-09-02' }]);
    const trail = await desk.call('platform.listAudit', { about: `archive:${archiveId}` });
    expect(trail.rows.map((row) => row.route)).toContain('mediation.reopenDossier');
  });
});

describe('lending', () => {
  it('keeps who has it, refuses a second borrower, tells what is overdue, takes it back', async () => {
    const { archiveId } = await archived(desk);
    const lend = {
      archiveId,
      kind: 'loan' as const,
      person: '李科长',
      organisation: '司法局',
      purpose: '评查',
      takenOn: '2026-09-02',
      dueOn: '2026-09-10',
    };
    const { id, version } = await desk.call('mediation.lendDossier', lend);
    expect(await refusal(desk.call('mediation.lendDossier', { ...lend, person: '王某' }))).toBe(
      'archive.isOut',
    );
    desk.clock.set('2026-09-11T01:30:00.000Z');
    const overdue = await desk.call('mediation.listLoans', { show: 'overdue' });
    expect(overdue).toMatchObject({ total: 1, overdue: 1, rows: [{ person: '李科长', overdue: true }] });
    expect((await desk.call('mediation.readWorkbench', {})).elsewhere.loans).toBe(1);
    const out = await desk.call('mediation.listArchive', { onlyOut: true });
    expect(out.rows).toMatchObject([{ id: archiveId, outWith: '李科长', outDueOn: '2026-09-10' }]);
    await desk.call('mediation.returnDossier', {
      loanId: id,
      version,
      returnedOn: '2026-09-11',
      note: '完好',
    });
    expect((await desk.call('mediation.listLoans', {})).total).toBe(0);
    await desk.call('mediation.lendDossier', { ...lend, kind: 'lookUp', takenOn: '2026-09-11', dueOn: null });
    expect((await desk.call('mediation.listLoans', { show: 'all' })).total).toBe(2);
  });
});

describe('appraisal and destruction', () => {
  const appraisal = {
    reason: '期满，无继续保存价值',
    firstAppraiser: '甲',
    secondAppraiser: '乙',
  };

  it('destroys nothing without two appraisers, an approved list and two witnesses', async () => {
    const { file, archiveId, version } = await archived(desk);
    const early = { ...appraisal, archiveId, version, decidedOn: '2026-09-02', decision: 'destroy' as const };
    expect(await refusal(desk.call('mediation.appraiseDossier', early))).toBe('archive.notDue');

    desk.clock.set('2057-02-01T01:30:00.000Z');
    const due = await desk.call('mediation.listDueForAppraisal', {});
    expect(due.rows.map((row) => row.id)).toEqual([archiveId]);
    expect((await desk.call('mediation.readWorkbench', {})).elsewhere.appraisals).toBe(1);
    expect(
      await refusal(desk.call('mediation.draftDestructionList', { title: '2057', archiveIds: [archiveId] })),
    ).toBe('archive.notAppraised');
    const late = { ...early, decidedOn: '2057-02-01' };
    expect(await refusal(desk.call('mediation.appraiseDossier', { ...late, secondAppraiser: '甲' }))).toBe(
      'input.invalid',
    );
    await desk.call('mediation.appraiseDossier', late);
    await expect(
      desk.sql(`UPDATE archived_dossiers SET state = 'destroyed', destroyed_on = '2057-02-01'`),
    ).rejects.toThrow('archive.noApprovedList');
    const list = await desk.call('mediation.draftDestructionList', {
      title: '2057',
      archiveIds: [archiveId],
    });
    const again = desk.call('mediation.draftDestructionList', { title: '再次', archiveIds: [archiveId] });
    expect(await refusal(again)).toBe('archive.listed');
    const execution = {
      id: list.id,
      version: list.version,
      destroyedOn: '2057-02-01',
      firstWitness: '丙',
      secondWitness: '丁',
    };
    expect(await refusal(desk.call('mediation.executeDestructionList', execution))).toBe(
      'archive.listStateForbids',
    );
    await expect(
      desk.sql(`UPDATE destruction_lists SET state = 'executed', destroyed_on = '2057-02-01'`),
    ).rejects.toThrow();
    const preview = await desk.call('mediation.previewDestructionList', { id: list.id });
    expect(preview.pages).toBe(1);
    const approved = await desk.call('mediation.approveDestructionList', {
      id: list.id,
      version: list.version,
      approvedBy: '局长',
      approvedOn: '2057-02-01',
    });
    const paper = await desk.call('documents.read', { id: approved.documentId });
    expect(paper.kind).toBe('mediation.destructionList');
    await desk.call('mediation.executeDestructionList', { ...execution, version: approved.version });
    const { archive } = await readArchiving(file.id);
    expect(archive).toMatchObject({ state: 'destroyed', destroyedOn: '2057-02-01' });
    const gone = desk.call('mediation.reopenDossier', {
      archiveId,
      version: archive!.version,
      reason: '想看',
    });
    expect(await refusal(gone)).toBe('archive.destroyed');
    // The electronic record stays, locked.
    expect((await desk.call('mediation.readCase', { id: file.id })).title).toBe(file.title);
    const bound = await readDossier(desk, file.id);
    expect((await desk.call('documents.read', { id: bound.bound!.documentId })).pages).toBeGreaterThan(5);
  });

  it('keeps a dossier longer with a new term from the day of the decision', async () => {
    const { archiveId, version } = await archived(desk);
    desk.clock.set('2057-02-01T01:30:00.000Z');
    await desk.call('mediation.appraiseDossier', {
      ...appraisal,
      archiveId,
      version,
      decidedOn: '2057-02-01',
      decision: 'keep',
      retention: { term: 'short' },
    });
    expect((await desk.call('mediation.listDueForAppraisal', {})).total).toBe(0);
    const { rows } = await desk.call('mediation.listArchive', {});
    expect(rows[0]!.retention).toEqual({ term: 'short', years: 10, until: '2067-12-31' });
  });
});
