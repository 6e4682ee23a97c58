import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { InNeedTable } from './InNeedTable.tsx';

/** Who comes first when a pool gives; with `onTake`, a way to put one of them into the form. */
export function InNeedSection({ onTake }: { onTake?: ((memberId: string) => void) | undefined }) {
  const { t } = useTranslation('timebankCircle');
  const list = useRoute('timebank.listInNeed', {});
  return (
    <Section title={t('need.title')}>
      <Loaded result={list}>
        {({ rows, open }) => (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {open ? t('need.open') : t('need.about')}
            </Text>
            {rows.length === 0 ? (
              <EmptyState text={t('need.empty')} />
            ) : (
              <InNeedTable
                rows={rows}
                label={t('need.title')}
                choose={t('need.actions')}
                choice={(row) =>
                  onTake ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('need.takeOf', { name: row.name })}
                      onClick={() => onTake(row.id)}
                    >
                      {t('need.take')}
                    </Button>
                  ) : (
                    '–'
                  )
                }
              />
            )}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
