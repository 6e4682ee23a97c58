// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { routes } from '../../../src-main/contract/index.ts';
import { errorCodes } from '../../../src-main/contract/errors.ts';
import { findingCodes } from '../../../src-main/mediation/findings.ts';
import { nextActions } from '../../../src-main/mediation/next-action.ts';
import { stageRefusals } from '../../../src-main/mediation/stage.ts';
import { timelineCodes } from '../../../src-main/mediation/timeline.ts';
import { en } from '../../../src-renderer/i18n/en.ts';
import { dateText, instantText, minutesText, moneyText } from '../../../src-renderer/i18n/format.ts';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import {
  decodeProblem,
  encodeProblem,
  errorMessage,
  fieldMessage,
  findingMessage,
} from '../../../src-renderer/i18n/messages.ts';
import { zhCN } from '../../../src-renderer/i18n/zh-CN.ts';

afterEach(() => setLanguage('zh-CN'));

const keysOf = (tree: object, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value as object, `${prefix}${key}.`),
  );
const sentenceOf = (tree: object, key: string): unknown =>
  key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], tree);

/** Every `field.…` code that stands anywhere in the main process. */
function fieldCodesOfTheMainProcess(): string[] {
  const root = resolve(import.meta.dirname, '../../../src-main');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const codes = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/'(field\.[a-zA-Z]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  );
  return [...new Set(codes)].sort();
}

describe('sentences', () => {
  it.each(['zh-CN', 'en'] as const)(
    'every field code and stage refusal of the main process has its words in %s: no form shows a bare code',
    (language) => {
      setLanguage(language);
      const codes = fieldCodesOfTheMainProcess();
      expect(codes.length).toBeGreaterThan(20);
      for (const code of codes) expect(fieldMessage({ code }), code).not.toBe(code);
      const general = errorMessage({ code: 'case.stageForbids', message: '' });
      for (const reason of stageRefusals) {
        const told = errorMessage({ code: 'case.stageForbids', message: '', params: { reason } });
        expect(told, reason).not.toBe(general);
      }
    },
  );

  it('a finding that keeps an agreement from being issued is told in words beside its field', () => {
    const [code] = findingCodes;
    expect(fieldMessage({ code: `findings.${code}` })).toBe(findingMessage({ code, params: {} }));
  });

  it('English has exactly the keys of Chinese, none of them empty', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zhCN).sort());
    for (const tree of [zhCN, en])
      for (const key of keysOf(tree)) expect(sentenceOf(tree, key), key).not.toBe('');
  });

  it('both languages ask for the same values: a forgotten {{name}} would hide who is meant', () => {
    const values = (sentence: unknown) =>
      [...String(sentence).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const key of keysOf(zhCN))
      expect(values(sentenceOf(en, key)), key).toEqual(values(sentenceOf(zhCN, key)));
  });

  it.each(['zh-CN', 'en'] as const)(
    'every refusal, finding, next action and timeline code has its words in %s',
    (language) => {
      setLanguage(language);
      const tree = language === 'en' ? en : zhCN;
      for (const code of errorCodes) expect(errorMessage({ code, message: '' }), code).not.toBe(code);
      for (const code of findingCodes) expect(findingMessage({ code, params: {} }), code).not.toBe(code);
      for (const action of nextActions)
        expect(sentenceOf(tree.mediation.case.nextAction, action), action).toBeTypeOf('string');
      for (const [name, route] of Object.entries(routes)) {
        const audited = route.kind === 'command' ? !('trace' in route) : 'audited' in route;
        if (audited) expect(sentenceOf(tree.settings.audit.action, name), name).toBeTypeOf('string');
      }
      for (const code of timelineCodes)
        expect(sentenceOf(tree.mediation.timeline.what, code), code).toBeTypeOf('string');
    },
  );

  it('a code without a sentence shows itself instead of nothing', () => {
    expect(findingMessage({ code: 'somethingNew', params: {} })).toBe('somethingNew');
    expect(fieldMessage({ code: 'field.somethingNew' })).toBe('field.somethingNew');
  });

  it('amounts, dates and field names inside a finding are written as people write them', () => {
    const sentence = findingMessage({
      code: 'instalmentsSumDiffers',
      params: { clause: 2, sumFen: 10000, amountFen: 1234567 },
    });
    expect(sentence).toContain('¥100.00');
    expect(sentence).toContain('¥12,345.67');
    expect(findingMessage({ code: 'concludedInFuture', params: { concludedOn: '2027-01-05' } })).toContain(
      '2027年1月5日',
    );
    expect(
      findingMessage({ code: 'partyDataMissing', params: { name: '张三', missing: 'age,phone' } }),
    ).toContain('年龄、联系方式');
  });

  it('a name with markup or braces in it arrives as it was typed', () => {
    expect(findingMessage({ code: 'partyDuplicate', params: { name: '<b>&{{x}}' } })).toContain('<b>&');
  });

  it('a field problem survives the one string that the form library carries', () => {
    const problem = { code: 'field.tooLong', params: { max: 5 } };
    expect(decodeProblem(encodeProblem(problem))).toEqual(problem);
    expect(decodeProblem(encodeProblem({ code: 'field.required' }))).toEqual({ code: 'field.required' });
  });
});

describe('formats', () => {
  it('dates, money, hours as the house writes them', () => {
    expect(dateText('2026-07-01')).toBe('2026年7月1日');
    expect(moneyText(1234567)).toBe('¥12,345.67');
    expect(moneyText(10_000_000_000_000)).toBe('¥100,000,000,000.00');
    expect(minutesText(750)).toBe('12小时30分');
    expect(minutesText(0)).toBe('0分');
    expect(minutesText(-90)).toBe('−1小时30分');
  });

  it('an instant shortly before midnight UTC belongs to the next day in Shanghai, whatever this computer’s zone', () => {
    expect(instantText('2026-06-30T16:30:00.000Z')).toBe('2026年7月1日 00:30');
  });
});
