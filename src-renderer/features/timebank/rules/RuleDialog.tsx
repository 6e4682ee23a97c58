import { Alert, Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ruleBodies, type RuleCode } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import type { AnyRule } from '../../../../src-main/contract/timebank/rules.ts';
import { civilDate, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useServiceChoices } from './use-services.ts';
import { RuleFields } from './RuleFields.tsx';
import { useRuleWords } from './rule-text.ts';
import styles from './rules.module.css';

/** A new version of one rule, begun from the one in force or from another place’s; saving makes it final. */
export function RuleDialog({ initial, onClose }: { initial: AnyRule | undefined; onClose(): void }) {
  const say = useRuleWords();
  const name = initial ? say(`code.${initial.code}`) : '';
  return (
    <FormDialog
      opened={initial !== undefined}
      onClose={onClose}
      title={say('dialog.title', { name })}
      size="64rem"
    >
      {initial === undefined ? null : <RuleForm initial={initial} name={name} onClose={onClose} />}
    </FormDialog>
  );
}

function RuleForm({ initial, name, onClose }: { initial: AnyRule; name: string; onClose(): void }) {
  const { t } = useTranslation('timebankRules');
  const services = useServiceChoices();
  const form = useAppForm(schemaOf(initial.code), {
    body: initial.body,
    validFrom: todayText(),
    source: '',
    verified: false,
    reason: '',
  });
  const draft = useDraft(`timebankRule:${initial.code}`, form);
  const save = useCommand('timebank.saveRule', { form: { setError: placed(form.setError) } });
  return (
    <AppForm
      form={form}
      label={t('dialog.title', { name })}
      onSubmit={async ({ body, ...rest }) => {
        const saved = await save.run({ ...rest, rule: { code: initial.code, body } as unknown as AnyRule });
        if (saved === undefined) return;
        await draft.discard();
        notifyDone(t('dialog.done', { number: saved.number }));
        onClose();
      }}
    >
      <Stack>
        {draft.notice}
        <RuleFields code={initial.code} services={services} />
        <div className={styles.fields}>
          <DateField name="validFrom" label={t('dialog.validFrom')} emptyValue="" required />
          <TextField name="source" label={t('dialog.source')} required />
          <TextField name="reason" label={t('dialog.reason')} required />
          <CheckboxField name="verified" label={t('dialog.verified')} />
        </div>
        <Alert color="blue" c="var(--mantine-color-text)">
          {t('dialog.final')}
        </Alert>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('dialog.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

/** The form holds any body; the rule’s own shape checks it. */
function schemaOf(code: RuleCode) {
  return z.strictObject({
    body: ruleBodies[code],
    validFrom: civilDate,
    source: text(300),
    verified: z.boolean(),
    reason: text(300),
  });
}

/** The route names a field of the body `rule.body.…`; the form `body.…`. */
function placed<A extends unknown[]>(setError: (name: never, ...rest: A) => void) {
  return (path: string, ...rest: A) => setError(path.replace(/^rule\./, '') as never, ...rest);
}
