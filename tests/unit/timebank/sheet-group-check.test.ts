import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGroup, type GroupWork, type SheetGroup } from '../../../src-main/timebank/sheet-group-check.ts';
import { checkCodes } from '../../../src-main/timebank/sheet-code-check.ts';

const members = new Map([
  ['wang', { name: '王志明', kind: 'person' as const }],
  ['li', { name: '李小红', kind: 'person' as const }],
  ['team', { name: '服务队', kind: 'group' as const }],
]);
const team: SheetGroup = { id: 'team', name: '服务队', active: true, people: new Set(['wang']) };
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const line = (memberId: string, from = 540, to = 600) => ({
  memberId,
  startsAt: clock(from),
  endsAt: clock(to),
});
const codes = (
  lines: ReturnType<typeof line>[],
  known: { group?: SheetGroup; groupWork?: GroupWork[] } = {},
  groupId: string | undefined = known.group?.id,
) =>
  checkGroup({ lines, ...(groupId === undefined ? {} : { groupId }) }, { members, ...known }).map(
    ({ code, place, severity }) => [code, place, severity],
  );

describe('a sheet in the name of a group', () => {
  it('names who does not belong to it, and a group that is not there', () => {
    expect(codes([line('wang'), line('li')], { group: team })).toEqual([
      ['sheet.notInGroup', 'lines.1.memberId', 'warning'],
    ]);
    expect(codes([line('wang')], { group: { ...team, active: false } })).toEqual([
      ['sheet.groupUnknown', 'groupId', 'error'],
    ]);
    expect(codes([line('wang')], {}, 'gone')).toEqual([['sheet.groupUnknown', 'groupId', 'error']]);
  });

  it('says nothing of people in their own name, nor of a group that works while its people rest', () => {
    expect(codes([line('wang'), line('team')])).toEqual([]);
    expect(codes([line('wang', 540, 600), line('team', 600, 660)], { group: team })).toEqual([]);
  });

  it('lets a group and its people have the same minute exactly when they do not meet', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 300 }))
      .map(([from, length]) => ({ from, to: Math.min(from + length, 1439) }));
    fc.assert(
      fc.property(span, span, (own, people) => {
        const found = codes([line('wang', people.from, people.to), line('team', own.from, own.to)], {
          group: team,
        });
        const meet = own.from < people.to && people.from < own.to;
        expect(found.some(([code]) => code === 'sheet.groupTwice')).toBe(meet);
      }),
    );
  });

  it('finds the other half on another sheet, and says it once for all its people', () => {
    const elsewhere = (ofGroup: boolean): GroupWork[] => [
      { groupId: 'team', ofGroup, startsAt: '09:30', endsAt: '10:30', sheetNumber: '签到1' },
    ];
    expect(
      codes([line('wang'), line('wang', 570, 630)], { group: team, groupWork: elsewhere(true) }),
    ).toEqual([['sheet.groupTwiceElsewhere', 'lines.0.memberId', 'error']]);
    expect(codes([line('team')], { groupWork: elsewhere(false) })).toEqual([
      ['sheet.groupTwiceElsewhere', 'lines.0.memberId', 'error'],
    ]);
    // Its own line on two sheets is an overlap, which the other checks find.
    expect(codes([line('team')], { groupWork: elsewhere(true) })).toEqual([]);
  });
});

describe('a line printed for somebody', () => {
  it('is doubtful for another person only', () => {
    const printed = new Map([['CODE2222', { memberId: 'wang', name: '王志明' }]]);
    const found = (memberId: string, printedCode: string) =>
      checkCodes({ lines: [{ memberId, printedCode }] }, printed, members).map(({ code }) => code);
    expect(found('wang', 'CODE2222')).toEqual([]);
    expect(found('li', 'CODE2222')).toEqual(['sheet.printedForOther']);
    expect(found('li', 'CODEFREE')).toEqual([]);
  });
});
