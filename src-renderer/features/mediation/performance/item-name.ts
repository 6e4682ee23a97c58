import { useTranslation } from 'react-i18next';
import type { PerformanceItem } from '../../../../src-main/contract/mediation/performance.ts';

/** How an item is called everywhere: its clause, its instalment and what it is about. */
export function useItemName(item: PerformanceItem): string {
  return useItemNames()(item);
}

export function useItemNames(): (item: PerformanceItem) => string {
  const { t } = useTranslation('performance');
  return (item) => {
    const place =
      item.instalment > 0
        ? t('instalment', { clause: item.clause, n: item.instalment })
        : t('item', { clause: item.clause });
    return `${place} ${item.text || t(`kind.${item.kind}`)}`;
  };
}
