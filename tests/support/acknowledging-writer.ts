import { openDesk, testPassword } from './desk.ts';

/*
 * A process that saves directory entries one after another and says `ok <id>` only after each was acknowledged.
 * Its parent kills it, or gives it a disk that fills up, and then looks whether every `ok` was true.
 */
const [dataDir, size] = process.argv.slice(2);
if (!dataDir) throw new Error('usage: acknowledging-writer DATA_DIR [CHARACTERS]');

const desk = await openDesk({ dataDir, initialise: false });
const signedIn = await desk.ask('people.signIn', { username: 'admin', password: testPassword });
if (!signedIn.ok) throw new Error(signedIn.error.code);
process.stdout.write('ready\n');

const address = '栖'.repeat(Number(size ?? 10));
for (let count = 0; count < 100_000; count += 1) {
  const answer = await desk.ask('people.saveParty', { party: { name: `当事人${count}`, address } });
  if (!answer.ok) {
    process.stdout.write(`refused ${answer.error.code}\n`);
    break;
  }
  process.stdout.write(`ok ${(answer.value as { id: string }).id}\n`);
}
process.exit(0);
