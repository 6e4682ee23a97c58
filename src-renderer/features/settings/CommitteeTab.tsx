import { useEffect } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { committeeFields, committeeKinds } from '../../../src-main/contract/people.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../ui/form/fields.tsx';
import { markSaved, sameValues, typedNow } from '../../ui/form/saved.ts';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { notifyDone } from '../../ui/notify.ts';
import { Loaded } from '../../ui/states.tsx';
import classes from '../mediation/mediation.module.css';

type Committee = RouteOutput<'people.readCommittee'>;

export function CommitteeTab() {
  const committee = useRoute('people.readCommittee', {});
  return <Loaded result={committee}>{(data) => <CommitteeForm committee={data} />}</Loaded>;
}

function CommitteeForm({ committee }: { committee: Committee }) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const form = useAppForm(committeeFields, fieldsOf(committee));
  const { isDirty } = form.formState;
  const update = useCommand('people.updateCommittee', { form });
  useEffect(() => {
    if (update.pending || form.formState.isDirty) return;
    const onFile = fieldsOf(committee);
    if (!sameValues(onFile, form.getValues())) form.reset(onFile);
  }, [committee, form, update.pending]);
  const readOnly = !may('people.updateCommittee');
  return (
    <AppForm
      form={form}
      label={t('committee.label')}
      saveFromAnywhere
      onSubmit={async (values) => {
        const sent = typedNow(form);
        if (!(await update.run({ ...values, version: committee.version }))) return;
        markSaved(form, sent);
        notifyDone(t('committee.saved'));
      }}
    >
      <Stack>
        <div className={classes.fields}>
          <TextField
            name="name"
            label={t('people:setup.name')}
            required
            readOnly={readOnly}
            className={classes.span2 ?? ''}
          />
          <SelectField
            name="kind"
            label={t('people:setup.kind')}
            choices={committeeKinds.map((kind) => ({
              value: kind,
              label: t(`people:committeeKind.${kind}`),
            }))}
            readOnly={readOnly}
          />
          <TextField name="mark" label={t('people:setup.mark')} required readOnly={readOnly} />
          <SelectField
            name="region"
            label={t('people:setup.region')}
            choices={(reference.data?.regions ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            readOnly={readOnly}
          />
          <AreaField name="areaId" label={t('people:setup.area')} readOnly={readOnly} />
          <TextField name="phone" label={t('people:setup.phone')} readOnly={readOnly} />
          <TextField
            name="address"
            label={t('people:setup.address')}
            readOnly={readOnly}
            className={classes.span2 ?? ''}
          />
          <DateField name="termStart" label={t('committee.termStart')} readOnly={readOnly} />
          <DateField name="termEnd" label={t('committee.termEnd')} readOnly={readOnly} />
        </div>
        {readOnly ? null : (
          <Group justify="flex-end">
            <Button type="submit" loading={update.pending} disabled={!isDirty}>
              {t('committee.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </AppForm>
  );
}

function fieldsOf({ id: _id, version: _version, ...fields }: Committee) {
  return fields;
}
