import { Button, Group, Table, Text } from '@mantine/core';
import { IconArchiveOff, IconDownload, IconEye, IconPaperclip, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { EvidenceView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { bytesText, dateText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { LateMark, PlainMark } from './Marks.tsx';
import { partyNames } from './use-proceedings.ts';

interface EvidenceListProps {
  view: CaseView;
  rows: readonly EvidenceView[];
  mayRecord: boolean;
  attaching: boolean;
  onView(row: EvidenceView): void;
  onEdit(row: EvidenceView): void;
  onWithdraw(row: EvidenceView): void;
  onAttach(row: EvidenceView): void;
}

/** One line for each piece of evidence; withdrawn ones stay, struck out, with their reason. */
export function EvidenceList({ view, rows, ...actions }: EvidenceListProps) {
  const { t } = useTranslation('proceedings');
  return (
    <Table.ScrollContainer minWidth="44rem">
      <Table aria-label={t('evidence.label')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('evidence.name')}</Table.Th>
            <Table.Th>{t('evidence.provider')}</Table.Th>
            <Table.Th>{t('evidence.copies')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <EvidenceRow key={row.id} view={view} row={row} {...actions} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EvidenceRow({
  view,
  row,
  mayRecord,
  attaching,
  onView,
  onEdit,
  onWithdraw,
  onAttach,
}: Omit<EvidenceListProps, 'rows'> & { row: EvidenceView }) {
  const { t } = useTranslation('proceedings');
  const save = useCommand('mediation.saveEvidenceFile', {
    onDone: ({ savedAs }) => savedAs && notifyDone(t('evidence.savedAs', { path: savedAs })),
  });
  const { name, file } = row;
  const open = row.withdrawnOn === null;
  const provider =
    row.providerKind === 'party'
      ? partyNames(view, [row.providerPartyId ?? ''])
      : row.providerKind === 'other'
        ? row.providerName
        : t('evidence.providers.committee');
  const details = [
    t(`evidence.kinds.${row.kind}`),
    row.original ? t('evidence.original') : t('evidence.copy'),
    file ? `${file.name}（${bytesText(file.bytes)}）` : t('evidence.noFile'),
    row.note,
  ].filter(Boolean);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text fw={600} {...(open ? {} : { td: 'line-through' })}>
            {row.number}. {name}
          </Text>
          <LateMark late={row.late} />
          {open && !row.inDossier ? <PlainMark text={t('common.notInDossier')} /> : null}
          {open ? null : <PlainMark text={t('evidence.withdrawn')} />}
        </Group>
        <Text size="sm" c="dimmed">
          {details.join(' · ')}
        </Text>
        {open ? null : (
          <Text size="sm">
            {t('evidence.withdrawnLine', { date: dateText(row.withdrawnOn), reason: row.withdrawReason })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{provider}</Table.Td>
      <Table.Td className="tabular">
        {t('evidence.copiesText', { n: row.copies })}
        {row.pages === null ? '' : ` / ${t('evidence.pagesText', { n: row.pages })}`}
      </Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" role="group" aria-label={t('common.file', { n: row.number, name })}>
          {file?.viewable ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconEye size="1rem" aria-hidden />}
              aria-label={t('evidence.view', { name })}
              onClick={() => onView(row)}
            >
              {t('common:action.view')}
            </Button>
          ) : null}
          {file ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size="1rem" aria-hidden />}
              aria-label={t('evidence.saveAs', { name })}
              loading={save.pending}
              onClick={() => void save.run({ caseId: view.id, evidenceId: row.id })}
            >
              {t('common:action.saveAs')}
            </Button>
          ) : null}
          {mayRecord && open && !file ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPaperclip size="1rem" aria-hidden />}
              aria-label={t('evidence.attachTo', { name })}
              loading={attaching}
              onClick={() => onAttach(row)}
            >
              {t('evidence.attach')}
            </Button>
          ) : null}
          {mayRecord && open ? (
            <>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPencil size="1rem" aria-hidden />}
                aria-label={t('evidence.edit', { n: row.number })}
                onClick={() => onEdit(row)}
              >
                {t('common:action.edit')}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                leftSection={<IconArchiveOff size="1rem" aria-hidden />}
                aria-label={t('evidence.withdrawOf', { name })}
                onClick={() => onWithdraw(row)}
              >
                {t('evidence.withdraw')}
              </Button>
            </>
          ) : null}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
