import { describe, expect, it } from 'vitest';
import { intentOf, cellAfter } from '../../../src-renderer/features/timebank/sheet-keys.ts';
import {
  clockMinutes,
  decideMember,
  givenMinutes,
  matchServices,
  newLine,
  settleCell,
  toDraftInput,
  typeCell,
  type DraftLine,
} from '../../../src-renderer/features/timebank/sheet-lines.ts';
import {
  columnOfField,
  findingsByLine,
  localFindings,
  nextDoubtful,
} from '../../../src-renderer/features/timebank/sheet-findings.ts';
import {
  readTable,
  sheetReducer,
  type SheetLines,
} from '../../../src-renderer/features/timebank/sheet-state.ts';
import { isMinor } from '../../../src-renderer/features/timebank/minor.ts';
import { monthsBack } from '../../../src-renderer/features/timebank/months.ts';
import { readClock } from '../../../src-renderer/ui/ClockInput.tsx';
import { readMinutes } from '../../../src-renderer/features/timebank/read-minutes.ts';

const services = [
  { code: 'companion', name: '陪伴探访' },
  { code: 'errand', name: '代办事务' },
  { code: 'visit', name: '探访' },
];
const zhang = { id: 'm1', name: '张伟', volunteerNumber: 'NJ0001' };
const twin = { id: 'm2', name: '张伟', volunteerNumber: 'NJ0002' };
const li = { id: 'm3', name: '李娜', volunteerNumber: 'NJ0003' };

const line = (change: Partial<DraftLine> = {}): DraftLine => ({ ...newLine('a'), ...change });
const full = (id: string): DraftLine => ({
  ...newLine(id),
  member: zhang,
  serviceType: 'visit',
  startsAt: '09:00',
  endsAt: '11:00',
});

describe('clock times as typed', () => {
  it.each([
    ['900', '09:00'],
    ['1430', '14:30'],
    ['9', '09:00'],
    ['9:05', '09:05'],
    ['９：３０', '09:30'],
    ['9点半', '09:30'],
    ['14时30分', '14:30'],
    ['2400', '24:00'],
    ['0', '00:00'],
  ])('reads %s as %s, so that nobody has to type a colon', (typed, clock) => {
    expect(readClock(typed)).toBe(clock);
  });

  it.each(['', '2401', '960', '25', '9:5', 'abc', '-900', '12345'])(
    'refuses %s instead of guessing a time',
    (typed) => {
      expect(readClock(typed)).toBeUndefined();
    },
  );
});

describe('minutes as typed', () => {
  it.each([
    ['90', 90],
    ['1:30', 90],
    ['1小时30分', 90],
    ['1.5小时', 90],
    ['0.1h', 6],
    ['２小时', 120],
  ])('reads %s as %i whole minutes without passing through a fraction', (typed, minutes) => {
    expect(readMinutes(typed)).toBe(minutes);
  });

  it.each(['', '1:75', '0.01h', '一小时'])('refuses %s', (typed) => {
    expect(readMinutes(typed)).toBeUndefined();
  });
});

describe('a line', () => {
  it('takes its minutes from the clock until fewer are typed, and follows the clock again when they are equal', () => {
    const timed = line({ startsAt: '09:00', endsAt: '11:30' });
    expect(clockMinutes(timed)).toBe(150);
    expect(givenMinutes(timed)).toBe(150);
    const lowered = settleCell(typeCell(timed, 'minutes', '2小时'), 'minutes', services);
    expect(lowered.minutesText).toBe('120');
    expect(givenMinutes(lowered)).toBe(120);
    expect(settleCell(typeCell(timed, 'minutes', '150'), 'minutes', services).minutesText).toBe('');
  });

  it('never calls an end before its start a negative service', () => {
    expect(clockMinutes(line({ startsAt: '11:00', endsAt: '09:00' }))).toBeUndefined();
    expect(
      localFindings(line({ member: li, serviceType: 'visit', startsAt: '11:00', endsAt: '09:00' })),
    ).toEqual([{ column: 'endsAt', severity: 'error', code: 'cell.endNotAfterStart', params: {} }]);
  });

  it('keeps unreadable text as typed and reports it, instead of dropping what somebody wrote', () => {
    const typed = settleCell(typeCell(full('a'), 'startsAt', '九点多'), 'startsAt', services);
    expect(typed.startsAt).toBe('九点多');
    expect(localFindings(typed)).toEqual([
      { column: 'startsAt', severity: 'error', code: 'cell.timeUnreadable', params: { text: '九点多' } },
    ]);
    expect(toDraftInput(typed)).not.toHaveProperty('startsAt');
  });

  it('does not call an empty line at the end doubtful, even with the copied service type', () => {
    expect(localFindings(newLine('b', full('a')))).toEqual([]);
  });
});

