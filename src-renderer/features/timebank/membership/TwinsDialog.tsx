import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { MergeDialog } from './MergeDialog.tsx';

type Pair = RouteOutput<'timebank.listTwins'>['rows'][number];

/** Members who are likely one person, each pair with the reason. */
export function TwinsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('timebankMembership');
  const may = useMay();
  const twins = useRoute('timebank.listTwins', { page: { offset: 0, limit: 200 } });
  const [pair, setPair] = useState<Pair>();
  return (
    <>
      <FormDialog opened={!pair} title={t('twins.title')} size="lg" onClose={onClose}>
        <Stack>
          <Text>{t('twins.intro')}</Text>
          <Loaded result={twins}>
            {({ rows }) =>
              rows.length === 0 ? (
                <EmptyState text={t('twins.empty')} />
              ) : (
                <Stack gap="xs" role="list" aria-label={t('twins.title')}>
                  {rows.map((row) => (
                    <Group
                      key={`${row.one.id} ${row.other.id}`}
                      role="listitem"
                      justify="space-between"
                      wrap="nowrap"
                    >
                      <div>
                        <Text fw={600}>
                          {t('twins.pair', { one: named(row.one), other: named(row.other) })}
                        </Text>
                        <Text size="sm" c="dimmed">
                          {row.reasons.map((reason) => t(`twins.reason.${reason}`)).join('；')}
                        </Text>
                      </div>
                      {may('timebank.mergeMembers') && (
                        <Button
                          size="sm"
                          variant="default"
                          style={{ flexShrink: 0 }}
                          aria-label={`${t('twins.compare')} ${named(row.one)}`}
                          onClick={() => setPair(row)}
                        >
                          {t('twins.compare')}
                        </Button>
                      )}
                    </Group>
                  ))}
                </Stack>
              )
            }
          </Loaded>
        </Stack>
      </FormDialog>
      {pair && (
        <MergeDialog survivorId={pair.one.id} mergedId={pair.other.id} onClose={() => setPair(undefined)} />
      )}
    </>
  );
}

const named = ({ name, volunteerNumber }: Pair['one']) => `${name}（${volunteerNumber}）`;
