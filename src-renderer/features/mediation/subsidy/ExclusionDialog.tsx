import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { subsidyExclusion } from '../../../../src-main/contract/mediation/subsidy.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import styles from './subsidy.module.css';

type List = RouteOutput<'mediation.listSubsidyExclusions'>;
export type ExclusionEdit = List['rows'][number] | 'new';

interface Props {
  edit: ExclusionEdit | undefined;
  people: List['mediators'];
  onClose(): void;
}

export function ExclusionDialog({ edit, people, onClose }: Props) {
  const { t } = useTranslation('subsidy');
  return (
    <FormDialog opened={edit !== undefined} onClose={onClose} title={t('exclusions.title')} size="md">
      {edit === undefined ? null : <ExclusionForm edit={edit} people={people} onClose={onClose} />}
    </FormDialog>
  );
}

function ExclusionForm({ edit, people, onClose }: Props & { edit: ExclusionEdit }) {
  const { t } = useTranslation('subsidy');
  const row = edit === 'new' ? undefined : edit;
  const form = useAppForm(subsidyExclusion, {
    userId: row?.userId ?? '',
    reason: row?.reason ?? '',
    validFrom: row?.validFrom ?? todayText(),
    validTo: row?.validTo ?? null,
    active: row?.active ?? true,
  });
  const draft = useDraft(`exclusion:${row?.id ?? 'new'}`, form, { version: row?.version });
  const save = useCommand('mediation.saveSubsidyExclusion', {
    form,
    fieldsUnder: 'exclusion',
    onDone: () => {
      void draft.discard();
      notifyDone(t('exclusions.saved'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('exclusions.title')}
      onSubmit={(exclusion) =>
        void save.run({ ...(row ? { id: row.id, version: row.version } : {}), exclusion })
      }
    >
      <Stack>
        {draft.notice}
        {row ? (
          <Text fw={600}>{row.name}</Text>
        ) : (
          <SelectField
            name="userId"
            label={t('exclusions.person')}
            required
            searchable
            choices={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
        )}
        <TextField name="reason" label={t('exclusions.reason')} required />
        <div className={styles.fields}>
          <DateField name="validFrom" label={t('exclusions.from')} emptyValue="" required />
          <DateField name="validTo" label={t('exclusions.to')} />
        </div>
        {row ? <CheckboxField name="active" label={t('exclusions.active')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('exclusions.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
