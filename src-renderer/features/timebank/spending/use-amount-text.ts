import { useTranslation } from 'react-i18next';
import { minutesText } from '../../../i18n/format.ts';

/** Minutes of coins as hours, points as points. */
export function useAmountText(): (unit: 'minute' | 'point', amount: number) => string {
  const { t } = useTranslation('timebankSpending');
  return (unit, amount) => (unit === 'minute' ? minutesText(amount) : t('points', { n: amount }));
}
