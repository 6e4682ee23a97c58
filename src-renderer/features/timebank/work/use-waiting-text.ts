import { useTranslation } from 'react-i18next';

/** Whole hours in words: days from the second day on. */
export function useWaitingText(): (hours: number) => string {
  const { t } = useTranslation('timebankWork');
  return (hours) => {
    if (hours < 1) return t('card.lessThanHour');
    return hours < 48 ? t('card.hours', { n: hours }) : t('card.days', { n: Math.floor(hours / 24) });
  };
}
