import { useState } from 'react';
import { Button, Fieldset, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { PartyView } from '../../../../src-main/contract/people.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { MergeDialog } from './MergeDialog.tsx';

type Groups = RouteOutput<'people.listPartyDoubles'>['groups'];

/** Entries that may be the same; of each group one is chosen to stay, the others are put into it one by one. */
export function DoublesDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('people');
  const doubles = useRoute('people.listPartyDoubles', {}, { enabled: opened, staleTime: 0 });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('doubles.title')}
      size="60rem"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {opened ? (
        <Stack>
          <Text size="sm">{t('doubles.hint')}</Text>
          <Loaded result={doubles}>
            {({ groups }) =>
              groups.length === 0 ? <EmptyState text={t('doubles.none')} /> : <GroupList groups={groups} />
            }
          </Loaded>
        </Stack>
      ) : null}
    </Modal>
  );
}

function GroupList({ groups }: { groups: Groups }) {
  const [pair, setPair] = useState<{ survivorId: string; mergedId: string }>();
  return (
    <>
      {groups.map((group) => (
        <DoubleGroup
          key={group.parties.map(({ id }) => id).join()}
          group={group}
          onMerge={(survivorId, mergedId) => setPair({ survivorId, mergedId })}
        />
      ))}
      {pair ? <MergeDialog pair={pair} onClose={() => setPair(undefined)} /> : null}
    </>
  );
}

interface GroupProps {
  group: Groups[number];
  onMerge(survivorId: string, mergedId: string): void;
}

function DoubleGroup({ group, onMerge }: GroupProps) {
  const { t } = useTranslation('people');
  const [survivor, setSurvivor] = useState(group.parties[0]?.id ?? '');
  const first = group.parties[0]?.name ?? '';
  return (
    <Fieldset legend={t(`doubles.reason.${group.reason}`)}>
      <Radio.Group value={survivor} onChange={setSurvivor} label={t('doubles.stays', { name: first })}>
        <Stack gap="xs" mt="xs">
          {group.parties.map((party, index) => (
            <Group key={party.id} justify="space-between" wrap="nowrap">
              <Radio value={party.id} label={`${index + 1}　${party.name}`} description={described(party)} />
              <Button
                size="compact-sm"
                variant="default"
                disabled={party.id === survivor}
                aria-label={t('doubles.mergeOf', { n: index + 1, name: party.name })}
                onClick={() => onMerge(survivor, party.id)}
              >
                {t('doubles.merge')}
              </Button>
            </Group>
          ))}
        </Stack>
      </Radio.Group>
    </Fieldset>
  );
}

const described = (party: PartyView): string =>
  [
    party.idNumber || party.creditCode,
    party.birthDate ? dateText(party.birthDate) : '',
    party.phone,
    party.address,
  ]
    .filter(Boolean)
    .join(' · ') || '–';
