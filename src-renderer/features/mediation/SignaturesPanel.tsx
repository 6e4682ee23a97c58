import { useEffect } from 'react';
import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signatureAct, type SignatureAct } from '../../../src-main/contract/mediation/agreement-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useMay, useSession } from '../../bridge/session.tsx';
import { dateText, todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { CheckboxField } from '../../ui/form/fields.tsx';
import { markSaved, sameValues, typedNow } from '../../ui/form/saved.ts';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { notifyDone } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import { allOn, signatureRows } from './signature-rows.ts';
import { offers } from './stages.ts';

const schema = z.object({ acts: z.array(signatureAct).max(300) });
const marks = ['signature', 'fingerprint', 'seal'] as const;

/** Ticks for what is on the paper; the last of them dates the effect, never the day of printing. */
export function SignaturesPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const agreement = view.agreement;
  const edit = offers(view).sign && agreement?.issuedDocumentId && may('mediation.recordSignatures');
  return (
    <Section title={t('signatures.title')} id="case-signatures">
      <Stack gap="sm">
        {agreement?.effectiveOn ? (
          <Alert
            color="pine"
            icon={<IconCircleCheck size="1.2rem" aria-hidden />}
            c="var(--mantine-color-text)"
          >
            <Text fw={600}>{t('signatures.effective', { date: dateText(agreement.effectiveOn) })}</Text>
          </Alert>
        ) : agreement?.issuedDocumentId ? (
          <Text c="dimmed">{t('signatures.notEffective')}</Text>
        ) : (
          <Text c="dimmed">{t('signatures.waiting')}</Text>
        )}
        {edit ? <SignaturesForm key={view.id} view={view} agreementVersion={agreement.version} /> : null}
      </Stack>
    </Section>
  );
}

function SignaturesForm({ view, agreementVersion }: { view: CaseView; agreementVersion: number }) {
  const { t } = useTranslation('mediation');
  const { committee } = useSession();
  const rows = signatureRows(view, committee?.name ?? t('signatures.committee'));
  const form = useAppForm(schema, { acts: rows.map((row) => row.act) });
  const record = useCommand('mediation.recordSignatures', { form });
  const { isDirty } = form.formState;
  const kept = JSON.stringify(rows.map((row) => row.act));
  useEffect(() => {
    if (record.pending || form.formState.isDirty) return;
    const onFile = { acts: JSON.parse(kept) as SignatureAct[] };
    if (!sameValues(onFile, form.getValues())) form.reset(onFile);
  }, [kept, form, record.pending]);

  const roleOf = (index: number): string => {
    const { actor, actorId } = rows[index]!.act;
    if (actor === 'mediator') return t('signatures.mediator');
    if (actor === 'committee') return t('signatures.committee');
    return t(`partyRole.${view.parties.find(({ id }) => id === actorId)?.role ?? 'thirdParty'}`);
  };
  /** A first tick dates the act, so that nobody types today's date six times. */
  const dateIt = (index: number) => (checked: boolean) => {
    if (checked && !form.getValues(`acts.${index}.doneOn`))
      form.setValue(`acts.${index}.doneOn`, todayText(), { shouldDirty: true });
  };
  return (
    <AppForm
      form={form}
      label={t('signatures.title')}
      onSubmit={async ({ acts }) => {
        const sent = typedNow(form);
        if (!(await record.run({ caseId: view.id, version: agreementVersion, acts: [...acts] }))) return;
        markSaved(form, sent);
        notifyDone(t('signatures.saved'));
      }}
    >
      <Table.ScrollContainer minWidth="38rem">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('signatures.who')}</Table.Th>
              <Table.Th>{t('signatures.role')}</Table.Th>
              {marks.map((mark) => (
                <Table.Th key={mark}>{t(`signatures.${mark}`)}</Table.Th>
              ))}
              <Table.Th w="13rem">{t('signatures.doneOn')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={row.key}>
                <Table.Td>{row.name}</Table.Td>
                <Table.Td>{roleOf(index)}</Table.Td>
                {marks.map((mark) => (
                  <Table.Td key={mark}>
                    {row.can.includes(mark) ? (
                      <CheckboxField
                        name={`acts.${index}.${mark}`}
                        label={t('signatures.of', { name: row.name, act: t(`signatures.${mark}`) })}
                        labelHidden
                        onChecked={dateIt(index)}
                      />
                    ) : (
                      '–'
                    )}
                  </Table.Td>
                ))}
                <Table.Td>
                  <DateField
                    name={`acts.${index}.doneOn`}
                    label={t('signatures.of', { name: row.name, act: t('signatures.doneOn') })}
                    labelHidden
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="flex-end" mt="sm">
        <Button
          variant="default"
          onClick={() =>
            form.setValue(
              'acts',
              rows.map((row, index) => allOn(row, form.getValues(`acts.${index}`), todayText())),
              { shouldDirty: true },
            )
          }
        >
          {t('signatures.today')}
        </Button>
        <Button type="submit" loading={record.pending} disabled={!isDirty}>
          {t('signatures.save')}
        </Button>
      </Group>
    </AppForm>
  );
}
