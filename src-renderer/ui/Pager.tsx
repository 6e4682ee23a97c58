import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface PagerProps {
  /** Names the list for who cannot see it. */
  label: string;
  offset: number;
  limit: number;
  total: number;
  onMove: (offset: number) => void;
}

/** Where one stands in a list of many, of how many, and the way on; the total alone when all are shown. */
export function Pager({ label, offset, limit, total, onMove }: PagerProps) {
  const { t } = useTranslation('common');
  if (total === 0) return null;
  const whole = total <= limit && offset === 0;
  return (
    <Group component="nav" aria-label={label} justify="space-between" gap="sm">
      <Text size="sm" className="tabular" role="status">
        {whole
          ? t('pager.total', { total })
          : t('pager.range', { from: offset + 1, to: Math.min(offset + limit, total), total })}
      </Text>
      {whole ? null : (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={offset === 0}
            onClick={() => onMove(Math.max(0, offset - limit))}
          >
            {t('pager.previous')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={offset + limit >= total}
            onClick={() => onMove(offset + limit)}
          >
            {t('pager.next')}
          </Button>
        </Group>
      )}
    </Group>
  );
}
