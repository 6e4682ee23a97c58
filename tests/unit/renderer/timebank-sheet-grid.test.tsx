// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Providers } from '../../../src-renderer/app/Providers.tsx';
import { SheetPage } from '../../../src-renderer/features/timebank/SheetPage.tsx';

const MEMBERS = [
  { id: '018f0000-0000-7000-8000-000000000001', name: '张伟', volunteerNumber: 'NJ0001' },
  { id: '018f0000-0000-7000-8000-000000000002', name: '张伟', volunteerNumber: 'NJ0002' },
  { id: '018f0000-0000-7000-8000-000000000003', name: '李娜', volunteerNumber: 'NJ0003' },
  { id: '018f0000-0000-7000-8000-000000000004', name: '王芳', volunteerNumber: 'NJ0004' },
].map((member) => ({ ...member, phone: '', kind: 'person', state: 'active' }));

const SERVICES = [
  { code: 'visit', name: '陪伴探访', group: '', numerator: 1, denominator: 1 },
  { code: 'errand', name: '代办事务', group: '', numerator: 1, denominator: 1 },
];

interface Call {
  route: string;
  input: { [name: string]: unknown };
}

let calls: Call[];
let answers: Record<string, (input: never) => unknown>;

const saved = () => calls.filter(({ route }) => route === 'timebank.saveSheet');
const linesSent = () => (saved().at(-1)!.input['sheet'] as { lines: { [name: string]: unknown }[] }).lines;

beforeEach(() => {
  calls = [];
  answers = {
    'people.readStatus': () => ({
      initialised: true,
      version: '0',
      dataDir: '',
      session: { state: 'open', user: { id: 'u', roles: ['clerk'] }, committee: null },
    }),
    'platform.readReference': () => ({ serviceTypes: SERVICES, areas: [] }),
    'platform.readDraft': () => ({ draft: null }),
    'platform.saveDraft': () => ({}),
    'platform.discardDraft': () => ({}),
    'timebank.listMembers': ({ text }: { text: string }) => {
      const rows = MEMBERS.filter(
        ({ name, volunteerNumber }) => name.includes(text) || volunteerNumber.includes(text),
      );
      return { rows, total: rows.length };
    },
    'timebank.checkSheet': () => ({ findings: [], credits: [], totalMinutes: 0 }),
    'timebank.saveSheet': () => ({ id: 'saved', version: 1, number: 'QD-1' }),
    'timebank.readSheet': () => new Promise(() => undefined),
  };
  window.api = {
    call: async (route, input) => {
      calls.push({ route, input: input as Call['input'] });
      const answer = answers[route];
      if (!answer) throw new Error(`unexpected ${route}`);
      const value = await answer(input as never);
      return isRefusal(value) ? value : { ok: true, value };
    },
    on: () => () => undefined,
  };
});
afterEach(cleanup);

const isRefusal = (value: unknown): value is { ok: false; error: never } =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;

async function open() {
  render(
    <Providers nonce="">
      <SheetPage params={{ id: 'new' }} />
    </Providers>,
  );
  await waitFor(() => expect(cell('第1行 开始')).toBeTruthy());
  await waitFor(() => expect(calls.some(({ route }) => route === 'platform.readReference')).toBe(true));
  await settle();
}

/** Lets promises and React finish. */
const settle = () => act(() => new Promise((done) => setTimeout(done, 20)));

const cell = (name: string) => document.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
/** Queries by role are slow in a page of this size. */
const field = (label: string) =>
  screen.getByLabelText<HTMLInputElement>(new RegExp(`^${label}`), { selector: 'input' });
const at = () => document.activeElement?.getAttribute('aria-label');

async function type(text: string) {
  const input = document.activeElement as HTMLInputElement;
  fireEvent.change(input, { target: { value: text } });
  // Somebody who looks at the list before pressing Enter.
  if (input.getAttribute('role') === 'combobox')
    await waitFor(() => expect(input.getAttribute('aria-expanded')).toBe('true'));
  await settle();
}
async function press(key: string, more: object = {}) {
  fireEvent.keyDown(document.activeElement!, { key, ...more });
  await settle();
}
async function fillHead() {
  for (const [label, text] of [
    ['活动名称', '端午包粽子'],
    ['服务日期', '2026-6-10'],
    ['地点', '尧化社区'],
    ['活动负责人', '周主任'],
  ] as const) {
    fireEvent.change(field(label), { target: { value: text } });
  }
  await settle();
}
/** Member, service, start, end, then Enter through minutes, recipient and note. */
async function enterLine(member: string, service: string, start: string, end: string) {
  for (const text of [member, service, start, end, '', '', '']) {
    if (text !== '') await type(text);
    await press('Enter');
  }
}

