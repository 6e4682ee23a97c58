import { useState } from 'react';
import { Badge, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { civilDate, optionalText } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { usePaging } from '../../../ui/use-paging.ts';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';

type Loan = RouteOutput<'mediation.listLoans'>['rows'][number];
const shows = ['out', 'overdue', 'all'] as const;

const returnForm = z.strictObject({ returnedOn: civilDate, note: optionalText(200) });

/** Who has which dossier, until when, and what came back. */
export function LoansTab({ show: asked }: { show: string | undefined }) {
  const { t } = useTranslation('archive');
  const [show, setShow] = useState<(typeof shows)[number]>(shows.find((one) => one === asked) ?? 'out');
  const [returning, setReturning] = useState<Loan>();
  const { page, pager } = usePaging(100, show);
  const result = useRoute('mediation.listLoans', { show, page }, { keepPrevious: true });
  return (
    <Stack>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('loans.showLabel')}
          value={show}
          onChange={(next) => setShow(shows.find((one) => one === next) ?? 'out')}
          data={shows.map((one) => ({ value: one, label: t(`loans.show.${one}`) }))}
        />
        {result.data && result.data.overdue > 0 ? (
          <Badge color="red" c="var(--mantine-color-text)" size="lg">
            {t('loans.overdueCount', { n: result.data.overdue })}
          </Badge>
        ) : null}
      </Group>
      <Loaded result={result}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState text={t('loans.empty')} />
          ) : (
            <>
              <Loans rows={rows} onReturn={setReturning} />
              <Pager label={t('pages')} total={total} {...pager} />
            </>
          )
        }
      </Loaded>
      {returning ? (
        <CommandDialog
          title={t('loans.returnTitle', { name: returning.title })}
          submit={t('loans.save')}
          done={t('loans.saved')}
          route="mediation.returnDossier"
          schema={returnForm}
          defaults={{ returnedOn: todayText(), note: '' }}
          draftKey={`return:${returning.id}`}
          version={returning.version}
          input={(values) => ({ loanId: returning.id, version: returning.version, ...values })}
          onClose={() => setReturning(undefined)}
        >
          <DateField name="returnedOn" label={t('loans.returnedOn')} emptyValue="" required />
          <TextField name="note" label={t('loans.note')} />
        </CommandDialog>
      ) : null}
    </Stack>
  );
}

function Loans({ rows, onReturn }: { rows: readonly Loan[]; onReturn(loan: Loan): void }) {
  const { t } = useTranslation('archive');
  const may = useMay();
  const [slip, setSlip] = useState<{ id: string; title: string }>();
  return (
    <>
      <Table.ScrollContainer minWidth="52rem">
        <Table aria-label={t('loans.list')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('loans.column.dossier')}</Table.Th>
              <Table.Th>{t('loans.column.person')}</Table.Th>
              <Table.Th>{t('loans.column.purpose')}</Table.Th>
              <Table.Th>{t('loans.column.taken')}</Table.Th>
              <Table.Th>{t('loans.column.due')}</Table.Th>
              <Table.Th>{t('loans.column.state')}</Table.Th>
              <Table.Th>{t('loans.column.slip')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((loan) => (
              <Table.Tr key={loan.id}>
                <Table.Td>
                  <Text fw={600}>{loan.title}</Text>
                  <Text size="sm" c="dimmed">
                    {loan.archiveNumber}
                  </Text>
                </Table.Td>
                <Table.Td>{[loan.person, loan.organisation].filter(Boolean).join(' · ')}</Table.Td>
                <Table.Td maw="16rem">{loan.purpose}</Table.Td>
                <Table.Td>{dateText(loan.takenOn)}</Table.Td>
                <Table.Td>{loan.kind === 'lookUp' ? t('loans.lookUp') : dateText(loan.dueOn)}</Table.Td>
                <Table.Td>
                  {loan.returnedOn ? (
                    loan.kind === 'lookUp' ? null : (
                      t('loans.returned', { on: dateText(loan.returnedOn) })
                    )
                  ) : (
                    <Group gap="xs">
                      <Badge color={loan.overdue ? 'red' : 'yellow'} c="var(--mantine-color-text)">
                        {loan.overdue ? t('loans.overdue') : t('loans.notReturned')}
                      </Badge>
                      {may('mediation.returnDossier') ? (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={t('loans.returnOf', { name: loan.title })}
                          onClick={() => onReturn(loan)}
                        >
                          {t('loans.return')}
                        </Button>
                      ) : null}
                    </Group>
                  )}
                </Table.Td>
                <Table.Td>
                  <Slip
                    loan={loan}
                    onView={(id) => setSlip({ id, title: t('loans.slipOf', { name: loan.title }) })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <DocumentDialog document={slip} onClose={() => setSlip(undefined)} />
    </>
  );
}

/** The lending slip of one entry: made when first asked for, shown and printed ever after. */
function Slip({ loan, onView }: { loan: Loan; onView(documentId: string): void }) {
  const { t } = useTranslation('archive');
  const may = useMay();
  const issue = useCommand('mediation.issueLendingSlip', { onDone: ({ documentId }) => onView(documentId) });
  const { slipId } = loan;
  if (slipId === null && !may('mediation.issueLendingSlip')) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={issue.pending}
      aria-label={t(slipId === null ? 'loans.issueSlipOf' : 'loans.slipOf', { name: loan.title })}
      onClick={() => (slipId === null ? void issue.run({ loanId: loan.id }) : onView(slipId))}
    >
      {t(slipId === null ? 'loans.issueSlip' : 'loans.slip')}
    </Button>
  );
}
