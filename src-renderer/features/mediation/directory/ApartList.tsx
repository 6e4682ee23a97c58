import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { formatPlace } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { instantText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';

type Pair = RouteOutput<'people.listPartyDoubles'>['apart'][number];

/** Pairs that were told apart, with who said so and the way to take it back; nothing when there is none. */
export function ApartList({ pairs }: { pairs: readonly Pair[] }) {
  const { t } = useTranslation('people');
  const undo = useCommand('people.undoPartiesApart', { onDone: () => notifyDone(t('doubles.apartUndone')) });
  if (pairs.length === 0) return null;
  return (
    <Fieldset legend={t('doubles.apartList')}>
      <Stack gap="xs">
        {pairs.map((pair) => (
          <Group key={pair.id} justify="space-between" wrap="nowrap">
            <div>
              <Text>
                <Entry {...pair.one} /> · <Entry {...pair.other} />
              </Text>
              <Text size="sm" c="dimmed">
                {[pair.note, pair.by, instantText(pair.at)].filter(Boolean).join(' · ')}
              </Text>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              loading={undo.pending}
              aria-label={t('doubles.apartUndoOf', { one: pair.one.name, other: pair.other.name })}
              onClick={() => void undo.run({ id: pair.id, version: pair.version })}
            >
              {t('doubles.apartUndo')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Fieldset>
  );
}

/** Two of one name are told apart by looking at them. */
const Entry = ({ id, name }: { id: string; name: string }) => (
  <a href={formatPlace({ page: 'party', params: { id } })}>{name}</a>
);
