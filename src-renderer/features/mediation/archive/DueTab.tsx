import { useState } from 'react';
import { Badge, Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { TextField } from '../../../ui/form/fields.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { usePaging } from '../../../ui/use-paging.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { useTermText } from '../dossier/words.ts';
import { ArchiveDialogs } from './ArchiveDialogs.tsx';

type DueRow = RouteOutput<'mediation.listDueForAppraisal'>['rows'][number];

/** Dossiers at the end of their term: two people decide, and what is to go is put on a list. */
export function DueTab() {
  const { t } = useTranslation('archive');
  const may = useMay();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [acting, setActing] = useState<{ act: 'keep' | 'destroy'; row: DueRow }>();
  const [drafting, setDrafting] = useState(false);
  const { page, pager } = usePaging(100);
  const result = useRoute('mediation.listDueForAppraisal', { page }, { keepPrevious: true });
  const mayDecide = may('mediation.appraiseDossier');
  const chosen = (result.data?.rows ?? []).filter((row) => ticked.has(row.id) && canGo(row));
  const tick = (id: string, on: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  return (
    <Stack>
      <Text>{t('due.hint')}</Text>
      {mayDecide ? (
        <Button
          style={{ alignSelf: 'flex-start' }}
          disabled={chosen.length === 0}
          onClick={() => setDrafting(true)}
        >
          {t('due.draft', { n: chosen.length })}
        </Button>
      ) : null}
      <Loaded result={result}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState text={t('due.empty')} />
          ) : (
            <>
              <DueRows
                rows={rows}
                mayDecide={mayDecide}
                ticked={ticked}
                onTick={tick}
                onAct={(act, row) => setActing({ act, row })}
              />
              <Pager label={t('pages')} total={total} {...pager} />
            </>
          )
        }
      </Loaded>
      {acting ? <ArchiveDialogs {...acting} onClose={() => setActing(undefined)} /> : null}
      {drafting ? (
        <CommandDialog
          title={t('due.draftTitle')}
          submit={t('due.create')}
          done={t('due.draftTitle')}
          route="mediation.draftDestructionList"
          schema={z.strictObject({ title: text(100) })}
          defaults={{ title: '' }}
          draftKey="destruction:new"
          input={({ title }) => ({ title, archiveIds: chosen.map((row) => row.id) })}
          onClose={() => {
            setDrafting(false);
            setTicked(new Set());
          }}
        >
          <TextField name="title" label={t('due.name')} required />
        </CommandDialog>
      ) : null}
    </Stack>
  );
}

const canGo = (row: DueRow): boolean => row.appraisal?.decision === 'destroy' && !row.listed;

interface DueRowsProps {
  rows: readonly DueRow[];
  mayDecide: boolean;
  ticked: ReadonlySet<string>;
  onTick(id: string, on: boolean): void;
  onAct(act: 'keep' | 'destroy', row: DueRow): void;
}

function DueRows({ rows, mayDecide, ticked, onTick, onAct }: DueRowsProps) {
  const { t } = useTranslation('archive');
  const termText = useTermText();
  return (
    <Table.ScrollContainer minWidth="56rem">
      <Table aria-label={t('due.list')} verticalSpacing={6}>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td w="3rem">
                {mayDecide ? (
                  <Checkbox
                    aria-label={t('due.select', { name: row.title })}
                    disabled={!canGo(row)}
                    checked={ticked.has(row.id)}
                    onChange={({ currentTarget }) => onTick(row.id, currentTarget.checked)}
                  />
                ) : null}
              </Table.Td>
              <Table.Td>
                <Text fw={600}>{row.title}</Text>
                <Text size="sm" c="dimmed">
                  {row.archiveNumber} · {row.caseNumber}
                </Text>
              </Table.Td>
              <Table.Td>
                {termText(row.retention.term, row.retention.years)}{' '}
                {row.retention.until ? t('column.until', { on: dateText(row.retention.until) }) : ''}
              </Table.Td>
              <Table.Td>
                <Badge color={row.appraisal ? 'blue' : 'yellow'} c="var(--mantine-color-text)">
                  {row.appraisal ? t(`due.decided.${row.appraisal.decision}`) : t('due.undecided')}
                </Badge>
                {row.listed ? <Text size="sm">{t('listed')}</Text> : null}
              </Table.Td>
              <Table.Td>
                {mayDecide && !row.listed ? (
                  <Group gap="xs" justify="flex-end" role="group" aria-label={row.title}>
                    <Button size="compact-sm" variant="default" onClick={() => onAct('keep', row)}>
                      {t('act.keep')}
                    </Button>
                    <Button size="compact-sm" variant="default" onClick={() => onAct('destroy', row)}>
                      {t('act.destroy')}
                    </Button>
                  </Group>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