describe('the sign-in sheet by keyboard alone', () => {
  it('enters lines with Enter only: times without colon, the rest copied from the line above', async () => {
    await open();
    await fillHead();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    expect(at()).toBe('第2行 成员');
    // The second line: a name, then Enter on what is copied.
    await enterLine('王芳', '', '', '');
    expect(at()).toBe('第3行 成员');
    // Enter on the empty line says: done.
    await press('Enter');
    expect(document.activeElement?.textContent).toContain('保存签到表');
    fireEvent.click(document.activeElement!);
    await waitFor(() => expect(saved()).toHaveLength(1));
    expect(saved()[0]!.input['sheet']).toMatchObject({
      activity: '端午包粽子',
      servedOn: '2026-06-10',
      sourceClass: 'sheet',
    });
    expect(linesSent()).toMatchObject([
      { memberId: MEMBERS[2]!.id, serviceType: 'visit', startsAt: '09:00', endsAt: '11:30', minutes: 150 },
      { memberId: MEMBERS[3]!.id, serviceType: 'visit', startsAt: '09:00', endsAt: '11:30', minutes: 150 },
    ]);
  });

  it('finishes a line with Ctrl+Enter right after the name', async () => {
    await open();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    await type('NJ0004');
    await press('Enter', { ctrlKey: true });
    expect(at()).toBe('第3行 成员');
    expect(cell('第2行 成员').value).toBe('王芳');
    expect(cell('第2行 结束').value).toBe('11:30');
  });

  it('never books two members of one name by their order: Enter waits for a choice', async () => {
    await open();
    cell('第1行 成员').focus();
    await type('张伟');
    expect(
      document.querySelectorAll('[role="listbox"][aria-label="第1行 成员"] [role="option"]'),
    ).toHaveLength(2);
    await press('Enter');
    expect(at()).toBe('第1行 成员');
    expect(screen.getAllByText(/同名/).length).toBeGreaterThan(0);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');
    expect(at()).toBe('第1行 服务类别');
    expect(screen.getByText('NJ0002')).toBeTruthy();
  });

  it('does not take the Enter that ends a pinyin composition', async () => {
    await open();
    cell('第1行 成员').focus();
    await type('li');
    await press('Enter', { isComposing: true });
    await press('Enter', { keyCode: 229 });
    expect(at()).toBe('第1行 成员');
    expect(saved()).toHaveLength(0);
  });

  it('looks a member up afterwards when Enter was faster than the list, and says so when there is none', async () => {
    await open();
    const slow = answers['timebank.listMembers']!;
    answers['timebank.listMembers'] = async (input: never) => {
      await new Promise((done) => setTimeout(done, 60));
      return slow(input);
    };
    cell('第1行 成员').focus();
    fireEvent.change(document.activeElement!, { target: { value: '李娜' } });
    fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
    expect(at()).toBe('第1行 服务类别');
    await waitFor(() => expect(screen.getByText('NJ0003')).toBeTruthy());

    cell('第1行 成员').focus();
    fireEvent.change(document.activeElement!, { target: { value: '赵不存在' } });
    fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
    cell('第1行 开始').focus();
    await waitFor(() => expect(cell('第1行 成员').getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText(/没有找到成员“赵不存在”/)).toBeTruthy();
  });

  it('removes a line with Ctrl+Delete, moves on, and offers it back', async () => {
    await open();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    await enterLine('王芳', '', '1300', '1400');
    cell('第1行 开始').focus();
    await press('Delete', { ctrlKey: true });
    expect(cell('第1行 成员').value).toBe('王芳');
    expect(at()).toBe('第1行 开始');
    fireEvent.click(screen.getByText(/撤销移除/));
    await settle();
    expect(cell('第1行 成员').value).toBe('李娜');
    expect(cell('第2行 成员').value).toBe('王芳');
  });

  it('copies the cell above with Ctrl+D and takes typed text back with Escape', async () => {
    await open();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    await type('王芳');
    await press('Enter');
    cell('第2行 服务对象').focus();
    cell('第1行 服务对象').focus();
    await type('陈奶奶');
    cell('第2行 服务对象').focus();
    await press('d', { ctrlKey: true });
    expect(cell('第2行 服务对象').value).toBe('陈奶奶');
    cell('第1行 开始').focus();
    await type('1000');
    await press('Escape');
    expect(cell('第1行 开始').value).toBe('09:00');
  });

  it('moves with arrows, and opens a line below the last', async () => {
    await open();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    cell('第1行 开始').focus();
    await press('ArrowRight');
    expect(at()).toBe('第1行 结束');
    await press('ArrowDown');
    expect(at()).toBe('第2行 结束');
    await press('ArrowDown');
    expect(at()).toBe('第2行 结束');
    await press('ArrowUp');
    await press('ArrowLeft');
    expect(at()).toBe('第1行 开始');
  });

  it('pastes a spreadsheet and looks every member up', async () => {
    await open();
    cell('第1行 成员').focus();
    fireEvent.paste(document.activeElement!, {
      clipboardData: { getData: () => '李娜\t探访\t900\t1000\n张伟\t\t9:00\t10:00\nNJ0004\t\t9:00\t10:00\n' },
    });
    await waitFor(() => expect(cell('第3行 成员').value).toBe('王芳'));
    expect(cell('第1行 成员').value).toBe('李娜');
    // Two of the name: not guessed.
    await waitFor(() => expect(screen.getByText(/有多位成员符合“张伟”/)).toBeTruthy());
  });

  it('shows remarks of the main process in words at their line, and F8 jumps there', async () => {
    answers['timebank.checkSheet'] = ({ sheet }: { sheet: { lines: unknown[] } }) => ({
      findings:
        sheet.lines.length < 2
          ? []
          : [
              {
                code: 'sheet.overlapElsewhere',
                severity: 'error',
                place: 'lines.1.startsAt',
                params: {
                  name: '王芳',
                  number: 'QD-7',
                  activity: '义诊',
                  otherStart: '08:00',
                  otherEnd: '10:00',
                },
                source: '',
              },
            ],
      credits: [],
      totalMinutes: 0,
    });
    await open();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    await enterLine('王芳', '', '', '');
    const words = await screen.findByText(
      /王芳 在签到表 QD-7“义诊”中 08:00–10:00 也在服务/,
      {},
      { timeout: 2000 },
    );
    expect(within(words.closest('td')!).getByText('错误')).toBeTruthy();
    expect(cell('第2行 开始').getAttribute('aria-describedby')).toBe(words.closest('td')!.id);
    await press('F8');
    expect(at()).toBe('第2行 开始');
  });

  it('puts a refusal of the main process at its cell and the cursor there', async () => {
    answers['timebank.saveSheet'] = () => ({
      ok: false,
      error: {
        code: 'sheet.hasErrors',
        message: '',
        fields: { 'sheet.lines.0.minutes': { code: 'field.minutesTooFew' } },
      },
    });
    await open();
    await fillHead();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    await waitFor(() => expect(at()).toBe('第1行 分钟'));
    expect(cell('第1行 分钟').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/时长至少 1 分钟/)).toBeTruthy();
  });

  it('does not send a sheet with a line it could not read, and goes to that cell', async () => {
    await open();
    await fillHead();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '九点', '1130');
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    await waitFor(() => expect(at()).toBe('第1行 开始'));
    expect(saved()).toHaveLength(0);
  });

  it('keeps a draft of head and lines, and brings both back', async () => {
    await open();
    await fillHead();
    cell('第1行 成员').focus();
    await enterLine('李娜', '探访', '900', '1130');
    const drafts = () => calls.filter(({ route }) => route === 'platform.saveDraft');
    await waitFor(() => expect(drafts().length).toBeGreaterThan(0), { timeout: 3000 });
    await waitFor(() => expect(String(drafts().at(-1)!.input['body'])).toContain('11:30'), { timeout: 3000 });
    const { key, body } = drafts().at(-1)!.input;
    expect(key).toBe('sheet:new');
    cleanup();

    answers['platform.readDraft'] = () => ({ draft: { body, savedAt: '2026-06-11T01:00:00.000Z' } });
    await open();
    await waitFor(() => expect(cell('第1行 成员').value).toBe('李娜'));
    expect(cell('第1行 结束').value).toBe('11:30');
    expect(field('活动名称').value).toBe('端午包粽子');
  });
});
