import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages, setLanguage, type Language } from '../i18n/index.ts';

/** Each language by its own name, so that whoever cannot read the other one finds it. */
export function LanguageSwitch({ size = 'sm' }: { size?: 'xs' | 'sm' }) {
  const { t, i18n } = useTranslation('common');
  return (
    <SegmentedControl
      size={size}
      aria-label={t('frame:header.language')}
      value={i18n.language}
      onChange={(language) => setLanguage(language as Language)}
      data={languages.map((language) => ({ value: language, label: t(`language.${language}`) }))}
    />
  );
}
