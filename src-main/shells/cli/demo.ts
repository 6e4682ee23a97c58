import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DocumentView, Pdf } from '../../contract/documents.ts';
import { databaseFile } from '../../application.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { ArchivedCase } from './demo-dossier.ts';
import { playMediation } from './demo-mediation.ts';
import { playTimebank } from './demo-timebank.ts';
import { openTerminalDesk, type Desk } from './desk.ts';
import { readArguments, UsageError, type Command } from './usage.ts';

/** Cases whose dossiers are shown: one with instalments, one of five parties, one that a court decided on. */
const inDetail = ['con-02-liuyang', 'fam-01-fushun', 'dam-01-beier'];

const demoPassword = 'fengqiao-demo';

export const demoCommand: Command = {
  summary: 'play the main job on published cases, without a window',
  help: `Usage: fengqiao demo [--out DIR] [--data DIR]

Plays both main lines through the routes into a fresh data folder: published cases from application to agreement,
and a month of the time bank from sign-in sheets to statements. Writes every paper as PDF and says what happened.

  --out DIR     where the PDFs go; default out/demo
  --data DIR    data folder to make; it must not hold a centre’s file; default DIR/data inside --out, made anew
`,
  async run(argv) {
    const { values } = readArguments(argv, {
      out: { type: 'string', default: 'out/demo' },
      data: { type: 'string' },
    });
    const out = resolve(values.out);
    const data = values.data ? resolve(values.data) : join(out, 'data');
    if (values.data && existsSync(join(data, databaseFile))) {
      throw new UsageError(`${data} already holds a centre’s file; the demo does not write into it`);
    }
    for (const folder of ['cases', 'dossiers', 'statements', ...(values.data ? [] : ['data'])]) {
      await rm(join(out, folder), { recursive: true, force: true });
    }
    await play(out, data);
    return 0;
  },
};

async function play(out: string, data: string): Promise<void> {
  const clock = fixedClock('2026-09-01T01:00:00.000Z');
  const desk = await openTerminalDesk(data, { clock });
  try {
    const call = async <T>(route: string, input: unknown): Promise<T> => {
      const answer = await desk.call(route, input);
      if (answer.ok) return answer.value as T;
      throw new Error(`${route} was refused: ${JSON.stringify(answer.error)}`);
    };
    const stage = { call, setClock: (instant: string) => clock.set(instant) };
    await openCentre(call);
    say(
      'Centre 尧化街道人民调解委员会 made, with an administrator, two mediators, a coordinator and a clerk.\n',
    );

    say('MEDIATION — published cases, from application to agreement; three of them on to the archive');
    const cases = await playMediation(stage, await seeds('cases.json'), say, (id) => inDetail.includes(id));
    const papers = await writePapers(desk, cases.documentIds, join(out, 'cases'));
    say(`  ${papers.length} papers, ${pages(papers)} pages → ${join(out, 'cases')}\n`);

    const dossiers = await writePapers(
      desk,
      cases.archived.map((one) => one.documentId),
      join(out, 'dossiers'),
    );
    say('DOSSIERS — instalments, five parties, a firm and a court; bound, checked, archived');
    for (const one of cases.archived) sayDossier(one);
    say(`  ${dossiers.length} dossiers, ${pages(dossiers)} pages → ${join(out, 'dossiers')}\n`);

    say('TIME BANK — from sign-in sheets to statements');
    const bank = await playTimebank(stage, await seeds('timebank.json'), say);
    const statements = await writePapers(desk, bank.documentIds, join(out, 'statements'));
    say(
      `  ${statements.length} statements or batches, ${pages(statements)} pages → ${join(out, 'statements')}\n`,
    );

    const ledger = await call<{ intact: boolean; transactions: number; entries: number; head: string }>(
      'timebank.verifyLedger',
      {},
    );
    const audit = await call<{ intact: boolean; rows: number }>('platform.verifyAudit', {});
    say(
      `Ledger: ${ledger.transactions} transactions, ${ledger.entries} entries, sums and chain ${verdict(ledger.intact)}, head ${ledger.head.slice(0, 16)}…`,
    );
    say(`Audit trail: ${audit.rows} rows, chain ${verdict(audit.intact)}`);
    if (!ledger.intact || !audit.intact) throw new Error('the self-audit found a fault');
    say(
      `\nData: ${data}\nLook at it in the window: npm start -- --data ${data}   (user admin, password ${demoPassword})`,
    );
  } finally {
    await desk.close();
  }
}

async function openCentre(call: <T>(route: string, input: unknown) => Promise<T>): Promise<void> {
  await call('people.initialise', {
    committee: { name: '尧化街道人民调解委员会', mark: '尧', kind: 'street', region: '320113' },
    administrator: { username: 'admin', displayName: '主任', password: demoPassword },
  });
  const accounts = [
    ['mediator1', '调解员甲', 'mediator'],
    ['mediator2', '调解员乙', 'mediator'],
    ['coordinator', '协调员', 'coordinator'],
    ['clerk', '文员', 'clerk'],
  ] as const;
  for (const [username, displayName, role] of accounts) {
    await call('people.createUser', { username, displayName, password: demoPassword, roles: [role] });
  }
}

async function writePapers(desk: Desk, ids: readonly string[], folder: string): Promise<DocumentView[]> {
  await mkdir(folder, { recursive: true });
  const written: DocumentView[] = [];
  for (const [index, id] of ids.entries()) {
    const answer = await desk.call('documents.read', { id });
    if (!answer.ok) throw new Error(`documents.read was refused: ${answer.error.code}`);
    const document = answer.value as DocumentView & { pdf: Pdf };
    const name = `${String(index + 1).padStart(3, '0')} ${document.pdf.name}`;
    await writeFile(join(folder, name), Buffer.from(document.pdf.base64, 'base64'));
    written.push(document);
  }
  return written;
}

async function seeds(name: string): Promise<never> {
  const file = resolve(import.meta.dirname, '../../seeds/demo', name);
  return JSON.parse(await readFile(file, 'utf8')) as never;
}

/** A catalogue as it stands in the bound file. */
function sayDossier({ title, archiveNumber, dossier }: ArchivedCase): void {
  const { completeness, score, bound } = dossier;
  say(
    `  ${archiveNumber}  ${title} · ${completeness.present} of ${completeness.must} required rows · score ${score.points} · ${bound?.pages ?? 0} pages`,
  );
  for (const entry of bound?.contents ?? []) {
    say(`      ${entry.from === null ? '   –' : `p. ${entry.from}`.padStart(5)}  ${entry.title}`);
  }
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
const pages = (documents: readonly DocumentView[]) =>
  documents.reduce((sum, document) => sum + document.pages, 0);
const verdict = (intact: boolean) => (intact ? 'intact' : 'BROKEN');
