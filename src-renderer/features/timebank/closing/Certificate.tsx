import { useState } from 'react';
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteInput } from '../../../../src-main/contract/index.ts';
import { civilDate, optionalText } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { CertificateRegister } from './CertificateRegister.tsx';

const schema = z.strictObject({
  from: civilDate,
  to: civilDate,
  purpose: optionalText(100),
  remarks: optionalText(200),
  responsible: optionalText(40),
});
const NO_ID = 'certificate.noIdNumber';
type Asked = RouteInput<'timebank.previewCertificate'>;

/** The certificate of service: looked at first, then issued with a number, and the register of those issued before. */
export function Certificate({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankClosing');
  const may = useMay();
  return (
    <Section title={t('certificate.title')}>
      <Stack gap="sm">
        {may('timebank.previewCertificate') && <CertificateForm memberId={memberId} />}
        <CertificateRegister memberId={memberId} />
      </Stack>
    </Section>
  );
}

function CertificateForm({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankClosing');
  const may = useMay();
  const defaults = {
    ...{ from: `${todayText().slice(0, 4)}-01-01`, to: todayText() },
    ...{ purpose: '', remarks: '', responsible: '' },
  };
  const form = useAppForm(schema, defaults);
  const draft = useDraft(`certificate:${memberId}`, form);
  const [looking, setLooking] = useState<Asked>();
  const [asked, setAsked] = useState<Asked>();
  const [issued, setIssued] = useState<string>();
  const issue = useCommand('timebank.issueCertificate', {
    form,
    quiet: true,
    onDone: ({ documentId, number }) => {
      setIssued(documentId);
      void draft.discard();
      // Who answers for the next one is the same person.
      form.reset({ ...defaults, responsible: form.getValues('responsible') });
      notifyDone(t('certificate.issued', { number }));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('certificate.title')}
      onSubmit={(values) => setLooking({ memberId, ...values })}
    >
      <Stack gap="sm">
        {draft.notice}
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          <DateField name="from" label={t('certificate.from')} emptyValue="" required />
          <DateField name="to" label={t('certificate.to')} emptyValue="" required />
          <TextField name="purpose" label={t('certificate.purpose')} />
          <TextField name="remarks" label={t('certificate.remarks')} />
          <TextField
            name="responsible"
            label={t('certificate.responsible')}
            description={t('certificate.responsibleHint')}
          />
        </SimpleGrid>
        {issue.error && issue.error.code !== NO_ID && <ErrorNotice error={issue.error} />}
        <Group>
          <Button type="submit" variant="default">
            {t('certificate.preview')}
          </Button>
          {may('timebank.issueCertificate') && (
            <Button
              loading={issue.pending}
              onClick={form.handleSubmit((values) => {
                const input = { memberId, ...values };
                setAsked(input);
                void issue.run(input);
              })}
            >
              {t('certificate.issue')}
            </Button>
          )}
        </Group>
        {issued !== undefined && <DocumentActions documentId={issued} />}
      </Stack>
      <FormDialog
        opened={looking !== undefined}
        title={t('certificate.preview')}
        size="64rem"
        onClose={() => setLooking(undefined)}
      >
        {looking && <Preview asked={looking} />}
      </FormDialog>
      <ConfirmDialog
        opened={issue.error?.code === NO_ID}
        title={t('certificate.noIdTitle')}
        confirmLabel={t('certificate.issueAllTheSame')}
        pending={issue.pending}
        onConfirm={() => asked && void issue.run({ ...asked, withoutIdNumber: true })}
        onClose={issue.clear}
      >
        <Text>{t('certificate.noIdText')}</Text>
      </ConfirmDialog>
    </AppForm>
  );
}

function Preview({ asked }: { asked: Asked }) {
  const preview = useRoute('timebank.previewCertificate', asked);
  return preview.error ? (
    <ErrorNotice error={preview.error.error} onRetry={() => void preview.refetch()} />
  ) : (
    <PdfViewer pdf={preview.data} loading={preview.isFetching} />
  );
}
