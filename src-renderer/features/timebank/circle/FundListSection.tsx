import { useState } from 'react';
import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { id, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { useField } from '../../../ui/form/field.ts';
import { IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { useGivingForm } from '../spending/use-giving-form.ts';
import styles from '../Statement.module.css';
import { InNeedTable, type InNeedRow } from './InNeedTable.tsx';

/** The fund issues to several members at once; each list stays with the paper that they sign. */
export function FundListSection() {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [shown, setShown] = useState<string>();
  const inNeed = useRoute('timebank.listInNeed', {});
  const lists = useRoute('timebank.listFundLists', {});
  return (
    <Section title={t('fund.title')}>
      <Stack gap="sm">
        <Loaded result={inNeed}>
          {({ rows, fundOpen }) => {
            const candidates = rows.filter(({ byFund }) => byFund);
            if (!fundOpen) return <Text>{t('fund.closed')}</Text>;
            if (candidates.length === 0) return <EmptyState text={t('need.empty')} />;
            return may('timebank.issueFundList') ? (
              <FundListForm rows={candidates} onShow={setShown} />
            ) : null;
          }}
        </Loaded>
        <Text fw={600}>{t('fund.lists')}</Text>
        <Loaded result={lists}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Text c="dimmed">{t('fund.none')}</Text>
            ) : (
              <Stack gap={6} component="ul" m={0} pl="md">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Group gap="xs">
                      <span>
                        {t('fund.line', {
                          ...{ number: row.number, reason: row.reason, n: row.members, by: row.issuedBy },
                          ...{ time: minutesText(row.minutes), on: dateText(row.issuedOn) },
                        })}
                      </span>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={t('fund.showOf', { number: row.number })}
                        onClick={() => setShown(row.documentId)}
                      >
                        {t('fund.show')}
                      </Button>
                    </Group>
                  </li>
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Stack>
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={t('fund.paper')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {shown !== undefined && <Paper documentId={shown} />}
      </Modal>
    </Section>
  );
}

const listSchema = z.strictObject({
  reason: text(100),
  each: z.int().min(1, 'field.tooSmall').max(1_000_000),
  memberIds: z.array(id).min(1).max(500),
});
const emptyList = { reason: '', each: null as unknown as number, memberIds: [] as string[] };

function FundListForm({ rows, onShow }: { rows: readonly InNeedRow[]; onShow(documentId: string): void }) {
  const { t } = useTranslation('timebankCircle');
  const { form, notice, send } = useGivingForm(listSchema, emptyList, 'fund-list');
  const [each, memberIds] = form.watch(['each', 'memberIds']);
  const issue = useCommand('timebank.issueFundList', {
    onDone: ({ number, documentId }) => {
      notifyDone(t('fund.issued', { number }));
      onShow(documentId);
    },
  });
  return (
    <AppForm
      form={form}
      label={t('fund.title')}
      onSubmit={({ reason, each: minutes, memberIds: chosen }) =>
        send(() => issue.run({ reason, rows: chosen.map((memberId) => ({ memberId, minutes })) }))
      }
    >
      <Stack gap="sm">
        {notice}
        <Text size="sm" c="dimmed">
          {t('fund.about')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextField name="reason" label={t('fund.reason')} placeholder={t('fund.reasonHint')} required />
          <IntegerField name="each" label={t('fund.each')} min={1} required />
        </SimpleGrid>
        <Chooser rows={rows} />
        <Group justify="space-between">
          <Text fw={600} role="status">
            {memberIds.length > 0 && Number.isInteger(each)
              ? t('fund.chosen', { n: memberIds.length, time: minutesText(each * memberIds.length) })
              : ''}
          </Text>
          <Button type="submit" loading={issue.pending}>
            {t('fund.do')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function Chooser({ rows }: { rows: readonly InNeedRow[] }) {
  const { t } = useTranslation('timebankCircle');
  const { value, set, error } = useField<string[]>('memberIds');
  const all = rows.every(({ id: known }) => value.includes(known));
  return (
    <Stack gap={4}>
      <Checkbox
        label={t('fund.pickAll')}
        checked={all}
        indeterminate={!all && value.length > 0}
        onChange={() => set(all ? [] : rows.map(({ id: known }) => known))}
      />
      <InNeedTable
        rows={rows}
        label={t('fund.choose')}
        choose={t('fund.choose')}
        choice={(row) => (
          <Checkbox
            aria-label={t('fund.pick', { name: row.name })}
            checked={value.includes(row.id)}
            onChange={(event) =>
              set(
                event.currentTarget.checked ? [...value, row.id] : value.filter((known) => known !== row.id),
              )
            }
          />
        )}
      />
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}

function Paper({ documentId }: { documentId: string }) {
  const document = useRoute('documents.read', { id: documentId }, { staleTime: Infinity });
  return (
    <Stack>
      <Group justify="flex-end">
        <DocumentActions documentId={documentId} />
      </Group>
      <div className={styles.viewer}>
        <PdfViewer pdf={document.data?.pdf} loading={document.isPending} />
      </div>
    </Stack>
  );
}
