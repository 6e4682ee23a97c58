import { useState } from 'react';
import { Alert, Button, Group, List, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Loaded } from '../../../ui/states.tsx';
import { MemberSelect } from '../MemberField.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';

type Compared = RouteOutput<'timebank.previewMerge'>;

/** Two members side by side; which of them stays can be swapped until the reason is written. */
export function MergeDialog({
  survivorId,
  mergedId = '',
  onClose,
}: {
  survivorId: string;
  mergedId?: string;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankMembership');
  const [pair, setPair] = useState({ survivorId, mergedId });
  const chosen = pair.mergedId !== '' && pair.mergedId !== pair.survivorId;
  return (
    <FormDialog opened title={t('merge.title')} size="xl" onClose={onClose}>
      <Stack>
        {mergedId === '' && (
          <MemberSelect
            label={t('merge.double')}
            value={pair.survivorId === survivorId ? pair.mergedId : pair.survivorId}
            onChange={(id) => setPair({ survivorId, mergedId: id ?? '' })}
          />
        )}
        {chosen && (
          <Comparison
            pair={pair}
            onSwap={() => setPair({ survivorId: pair.mergedId, mergedId: pair.survivorId })}
            onClose={onClose}
          />
        )}
      </Stack>
    </FormDialog>
  );
}

interface ComparisonProps {
  pair: { survivorId: string; mergedId: string };
  onSwap(): void;
  onClose(): void;
}

function Comparison({ pair, onSwap, onClose }: ComparisonProps) {
  const { t } = useTranslation('timebankMembership');
  const [asking, setAsking] = useState(false);
  const preview = useRoute('timebank.previewMerge', pair);
  const merge = useCommand('timebank.mergeMembers', {
    onDone: ({ services }) => {
      onClose();
      notifyDone(t('done.merge', { n: services }));
    },
  });
  return (
    <Loaded result={preview}>
      {({ survivor, merged, reasons, blockers, services, belongings }) => (
        <Stack>
          <Sides survivor={survivor} merged={merged} />
          <Text>
            {reasons.length === 0
              ? t('merge.none')
              : reasons.map((reason) => t(`twins.reason.${reason}`)).join('；')}
          </Text>
          {blockers.length > 0 && (
            <Alert color="red" role="status" title={t('preview.blockers')}>
              <List size="sm">
                {blockers.map(({ kind, text }) => (
                  <List.Item key={`${kind} ${text}`}>{t(`preview.blocker.${kind}`, { text })}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Text size="sm">{t('merge.consequence', { n: services })}</Text>
          {belongings > 0 && <Text size="sm">{t('merge.belongings', { n: belongings })}</Text>}
          <Text size="sm">{t('merge.undo')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onSwap}>
              {t('merge.swap')}
            </Button>
            <Button color="red" disabled={blockers.length > 0} onClick={() => setAsking(true)}>
              {t('merge.submit')}
            </Button>
          </Group>
          <ReasonDialog
            opened={asking}
            about={`merge:${pair.survivorId}:${pair.mergedId}`}
            title={t('merge.title')}
            consequence={`${t('merge.survivor', nameOf(survivor))} ${t('merge.merged', nameOf(merged))}`}
            confirmLabel={t('merge.submit')}
            pending={merge.pending}
            danger
            max={300}
            onConfirm={(reason) =>
              merge.run({
                ...pair,
                survivorVersion: survivor.version,
                mergedVersion: merged.version,
                reason,
              })
            }
            onClose={() => setAsking(false)}
          />
        </Stack>
      )}
    </Loaded>
  );
}

const nameOf = ({ name, volunteerNumber }: Compared['survivor']) => ({ name, number: volunteerNumber });

const rows = [
  'volunteerNumber',
  'birthDate',
  'idNumber',
  'phone',
  'address',
  'joinedOn',
  'standing',
  'serviceMinutes',
  'coinMinutes',
  'points',
  'services',
  'entries',
] as const;

/** Masked, like every list: what differs is set in bold. */
function Sides({ survivor, merged }: Pick<Compared, 'survivor' | 'merged'>) {
  const { t } = useTranslation('timebankMembership');
  const text = (side: Compared['survivor'], row: (typeof rows)[number]): string => {
    switch (row) {
      case 'birthDate':
      case 'joinedOn':
        return dateText(side[row]);
      case 'standing':
        return t(`standing.${side.standing}`);
      case 'serviceMinutes':
      case 'coinMinutes':
        return minutesText(side[row]);
      default:
        return String(side[row]) || '–';
    }
  };
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label={t('merge.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th>{`${t('merge.side.survivor')} · ${survivor.name}`}</Table.Th>
            <Table.Th>{`${t('merge.side.merged')} · ${merged.name}`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const [one, other] = [text(survivor, row), text(merged, row)];
            return (
              <Table.Tr key={row}>
                <Table.Th scope="row">{t(`merge.field.${row}`)}</Table.Th>
                {[one, other].map((value, side) => (
                  <Table.Td key={side} fw={one === other ? 400 : 700} style={{ overflowWrap: 'anywhere' }}>
                    {value}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
