import { dataDirOf, openTerminalDesk } from './desk.ts';
import { exitCode } from './session.ts';
import { readPassword } from './password.ts';
import { dataHelp, readArguments, UsageError, type Command } from './usage.ts';

export const initCommand: Command = {
  summary: 'first run: make the committee and its administrator',
  help: `Usage: fengqiao init --committee NAME --mark WORD [--admin NAME] [--display-name NAME] [--region CODE] [--data DIR]

Makes the committee and its administrator in a data folder that has none.

  --committee NAME     full name, e.g. 尧化街道人民调解委员会
  --mark WORD          the word in its numbers, e.g. 尧 in （2026）尧人调字第1号
  --admin NAME         user name of the administrator; default admin
  --display-name NAME  the administrator’s name on papers; default 管理员
  --region CODE        region of the rule set; default 320113
${dataHelp}

The password (8 characters or more) comes from FENGQIAO_PASSWORD or is asked for.
`,
  async run(argv) {
    const { values } = readArguments(argv, {
      committee: { type: 'string' },
      mark: { type: 'string' },
      admin: { type: 'string', default: 'admin' },
      'display-name': { type: 'string', default: '管理员' },
      region: { type: 'string', default: '320113' },
      data: { type: 'string' },
    });
    if (!values.committee || !values.mark) throw new UsageError('--committee and --mark are needed');
    const password = await readPassword('new password of the administrator');
    const desk = await openTerminalDesk(dataDirOf(values.data));
    try {
      const answer = await desk.call('people.initialise', {
        committee: { name: values.committee, mark: values.mark, region: values.region },
        administrator: { username: values.admin, displayName: values['display-name'], password },
      });
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
      return exitCode(answer);
    } finally {
      await desk.close();
    }
  },
};