describe('finding the member that was typed', () => {
  it('never decides between two members of one name by their order', () => {
    expect(decideMember('张伟', [zhang, twin])).toBe('ambiguous');
    expect(decideMember('zhang', [zhang, twin, li])).toBe('ambiguous');
  });

  it('takes the number over everything, also typed in full width and lower case', () => {
    expect(decideMember('nj0002', [zhang, twin])).toBe(twin);
    expect(decideMember('ＮＪ０００２', [zhang, twin])).toBe(twin);
  });

  it('prefers the exact name to a longer one that the server lists first', () => {
    const longer = { id: 'm4', name: '李娜娜', volunteerNumber: 'NJ0004' };
    expect(decideMember('李娜', [longer, li])).toBe(li);
    expect(decideMember('没有', [])).toBe('unknown');
  });
});

it('finds service types by exact code, by the beginning and by a part of the name, in this order', () => {
  expect(matchServices('visit', services)[0]?.code).toBe('visit');
  expect(matchServices('探访', services).map(({ code }) => code)).toEqual(['visit', 'companion']);
  expect(matchServices('没有', services)).toEqual([]);
});

describe('keys', () => {
  const press = (key: string, more: object = {}) => ({
    key,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    composing: false,
    ...more,
  });
  const whole = { start: 0, end: 5, length: 5 };

  it('leaves every key to the input method while it composes', () => {
    for (const key of ['Enter', 'ArrowDown', 'ArrowLeft', 'Escape']) {
      expect(intentOf(press(key, { composing: true }), whole)).toBeUndefined();
    }
  });

  it('moves left and right only from an edge or a wholly selected cell, so that text can still be corrected', () => {
    expect(intentOf(press('ArrowLeft'), whole)).toBe('left');
    expect(intentOf(press('ArrowLeft'), { start: 2, end: 2, length: 5 })).toBeUndefined();
    expect(intentOf(press('ArrowLeft'), { start: 0, end: 0, length: 5 })).toBe('left');
    expect(intentOf(press('ArrowRight'), { start: 5, end: 5, length: 5 })).toBe('right');
  });

  it('keeps Delete without Ctrl for the text', () => {
    expect(intentOf(press('Delete'), whole)).toBeUndefined();
    expect(intentOf(press('Delete', { ctrlKey: true }), whole)).toBe('removeLine');
  });

  it('leads from the last cell of a line to the first of the next, and beyond the last line to a new one', () => {
    expect(cellAfter({ row: 0, column: 'note' }, 'next', 2)).toEqual({ row: 1, column: 'member' });
    expect(cellAfter({ row: 1, column: 'note' }, 'next', 2)).toBeUndefined();
    expect(cellAfter({ row: 0, column: 'member' }, 'previous', 2)).toBeUndefined();
  });
});

