import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { subsidyRules } from '../../../../src-main/contract/mediation/subsidy.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, RadioGroupField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { FindingLines } from '../FindingLines.tsx';
import { ClassesEditor, RatesEditor } from './RatesEditor.tsx';
import { typedRules, typingSchema, typingOf, type RulesForm, type RulesTyping } from './rules-form.ts';
import styles from './subsidy.module.css';

/** A new version of the rates, typed or begun from a sample or an older version; adopting makes it final. */
export function RulesDialog({ initial, onClose }: { initial: RulesForm | undefined; onClose(): void }) {
  const { t } = useTranslation('subsidy');
  return (
    <FormDialog opened={initial !== undefined} onClose={onClose} title={t('adopt.title')} size="72rem">
      {initial === undefined ? null : <RulesFormBody initial={initial} onClose={onClose} />}
    </FormDialog>
  );
}

function RulesFormBody({ initial, onClose }: { initial: RulesForm; onClose(): void }) {
  const { t } = useTranslation('subsidy');
  const form = useAppForm(typingSchema, typingOf(initial));
  const draft = useDraft('subsidyRules:new', form);
  const adopt = useCommand('mediation.adoptSubsidyRules', { form, fieldsUnder: 'rules' });
  const lead = useWatch({ control: form.control, name: 'sharing' }) === 'lead';
  return (
    <AppForm
      form={form}
      label={t('adopt.formLabel')}
      onSubmit={async (values) => {
        const saved = await adopt.run({ rules: typedRules(values) });
        if (saved === undefined) return;
        await draft.discard();
        notifyDone(t('adopt.done', { number: saved.number }));
        onClose();
      }}
    >
      <Stack>
        {draft.notice}
        <div className={styles.fields}>
          <TextField name="name" label={t('adopt.name')} required />
          <DateField name="validFrom" label={t('adopt.validFrom')} emptyValue="" required />
        </div>
        <TextField name="source" label={t('adopt.source')} required />
        <Section title={t('adopt.classes')} order={3}>
          <ClassesEditor />
        </Section>
        <Section title={t('adopt.rows')} order={3}>
          <Text size="sm" c="dimmed" mb="xs">
            {t('adopt.rowsHint')}
          </Text>
          <RatesEditor />
          <Findings values={useWatch({ control: form.control }) as RulesTyping} />
        </Section>
        <div className={styles.fields}>
          <RadioGroupField
            name="sharing"
            label={t('adopt.shares')}
            choices={[
              { value: 'equal', label: t('adopt.sharesEqual') },
              { value: 'lead', label: t('adopt.sharesLead') },
            ]}
          />
          {lead ? (
            <Group grow align="flex-start">
              <IntegerField name="leadShare.numerator" label={t('adopt.numerator')} required />
              <IntegerField name="leadShare.denominator" label={t('adopt.denominator')} required />
            </Group>
          ) : null}
          <MoneyField name="capFen" label={t('adopt.cap')} />
        </div>
        <TextArea name="note" label={t('adopt.note')} />
        <Alert color="blue" c="var(--mantine-color-text)">
          {t('adopt.final')}
        </Alert>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={adopt.pending}>
            {t('adopt.submit')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

/** Contradictions of the table, a moment after the typing stops; only asked about what is complete. */
function Findings({ values }: { values: RulesTyping }) {
  const { t } = useTranslation('subsidy');
  const [settled] = useDebouncedValue(JSON.stringify(values), 350);
  const parsed = subsidyRules.safeParse(typedRules(JSON.parse(settled) as RulesTyping));
  const complete = { ...(parsed.success ? parsed.data : emptyRules), validFrom: '2000-01-01' };
  const check = useRoute(
    'mediation.checkSubsidyRules',
    { rules: complete },
    { enabled: parsed.success, keepPrevious: true, staleTime: 5_000 },
  );
  if (!parsed.success || !check.data) return null;
  return check.data.findings.length === 0 ? (
    <Text size="sm" role="status" mt="xs">
      {t('adopt.clean')}
    </Text>
  ) : (
    <FindingLines findings={check.data.findings} />
  );
}

const emptyRules = { name: '', validFrom: '', source: '', classes: [], rows: [] };
