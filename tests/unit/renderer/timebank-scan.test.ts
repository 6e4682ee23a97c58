import { describe, expect, it } from 'vitest';
import type { SignCodeView } from '../../../src-main/contract/timebank/activity-values.ts';
import { scanned, type ScannedInto } from '../../../src-renderer/features/timebank/activities/scan.ts';
import { newLine, type DraftLine } from '../../../src-renderer/features/timebank/sheet-lines.ts';
import {
  sheetReducer,
  type SheetAction,
  type SheetLines,
} from '../../../src-renderer/features/timebank/sheet-state.ts';

const people = {
  wang: { id: 'wang', name: '王志明', volunteerNumber: '尧志1' },
  li: { id: 'li', name: '李小红', volunteerNumber: '尧志2' },
};
const row = (id: string, who: keyof typeof people, more: Partial<DraftLine> = {}): DraftLine => ({
  ...newLine(id),
  member: people[who],
  serviceType: 'patrol',
  startsAt: '08:00',
  endsAt: '09:00',
  ...more,
});
const view = (more: Partial<SignCodeView> = {}): SignCodeView => ({
  code: 'CODEWANG',
  signSheetId: 'printed',
  number: '签单1',
  head: {
    activity: '清洁日',
    servedOn: '2026-07-01',
    place: '广场',
    responsible: '王组长',
    areaId: null,
    groupId: null,
    activityId: 'act',
    part: '',
  },
  groupName: '',
  activityNumber: '活动1',
  line: {
    number: 1,
    memberId: 'wang',
    name: '王志明',
    volunteerNumber: '尧志1',
    serviceType: 'patrol',
    startsAt: '08:00',
    endsAt: '09:00',
    printedCode: 'CODEWANG',
  },
  entered: null,
  ...more,
});
const walkIn = view({
  code: 'CODEFREE',
  line: {
    ...view().line!,
    memberId: null,
    name: '',
    volunteerNumber: '',
    printedCode: 'CODEFREE',
    number: 9,
  },
});
const head = view({ code: 'CODEHEAD', line: null });
const into = (lines: DraftLine[], more: Partial<ScannedInto> = {}): ScannedInto => ({
  sheetId: undefined,
  activityId: 'act',
  lines,
  ...more,
});

describe('a scanned line', () => {
  it('says that a person of the list came; the second time it says so and changes nothing', () => {
    const lines = [row('1', 'li', { presence: 'planned' }), row('2', 'wang', { presence: 'planned' })];
    expect(scanned(into(lines), view(), 'x')).toEqual({ kind: 'came', id: '2', n: 2, name: '王志明' });
    const after = run({ lines, removed: null }, { type: 'came', id: '2', printedCode: 'CODEWANG' });
    expect(scanned(into(after.lines), view(), 'x')).toMatchObject({ kind: 'twice', id: '2', n: 2 });
    // The same person on a sheet printed earlier for the same activity.
    const earlier = view({ code: 'CODEOLD2' });
    expect(scanned(into(after.lines), earlier, 'x')).toMatchObject({ kind: 'twice', id: '2' });
  });

  it('adds a person who is not on the list, with the planned times; a line for anybody asks for the name', () => {
    const lines = [row('1', 'li', { presence: 'came' }), newLine('2')];
    const added = scanned(into(lines), view(), 'x');
    expect(added).toMatchObject({ kind: 'add', n: 2, takeHead: false });
    expect(added.kind === 'add' && added.line).toMatchObject({
      id: 'x',
      member: people.wang,
      startsAt: '08:00',
      printedCode: 'CODEWANG',
      presence: 'came',
    });
    const anybody = scanned(into(lines), walkIn, 'y');
    expect(anybody.kind === 'add' && anybody.line.member).toBeNull();
    // Two lines for anybody are two people.
    const after = run(
      { lines, removed: null },
      { type: 'addScanned', line: (anybody as { line: DraftLine }).line },
    );
    expect(after.lines.map(({ id }) => id)).toEqual(['1', 'y']);
    expect(scanned(into(after.lines), walkIn, 'z')).toMatchObject({ kind: 'twice', id: 'y' });
  });

  it('on a sheet nobody has begun takes the head along; on another activity’s sheet it is foreign', () => {
    expect(scanned(into([newLine('1')], { activityId: null }), view(), 'x')).toMatchObject({
      kind: 'add',
      takeHead: true,
    });
    expect(scanned(into([row('1', 'li')], { activityId: null }), view(), 'x')).toEqual({
      kind: 'foreign',
      number: '签单1',
      activity: '清洁日',
    });
    expect(scanned(into([newLine('1')], { activityId: 'other' }), view(), 'x').kind).toBe('foreign');
  });

  it('entered on another sheet is entered nowhere else; on this one it may come back', () => {
    const elsewhere = view({ entered: { id: 's1', number: '签到1' } });
    expect(scanned(into([newLine('1')]), elsewhere, 'x')).toEqual({ kind: 'entered', number: '签到1' });
    expect(scanned(into([newLine('1')], { sheetId: 's1' }), elsewhere, 'x').kind).toBe('add');
  });
});

describe('a scanned head', () => {
  it('opens its sheet, or the one that was entered, but never over something that is being typed', () => {
    const empty = into([newLine('1')], { activityId: null });
    expect(scanned(empty, head, 'x')).toEqual({ kind: 'openPrinted', signSheetId: 'printed' });
    expect(scanned(empty, { ...head, entered: { id: 's1', number: '签到1' } }, 'x')).toEqual({
      kind: 'openSheet',
      id: 's1',
    });
    expect(scanned(into([row('1', 'li')], { activityId: null }), head, 'x').kind).toBe('headOpen');
    expect(scanned(into([row('1', 'li')]), head, 'x')).toEqual({ kind: 'headHere' });
  });
});

describe('who came', () => {
  const lines = [
    row('1', 'li', { presence: 'planned' }),
    row('2', 'wang', { presence: 'came' }),
    row('3', 'li', { presence: 'planned' }),
    row('4', 'wang'),
  ];

  it('only they are kept, and everybody can come back in the old order', () => {
    const kept = run({ lines, removed: null }, { type: 'keepCame', newId: 'n' });
    expect(kept.lines.map(({ id }) => id)).toEqual(['2', '4']);
    expect(run(kept, { type: 'undoKeep' }).lines.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    const nobody = run({ lines: [lines[0]!], removed: null }, { type: 'keepCame', newId: 'n' });
    expect(nobody.lines.map(({ id }) => id)).toEqual(['n']);
    expect(run(nobody, { type: 'undoKeep' }).lines.map(({ id }) => id)).toEqual(['1']);
  });

  it('whoever works on a line of the list says so; walking through it does not', () => {
    const typed = run({ lines, removed: null }, { type: 'type', id: '1', column: 'startsAt', text: '815' });
    expect(typed.lines[0]).toMatchObject({ presence: 'came', startsAt: '815' });
    const completed = run({ lines, removed: null }, { type: 'completeLine', id: '3' });
    expect(completed.lines[2]!.presence).toBe('came');
    const settled = run(
      { lines, removed: null },
      { type: 'settle', id: '1', column: 'startsAt', services: [] },
    );
    expect(settled.lines[0]!.presence).toBe('planned');
    expect(run({ lines, removed: null }, { type: 'allCame' }).lines.map(({ presence }) => presence)).toEqual([
      'came',
      'came',
      'came',
      undefined,
    ]);
  });
});

const run = (state: SheetLines, action: SheetAction) => sheetReducer(state, action);