describe('the sheet', () => {
  const start: SheetLines = { lines: [full('a'), full('b')], removed: null };

  it('opens a line with the service type of the one above', () => {
    const { lines } = sheetReducer(start, { type: 'append', newId: 'c' });
    expect(lines[2]).toMatchObject({ id: 'c', serviceType: 'visit', startsAt: '', member: null });
  });

  it('completes a line from the one above without touching member, recipient or what was typed', () => {
    const typed = { ...newLine('c'), member: li, endsAt: '10:00' };
    const { lines } = sheetReducer(
      { lines: [full('a'), typed], removed: null },
      { type: 'completeLine', id: 'c' },
    );
    expect(lines[1]).toMatchObject({
      member: li,
      serviceType: 'visit',
      startsAt: '09:00',
      endsAt: '10:00',
      recipient: '',
    });
  });

  it('puts a removed line back where it was, once', () => {
    const removed = sheetReducer(start, { type: 'remove', id: 'a', newId: 'x' });
    expect(removed.lines.map(({ id }) => id)).toEqual(['b']);
    const back = sheetReducer(removed, { type: 'undoRemove' });
    expect(back.lines).toEqual(start.lines);
    expect(sheetReducer(back, { type: 'undoRemove' })).toBe(back);
  });

  it('keeps one line when the last is removed, and gives the place back on undo', () => {
    const one: SheetLines = { lines: [full('a')], removed: null };
    const removed = sheetReducer(one, { type: 'remove', id: 'a', newId: 'x' });
    expect(removed.lines).toHaveLength(1);
    expect(sheetReducer(removed, { type: 'undoRemove' }).lines).toEqual(one.lines);
  });

  it('ignores a search result for text that was typed over meanwhile', () => {
    const wanted = line({ memberText: '李', lookup: 'wanted' });
    const state: SheetLines = { lines: [wanted], removed: null };
    expect(sheetReducer(state, { type: 'found', id: 'a', text: '张', result: zhang })).toBe(state);
    expect(sheetReducer(state, { type: 'found', id: 'a', text: '李', result: li }).lines[0]?.member).toBe(li);
    expect(
      sheetReducer(state, { type: 'found', id: 'a', text: '李', result: 'ambiguous' }).lines[0]?.lookup,
    ).toBe('ambiguous');
  });

  it('pastes lines of a spreadsheet over and below the cell, reading times and looking members up', () => {
    const cells = readTable('李娜\t探访\t900\t1130\r\n王芳\t\t9:00\t11:00\t90\t陈奶奶\r\n')!;
    const { lines } = sheetReducer(
      { lines: [newLine('a')], removed: null },
      { type: 'paste', id: 'a', column: 'member', cells, newIds: ['n1', 'n2'], services },
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      memberText: '李娜',
      lookup: 'wanted',
      serviceType: 'visit',
      startsAt: '09:00',
      endsAt: '11:30',
    });
    expect(lines[1]).toMatchObject({
      id: 'n2',
      memberText: '王芳',
      serviceType: 'visit',
      startsAt: '09:00',
      minutesText: '90',
      recipient: '陈奶奶',
    });
  });

  it('leaves a single piece of text to the cell, and keeps line breaks of a quoted cell inside it', () => {
    expect(readTable('李娜')).toBeUndefined();
    expect(readTable('"第一行\n第二行"\tb\nc\td')).toEqual([
      ['第一行 第二行', 'b'],
      ['c', 'd'],
    ]);
    expect(readTable('他说"好"\tb')).toEqual([['他说"好"', 'b']]);
  });
});

describe('remarks of the main process', () => {
  const finding = (place: string) => ({
    code: 'sheet.overlap',
    severity: 'error' as const,
    place,
    params: {},
    source: '',
  });

  it('lands on the line that was sent at that position, not on the one that stands there now', () => {
    const { lines, head } = findingsByLine(
      [finding('lines.1.startsAt'), finding('servedOn'), finding('lines.9.note')],
      ['x', 'y'],
    );
    expect([...lines.keys()]).toEqual(['y']);
    expect(lines.get('y')?.[0]?.column).toBe('startsAt');
    expect(head).toHaveLength(2);
  });

  it('puts memberId at the member and a remark on the whole line there too', () => {
    expect(columnOfField('memberId')).toBe('member');
    expect(columnOfField(undefined)).toBe('member');
    expect(columnOfField('endsAt')).toBe('endsAt');
  });

  it('goes round the end to the next doubtful line and stops when there is none', () => {
    expect(nextDoubtful([true, false, true], 0, 1)).toBe(2);
    expect(nextDoubtful([true, false, true], 2, 1)).toBe(0);
    expect(nextDoubtful([true, false, true], 0, -1)).toBe(2);
    expect(nextDoubtful([true, false, false], -1, 1)).toBe(0);
    expect(nextDoubtful([false, false], 0, 1)).toBeUndefined();
  });
});

it('counts a minor to the day before the eighteenth birthday', () => {
  expect(isMinor('2008-11-22', '2026-11-21')).toBe(true);
  expect(isMinor('2008-11-22', '2026-11-22')).toBe(false);
  expect(isMinor(null, '2026-11-22')).toBe(false);
  expect(isMinor('2008-11', '2026-11-22')).toBe(false);
});

it('steps months back over the turn of the year', () => {
  expect(monthsBack('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
