import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { accept, adminId, caseForm, register } from '../../integration/mediation/case-kit.ts';
import { bindDossier, completeDossier, pagesOf } from '../../integration/mediation/dossier/dossier-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

/*
 * The attack: somebody who may bind and read dossiers, but does not mediate the case, looks in the bound file, its draft,
 * its snapshot and every paper of the case for what a party said alone to the mediator, or conceded in an offer.
 */
it('binds no word of a caucus note, an offer or its answer into a dossier or any paper', async () => {
  const secrets = { note: '底牌是肆万壹仟', offer: '最低只要叁万', answer: '嫌少但不说破' };
  const file = await accept(desk, await register(desk, caseForm()));
  const [first, second] = file.parties;
  expect(await adminId(desk)).not.toBe('');
  const at = { heldOn: '2026-07-01', startsAt: '09:00', endsAt: '10:00', place: '调解室' };
  await desk.call('mediation.recordCaucus', {
    caseId: file.id,
    caucus: { ...at, partyIds: [first!.id] },
    note: { text: secrets.note },
  });
  await desk.call('mediation.recordSession', {
    caseId: file.id,
    session: {
      ...at,
      startsAt: '10:00',
      endsAt: '11:00',
      minutes: '共同调解',
      result: '未达成',
      recorder: '文员',
    },
  });
  const issue = await desk.call('mediation.saveIssue', { caseId: file.id, issue: { title: '赔偿数额' } });
  const offer = await desk.call('mediation.recordOffer', {
    caseId: file.id,
    offer: {
      issueId: issue.id,
      fromIds: [first!.id],
      toIds: [second!.id],
      offeredOn: '2026-07-01',
      amountFen: 3_000_000,
      text: secrets.offer,
      debtorIds: [second!.id],
      creditorIds: [first!.id],
    },
  });
  await desk.call('mediation.answerOffer', {
    caseId: file.id,
    offerId: offer.id,
    version: offer.version,
    answer: 'refused',
    on: '2026-07-01',
    note: secrets.answer,
  });
  const { version } = await desk.call('mediation.readCase', { id: file.id });
  await desk.call('mediation.terminateCase', {
    id: file.id,
    version,
    reason: 'noAgreement',
    on: '2026-07-01',
    routesNotified: true,
  });
  await completeDossier(desk, file.id);
  const papers = (await desk.call('mediation.readPack', { caseId: file.id })).papers;
  for (const { paper, subject } of papers.filter((one) => one.ready && one.issued.length === 0)) {
    await desk.ask('mediation.issuePaper', { caseId: file.id, paper, subject }, randomUUID());
  }
  const bound = await bindDossier(desk, file.id);
  const preview = await desk.call('mediation.previewDossier', { caseId: file.id });

  const texts = [pagesOf(bound.bytesOf).join(''), pagesOf(Buffer.from(preview.base64, 'base64')).join('')];
  const snapshots = await desk.sql<{ snapshot: string }>('SELECT snapshot FROM documents');
  const contents = await desk.sql<{ contents: string }>('SELECT contents FROM bound_dossiers');
  const view = JSON.stringify(await desk.call('mediation.readDossier', { caseId: file.id }));
  const all = [
    ...texts,
    ...snapshots.map((row) => row.snapshot),
    ...contents.map((row) => row.contents),
    view,
  ];
  expect(texts[0]).toContain('共同调解');
  for (const secret of Object.values(secrets)) {
    for (const text of all) expect(text).not.toContain(secret);
    for (const document of await desk.sql<{ body: Uint8Array }>('SELECT body FROM document_blobs')) {
      expect(pagesOf(document.body).join('')).not.toContain(secret);
    }
  }
});

it('shows attachments to mediation staff only, and never one case’s paper through another', async () => {
  const mine = await accept(desk, await register(desk, caseForm()));
  const other = await accept(desk, await register(desk, caseForm({ title: '另一案' })));
  const issued = await desk.call('mediation.issuePaper', { caseId: other.id, paper: 'acceptanceForm' });
  const attached = await desk.call('mediation.attachToDossier', {
    caseId: mine.id,
    row: 'identity',
    title: '身份证',
    pages: 1,
  });
  const strangers = await desk.ask('mediation.printPapers', {
    caseId: mine.id,
    documentIds: [issued.documentId],
  });
  expect(strangers).toMatchObject({ ok: false, error: { code: 'paper.ofAnotherCase' } });
  const signed = await desk.ask('mediation.attachToDossier', {
    caseId: mine.id,
    documentId: issued.documentId,
    file: { name: 'x.png', base64: 'iVBORw0KGgo=' },
  });
  expect(signed).toMatchObject({ ok: false, error: { code: 'record.notFound' } });
  const coordinator = await desk.as(['coordinator']);
  for (const [route, input] of [
    ['mediation.viewAttachment', { attachmentId: attached.id }],
    ['mediation.readDossier', { caseId: mine.id }],
    ['mediation.listArchive', {}],
  ] as const) {
    expect(await coordinator.ask(route, input), route).toMatchObject({
      ok: false,
      error: { code: 'session.roleMissing' },
    });
  }
  const auditor = await desk.as(['auditor']);
  for (const route of ['mediation.bindDossier', 'mediation.previewDossier'] as const) {
    expect(await auditor.ask(route, { caseId: mine.id }), route).toMatchObject({
      ok: false,
      error: { code: 'session.roleMissing' },
    });
  }
});
