import { useState } from 'react';
import { Button, Group, Modal, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { PartyField, PartyView } from '../../../../src-main/contract/people.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Loaded } from '../../../ui/states.tsx';

interface Props {
  pair: { survivorId: string; mergedId: string };
  onClose(): void;
}

/** Two entries side by side: for each field in which they differ, whose value stays; then what will happen, in words. */
export function MergeDialog({ pair, onClose }: Props) {
  const { t } = useTranslation('people');
  const compared = useRoute('people.comparePartyDoubles', pair, { staleTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('doubles.compare')}
      size="56rem"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Loaded result={compared}>{(data) => <Comparison {...data} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

type Compared = RouteOutput<'people.comparePartyDoubles'>;

function Comparison({ survivor, merged, differs, suggested, onClose }: Compared & { onClose(): void }) {
  const { t } = useTranslation('people');
  const [take, setTake] = useState<readonly PartyField[]>(suggested);
  const merge = useCommand('people.mergeParties', {
    onDone: () => {
      notifyDone(t('doubles.done', { merged: merged.name, survivor: survivor.name }));
      onClose();
    },
  });
  const choose = (field: PartyField, of: string) =>
    setTake((before) => [...before.filter((one) => one !== field), ...(of === 'merged' ? [field] : [])]);
  return (
    <Stack>
      {differs.length === 0 ? (
        <Text>{t('doubles.same')}</Text>
      ) : (
        <Table withTableBorder aria-label={t('doubles.compare')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('doubles.field')}</Table.Th>
              <Table.Th>{t('doubles.survivor')}</Table.Th>
              <Table.Th>{t('doubles.merged')}</Table.Th>
              <Table.Th>{t('doubles.choose')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differs.map((field) => (
              <FieldRow
                key={field}
                field={field}
                survivor={survivor}
                merged={merged}
                taken={take.includes(field)}
                onChoose={(of) => choose(field, of)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Text>{t('doubles.consequence', { merged: merged.name, survivor: survivor.name })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common:action.cancel')}
        </Button>
        <Button
          loading={merge.pending}
          onClick={() =>
            void merge.run({
              survivorId: survivor.id,
              survivorVersion: survivor.version,
              mergedId: merged.id,
              mergedVersion: merged.version,
              take: [...take],
            })
          }
        >
          {t('doubles.merge')}
        </Button>
      </Group>
    </Stack>
  );
}

interface RowProps {
  field: PartyField;
  survivor: PartyView;
  merged: PartyView;
  taken: boolean;
  onChoose(of: string): void;
}

function FieldRow({ field, survivor, merged, taken, onChoose }: RowProps) {
  const { t } = useTranslation('people');
  const shown = useShown();
  const name = t(`mediation:party.${field}`);
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td fw={taken ? 400 : 700}>{shown(field, survivor)}</Table.Td>
      <Table.Td fw={taken ? 700 : 400}>{shown(field, merged)}</Table.Td>
      <Table.Td>
        <SegmentedControl
          size="xs"
          aria-label={t('doubles.chooseOf', { field: name })}
          value={taken ? 'merged' : 'survivor'}
          onChange={onChoose}
          data={[
            { value: 'survivor', label: t('doubles.survivor') },
            { value: 'merged', label: t('doubles.merged') },
          ]}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function useShown() {
  const { t } = useTranslation('mediation');
  return (field: PartyField, party: PartyView): string => {
    const value = party[field];
    if (value === null || value === '') return '–';
    if (field === 'gender') return t(`gender.${party.gender}`);
    if (field === 'idType') return t(`idType.${party.idType}`);
    if (field === 'birthDate') return dateText(party.birthDate);
    return String(value);
  };
}
