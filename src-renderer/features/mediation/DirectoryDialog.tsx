import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { PartyForm } from './case-form.ts';
import classes from './mediation.module.css';

interface DirectoryDialogProps {
  opened: boolean;
  kind: 'person' | 'organisation';
  /** What the name field holds already. */
  text: string;
  onClose(): void;
  onTake(party: Partial<PartyForm>): void;
}

/** Finds a party of an earlier case, so that nobody is typed twice. Taking one shows its full data to the form (audited). */
export function DirectoryDialog(props: DirectoryDialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('party.directorySearch')} size="40rem">
      <Directory {...props} />
    </FormDialog>
  );
}

function Directory({ text: initial, onTake }: DirectoryDialogProps) {
  const { t } = useTranslation('mediation');
  const [text, setText] = useState(initial);
  const [settled] = useDebouncedValue(text.trim(), 250);
  const found = useRoute(
    'people.searchParties',
    { text: settled, page: { limit: 20 } },
    { keepPrevious: true },
  );
  const reveal = useCommand('people.revealParty', {
    onDone: ({ id, version: _version, ...party }) => onTake({ ...party, directoryId: id }),
  });
  return (
    <Stack>
      <SearchInput
        data-autofocus
        label={t('party.directorySearch')}
        placeholder={t('party.directoryPlaceholder')}
        value={text}
        onChange={setText}
      />
      <Text size="sm" c="dimmed">
        {t('party.revealNote')}
      </Text>
      <Loaded result={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('party.directoryEmpty')}</Text>
          ) : (
            <Stack gap="xs" role="list">
              {rows.map((row) => (
                <Group
                  key={row.id}
                  role="listitem"
                  justify="space-between"
                  className={classes.card}
                  wrap="nowrap"
                >
                  <div>
                    <Text fw={600}>{row.name}</Text>
                    <Text size="sm" c="dimmed">
                      {[t(`partyKind.${row.kind}`), row.phone, row.idNumber || row.creditCode, row.address]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  </div>
                  <Button
                    size="xs"
                    variant="default"
                    loading={reveal.pending}
                    aria-label={t('party.directoryTake', { name: row.name })}
                    onClick={() => void reveal.run({ id: row.id })}
                  >
                    {t('common:action.confirm')}
                  </Button>
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  );
}
