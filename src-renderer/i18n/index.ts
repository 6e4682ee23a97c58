import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { DefaultNamespace, Namespace } from 'i18next';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';
import type { Shape } from './shape.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const KEPT_UNDER = 'fengqiao.language';

type Sentences = Shape<typeof zhCN>;
type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string];
type QualifiedKey = { [N in keyof Sentences & string]: `${N}:${Path<Sentences[N]>}` }[keyof Sentences &
  string];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: Sentences;
  }
  // Beside the keys of its own namespace, every `t` takes the key of any other written in full: `common:action.save`.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- a merged interface must repeat the parameters
  interface TFunction<Ns extends Namespace = DefaultNamespace, KPrefix = undefined> {
    (key: QualifiedKey, values?: Record<string, string | number | undefined>): string;
  }
}

export const i18n = i18next;

void i18n.use(initReactI18next).init({
  lng: keptLanguage(),
  fallbackLng: 'zh-CN',
  defaultNS: 'common',
  resources: { 'zh-CN': zhCN, en },
  interpolation: { escapeValue: false },
  // Everything is bundled: no waiting, no flash of keys.
  initAsync: false,
  react: { useSuspense: false },
});
applyLanguage(i18n.language as Language);

export function setLanguage(language: Language): void {
  localStorage.setItem(KEPT_UNDER, language);
  void i18n.changeLanguage(language);
  applyLanguage(language);
}

function keptLanguage(): Language {
  const kept = localStorage.getItem(KEPT_UNDER);
  return languages.find((language) => language === kept) ?? 'zh-CN';
}

function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.title = i18n.t('common:program');
}
