import { en } from '../../../src-renderer/i18n/en.ts';
import { zhCN } from '../../../src-renderer/i18n/zh-CN.ts';

export type Language = 'zh-CN' | 'en';

/**
 * The words of the window under a key written in full (`mediation:session.add`), as they stand at the beginning and
 * the end of a name; a value in them may be anything. Throws when there are none.
 */
export function words(language: Language): (key: string) => RegExp {
  const sentences: unknown = language === 'en' ? en : zhCN;
  return (key) => {
    const found = key
      .split(/[:.]/)
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], sentences);
    if (typeof found !== 'string') throw new Error(`no words under ${key}`);
    const parts = found.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`);
  };
}
