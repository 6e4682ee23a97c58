import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { formatPlace } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';

type Party = RouteOutput<'people.readParty'>;

/** Of a merged entry: where it went. Of one that stays: what was put into it, and how to take that back. */
export function MergeNotes({ party }: { party: Party }) {
  const { t } = useTranslation('people');
  const may = useMay();
  const undo = useCommand('people.undoPartyMerge', { onDone: () => notifyDone(t('doubles.undone')) });
  return (
    <>
      {party.mergedInto ? (
        <Alert color="yellow" c="var(--mantine-color-text)">
          {t('doubles.gone')}{' '}
          <a href={formatPlace({ page: 'party', params: { id: party.mergedInto.id } })}>
            {party.mergedInto.name}
          </a>
        </Alert>
      ) : null}
      {party.merged.length > 0 ? (
        <Section title={t('doubles.inside')}>
          <Stack gap="xs">
            {party.merged.map((one) => (
              <Group key={one.id} justify="space-between">
                <Text>
                  {one.name} · {instantText(one.mergedAt)}
                </Text>
                {may('people.undoPartyMerge') ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={undo.pending}
                    aria-label={t('doubles.undoOf', { name: one.name })}
                    onClick={() => void undo.run({ id: one.id, version: one.version })}
                  >
                    {t('doubles.undo')}
                  </Button>
                ) : null}
              </Group>
            ))}
          </Stack>
        </Section>
      ) : null}
    </>
  );
}
