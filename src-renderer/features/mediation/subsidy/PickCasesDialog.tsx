import { useState } from 'react';
import { Button, Checkbox, Group, Stack, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { dateText } from '../../../i18n/format.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import styles from './subsidy.module.css';

type Candidate = RouteOutput<'mediation.listSubsidyCandidates'>['rows'][number];

interface Props {
  opened: boolean;
  candidates: readonly Candidate[];
  onAdd(caseIds: string[]): void;
  onClose(): void;
}

/** Chooses among the cases that ended in the period and stand on no sheet. */
export function PickCasesDialog(props: Props) {
  const { t } = useTranslation('subsidy');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('pick.title')} size="60rem">
      {props.opened ? <Choices {...props} /> : null}
    </FormDialog>
  );
}

/** Rows in the document at once; a period may have two thousand cases. */
const PAGE = 50;

function Choices({ candidates, onAdd, onClose }: Props) {
  const { t } = useTranslation('subsidy');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [offset, setOffset] = useState(0);
  if (candidates.length === 0) return <EmptyState text={t('pick.empty')} />;
  const all = candidates.every(({ caseId }) => chosen.has(caseId));
  const toggle = (caseId: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(caseId);
    else next.delete(caseId);
    setChosen(next);
  };
  return (
    <Stack>
      <div className={styles.choices} tabIndex={0} role="region" aria-label={t('pick.label')}>
        <Table verticalSpacing={4} miw="46rem" stickyHeader aria-label={t('pick.label')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Checkbox
                  aria-label={t('pick.all')}
                  checked={all}
                  indeterminate={!all && chosen.size > 0}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked
                        ? new Set(candidates.map(({ caseId }) => caseId))
                        : new Set(),
                    )
                  }
                />
              </Table.Th>
              <Table.Th>{t('column.case')}</Table.Th>
              <Table.Th>{t('column.endedOn')}</Table.Th>
              <Table.Th>{t('column.result')}</Table.Th>
              <Table.Th>{t('column.class')}</Table.Th>
              <Table.Th>{t('column.mediator')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {candidates.slice(offset, offset + PAGE).map((one) => (
              <Table.Tr key={one.caseId}>
                <Table.Td>
                  <Checkbox
                    aria-label={t('pick.choose', { number: one.number })}
                    checked={chosen.has(one.caseId)}
                    onChange={(event) => toggle(one.caseId, event.currentTarget.checked)}
                  />
                </Table.Td>
                <Table.Td>
                  {one.title}
                  <div className={styles.minor}>{one.number}</div>
                </Table.Td>
                <Table.Td className={styles.whole}>{dateText(one.endedOn)}</Table.Td>
                <Table.Td>{t(`outcome.${one.outcome}`)}</Table.Td>
                <Table.Td>{one.className || t('sheet.notGraded')}</Table.Td>
                <Table.Td>{one.mediators.join('、')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Pager
        label={t('pick.pages')}
        {...{ offset, limit: PAGE, total: candidates.length }}
        onMove={setOffset}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
        <Button disabled={chosen.size === 0} onClick={() => onAdd([...chosen])}>
          {t('pick.add', { n: chosen.size })}
        </Button>
      </Group>
    </Stack>
  );
}
