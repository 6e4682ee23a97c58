import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IntegerField } from '../../../ui/form/fields.tsx';

/** A share as a fraction: 3 / 10. */
export function FractionFields({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation('lines');
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end" role="group" aria-label={label}>
      <IntegerField name={`${name}.numerator`} label={label} max={10_000} />
      <Text pb="0.45rem" aria-hidden>
        /
      </Text>
      <IntegerField name={`${name}.denominator`} label={t('fraction.of')} max={10_000} />
    </Group>
  );
}
