// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingText } from '../../../src-renderer/features/timebank/finding-text.ts';
import { findingsNow } from '../../../src-renderer/features/timebank/sheet-findings.ts';
import { newLine } from '../../../src-renderer/features/timebank/sheet-lines.ts';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';

const readSource = (file: string) =>
  readFileSync(path.resolve(import.meta.dirname, '../../..', file), 'utf8');
const codesIn = (file: string, prefix: string) => [
  ...new Set(
    [...readSource(file).matchAll(new RegExp(`'(${prefix}\\.\\w+)'`, 'g'))].map((match) => match[1]!),
  ),
];

describe('sentences of remarks on a sheet', () => {
  const codes = [
    ...codesIn('src-main/timebank/sheet-check.ts', 'sheet'),
    ...codesIn('src-main/timebank/earners.ts', 'sheet'),
    ...codesIn('src-renderer/features/timebank/sheet-findings.ts', 'cell'),
  ];

  it('reads the codes it is about', () => {
    expect(codes.length).toBeGreaterThan(20);
  });

  it.each(['zh-CN', 'en'] as const)(
    'has one for every code of the checker in %s, so that no clerk ever reads a code',
    (language) => {
      setLanguage(language);
      const bare = codes.filter((code) => findingText({ code, params: {} }) === code);
      setLanguage('zh-CN');
      expect(bare).toEqual([]);
    },
  );

  it('writes durations, limits beside durations, dates and states as people do, and leaves counts of days alone', () => {
    expect(
      findingText({ code: 'sheet.dayTooLong', params: { name: '李娜', minutes: 510, limit: 480 } }),
    ).toContain('共 8小时30分，超过 8小时');
    expect(findingText({ code: 'sheet.enteredLate', params: { days: 41, limit: 30 } })).toContain('41 天');
    expect(
      findingText({ code: 'sheet.beforeJoining', params: { name: '李娜', joinedOn: '2026-03-01' } }),
    ).toContain('2026年3月1日');
    expect(findingText({ code: 'sheet.memberInactive', params: { name: '李娜', state: 'left' } })).toContain(
      '已退出',
    );
  });
});

describe('remarks while a line is being typed', () => {
  const line = { ...newLine('a'), startsAt: '9点' };

  it('do not scold for cells not reached yet, nor for the text under the keyboard', () => {
    const typed = { ...line, startsAt: '九' };
    expect(findingsNow(typed, [], { line, column: 'startsAt' })).toEqual([]);
    expect(findingsNow(typed, [], undefined).map(({ code }) => code)).toContain('cell.timeUnreadable');
  });

  it('stay when somebody comes back to the cell, as F8 does', () => {
    const broken = { ...line, startsAt: '九' };
    expect(findingsNow(broken, [], { line: broken, column: 'startsAt' }).map(({ code }) => code)).toEqual([
      'cell.timeUnreadable',
    ]);
  });
});
